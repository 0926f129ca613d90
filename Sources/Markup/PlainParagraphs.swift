// SPDX-License-Identifier: MIT

/// Markdown in which nothing is markup, which needs no parser: paragraphs of one line each.
///
/// Most of what a site shows are such paragraphs. Any byte, and any place of a byte, that could mean something to
/// libcmark-gfm, leads to the parser instead; `PlainParagraphsTests` hold the two against each other.
enum PlainParagraphs {
    /// The HTML; nil where a parser must look at it.
    static func html(_ markdown: String, limits: MarkdownRenderer.Limits) -> [UInt8]? {
        var markdown = markdown
        return markdown.withUTF8 { bytes in
            guard !bytes.isEmpty, bytes.count <= limits.bytes else { return nil }
            var out: [UInt8] = []
            out.reserveCapacity(bytes.count + 64)
            var place = 0
            while place < bytes.count {
                out.append(contentsOf: "<p>".utf8)
                guard let end = takeLine(bytes, from: place, &out) else { return nil }
                out.append(contentsOf: "</p>\n".utf8)
                guard end < bytes.count else { break }
                // A blank line parts two paragraphs; one line break, or three, would be something else.
                guard end + 2 < bytes.count, bytes[end + 1] == newline, bytes[end + 2] != newline else {
                    return nil
                }
                place = end + 2
            }
            return out
        }
    }
}

private extension PlainParagraphs {
    static let newline = UInt8(ascii: "\n")

    /// Takes a line over up to its end, which it gives; nil where something in it could be markup.
    static func takeLine(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, _ out: inout [UInt8]) -> Int? {
        guard isLetter(bytes[start]) else { return nil }
        var run = start
        var place = start
        while place < bytes.count, bytes[place] != newline {
            let byte = bytes[place]
            guard isPlain(byte) else {
                switch byte {
                case UInt8(ascii: "."): if endsInWWW(bytes, from: start, to: place) { return nil }
                case UInt8(ascii: ":"):
                    if place + 1 < bytes.count, bytes[place + 1] == UInt8(ascii: "/") { return nil }
                case UInt8(ascii: " "): if bytes[place - 1] == UInt8(ascii: " ") { return nil }
                case UInt8(ascii: "\""):
                    out.append(contentsOf: bytes[run..<place])
                    out.append(contentsOf: "&quot;".utf8)
                    run = place + 1
                default: return nil
                }
                place += 1
                continue
            }
            place += 1
        }
        guard bytes[place - 1] != UInt8(ascii: " ") else { return nil }
        out.append(contentsOf: bytes[run..<place])
        return place
    }

    static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    /// Whether a byte within a line never means anything: letters, digits, marks of sentences, all beyond ASCII.
    static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "?"),
            UInt8(ascii: "'"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "%"), UInt8(ascii: "$"),
            UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "!"), 0x80...0xFF:
            true
        default: isLetter(byte)
        }
    }

    /// Whether `www` stands before a full stop, which would begin an address.
    static func endsInWWW(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to place: Int) -> Bool {
        place - start >= 3 && bytes[place - 3..<place].allSatisfy { $0 | 0x20 == UInt8(ascii: "w") }
    }
}
