// SPDX-License-Identifier: MIT

/// What bytes mean within a line of Markdown.
enum PlainBytes {
    static let newline = UInt8(ascii: "\n")
    static let space = UInt8(ascii: " ")

    static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 }

    static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

    /// Whether a backslash before it takes its meaning away.
    static func isSign(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte < 0x7F && !isLetter(byte) && !isDigit(byte)
    }

    /// Whether a byte never means anything: letters, digits, marks of sentences, all beyond ASCII.
    static func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x80 || isLetter(byte) || isIn(plainSigns, byte)
    }

    /// Letters, digits and the signs that most addresses are made of.
    static func isPlainInAddress(_ byte: UInt8) -> Bool { isLetter(byte) || isIn(addressSigns, byte) }

    /// Signs below 64 as bits of a number, which is quicker to ask than a list.
    private static func isIn(_ signs: UInt64, _ byte: UInt8) -> Bool {
        byte < 64 ? signs >> UInt64(byte) & 1 == 1 : byte == UInt8(ascii: "_") && signs & 1 == 1
    }

    /// `0` to `9` and `! $ % ' ( ) , - / ; ?`.
    private static var plainSigns: UInt64 { 0x8BFF_B3B2_0000_0000 }

    /// `0` to `9` and `# % + , - . / : = ?`; the lowest bit stands for `_`.
    private static var addressSigns: UInt64 { 0xA7FF_F828_0000_0001 }
}
