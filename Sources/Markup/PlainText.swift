// SPDX-License-Identifier: MIT

/// Turns HTML into the words that a reader would see.
public enum PlainText {
    /// The text of a piece of HTML.
    ///
    /// **Shape**: entities decoded, tags and comments out, the content of script, style and template out; blocks and
    /// `br` become one line break, other white space (no-break spaces too) one space; no white space at either end.
    /// Time grows with length alone, however broken the HTML is.
    public static func from(html: String) -> String {
        var html = html
        let out = html.withUTF8 { bytes in
            var reading = HTMLReading(bytes: bytes)
            reading.run()
            return reading.out
        }
        return String(trusting: out.span)
    }

    /// The text with its white space folded: one space between words, none at the ends, no line breaks.
    public static func folded(_ text: String) -> String { folded(text, keepingLines: false) }

    /// The text with the white space of each line folded and without empty lines.
    public static func lines(_ text: String) -> String { folded(text, keepingLines: true) }

    private static func folded(_ text: String, keepingLines: Bool) -> String {
        var text = text
        if text.withUTF8({ isFolded($0) }) { return text }
        var out: [UInt8] = []
        out.reserveCapacity(text.utf8.count)
        var (wantsSpace, wantsBreak) = (false, false)
        for scalar in text.unicodeScalars {
            switch scalar {
            case " ", "\t", "\u{A0}": wantsSpace = true
            case "\n", "\r", "\u{0C}", "\u{0B}", "\u{85}", "\u{2028}", "\u{2029}":
                if keepingLines { wantsBreak = true } else { wantsSpace = true }
            case "\u{200B}", "\u{FEFF}": continue
            default:
                if wantsSpace || wantsBreak, !out.isEmpty { out.append(wantsBreak ? 0x0A : 0x20) }
                (wantsSpace, wantsBreak) = (false, false)
                if scalar.isASCII {
                    out.append(UInt8(scalar.value))
                } else {
                    out.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
                }
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// Whether a text is one line of words without markup, by a look that errs towards no.
    public static func isPlainLine(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            guard isFolded(bytes) else { return false }
            for place in bytes.indices
            where bytes[place] == UInt8(ascii: "&") || bytes[place] == UInt8(ascii: "<") {
                // A bare `&` or `<` before a space means itself.
                guard place + 1 < bytes.count, bytes[place + 1] == 0x20 else { return false }
            }
            return true
        }
    }

    /// Whether folding would change nothing, by a look that errs towards folding.
    private static func isFolded(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var last: UInt8 = 0x20
        for place in bytes.indices {
            let byte = bytes[place]
            if byte == 0x20 {
                if last == 0x20 { return false }
            } else if byte < 0x20 {
                return false
            } else if byte >= 0xC2, isSpace(bytes, place) {
                return false
            }
            last = byte
        }
        return last != 0x20 || bytes.isEmpty
    }

    /// Whether a character beyond ASCII that begins at a place may be white space, a break or nothing at all.
    private static func isSpace(_ bytes: UnsafeBufferPointer<UInt8>, _ place: Int) -> Bool {
        guard place + 1 < bytes.count else { return true }
        let next = bytes[place + 1]
        switch bytes[place] {
        case 0xC2: return next == 0x85 || next == 0xA0
        case 0xE2:
            return next == 0x80 && place + 2 < bytes.count && [0x8B, 0xA8, 0xA9].contains(bytes[place + 2])
        case 0xEF: return next == 0xBB
        default: return false
        }
    }

    /// Whether a text has tags or references, so that reading it as HTML would change it.
    public static func looksLikeHTML(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            for index in bytes.indices.dropLast() {
                let next = bytes[index + 1]
                if bytes[index] == UInt8(ascii: "<"), next == UInt8(ascii: "/") || HTMLReading.isLetter(next)
                {
                    return bytes[index...].contains(UInt8(ascii: ">"))
                }
                if bytes[index] == UInt8(ascii: "&"), HTMLEntities.reference(in: bytes, at: index) != nil {
                    return true
                }
            }
            return false
        }
    }
}

/// Reads bytes that stay in their place until it is done.
private struct HTMLReading {
    private let bytes: UnsafeBufferPointer<UInt8>
    var out: [UInt8] = []
    private var index = 0
    private var wantsSpace = false
    private var wantsBreak = false
    /// Hidden elements that have no end from here on.
    private var unclosed: Set<UInt64> = []
    /// From here on there is no `>` any more, so no tag either.
    private var lastClose: Int

    private static let elements = VisibleElements()

    init(bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        self.lastClose = bytes.lastIndex(of: UInt8(ascii: ">")) ?? -1
        out.reserveCapacity(bytes.count)
    }

    static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 32) }

    mutating func run() {
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "<") where index < lastClose: markup()
            case UInt8(ascii: "&"): reference()
            case 0x20, 0x09, 0x0A, 0x0D, 0x0C: space()
            case 0xC2 where index + 1 < bytes.count && bytes[index + 1] == 0xA0:
                index += 1
                space()
            case 0x00...0x1F: index += 1
            default: run(from: index)
            }
        }
    }

    /// Takes over all bytes up to the next one that could mean something; a lone space between two words means none.
    private mutating func run(from start: Int) {
        put(bytes[start])
        index = WordScan.end(of: UnsafeRawBufferPointer(bytes), from: start + 1)
        while index < bytes.count {
            let isSpace = bytes[index] == 0x20
            if isSpace, index + 1 == bytes.count || !isPlain(bytes[index + 1]) { break }
            if !isSpace, !isPlain(bytes[index]) { break }
            index += 1
        }
        out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[(start + 1)..<index]))
    }

    private func isPlain(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte != UInt8(ascii: "<") && byte != UInt8(ascii: "&") && byte != 0xC2
    }

    private mutating func space() {
        wantsSpace = true
        index += 1
    }

    private mutating func put(_ byte: UInt8) {
        if wantsBreak || wantsSpace {
            if !out.isEmpty { out.append(wantsBreak ? 0x0A : 0x20) }
            wantsBreak = false
            wantsSpace = false
        }
        out.append(byte)
    }

    private mutating func reference() {
        guard let found = HTMLEntities.reference(in: bytes, at: index) else {
            put(bytes[index])
            index += 1
            return
        }
        index = found.end
        if found.character.value <= 0x20 || found.character == "\u{A0}" {
            wantsSpace = true
        } else {
            for byte in String(found.character).utf8 { put(byte) }
        }
    }

    private mutating func markup() {
        let next = index + 1 < bytes.count ? bytes[index + 1] : 0
        if next == UInt8(ascii: "!"), bytes[index...].starts(with: "<!--".utf8) {
            skip(past: Array("-->".utf8), from: index + 4)
        } else if next == UInt8(ascii: "!") || next == UInt8(ascii: "?") {
            skip(past: [UInt8(ascii: ">")], from: index + 2)
        } else if Self.isLetter(next) || (next == UInt8(ascii: "/") && isLetter(at: index + 2)) {
            tag(isEnd: next == UInt8(ascii: "/"))
        } else {
            put(bytes[index])
            index += 1
        }
    }

    private func isLetter(at place: Int) -> Bool { place < bytes.count && Self.isLetter(bytes[place]) }

    private mutating func tag(isEnd: Bool) {
        let start = index + (isEnd ? 2 : 1)
        var end = start
        while end < bytes.count, Self.isLetter(bytes[end]) || (0x30...0x39).contains(bytes[end]) { end += 1 }
        let kind = Self.elements.kind(of: VisibleElements.packed(bytes[start..<end]))
        index = endOfTag(from: end)
        if kind == .block { wantsBreak = true }
        if kind == .cell { wantsSpace = true }
        if !isEnd, kind == .hidden, bytes[index - 2] != UInt8(ascii: "/") {
            skipContent(of: bytes[start..<end])
        }
    }

    /// Where the tag ends: at the first `>` outside quotes, or at the first one if a quote never closes.
    private func endOfTag(from start: Int) -> Int {
        var place = start
        var quote: UInt8 = 0
        var firstClose: Int?
        while place < bytes.count {
            let byte = bytes[place]
            if byte == UInt8(ascii: ">") {
                if quote == 0 { return place + 1 }
                firstClose = firstClose ?? place
            } else if quote != 0 {
                if byte == quote { quote = 0 }
            } else if byte == 0x22 || byte == 0x27 {
                if place > start, isAfterEquals(place) { quote = byte }
            }
            if place - start > 8192, let firstClose { return firstClose + 1 }
            place += 1
        }
        return (firstClose ?? bytes.count - 1) + 1
    }

    private func isAfterEquals(_ place: Int) -> Bool {
        var before = place - 1
        while before > index, before > place - 16, bytes[before] <= 0x20 { before -= 1 }
        return bytes[before] == UInt8(ascii: "=")
    }

    private mutating func skip(past mark: [UInt8], from start: Int) {
        var place = start
        while place + mark.count <= bytes.count {
            if bytes[place] == mark[0], bytes[place..<(place + mark.count)].elementsEqual(mark) {
                index = place + mark.count
                return
            }
            place += 1
        }
        index = bytes.count
    }

    private mutating func skipContent(of name: Slice<UnsafeBufferPointer<UInt8>>) {
        guard !unclosed.contains(VisibleElements.packed(name)) else { return }
        let mark = Array("</".utf8) + name.map { $0 | 32 }
        var place = index
        while place + mark.count <= bytes.count {
            if bytes[place] == mark[0], zip(bytes[place...], mark).allSatisfy({ $0 == $1 || $0 | 32 == $1 }) {
                index = place
                return
            }
            place += 1
        }
        unclosed.insert(VisibleElements.packed(name))
    }
}
