// SPDX-License-Identifier: MIT

/// One scalar of a text, as far as it matters for finding terms.
enum Sign: Equatable {
    /// A letter or digit, folded to one or two of ASCII (second 0: one); ``foreign`` for other scripts.
    case letter(UInt8, UInt8)
    case space
    case lineBreak
    case hyphen
    case apostrophe
    case ampersand
    /// A mark that belongs to no letter of its own: a combining accent, a soft hyphen.
    case invisible
    /// Anything else; no term goes across it.
    case stop

    /// The byte that stands for a letter of another script.
    static let foreign: UInt8 = 0xFF

    /// Whether a byte is a letter or digit of ASCII.
    static func isPlainLetter(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
    }

    /// The sign at a place of UTF-8 bytes and how many bytes it takes; wrong bytes are a stop of one byte.
    static func read(_ bytes: UnsafeBufferPointer<UInt8>, at position: Int) -> (sign: Sign, length: Int) {
        let byte = bytes[position]
        if byte < 0x80 { return (ascii(byte), 1) }
        let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
        guard byte >= 0xC2, position + length <= bytes.count else { return (.stop, 1) }
        var value = UInt32(byte) & (length == 2 ? 0x1F : length == 3 ? 0x0F : 0x07)
        for next in bytes[(position + 1)..<(position + length)] { value = value << 6 | UInt32(next & 0x3F) }
        return (beyondASCII(value), length)
    }
}

private func ascii(_ byte: UInt8) -> Sign {
    switch Unicode.Scalar(byte) {
    case "a"..."z", "A"..."Z", "0"..."9": .letter(byte, 0)
    case " ", "\t", "\r": .space
    case "\n": .lineBreak
    case "-": .hyphen
    case "'", "`": .apostrophe
    case "&": .ampersand
    default: .stop
    }
}

/// What U+00C0 to U+017F look like without their accents; `*` where two letters are needed or none fit.
private let folded: [UInt8] = Array(
    ("AAAAAA*CEEEEIIIIDNOOOOO*OUUUUY**aaaaaa*ceeeeiiiidnooooo*ouuuuy*y"
        + "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIi**JjKkkLlLlLlLlLlNnNnNnnNnOoOoOo**RrRrRr"
        + "SsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs").utf8)

private func beyondASCII(_ value: UInt32) -> Sign {
    switch value {
    case 0x00D7, 0x00F7: return .stop
    case 0x00C6: return .letter(UInt8(ascii: "A"), UInt8(ascii: "E"))
    case 0x00E6: return .letter(UInt8(ascii: "a"), UInt8(ascii: "e"))
    case 0x00DF: return .letter(UInt8(ascii: "s"), UInt8(ascii: "s"))
    case 0x0152: return .letter(UInt8(ascii: "O"), UInt8(ascii: "E"))
    case 0x0153: return .letter(UInt8(ascii: "o"), UInt8(ascii: "e"))
    case 0x00C0...0x017F:
        let letter = folded[Int(value) - 0xC0]
        return .letter(letter == UInt8(ascii: "*") ? Sign.foreign : letter, 0)
    case 0x0300...0x036F, 0x00AD, 0x200B...0x200D, 0x2060, 0xFE00...0xFE0F, 0xFEFF: return .invisible
    case 0x00A0, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: return .space
    case 0x2028, 0x2029, 0x0085: return .lineBreak
    case 0x2010...0x2013, 0x2212: return .hyphen
    case 0x2018, 0x2019, 0x02BC, 0x2032, 0xFF07: return .apostrophe
    default:
        guard let scalar = Unicode.Scalar(value), scalar.properties.isAlphabetic else { return .stop }
        return .letter(Sign.foreign, 0)
    }
}
