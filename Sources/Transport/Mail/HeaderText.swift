// SPDX-License-Identifier: MIT

import Foundation
import Model

/// Writes what people wrote into headers: ASCII, in lines that are short enough, words of other scripts encoded.
///
/// **Source**: RFC 5322, section 2.2.3; RFC 2047.
enum HeaderText {
    /// A whole field with its line break: `Subject: …`.
    static func field(_ name: String, _ value: String) -> String {
        isPlain(value)
            ? folded(name, value) : name + ": " + encoded(value, after: name.utf8.count + 2) + "\r\n"
    }

    /// A field whose value machines read; it is broken at spaces only.
    static func structured(_ name: String, _ value: String) -> String { folded(name, value) }

    /// A mailbox as it stands in `From`.
    static func mailbox(_ mailbox: Mailbox, after column: Int) -> String {
        guard let name = mailbox.name else { return mailbox.address.text }
        return phrase(name, after: column) + " <\(mailbox.address.text)>"
    }

    /// A name in front of an address or an id.
    static func phrase(_ text: String, after column: Int) -> String {
        guard isPlain(text) else { return encoded(text, after: column) }
        let isBare = text.utf8.allSatisfy { byte in
            byte == 0x20 || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
                || (0x61...0x7A).contains(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
        }
        if isBare { return text }
        return "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}

private extension HeaderText {
    static let lineLimit = 76

    /// Whether a text may stand as it is: ASCII, words that fit on a line, nothing that looks encoded.
    static func isPlain(_ text: String) -> Bool {
        text.utf8.allSatisfy { (0x20...0x7E).contains($0) } && !text.contains("=?")
            && text.split(separator: " ").allSatisfy { $0.utf8.count <= 200 }
            && !text.hasPrefix(" ") && !text.hasSuffix(" ") && !text.contains("  ")
    }

    static func folded(_ name: String, _ value: String) -> String {
        var text = name + ":"
        var column = text.utf8.count
        for word in value.split(separator: " ") {
            if column + 1 + word.utf8.count > lineLimit, column > name.utf8.count + 1 {
                text += "\r\n"
                column = 0
            }
            text += " " + word
            column += 1 + word.utf8.count
        }
        return text + "\r\n"
    }

    /// Encoded words of 75 bytes at the most, none of which parts a character.
    static func encoded(_ text: String, after column: Int) -> String {
        let others = text.utf8.count { $0 >= 0x80 }
        let form: EncodedForm = others * 3 > text.utf8.count ? .base64 : .quoted
        var words: [String] = []
        var word: [UInt8] = []
        var room = lineLimit - column - EncodedForm.frame
        for scalar in text.unicodeScalars {
            let bytes = Array(String(scalar).utf8)
            if form.width(of: word + bytes) > room, !word.isEmpty {
                words.append(form.word(word))
                word = []
                room = lineLimit - 1 - EncodedForm.frame
            }
            word += bytes
        }
        words.append(form.word(word))
        return words.joined(separator: "\r\n ")
    }
}

/// The two ways in which a word is encoded.
private enum EncodedForm {
    case quoted
    case base64

    /// What stands around each word: `=?utf-8?q?` and `?=`.
    static let frame = 12

    func width(of bytes: [UInt8]) -> Int {
        switch self {
        case .base64: (bytes.count + 2) / 3 * 4
        case .quoted: bytes.reduce(0) { $0 + (EncodedForm.isPlain($1) || $1 == 0x20 ? 1 : 3) }
        }
    }

    func word(_ bytes: [UInt8]) -> String {
        switch self {
        case .base64: return "=?utf-8?b?" + Data(bytes).base64EncodedString() + "?="
        case .quoted:
            let digits = Array("0123456789ABCDEF".utf8)
            let text = bytes.flatMap { byte -> [UInt8] in
                if byte == 0x20 { return [UInt8(ascii: "_")] }
                if EncodedForm.isPlain(byte) { return [byte] }
                return [UInt8(ascii: "="), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
            return "=?utf-8?q?" + String(decoding: text, as: UTF8.self) + "?="
        }
    }

    /// What may stand in a name as well as in a subject (RFC 2047, section 5).
    static func isPlain(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            || "!*+-/".utf8.contains(byte)
    }
}
