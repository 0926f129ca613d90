// SPDX-License-Identifier: MIT

/// A part of a page as HTML whose headings still wait for their ids.
///
/// The ids of a page must differ, so they are given once the whole page is put together; until then one part can stand on
/// many pages without being rendered for each.
public struct RenderedMarkdown: Sendable {
    private var bytes: [UInt8] = []
    private var headings: [Heading] = []

    /// A heading, and where in the bytes its id goes.
    private struct Heading {
        let place: Int
        let slug: String
    }

    /// Nothing yet.
    public init() {}

    /// Rendered bytes with the headings' plain words in order; in safe mode no other text can look like a heading tag.
    init(_ bytes: [UInt8], headings words: [String]) {
        self.bytes = bytes
        var waiting = words[...]
        var place = 3
        while !waiting.isEmpty, place < bytes.count {
            let isHeadingEnd =
                bytes[place] == UInt8(ascii: ">") && bytes[place - 3] == UInt8(ascii: "<")
                && bytes[place - 2] == UInt8(ascii: "h")
                && (UInt8(ascii: "1")...UInt8(ascii: "6")).contains(bytes[place - 1])
            if isHeadingEnd, let words = waiting.popFirst() {
                headings.append(Heading(place: place, slug: Anchors.slug(words)))
            }
            place += 1
        }
    }

    /// Adds HTML of our own, as it is.
    public mutating func append(_ html: String) { bytes.append(contentsOf: html.utf8) }

    /// Adds another part.
    public mutating func append(_ other: RenderedMarkdown) {
        let start = bytes.count
        bytes.append(contentsOf: other.bytes)
        for heading in other.headings {
            headings.append(Heading(place: start + heading.place, slug: heading.slug))
        }
    }

    /// The HTML, with an id for each heading that no other heading of the page has.
    public func html(anchors: inout Anchors) -> String {
        guard !headings.isEmpty else { return String(decoding: bytes, as: UTF8.self) }
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count + headings.count * 48)
        var done = 0
        for heading in headings {
            out.append(contentsOf: bytes[done..<heading.place])
            out.append(contentsOf: " id=\"".utf8)
            out.append(contentsOf: HTMLEscape.text(anchors.anchor(forSlug: heading.slug)).utf8)
            out.append(UInt8(ascii: "\""))
            done = heading.place
        }
        out.append(contentsOf: bytes[done...])
        return String(decoding: out, as: UTF8.self)
    }
}
