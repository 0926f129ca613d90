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
    /// The document so far in UTF-8, ending in a line break.
    public private(set) var bytes: [UInt8]
    private var open: [String] = []

    /// Begins a document.
    ///
    /// **Shape**: with its XML declaration (UTF-8), or without it for a piece that goes inside another document.
    public init(hasDeclaration: Bool = true) {
        bytes = hasDeclaration ? Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8) : []
    }

    /// The document so far, ending in a line break.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Opens an element that will hold others, each on a line of its own, two spaces deeper.
    public mutating func open(_ name: String, _ attributes: [(String, String)] = []) {
        begin(name, attributes)
        bytes.append(">\n")
        open.append(name)
    }

    /// Closes the element opened last; does nothing when all are closed.
    public mutating func close() {
        guard let name = open.popLast() else { return }
        writeMargin()
        end(name)
    }

    /// Writes an element that holds a text or nothing.
    public mutating func leaf(
        _ name: String, _ attributes: [(String, String)] = [], text content: String = ""
    ) {
        begin(name, attributes)
        guard !content.isEmpty else { return bytes.append("/>\n") }
        bytes.append(UInt8(ascii: ">"))
        XMLWriter.write(content, inQuotes: false, to: &bytes)
        end(name)
    }

    /// A text as it may stand between tags and in attributes.
    ///
    /// **Shape**: `&`, `<`, `>` and quotation marks become references, and so do line breaks and tabs, which a reader
    /// would otherwise turn into spaces in an attribute; what XML 1.0 forbids (control characters) is left out.
    public static func escaped(attribute value: String) -> String { escaped(value, inQuotes: true) }

    /// A text as it may stand between tags.
    ///
    /// **Shape**: `&`, `<` and `>` become references; what XML 1.0 forbids (control characters) is left out.
    public static func escaped(_ content: String) -> String { escaped(content, inQuotes: false) }
}

private extension XMLWriter {
    mutating func writeMargin() { for _ in open { bytes.append("  ") } }

    mutating func begin(_ name: String, _ attributes: [(String, String)]) {
        writeMargin()
        bytes.append(UInt8(ascii: "<"))
        bytes.append(utf8: name)
        for (attribute, value) in attributes {
            bytes.append(UInt8(ascii: " "))
            bytes.append(utf8: attribute)
            bytes.append("=\"")
            XMLWriter.write(value, inQuotes: true, to: &bytes)
            bytes.append(UInt8(ascii: "\""))
        }
    }

    mutating func end(_ name: String) {
        bytes.append("</")
        bytes.append(utf8: name)
        bytes.append(">\n")
    }

    static func escaped(_ text: String, inQuotes: Bool) -> String {
        var text = text
        let out = text.withUTF8 { text -> [UInt8]? in
            if isPlain(text, inQuotes: inQuotes) { return nil }
            var out: [UInt8] = []
            write(text, inQuotes: inQuotes, to: &out)
            return out
        }
        return out.map { String(decoding: $0, as: UTF8.self) } ?? text
    }

    static func write(_ text: String, inQuotes: Bool, to out: inout [UInt8]) {
        var text = text
        text.withUTF8 { text in
            if isPlain(text, inQuotes: inQuotes) {
                out.append(contentsOf: text)
            } else {
                write(text, inQuotes: inQuotes, to: &out)
            }
        }
    }

    /// Whether a text, as most are, may stand as it is.
    static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>, inQuotes: Bool) -> Bool {
        let quote: UInt8 = inQuotes ? 1 : 0
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

    /// Adds a text of which something must be said otherwise; what needs nothing is copied in one piece.
    static func write(_ text: UnsafeBufferPointer<UInt8>, inQuotes: Bool, to out: inout [UInt8]) {
        var (run, place) = (0, 0)
        while place < text.count {
            guard let change = change(at: place, in: text, inQuotes: inQuotes) else {
                place += 1
                continue
            }
            out.append(contentsOf: UnsafeBufferPointer(rebasing: text[run..<place]))
            out.append(change.text)
            place += change.length
            run = place
        }
        out.append(contentsOf: UnsafeBufferPointer(rebasing: text[run...]))
    }

    /// What stands for the bytes at a place, and how many they are; nil where they stand for themselves.
    static func change(
        at place: Int, in text: UnsafeBufferPointer<UInt8>, inQuotes: Bool
    ) -> (text: StaticString, length: Int)? {
        switch text[place] {
        case UInt8(ascii: "&"): return ("&amp;", 1)
        case UInt8(ascii: "<"): return ("&lt;", 1)
        case UInt8(ascii: ">"): return ("&gt;", 1)
        case UInt8(ascii: "\""): return inQuotes ? ("&quot;", 1) : nil
        case UInt8(ascii: "\n"): return inQuotes ? ("&#10;", 1) : nil
        case UInt8(ascii: "\t"): return inQuotes ? ("&#9;", 1) : nil
        case UInt8(ascii: "\r"): return ("&#13;", 1)
        case 0..<0x20: return ("", 1)
        case 0xEF:
            // U+FFFE and U+FFFF; a text is well-formed, so what follows is there.
            let isForbidden = text[place + 1] == 0xBF && text[place + 2] >= 0xBE
            return isForbidden ? ("", 3) : nil
        default: return nil
        }
    }
}
