// SPDX-License-Identifier: MIT

/// Where one element stands in the bytes of an XML document, so that a document can be changed in one place and
/// stay as its author wrote it everywhere else.
public struct XMLSpan: Hashable, Sendable {
    /// Its name without a prefix.
    public let name: String
    /// The place in the list of the element around it; nil for the outermost.
    public let parent: Int?
    /// The bytes of its first tag.
    public let opening: Range<Int>
    /// The bytes of its last tag; those of the first where that closes the element (`<a/>`).
    public fileprivate(set) var closing: Range<Int>
    /// The line on which it begins, counted from 1.
    public let line: Int

    /// Whether it is written as `<a/>`.
    public var isSelfClosing: Bool { opening == closing }

    /// From its first byte to behind its last.
    public var whole: Range<Int> { opening.lowerBound..<closing.upperBound }

    /// The elements of a document that an XML parser has accepted, in the order in which they begin.
    ///
    /// **Shape**: any encoding whose markup is written in bytes of ASCII; UTF-16 gives nothing of use. It relies on the
    /// parser: in well-formed XML without a document type a `<` begins a tag, a comment, CDATA or a processing
    /// instruction, and nothing else.
    public static func all(in bytes: [UInt8]) -> [XMLSpan] {
        var spans: [XMLSpan] = []
        var open: [Int] = []
        var (place, line) = (0, 1)
        while let start = bytes[place...].firstIndex(of: UInt8(ascii: "<")) {
            line += lineBreaks(bytes[place..<start])
            place = start
            let rest = bytes[start...]
            let other = endOfOther(rest)
            let end = other ?? endOfTag(bytes, from: start)
            if other != nil {
                // Nothing in it counts.
            } else if rest.dropFirst().first == UInt8(ascii: "/") {
                if let last = open.popLast() { spans[last].closing = start..<end }
            } else {
                spans.append(
                    XMLSpan(
                        name: name(rest.dropFirst()), parent: open.last, opening: start..<end,
                        closing: start..<end, line: line))
                if bytes[end - 2] != UInt8(ascii: "/") { open.append(spans.count - 1) }
            }
            line += lineBreaks(bytes[start..<end])
            place = end
        }
        return spans
    }
}

private extension XMLSpan {
    static func lineBreaks(_ bytes: ArraySlice<UInt8>) -> Int { bytes.count { $0 == 10 } }

    /// Behind a comment, CDATA or a processing instruction; nil where there is none.
    static func endOfOther(_ rest: ArraySlice<UInt8>) -> Int? {
        for (start, end) in [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")]
        where rest.starts(with: start.utf8) {
            return rest.dropFirst(start.utf8.count).firstRange(of: Array(end.utf8))?.upperBound
                ?? rest.endIndex
        }
        return nil
    }

    /// Behind the `>` of a tag; one inside quotation marks does not count.
    static func endOfTag(_ bytes: [UInt8], from start: Int) -> Int {
        var quote: UInt8?
        for place in start..<bytes.count {
            let byte = bytes[place]
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: ">") {
                return place + 1
            }
        }
        return bytes.count
    }

    static func name(_ rest: ArraySlice<UInt8>) -> String {
        let ends: [UInt8] = [9, 10, 13, 32, UInt8(ascii: "/"), UInt8(ascii: ">")]
        let whole = String(decoding: rest.prefix { !ends.contains($0) }, as: UTF8.self)
        return whole.split(separator: ":").last.map(String.init) ?? whole
    }
}
