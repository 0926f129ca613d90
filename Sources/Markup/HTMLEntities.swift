// SPDX-License-Identifier: MIT

/// Turns HTML's character references into characters.
public enum HTMLEntities {
    /// The text with every reference resolved; anything that is none stays as it is.
    ///
    /// **Source**: the HTML standard, section 13.2.5.72 and following, for text outside attributes.
    public static func decoded(_ text: String) -> String { decoded(text, isAttribute: false) }

    private static func decoded(_ text: String, isAttribute: Bool) -> String {
        guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
        let bytes = Array(text.utf8)
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "&"), let found = reference(in: bytes, at: index),
                !(isAttribute && isPartOfQuery(in: bytes, from: index, to: found.end))
            {
                out.append(contentsOf: String(found.character).utf8)
                index = found.end
            } else {
                out.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// The text of an attribute with every reference resolved.
    ///
    /// **Shape**: a name without a semicolon before `=`, a letter or a digit is none here, so `?a=1&copy=2` stays.
    /// **Source**: the HTML standard, section 13.2.5.73.
    public static func decoded(attribute text: String) -> String { decoded(text, isAttribute: true) }

    static func character(named name: String) -> Unicode.Scalar? { HTMLEntityTable.characters[name] }

    /// The reference that begins with the ampersand at `start`, and where it ends.
    static func reference(in bytes: [UInt8], at start: Int) -> (character: Unicode.Scalar, end: Int)? {
        bytes.withUnsafeBufferPointer { reference(in: $0, at: start) }
    }

    /// The same in bytes that are not an array's.
    static func reference(in bytes: UnsafeBufferPointer<UInt8>, at start: Int)
        -> (character: Unicode.Scalar, end: Int)?
    {
        guard start + 1 < bytes.count else { return nil }
        if bytes[start + 1] == UInt8(ascii: "#") { return number(in: bytes, at: start + 2) }
        var end = start + 1
        while end < bytes.count, end - start <= 32, isNameByte(bytes[end]) { end += 1 }
        guard end > start + 1 else { return nil }
        let name = String(decoding: bytes[(start + 1)..<end], as: UTF8.self)
        if end < bytes.count, bytes[end] == UInt8(ascii: ";"), let found = character(named: name) {
            return (found, end + 1)
        }
        return shortest(name, from: start + 1)
    }
}

private extension HTMLEntities {
    static func isNameByte(_ byte: UInt8) -> Bool {
        (byte | 32 >= UInt8(ascii: "a") && byte | 32 <= UInt8(ascii: "z"))
            || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"))
    }

    /// Whether what looks like a reference in an attribute is more likely a piece of an address.
    static func isPartOfQuery(in bytes: [UInt8], from start: Int, to end: Int) -> Bool {
        guard bytes[start + 1] != UInt8(ascii: "#"), bytes[end - 1] != UInt8(ascii: ";") else { return false }
        return end < bytes.count && (bytes[end] == UInt8(ascii: "=") || isNameByte(bytes[end]))
    }

    /// `&copy2026` is a copyright sign and a year; the longest of the old names wins.
    static func shortest(_ name: String, from start: Int) -> (character: Unicode.Scalar, end: Int)? {
        var candidate = Substring(name.prefix(6))
        while candidate.count >= 2 {
            if HTMLEntityTable.withoutSemicolon.contains(String(candidate)) {
                return character(named: String(candidate)).map { ($0, start + candidate.utf8.count) }
            }
            candidate.removeLast()
        }
        return nil
    }

    static func number(in bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> (
        character: Unicode.Scalar, end: Int
    )? {
        guard start < bytes.count else { return nil }
        let isHex = bytes[start] | 32 == UInt8(ascii: "x")
        var index = isHex ? start + 1 : start
        let first = index
        var value: UInt32 = 0
        while index < bytes.count, let digit = digit(bytes[index], isHex: isHex) {
            value = value > 0x10FFFF ? value : value * (isHex ? 16 : 10) + digit
            index += 1
        }
        guard index > first else { return nil }
        let end = index < bytes.count && bytes[index] == UInt8(ascii: ";") ? index + 1 : index
        return (scalar(value), end)
    }
}

extension HTMLEntities {
    /// What a digit of a numeric reference stands for; nil where it is none.
    static func digit(_ byte: UInt8, isHex: Bool) -> UInt32? {
        switch byte {
        case 0x30...0x39: UInt32(byte - 0x30)
        case 0x41...0x46 where isHex: UInt32(byte - 0x41 + 10)
        case 0x61...0x66 where isHex: UInt32(byte - 0x61 + 10)
        default: nil
        }
    }

    /// The character that a number stands for, as browsers read it: the old Western code page, then Unicode.
    static func scalar(_ value: UInt32) -> Unicode.Scalar {
        if (0x80...0x9F).contains(value) { return Windows1252.character(UInt8(value)) }
        guard value != 0, let scalar = Unicode.Scalar(value) else { return "\u{FFFD}" }
        return scalar
    }
}

/// The Western code page that most undeclared text is written in.
enum Windows1252 {
    private static let upper: [Unicode.Scalar] = Array(
        "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ".unicodeScalars)

    /// The character that a byte stands for.
    static func character(_ byte: UInt8) -> Unicode.Scalar {
        (0x80...0x9F).contains(byte) ? upper[Int(byte) - 0x80] : Unicode.Scalar(byte)
    }

    /// The text of some bytes as UTF-8.
    static func utf8(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count + bytes.count / 8)
        for byte in bytes {
            if byte < 0x80 { out.append(byte) } else { out.append(contentsOf: String(character(byte)).utf8) }
        }
        return out
    }
}
