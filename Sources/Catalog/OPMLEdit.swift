// SPDX-License-Identifier: MIT

import Markup
public import Model

extension OPML {
    /// An OPML file with one feed more, everything else byte for byte as it was.
    ///
    /// **Shape**: the line goes to the end of the feed's group; groups that are missing are made at the end.
    /// **Errors**: ``CatalogError/mistakes(_:)`` where the file cannot be read, ``CatalogError/feedExists(file:line:)``,
    /// ``CatalogError/unwritable(file:reason:)`` where the file is not in UTF-8.
    public static func adding(_ feed: Feed, to bytes: [UInt8], file: String) throws(CatalogError) -> [UInt8] {
        var edit = try OPMLEdit(bytes, file: file)
        let key = feed.address.canonicalKey
        if let known = edit.document.feeds.feeds.first(where: { $0.feed.address.canonicalKey == key }) {
            throw .feedExists(file: file, line: known.line)
        }
        edit.add(feed)
        return try edit.checked(growth: 1)
    }

    /// An OPML file without one feed, everything else byte for byte as it was; a group that becomes empty stays.
    ///
    /// **Errors**: as in ``adding(_:to:file:)``, and ``CatalogError/noSuchFeed(file:address:)``.
    public static func removing(
        _ address: WebAddress, from bytes: [UInt8], file: String
    ) throws(CatalogError) -> [UInt8] {
        var edit = try OPMLEdit(bytes, file: file)
        guard edit.remove(address) else { throw .noSuchFeed(file: file, address: address.text) }
        return try edit.checked(growth: -1)
    }
}

/// One change of one OPML file.
private struct OPMLEdit {
    let document: OPMLDocument
    private let file: String
    private var bytes: [UInt8]
    private let spans: [XMLSpan]
    /// The outlines in the order in which they begin, each with its place among the spans.
    private var outlines: [(outline: OPMLDocument.Outline, span: Int)] = []
    private let lineBreak: String

    init(_ bytes: [UInt8], file: String) throws(CatalogError) {
        do {
            document = try OPML.read(bytes, file: file)
        } catch {
            throw .mistakes([error])
        }
        guard OPMLEdit.isUTF8(bytes) else {
            throw .unwritable(file: file, reason: "it is not in UTF-8; save it as UTF-8 first")
        }
        self.file = file
        self.bytes = bytes
        spans = XMLSpan.all(in: bytes)
        lineBreak = bytes.contains(13) ? "\r\n" : "\n"
        collect(document.outlines, in: body)
    }

    /// The changed file, once it has been read back and found to hold what it should.
    func checked(growth: Int) throws(CatalogError) -> [UInt8] {
        let before = document.feeds
        let after = try? OPML.read(bytes, file: file).feeds
        guard let after, after.feeds.count == before.feeds.count + growth,
            after.mistakes.count <= before.mistakes.count
        else {
            throw .unwritable(file: file, reason: "the change could not be made safely; edit it by hand")
        }
        return bytes
    }

    mutating func add(_ feed: Feed) {
        var parent = body
        var missing = feed.standing.groups[...]
        while let name = missing.first, let group = group(name, in: parent) {
            parent = group
            missing = missing.dropFirst()
        }
        let prefix = cairnPrefix()
        let children = spans.indices.filter { spans[$0].parent == parent }
        let margin = children.last.map { self.margin(of: $0) } ?? self.margin(of: parent) + "  "
        let text = lines(of: feed, in: missing, margin: margin, prefix: prefix.name)
        if let last = children.last {
            replace(spans[last].whole.upperBound..<spans[last].whole.upperBound, with: text)
        } else {
            fill(parent, with: text + lineBreak + self.margin(of: parent))
        }
        if prefix.isMissing { declare(prefix.name) }
    }

    /// Whether the feed was there to be removed.
    mutating func remove(_ address: WebAddress) -> Bool {
        let found = outlines.first { entry in
            WebAddress(entry.outline.value("xmlUrl") ?? "") == address && entry.outline.outlines.isEmpty
        }
        guard let found else { return false }
        let range = spans[found.span].whole
        let before = bytes[..<range.lowerBound].lastIndex { $0 != 32 && $0 != 9 }
        let isFirstOnLine = before.map { bytes[$0] == 10 } ?? true
        let rest = bytes[range.upperBound...]
        let isLastOnLine = rest.first == 10 || rest.starts(with: [13, 10])
        guard isFirstOnLine, isLastOnLine, let before else {
            // A group on one line keeps room inside, or it would look like a feed without an address.
            let isBetweenTags =
                bytes[range.lowerBound - 1] == UInt8(ascii: ">") && rest.starts(with: "</".utf8)
            replace(range, with: isBetweenTags ? lineBreak : "")
            return true
        }
        let end = (rest.firstIndex(of: 10) ?? range.upperBound) + 1
        replace((before + 1)..<end, with: "")
        return true
    }
}

private extension OPMLEdit {
    static func isUTF8(_ bytes: [UInt8]) -> Bool {
        guard let text = String(validating: bytes, as: UTF8.self) else { return false }
        let declared = text.prefix(200).firstMatch(of: /^\u{FEFF}?<\?xml[^>]*encoding=["']([^"']+)["']/)
        return declared.map { ["utf-8", "us-ascii"].contains($0.1.lowercased()) } ?? true
    }

    /// The place of the body among the spans; the document was read as OPML, so there is one.
    var body: Int { spans.firstIndex { $0.name == "body" && $0.parent == 0 } ?? 0 }

    mutating func collect(_ inner: [OPMLDocument.Outline], in parent: Int) {
        let places = spans.indices.filter { spans[$0].parent == parent && spans[$0].name == "outline" }
        for (outline, place) in zip(inner, places) {
            outlines.append((outline, place))
            collect(outline.outlines, in: place)
        }
    }

    func group(_ name: String, in parent: Int) -> Int? {
        outlines.first {
            spans[$0.span].parent == parent && $0.outline.title == name && $0.outline.value("xmlUrl") == nil
        }?.span
    }

    /// The white space between the line's beginning and an element.
    func margin(of place: Int) -> String {
        let start = spans[place].opening.lowerBound
        let space = bytes[..<start].reversed().prefix { $0 == 32 || $0 == 9 }
        return String(decoding: space.reversed(), as: UTF8.self)
    }

    /// The prefix of Cairn's namespace in this file, and whether it must still be declared.
    func cairnPrefix() -> (name: String, isMissing: Bool) {
        let declared = (try? XMLTree(parsing: bytes))?.root.declarations ?? []
        if let own = declared.first(where: { $0.namespace == OPML.namespace && !$0.prefix.isEmpty }) {
            return (own.prefix, false)
        }
        return (declared.contains { $0.prefix == "cairn" } ? "cairn2" : "cairn", true)
    }

    func lines(of feed: Feed, in groups: ArraySlice<String>, margin: String, prefix: String) -> String {
        guard let name = groups.first else {
            return lineBreak + margin + tag(of: feed, margin: margin, prefix: prefix)
        }
        let inside = lines(of: feed, in: groups.dropFirst(), margin: margin + "  ", prefix: prefix)
        let opening = "<outline text=\"\(XMLWriter.escaped(attribute: name))\">"
        return lineBreak + margin + opening + inside + lineBreak + margin + "</outline>"
    }

    /// The feed's tag, on several lines as people can read it.
    func tag(of feed: Feed, margin: String, prefix: String) -> String {
        let outline = OPMLDocument.Outline(feed)
        let rows = [
            ["type", "text", "title"], ["xmlUrl", "htmlUrl"], ["language", "cairn:licence", "cairn:sector"],
            ["cairn:note"],
        ]
        let written = rows.map { row in
            row.compactMap { name in
                outline.value(name).map { value in
                    let own = name.replacing("cairn:", with: prefix + ":")
                    return "\(own)=\"\(XMLWriter.escaped(attribute: value))\""
                }
            }.joined(separator: " ")
        }
        return "<outline " + written.filter { !$0.isEmpty }.joined(separator: lineBreak + margin + "  ")
            + "/>"
    }

    /// Puts a text behind whatever is inside an element without elements (a comment, say).
    mutating func fill(_ place: Int, with text: String) {
        let span = spans[place]
        guard span.isSelfClosing else {
            let inside = bytes[span.opening.upperBound..<span.closing.lowerBound]
            let start = inside.lastIndex { $0 > 32 }.map { $0 + 1 } ?? inside.startIndex
            return replace(start..<inside.endIndex, with: text)
        }
        let tag = bytes[span.opening].dropFirst()
        let name = String(decoding: tag.prefix { $0 > 32 && $0 != UInt8(ascii: "/") }, as: UTF8.self)
        let slash = span.opening.upperBound - 2
        replace(slash..<span.opening.upperBound, with: ">" + text + "</\(name)>")
    }

    /// Declares Cairn's namespace at the outermost element.
    mutating func declare(_ prefix: String) {
        let opening = spans[0].opening
        let close = opening.upperBound - 1
        replace(close..<close, with: " xmlns:\(prefix)=\"\(OPML.namespace)\"")
    }

    mutating func replace(_ range: Range<Int>, with text: String) {
        bytes.replaceSubrange(range, with: Array(text.utf8))
    }
}
