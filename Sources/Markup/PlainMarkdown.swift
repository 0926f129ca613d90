// SPDX-License-Identifier: MIT

/// Markdown so simple that it needs no parser: headings, paragraphs of one line and lists of such lines, with plain words,
/// links and what is escaped.
///
/// Most of what a site shows is so. Any byte, and any place of a byte, that could mean something else to libcmark-gfm leads to
/// the parser instead; `PlainMarkdownTests` hold the two against each other.
struct PlainMarkdown {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let linksToPages: Bool

    /// Adds the HTML of a text; false, with nothing added, where a parser must look at it.
    static func write(
        _ markdown: String, to html: inout RenderedMarkdown, _ options: MarkdownRenderer.Options,
        _ limits: MarkdownRenderer.Limits
    ) -> Bool {
        var markdown = markdown
        return markdown.withUTF8 { write($0, to: &html, options, limits) }
    }

    /// The same for a text in UTF-8.
    static func write(
        _ markdown: UnsafeBufferPointer<UInt8>, to html: inout RenderedMarkdown,
        _ options: MarkdownRenderer.Options, _ limits: MarkdownRenderer.Limits
    ) -> Bool {
        // A list, its item, and a link or strong words in it are the deepest that there is.
        guard limits.depth >= 4, !markdown.isEmpty, markdown.count <= limits.bytes else { return false }
        let mark = html.mark
        let plain = PlainMarkdown(bytes: markdown, linksToPages: options.linksToPages)
        if plain.writeBlocks(to: &html) { return true }
        html.cut(to: mark)
        return false
    }
}

private extension PlainMarkdown {
    func writeBlocks(to html: inout RenderedMarkdown) -> Bool {
        var place = 0
        var isAfterList = false
        while true {
            let isList = bytes[place] == UInt8(ascii: "-")
            // Two lists that a blank line parts are one list.
            if isList, isAfterList { return false }
            let end =
                switch bytes[place] {
                case UInt8(ascii: "-"): writeList(at: place, to: &html)
                case UInt8(ascii: "#"): writeHeading(at: place, to: &html)
                default: writeParagraph(at: place, to: &html)
                }
            guard let end else { return false }
            if end == bytes.count { return true }
            // A blank line parts two blocks; one line break, or three, would be something else.
            guard end + 2 < bytes.count, bytes[end + 1] == PlainBytes.newline,
                bytes[end + 2] != PlainBytes.newline
            else { return false }
            place = end + 2
            isAfterList = isList
        }
    }

    func writeParagraph(at place: Int, to html: inout RenderedMarkdown) -> Int? {
        guard startsParagraph(at: place) else { return nil }
        html.append("<p>" as StaticString)
        let end = writeLine(from: place, to: &html)
        html.append("</p>\n" as StaticString)
        return end
    }

    func writeHeading(at place: Int, to html: inout RenderedMarkdown) -> Int? {
        var start = place
        while start < bytes.count, bytes[start] == UInt8(ascii: "#") { start += 1 }
        let level = start - place
        guard level <= 6, start + 1 < bytes.count, bytes[start] == PlainBytes.space else { return nil }
        start += 1
        guard bytes[start] != PlainBytes.space, bytes[start] != PlainBytes.newline else { return nil }
        let digit = UInt8(ascii: "0") + UInt8(level)
        html.append("<h" as StaticString)
        html.append(digit)
        let gap = html.mark.bytes
        html.append(UInt8(ascii: ">"))
        let end = writeLine(from: start, to: &html)
        html.noteHeading(at: gap)
        html.append("</h" as StaticString)
        html.append(digit)
        html.append(">\n" as StaticString)
        return end
    }

    func writeList(at start: Int, to html: inout RenderedMarkdown) -> Int? {
        html.append("<ul>\n" as StaticString)
        var place = start
        while true {
            guard place + 2 < bytes.count, bytes[place] == UInt8(ascii: "-"),
                bytes[place + 1] == PlainBytes.space, startsParagraph(at: place + 2)
            else { return nil }
            html.append("<li>" as StaticString)
            guard let end = writeLine(from: place + 2, to: &html) else { return nil }
            html.append("</li>\n" as StaticString)
            guard end + 1 < bytes.count, bytes[end + 1] != PlainBytes.newline else {
                html.append("</ul>\n" as StaticString)
                return end
            }
            place = end + 1
        }
    }

    /// Whether what begins here is a paragraph and nothing else.
    func startsParagraph(at place: Int) -> Bool {
        let byte = bytes[place]
        switch byte {
        case UInt8(ascii: "\\"), UInt8(ascii: "["), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "("),
            UInt8(ascii: "*"):
            return true
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            let end = bytes[place...].firstIndex { !PlainBytes.isDigit($0) } ?? bytes.count
            return end == bytes.count || bytes[end] != UInt8(ascii: ".") && bytes[end] != UInt8(ascii: ")")
        default: return PlainBytes.isLetter(byte)
        }
    }

    /// Writes a line up to its end, which it gives; nil where something in it could be other markup.
    func writeLine(from start: Int, to html: inout RenderedMarkdown) -> Int? {
        var place = start
        if bytes[start] == UInt8(ascii: "*") {
            guard let end = writeStrongWords(at: start, to: &html) else { return nil }
            place = end
        }
        while true {
            place = writeWords(from: place, to: &html)
            guard place < bytes.count, bytes[place] != PlainBytes.newline else {
                return bytes[place - 1] == PlainBytes.space ? nil : place
            }
            guard bytes[place] == UInt8(ascii: "["), let end = writeLink(at: place, to: &html) else {
                return nil
            }
            place = end
        }
    }

    /// Writes words that a line begins with between two pairs of stars.
    func writeStrongWords(at start: Int, to html: inout RenderedMarkdown) -> Int? {
        let star = UInt8(ascii: "*")
        guard start + 2 < bytes.count, bytes[start + 1] == star, PlainBytes.isLetter(bytes[start + 2]) else {
            return nil
        }
        html.append("<strong>" as StaticString)
        let end = writeWords(from: start + 2, to: &html)
        guard end + 1 < bytes.count, bytes[end] == star, bytes[end + 1] == star else { return nil }
        let last = bytes[end - 1]
        guard PlainBytes.isLetter(last) || last == UInt8(ascii: ".") else { return nil }
        guard
            end + 2 == bytes.count || bytes[end + 2] == PlainBytes.space
                || bytes[end + 2] == PlainBytes.newline
        else { return nil }
        html.append("</strong>" as StaticString)
        return end + 2
    }

    /// Writes `[words](address)`.
    func writeLink(at start: Int, to html: inout RenderedMarkdown) -> Int? {
        guard start == 0 || bytes[start - 1] != UInt8(ascii: "!"), let end = endOfLinkWords(from: start + 1)
        else { return nil }
        guard end > start + 1, end + 2 < bytes.count, bytes[end + 1] == UInt8(ascii: "(") else { return nil }
        var close = end + 2
        while close < bytes.count, PlainBytes.isPlainInAddress(bytes[close]) { close += 1 }
        guard close < bytes.count, bytes[close] == UInt8(ascii: ")"), close > end + 2 else { return nil }
        html.append("<a href=\"" as StaticString)
        guard writeAddress(UnsafeBufferPointer(rebasing: bytes[end + 2..<close]), to: &html) else {
            return nil
        }
        html.append("\">" as StaticString)
        guard writeWords(from: start + 1, to: &html) == end else { return nil }
        html.append("</a>" as StaticString)
        return close + 1
    }

    func endOfLinkWords(from start: Int) -> Int? {
        var place = start
        while place < bytes.count {
            switch bytes[place] {
            case UInt8(ascii: "]"): return place
            case UInt8(ascii: "["), PlainBytes.newline: return nil
            case UInt8(ascii: "\\"): place += 2
            default: place += 1
            }
        }
        return nil
    }

    /// Writes an address of the web, or a relative one; false for all others.
    func writeAddress(_ address: UnsafeBufferPointer<UInt8>, to html: inout RenderedMarkdown) -> Bool {
        let colon = UInt8(ascii: ":")
        let head =
            address.firstIndex {
                $0 == colon || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#")
            } ?? address.count
        if head < address.count, address[head] == colon {
            let scheme = address[..<head]
            guard scheme.elementsEqual("https".utf8) || scheme.elementsEqual("http".utf8) else {
                return false
            }
            html.append(address)
            return true
        }
        guard head > 0 || address[0] != UInt8(ascii: "/") else { return false }
        let end =
            address.firstIndex { $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: "?") } ?? address.count
        guard linksToPages, address[..<end].suffix(3).elementsEqual(".md".utf8) else {
            html.append(address)
            return true
        }
        html.append(UnsafeBufferPointer(rebasing: address[..<(end - 3)]))
        html.append(".html" as StaticString)
        html.append(UnsafeBufferPointer(rebasing: address[end...]))
        return true
    }

    /// Writes what is no markup, up to the first byte that may be some.
    func writeWords(from start: Int, to html: inout RenderedMarkdown) -> Int {
        var (run, place) = (start, start)
        func writeRun() { html.append(UnsafeBufferPointer(rebasing: bytes[run..<place])) }
        while place < bytes.count {
            let byte = bytes[place]
            if PlainBytes.isPlain(byte) {
                place += 1
                continue
            }
            var length = 1
            switch byte {
            case PlainBytes.space where place > 0 && bytes[place - 1] != PlainBytes.space: break
            case UInt8(ascii: ".") where !endsInWWW(before: place): break
            case UInt8(ascii: ":") where place + 1 == bytes.count || bytes[place + 1] != UInt8(ascii: "/"):
                break
            case UInt8(ascii: "&"):
                length = lengthOfReference(at: place)
            case UInt8(ascii: "\""):
                writeRun()
                html.append("&quot;" as StaticString)
                run = place + 1
            case UInt8(ascii: "\\") where place + 1 < bytes.count && PlainBytes.isSign(bytes[place + 1]):
                writeRun()
                html.append(escaping: bytes[place + 1])
                run = place + 2
                length = 2
            default: length = 0
            }
            guard length > 0 else { break }
            place += length
        }
        writeRun()
        return place
    }

    /// Whether `www` stands before a full stop, which would begin an address.
    func endsInWWW(before place: Int) -> Bool {
        place >= 3 && bytes[place - 1] | 0x20 == UInt8(ascii: "w")
            && bytes[place - 3..<place].allSatisfy { $0 | 0x20 == UInt8(ascii: "w") }
    }

    /// How long a reference is that stands for itself in HTML too; 0 for any other.
    func lengthOfReference(at place: Int) -> Int {
        for (reference, length) in [("&amp;" as StaticString, 5), ("&lt;", 4), ("&gt;", 4)]
        where bytes.count - place >= length {
            if (0..<length).allSatisfy({ bytes[place + $0] == reference.utf8Start[$0] }) { return length }
        }
        return 0
    }
}
