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
        escaped(Array(plainLine(text, limit: limit).unicodeScalars))
    }

    /// A link from foreign words to an address that is already known to be safe.
    ///
    /// **Shape**: `[words](address)`; the address must be percent-encoded, as a `WebAddress` is.
    public static func link(_ words: String, to address: String, limit: Int = 2000) -> String {
        "[\(line(words, limit: limit))](\(destination(address)))"
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
            if scalar.properties.isWhitespace {
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
    /// Whether a text is a line of plain ASCII already, as most are.
    static func isPlainLine(_ text: String, limit: Int) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            guard bytes.count <= limit, bytes.first != 0x20, bytes.last != 0x20 else { return false }
            var last = UInt8(0)
            for byte in bytes {
                guard (0x20..<0x7F).contains(byte), byte != 0x20 || last != 0x20 else { return false }
                last = byte
            }
            return true
        }
    }

    /// Whether a character is escaped wherever it stands.
    static func isAlwaysEscaped(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "\\", "`", "*", "_", "{", "}", "[", "]", "~", "|", "#": true
        default: false
        }
    }

    static func escaped(_ scalars: [Unicode.Scalar]) -> String {
        let start = lineStart(scalars)
        var out = ""
        for (place, scalar) in scalars.enumerated() {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "@" where isAddressSign(at: place, in: scalars): out += "\u{2060}@"
            default:
                let isEscaped =
                    isAlwaysEscaped(scalar) || place == start || startsLink(at: place, in: scalars)
                if isEscaped { out += "\\" }
                out.unicodeScalars.append(scalar)
            }
        }
        return out
    }

    /// Where the character stands that would make the line a list, a rule or an underline.
    static func lineStart(_ scalars: [Unicode.Scalar]) -> Int? {
        guard let first = scalars.first else { return nil }
        if first == "-" || first == "+" || first == "=" { return 0 }
        let digits = scalars.prefix { ("0"..."9").contains($0) }.count
        guard digits > 0, digits < scalars.count, scalars[digits] == "." || scalars[digits] == ")" else {
            return nil
        }
        return digits
    }

    /// Whether the character would complete `www.` or `://`, or open a picture.
    static func startsLink(at place: Int, in scalars: [Unicode.Scalar]) -> Bool {
        switch scalars[place] {
        case ".":
            place >= 3 && scalars[place - 3..<place].allSatisfy { $0 == "w" || $0 == "W" }
        case ":":
            place + 2 < scalars.count && scalars[place + 1] == "/" && scalars[place + 2] == "/"
        case "!":
            place + 1 < scalars.count && scalars[place + 1] == "["
        default: false
        }
    }

    /// Mail addresses become links after escapes are undone, so only a character between helps: a word joiner, which
    /// is not seen.
    static func isAddressSign(at place: Int, in scalars: [Unicode.Scalar]) -> Bool {
        place > 0 && place + 1 < scalars.count && scalars[place - 1] != " " && scalars[place + 1] != " "
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
}
