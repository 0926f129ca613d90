// SPDX-License-Identifier: MIT

/// Foreign text as paragraphs, written to Markdown and to HTML at once.
///
/// Most lines of most texts are words and marks of sentences, which stand for themselves in both; all others are escaped as
/// Markdown and rendered from there.
public enum PlainParagraphs {
    /// Adds a text: each line of it is a paragraph, as ``MarkdownEscape/line(_:limit:)`` gives it; empty ones are left out.
    ///
    /// **Units**: `limit` is that of a line.
    /// **Errors**: ``MarkdownError`` when a limit of the renderer is passed; then nothing is added to the HTML.
    public static func write(
        _ text: String, limit: Int, to markdown: inout [UInt8], _ html: inout RenderedMarkdown,
        by renderer: MarkdownRenderer
    ) throws(MarkdownError) {
        var text = text
        let (start, mark) = (markdown.count, html.mark)
        let isPlain = text.withUTF8 { bytes in
            write(bytes, limit: limit, to: &markdown, &html, by: renderer)
        }
        if isPlain, markdown.count - start <= renderer.limits.bytes { return }
        html.cut(to: mark)
        guard markdown.count > start else { return }
        try renderer.write(markdown.span.extracting(start...), to: &html)
    }

    /// Whether all bytes of a line stand for themselves in Markdown and in HTML; in doubt they do not.
    static func isSimple(_ bytes: UnsafeBufferPointer<UInt8>, limit: Int) -> Bool {
        let (space, stop) = (UInt8(ascii: " "), UInt8(ascii: "."))
        guard let first = bytes.first, let last = bytes.last, bytes.count <= limit else { return false }
        guard PlainBytes.isLetter(first), last != space else { return false }
        // Without a way out in between, many bytes are looked at in one step.
        var odd: UInt8 = 0
        for place in 1..<max(1, bytes.count) {
            let (byte, before) = (bytes[place], bytes[place - 1])
            let isLetter: UInt8 = (byte | 0x20) &- UInt8(ascii: "a") < 26 ? 1 : 0
            let isDigit: UInt8 = byte &- UInt8(ascii: "0") < 10 ? 1 : 0
            let isSpace: UInt8 = byte == space ? 1 : 0
            let isStop: UInt8 = byte == stop ? 1 : 0
            let isMark: UInt8 =
                (byte == UInt8(ascii: ",") ? 1 : 0) | (byte == UInt8(ascii: "'") ? 1 : 0)
                | (byte == UInt8(ascii: "-") ? 1 : 0) | (byte == UInt8(ascii: "?") ? 1 : 0)
                | (byte == UInt8(ascii: ";") ? 1 : 0) | (byte == UInt8(ascii: "!") ? 1 : 0)
            odd |= 1 ^ (isLetter | isDigit | isSpace | isStop | isMark)
            // Two spaces are folded, and `www.` begins a link.
            odd |= isSpace & (before == space ? 1 : 0) | isStop & (before | 0x20 == UInt8(ascii: "w") ? 1 : 0)
        }
        return odd == 0
    }
}

private extension PlainParagraphs {
    /// Adds all lines to the Markdown, and to the HTML as long as no parser is needed; false where one is.
    static func write(
        _ text: UnsafeBufferPointer<UInt8>, limit: Int, to markdown: inout [UInt8],
        _ html: inout RenderedMarkdown, by renderer: MarkdownRenderer
    ) -> Bool {
        let first = markdown.count
        var isPlain = true
        markdown.reserveCapacity(markdown.count + text.count + text.count / 16)
        var next = 0
        while next < text.count {
            let end = WordScan.endOfLine(in: text, from: next)
            let line = UnsafeBufferPointer(rebasing: text[next..<end])
            next = end + 1
            let mark = markdown.count
            if mark > first { markdown.append("\n\n") }
            let start = markdown.count
            let isSimple = isSimple(line, limit: limit)
            if isSimple {
                markdown.append(contentsOf: line)
            } else {
                MarkdownEscape.writeLine(line, limit: limit, to: &markdown)
            }
            if markdown.count == start {
                markdown.removeLast(start - mark)
            } else if isSimple {
                html.append("<p>" as StaticString)
                html.append(line)
                html.append("</p>\n" as StaticString)
            } else if isPlain {
                // An escaped line is a paragraph whatever stands beside it.
                isPlain = markdown.withUnsafeBufferPointer { bytes in
                    PlainMarkdown.write(
                        UnsafeBufferPointer(rebasing: bytes[start...]), to: &html, renderer.options,
                        renderer.limits)
                }
            }
        }
        return isPlain
    }
}
