// SPDX-License-Identifier: MIT

/// Reads XML that is broken, the way browsers read HTML: it never stops, it makes the best of what is there.
///
/// Names of HTML stand for their characters, a bare `&` or `<` is text, control characters vanish, attributes may
/// lack quotes or come twice, an end tag closes what stands open inside its element, and one that closes nothing is
/// passed over. What is still open at the end stays open, so the handler can tell a cut document from a whole one.
public enum TolerantXMLStream {
    /// Hands a document to a handler.
    ///
    /// **Shape**: UTF-8 bytes; time grows with length alone.
    /// **Errors**: `unsafe` for an internal DTD subset whose entities refer to other entities or are long; harmless
    /// ones are replaced up to 64 kB in all, external ones vanish. `tooLarge` before any of it is read.
    public static func read(_ bytes: [UInt8], into handler: any XMLHandler, limits: XMLLimits = XMLLimits())
        throws(MarkupError)
    {
        guard bytes.count <= limits.bytes else { throw .tooLarge(byteLimit: limits.bytes) }
        var reading = TolerantReading(bytes: bytes, handler: handler, limits: limits)
        try reading.run()
    }
}

private struct TolerantReading {
    let bytes: [UInt8]
    let handler: any XMLHandler
    let limits: XMLLimits
    private var index = 0
    private var elements: TolerantElements
    private var entities = DeclaredEntities()
    private var quotes = QuoteFinder()
    private let lastSectionEnd: Int
    private let lastCommentEnd: Int

    private static let empty: Set<String> = ["br", "img", "hr", "input", "wbr", "col", "area", "embed"]

    init(bytes: [UInt8], handler: any XMLHandler, limits: XMLLimits) {
        self.bytes = bytes
        self.handler = handler
        self.limits = limits
        self.elements = TolerantElements(depthLimit: limits.depth)
        self.lastSectionEnd = bytes.lastPlace(of: "]]>") ?? -1
        self.lastCommentEnd = bytes.lastPlace(of: "-->") ?? -1
    }

    mutating func run() throws(MarkupError) {
        while index < bytes.count {
            if bytes[index] != UInt8(ascii: "<") {
                text()
            } else if bytes.has("<![CDATA[", at: index) {
                section()
            } else if bytes.has("<!--", at: index), index <= lastCommentEnd {
                index = bytes.place(of: "-->", from: index + 4).map { $0 + 3 } ?? bytes.count
            } else if bytes.has("<!DOCTYPE", at: index) || bytes.has("<!doctype", at: index) {
                index = try entities.read(bytes, from: index)
            } else if bytes.has("<!", at: index) || bytes.has("<?", at: index) {
                index = bytes[index...].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 } ?? bytes.count
            } else {
                tag()
            }
        }
    }

    private mutating func text() {
        let end = bytes[index...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
        emit(resolved(index..<end))
        index = end
    }

    private mutating func section() {
        let start = index + 9
        var end = bytes.count
        var after = bytes.count
        if index <= lastSectionEnd, let close = bytes.place(of: "]]>", from: start) {
            end = close
            after = close + 3
        } else if let name = elements.innermost, let close = bytes.place(of: "</\(name)", from: start) {
            end = close
            after = close
        }
        if start < end { emit(bytes[start..<end].filter { $0 >= 0x20 || $0 == 9 || $0 == 10 || $0 == 13 }) }
        index = after
    }

    private func emit(_ piece: [UInt8]) {
        if !piece.isEmpty, !elements.isEmpty { handler.text(piece.span) }
    }

    /// The text of a range with references replaced and control characters left out.
    private mutating func resolved(_ range: Range<Int>) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(range.count)
        var place = range.lowerBound
        while place < range.upperBound {
            let byte = bytes[place]
            if byte == UInt8(ascii: "&"), let found = entities.reference(in: bytes, at: place),
                found.end <= range.upperBound
            {
                out.append(contentsOf: found.text)
                place = found.end
            } else {
                if byte >= 0x20 || byte == 9 || byte == 10 || byte == 13 { out.append(byte) }
                place += 1
            }
        }
        return out
    }

    private mutating func tag() {
        let isEnd = index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "/")
        let start = index + (isEnd ? 2 : 1)
        let tag = TolerantTag(
            bytes: bytes, from: start, attributeLimit: limits.attributes, quotes: &quotes)
        guard tag.isTag else {
            emit([UInt8(ascii: "<")])
            index += 1
            return
        }
        index = tag.end
        if isEnd { return elements.close(tag.name, handler) }
        var attributes: [(String, String)] = []
        for value in tag.values {
            attributes.append((value.name, String(decoding: resolved(value.range), as: UTF8.self)))
        }
        let isEmpty = tag.isEmpty || Self.empty.contains(tag.name.lowercased())
        elements.open(tag.name, attributes, handler)
        if isEmpty { elements.close(tag.name, handler) }
    }
}

extension [UInt8] {
    /// Whether a text of ASCII stands at a place.
    func has(_ text: StaticString, at place: Int) -> Bool {
        guard place + text.utf8CodeUnitCount <= count else { return false }
        for offset in 0..<text.utf8CodeUnitCount where self[place + offset] != text.utf8Start[offset] {
            return false
        }
        return true
    }

    /// Where a text begins, at or after a place.
    func place(of text: String, from start: Int) -> Int? {
        let mark = Array(text.utf8)
        guard start >= 0, start < count, !mark.isEmpty else { return nil }
        var place = start
        while let next = self[place...].firstIndex(of: mark[0]) {
            if next + mark.count > count { return nil }
            if self[next..<(next + mark.count)].elementsEqual(mark) { return next }
            place = next + 1
        }
        return nil
    }

    /// Where a text begins for the last time.
    func lastPlace(of text: String) -> Int? {
        let mark = Array(text.utf8)
        var place = count - mark.count
        while place >= 0 {
            if self[place..<(place + mark.count)].elementsEqual(mark) { return place }
            place -= 1
        }
        return nil
    }
}
