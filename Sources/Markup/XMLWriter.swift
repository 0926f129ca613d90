// SPDX-License-Identifier: MIT

/// Writes an XML document from names and plain texts; everything is escaped on the way.
///
/// ```swift
/// var writer = XMLWriter()
/// writer.open("opml", [("version", "2.0")])
/// writer.leaf("title", text: "Bread & roses")
/// writer.close()
/// print(writer.text)
/// ```
public struct XMLWriter: Sendable {
    /// The document so far, ending in a line break.
    public private(set) var text: String
    private var open: [String] = []

    /// Begins a document.
    ///
    /// **Shape**: with its XML declaration (UTF-8), or without it for a piece that goes inside another document.
    public init(hasDeclaration: Bool = true) {
        text = hasDeclaration ? "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" : ""
    }

    /// Opens an element that will hold others, each on a line of its own, two spaces deeper.
    public mutating func open(_ name: String, _ attributes: [(String, String)] = []) {
        begin(name, attributes)
        text += ">\n"
        open.append(name)
    }

    /// Closes the element opened last; does nothing when all are closed.
    public mutating func close() {
        guard let name = open.popLast() else { return }
        text += margin + "</" + name + ">\n"
    }

    /// Writes an element that holds a text or nothing.
    public mutating func leaf(
        _ name: String, _ attributes: [(String, String)] = [], text content: String = ""
    ) {
        begin(name, attributes)
        guard !content.isEmpty else { return text += "/>\n" }
        text += ">"
        text += XMLWriter.escaped(content)
        text += "</"
        text += name
        text += ">\n"
    }

    /// A text as it may stand between tags and in attributes.
    ///
    /// **Shape**: `&`, `<`, `>` and quotation marks become references, and so do line breaks and tabs, which a reader
    /// would otherwise turn into spaces in an attribute; what XML 1.0 forbids (control characters) is left out.
    public static func escaped(attribute value: String) -> String {
        if isPlain(value, inQuotes: true) { return value }
        var out = ""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\n", "\r", "\t": out += "&#\(scalar.value);"
            case "\"": out += "&quot;"
            default: append(scalar, to: &out)
            }
        }
        return out
    }

    /// A text as it may stand between tags.
    ///
    /// **Shape**: `&`, `<` and `>` become references; what XML 1.0 forbids (control characters) is left out.
    public static func escaped(_ content: String) -> String {
        if isPlain(content, inQuotes: false) { return content }
        var out = ""
        for scalar in content.unicodeScalars {
            if scalar == "\r" { out += "&#13;" } else { append(scalar, to: &out) }
        }
        return out
    }
}

private extension XMLWriter {
    var margin: String { String(repeating: "  ", count: open.count) }

    /// Each piece goes straight to the text, as there are many.
    mutating func begin(_ name: String, _ attributes: [(String, String)]) {
        text += margin
        text += "<"
        text += name
        for (attribute, value) in attributes {
            text += " "
            text += attribute
            text += "=\""
            text += XMLWriter.escaped(attribute: value)
            text += "\""
        }
    }

    /// Whether a text, as most are, may stand as it is.
    static func isPlain(_ text: String, inQuotes: Bool) -> Bool {
        var text = text
        let quote: UInt8 = inQuotes ? 1 : 0
        return text.withUTF8 { bytes in
            // Without a way out in between, many bytes are looked at in one step. U+FFFE and U+FFFF begin with EF.
            var odd: UInt8 = 0
            for byte in bytes {
                odd |= byte < 0x20 || byte == 0xEF ? 1 : 0
                odd |= byte == UInt8(ascii: "&") || byte == UInt8(ascii: ">") ? 1 : 0
                odd |= byte == UInt8(ascii: "<") ? 1 : 0
                odd |= byte == UInt8(ascii: "\"") ? quote : 0
            }
            return odd == 0
        }
    }

    static func append(_ scalar: Unicode.Scalar, to out: inout String) {
        switch scalar {
        case "&": out += "&amp;"
        case "<": out += "&lt;"
        case ">": out += "&gt;"
        case "\n", "\t": out.unicodeScalars.append(scalar)
        default:
            let isForbidden = scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF
            if !isForbidden { out.unicodeScalars.append(scalar) }
        }
    }
}
