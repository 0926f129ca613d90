// SPDX-License-Identifier: MIT

/// Puts foreign plain text into Markdown so that nothing in it is markup.
///
/// Rendered again, the text reads exactly as it was (see ``plainLine(_:limit:)`` for what is cleaned away). Characters that
/// only mean something at the start of a line are left alone elsewhere, so that the Markdown stays pleasant to read.
///
/// **Source**: GitHub Flavored Markdown 0.29: section 6.1 (backslash escapes), 4 and 5 (what starts a block), 6.9
/// (autolinks).
public enum MarkdownEscape {
    /// One line of foreign text, for use anywhere inside a paragraph, heading, list item or link text.
    ///
    /// **Units**: `limit` counts Unicode scalars of the plain text; what is longer ends in `…`.
    public static func line(_ text: String, limit: Int = 2000) -> String {
        escaped(plainLine(text, limit: limit))
    }

    /// Adds a line of foreign text to Markdown that is being written, as ``line(_:limit:)`` gives it.
    public static func writeLine(_ text: String, limit: Int = 2000, to out: inout [UInt8]) {
        var text = text
        text.withUTF8 { writeLine($0, limit: limit, to: &out) }
    }

    /// The same for a line in UTF-8.
    static func writeLine(_ line: UnsafeBufferPointer<UInt8>, limit: Int, to out: inout [UInt8]) {
        if isPlainASCII(line, limit: limit) == true { return write(line, to: &out) }
        var plain = plainLine(String(decoding: line, as: UTF8.self), limit: limit)
        plain.withUTF8 { write($0, to: &out) }
    }

    /// Whether a foreign text has nothing to show on a line.
    public static func isEmptyLine(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { isSpace($0) || isHidden($0) }
    }

    /// A link from foreign words to an address that is already known to be safe.
    ///
    /// **Shape**: `[words](address)`; the address must be percent-encoded, as a `WebAddress` is.
    public static func link(_ words: String, to address: String, limit: Int = 2000) -> String {
        var out: [UInt8] = []
        writeLink(words, to: address, limit: limit, to: &out)
        return String(decoding: out, as: UTF8.self)
    }

    /// Adds the same to Markdown that is being written.
    public static func writeLink(
        _ words: String, to address: String, limit: Int = 2000, to out: inout [UInt8]
    ) {
        out.append(UInt8(ascii: "["))
        writeLine(words, limit: limit, to: &out)
        out.append("](")
        out.append(utf8: destination(address))
        out.append(UInt8(ascii: ")"))
    }

    /// The text on one line: white space of any kind becomes one space, and characters that are not seen but change
    /// what is seen (control characters, direction overrides, byte order marks) are dropped.
    ///
    /// **Units**: `limit` counts Unicode scalars; what is longer ends in `…`.
    public static func plainLine(_ text: String, limit: Int = 2000) -> String {
        if isPlainLine(text, limit: limit) { return text }
        var out = String.UnicodeScalarView()
        var length = 0
        var isSpaceOwed = false
        for scalar in text.unicodeScalars {
            if isSpace(scalar) {
                isSpaceOwed = length > 0
            } else if !isHidden(scalar) {
                if length >= limit {
                    out.append("…")
                    break
                }
                if isSpaceOwed { out.append(" ") }
                out.append(scalar)
                length += isSpaceOwed ? 2 : 1
                isSpaceOwed = false
            }
        }
        return String(out)
    }
}

private extension MarkdownEscape {
    /// Whether a text is a clean line already, as most are.
    static func isPlainLine(_ text: String, limit: Int) -> Bool {
        var text = text
        if let known = text.withUTF8({ isPlainASCII($0, limit: limit) }) { return known }
        var length = 0
        var last: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            length += 1
            if scalar == " " {
                guard last != " " else { return false }
            } else if scalar.value < 0x20 || scalar.value >= 0x7F {
                guard scalar.value >= 0x80, !isSpace(scalar), !isHidden(scalar) else { return false }
            }
            last = scalar
        }
        return length <= limit && (last != " " || length == 0)
    }

    /// The same for a text of which every byte is a letter; nil for any other.
    static func isPlainASCII(_ bytes: UnsafeBufferPointer<UInt8>, limit: Int) -> Bool? {
        let space = UInt8(ascii: " ")
        guard let first = bytes.first, let last = bytes.last else { return true }
        // Without a way out in between, many bytes are looked at in one step.
        var all = first
        var odd: UInt8 = first < space || first == 0x7F ? 1 : 0
        for place in 1..<max(1, bytes.count) {
            let byte = bytes[place]
            all |= byte
            odd |=
                (byte &- space > 0x5E ? 1 : 0) | (byte == space ? 1 : 0) & (bytes[place - 1] == space ? 1 : 0)
        }
        if all >= 0x80 { return nil }
        return odd == 0 && bytes.count <= limit && first != space && last != space
    }

    /// Unicode's white space, without asking its tables for each letter.
    static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000:
            true
        default: false
        }
    }

    /// Escapes a clean line.
    ///
    /// Everything that means something is ASCII, so its bytes are looked at, not its letters.
    static func escaped(_ line: String) -> String {
        var line = line
        let out = line.withUTF8 { bytes -> [UInt8]? in
            let start = lineStart(bytes)
            guard nextUsed(in: bytes, from: 0, start) != nil else { return nil }
            var out: [UInt8] = []
            out.reserveCapacity(bytes.count + 16)
            write(bytes, to: &out)
            return out
        }
        return out.map { String(decoding: $0, as: UTF8.self) } ?? line
    }

    /// Adds a clean line, escaped.
    static func write(_ bytes: UnsafeBufferPointer<UInt8>, to out: inout [UInt8]) {
        let start = lineStart(bytes)
        // What needs nothing is copied in one piece, up to the next byte that does.
        var done = 0
        while let place = nextUsed(in: bytes, from: done, start) {
            out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[done..<place]))
            done = place + 1
            switch bytes[place] {
            case UInt8(ascii: "&"): out.append(contentsOf: "&amp;".utf8)
            case UInt8(ascii: "<"): out.append(contentsOf: "&lt;".utf8)
            case UInt8(ascii: ">"): out.append(contentsOf: "&gt;".utf8)
            case UInt8(ascii: "@"): out.append(contentsOf: "\u{2060}@".utf8)
            default:
                out.append(UInt8(ascii: "\\"))
                out.append(bytes[place])
            }
        }
        out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[done...]))
    }

    /// The next character that, as it stands, would be read as markup.
    static func nextUsed(in bytes: UnsafeBufferPointer<UInt8>, from first: Int, _ start: Int?) -> Int? {
        for place in first..<bytes.count where isSuspicious(bytes[place]) || place == start {
            if place == start || isUsed(at: place, in: bytes) { return place }
        }
        return nil
    }

    /// Whether a character may mean something: one of ``isUsed(at:in:)``, as bits of two numbers.
    static func isSuspicious(_ byte: UInt8) -> Bool {
        let signs: UInt64 = byte < 64 ? 0x5400_444A_0000_0000 : 0x7800_0001_B800_0001
        return byte < 0x80 && signs >> UInt64(byte & 63) & 1 == 1
    }

    /// Whether a character is escaped wherever it stands.
    static func isAlwaysEscaped(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "\\"), UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "{"),
            UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "~"), UInt8(ascii: "|"),
            UInt8(ascii: "#"):
            true
        default: false
        }
    }

    /// Whether a character, as it stands, would be read as markup.
    static func isUsed(at place: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        switch bytes[place] {
        case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"): true
        case UInt8(ascii: "@"): isAddressSign(at: place, in: bytes)
        case UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: "!"): startsLink(at: place, in: bytes)
        default: isAlwaysEscaped(bytes[place])
        }
    }

    /// Where the character stands that would make the line a list, a rule or an underline.
    static func lineStart(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        guard let first = bytes.first else { return nil }
        if [UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "=")].contains(first) { return 0 }
        let digits = bytes.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }.count
        guard digits > 0, digits < bytes.count,
            bytes[digits] == UInt8(ascii: ".") || bytes[digits] == UInt8(ascii: ")")
        else { return nil }
        return digits
    }

    /// Whether the character would complete `www.` or `://`, or open a picture.
    static func startsLink(at place: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        switch bytes[place] {
        case UInt8(ascii: "."):
            place >= 3
                && bytes[place - 3..<place].allSatisfy { $0 == UInt8(ascii: "w") || $0 == UInt8(ascii: "W") }
        case UInt8(ascii: ":"):
            place + 2 < bytes.count && bytes[place + 1] == UInt8(ascii: "/")
                && bytes[place + 2] == UInt8(ascii: "/")
        case UInt8(ascii: "!"):
            place + 1 < bytes.count && bytes[place + 1] == UInt8(ascii: "[")
        default: false
        }
    }

    /// Mail addresses become links after escapes are undone, so only a character between helps: a word joiner, which
    /// is not seen.
    static func isAddressSign(at place: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        place > 0 && place + 1 < bytes.count && bytes[place - 1] != UInt8(ascii: " ")
            && bytes[place + 1] != UInt8(ascii: " ")
    }

    static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1F, 0x7F...0x9F: true
        case 0x061C, 0x200B, 0x200E, 0x200F, 0x2060, 0x202A...0x202E, 0x2066...0x206F: true
        case 0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE007F: true
        default: scalar.value & 0xFFFE == 0xFFFE
        }
    }

    static func destination(_ address: String) -> String {
        if !address.isEmpty, address.utf8.allSatisfy(isPlainInAddress) { return address }
        var safe = ""
        for scalar in address.unicodeScalars {
            switch scalar {
            case "&" where address.contains(";"): safe += "&amp;"
            case "\\": safe += "%5C"
            case "<": safe += "%3C"
            case ">": safe += "%3E"
            case " ": safe += "%20"
            default:
                if !isHidden(scalar), !scalar.properties.isWhitespace { safe.unicodeScalars.append(scalar) }
            }
        }
        return safe.contains("(") || safe.contains(")") || safe.isEmpty ? "<\(safe)>" : safe
    }
    /// Letters, digits and the signs that most addresses are made of.
    static func isPlainInAddress(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: "."),
            UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "="), UInt8(ascii: "?"), UInt8(ascii: "%"):
            true
        default: false
        }
    }
}
