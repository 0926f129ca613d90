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

    /// Whether there is nothing.
    public var isEmpty: Bool { bytes.isEmpty }

    /// How many bytes there are without the ids.
    public var count: Int { bytes.count }

    /// The HTML in UTF-8, its headings without ids.
    public var utf8: [UInt8] { bytes }

    /// Makes room for so many bytes more.
    public mutating func reserve(_ count: Int) { bytes.reserveCapacity(bytes.count + count) }

    /// Adds HTML of our own, as it is.
    public mutating func append(_ html: String) { bytes.append(utf8: html) }

    /// Adds HTML of our own that the program itself holds.
    public mutating func append(_ html: StaticString) { bytes.append(html) }

    /// Takes everything away and keeps the room.
    public mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        headings.removeAll(keepingCapacity: true)
    }

    /// The same with no more room than it needs.
    public var packed: RenderedMarkdown {
        var copy = RenderedMarkdown()
        copy.bytes = bytes.withUnsafeBufferPointer { Array($0) }
        copy.headings = headings
        return copy
    }

    /// Adds HTML of our own, as it is.
    public mutating func append(_ html: [UInt8]) { bytes.append(contentsOf: html) }

    /// Adds HTML of our own, as it is.
    public mutating func append(_ html: Span<UInt8>) {
        html.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
    }

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
        write(to: &out, anchors: &anchors)
        return String(decoding: out, as: UTF8.self)
    }

    /// Adds the HTML to what is there, with an id for each heading that no other heading of the page has.
    public func write(to out: inout [UInt8], anchors: inout Anchors) {
        var done = 0
        for heading in headings {
            out.append(contentsOf: bytes[done..<heading.place])
            out.append(" id=\"")
            HTMLEscape.write(anchors.anchor(forSlug: heading.slug), to: &out)
            out.append(UInt8(ascii: "\""))
            done = heading.place
        }
        out.append(contentsOf: bytes[done...])
    }
}

/// How a part is written.
extension RenderedMarkdown {
    /// How far a part was written.
    struct Mark {
        let bytes: Int
        let headings: Int
    }

    var mark: Mark { Mark(bytes: bytes.count, headings: headings.count) }

    /// Takes away what was written since.
    mutating func cut(to mark: Mark) {
        bytes.removeLast(bytes.count - mark.bytes)
        headings.removeLast(headings.count - mark.headings)
    }

    mutating func append(_ byte: UInt8) { bytes.append(byte) }

    mutating func append(_ html: UnsafeBufferPointer<UInt8>) { bytes.append(contentsOf: html) }

    /// Adds a character of foreign text.
    mutating func append(escaping byte: UInt8) {
        switch byte {
        case UInt8(ascii: "&"): append("&amp;" as StaticString)
        case UInt8(ascii: "<"): append("&lt;" as StaticString)
        case UInt8(ascii: ">"): append("&gt;" as StaticString)
        case UInt8(ascii: "\""): append("&quot;" as StaticString)
        default: bytes.append(byte)
        }
    }

    /// Notes that a heading's tag ends at a place, and that its words are all that was written since.
    mutating func noteHeading(at place: Int) {
        headings.append(Heading(place: place, slug: Anchors.slug(ofHTML: bytes[(place + 1)...])))
    }

    /// Adds rendered bytes with the headings' plain words in order; in safe mode no other text can look like a heading tag.
    mutating func append(_ html: [UInt8], headings words: [String]) {
        let start = bytes.count
        bytes.append(contentsOf: html)
        var waiting = words[...]
        var place = start + 3
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
}
