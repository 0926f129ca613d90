// SPDX-License-Identifier: MIT

import Markup

/// Writes parts of a page straight into both forms, for the kinds of parts of which a site has very many.
///
/// **Shape**: the same bytes as those of the ``Passage``s that it stands for. One writer makes many parts, one after the other, in
/// the same room.
struct PassageWriter {
    private var markdown: [UInt8] = []
    private var html = RenderedMarkdown()
    /// A quiet line before its facts are parted.
    private var line = RenderedMarkdown()
    /// The parts that are open.
    private var open: [Passage.Role] = []
    /// What the parts stand on, for errors.
    private var page = ""

    /// Begins anew; `page` names the page in errors.
    mutating func begin(on page: String) {
        markdown.removeAll(keepingCapacity: true)
        html.removeAll()
        open.removeAll(keepingCapacity: true)
        self.page = page
    }

    /// All that was written since it began.
    var rendered: RenderedPassage {
        RenderedPassage(markdown: markdown.withUnsafeBufferPointer { Array($0) }, html: html.packed)
    }

    /// Begins a group of parts.
    mutating func open(_ role: Passage.Role) {
        html.open(role)
        open.append(role)
    }

    /// Ends the group that was begun last.
    mutating func close() {
        if let role = open.popLast() { html.close(role) }
    }

    /// Adds a part with Markdown of its own, which `write` writes; what writes nothing is a part without words.
    mutating func add(
        _ role: Passage.Role, language: String? = nil, _ write: (inout [UInt8]) -> Void
    ) throws(PublishingError) {
        let mark = markdown.count
        let start = begin()
        write(&markdown)
        html.open(role, language: language)
        if markdown.count == start {
            markdown.removeLast(start - mark)
        } else {
            do throws(MarkdownError) {
                try PassageWriter.render(markdown, from: start, role, to: &html, &line)
            } catch {
                throw .markdown(page: page, error)
            }
        }
        html.close(role)
    }

    /// Adds a part with a foreign text, of which each line is a paragraph.
    mutating func add(
        _ role: Passage.Role, language: String?, paragraphs text: String
    ) throws(PublishingError) {
        let mark = markdown.count
        let start = begin()
        html.open(role, language: language)
        do throws(MarkdownError) {
            try PlainParagraphs.write(text, limit: 20_000, to: &markdown, &html, by: PageLayout.renderer)
        } catch {
            throw .markdown(page: page, error)
        }
        if markdown.count == start { markdown.removeLast(start - mark) }
        html.close(role)
    }
}

private extension PassageWriter {
    static func render(
        _ markdown: [UInt8], from start: Int, _ role: Passage.Role, to html: inout RenderedMarkdown,
        _ line: inout RenderedMarkdown
    ) throws(MarkdownError) {
        let words = markdown.span.extracting(start...)
        guard role == .meta else { return try PageLayout.renderer.write(words, to: &html) }
        line.removeAll()
        try PageLayout.renderer.write(words, to: &line)
        html.append(facts: line)
    }

    /// Each part stands behind a blank line.
    mutating func begin() -> Int {
        if !markdown.isEmpty { markdown.append("\n\n") }
        return markdown.count
    }
}

/// The elements of parts.
extension RenderedMarkdown {
    /// Begins the element of a part.
    ///
    /// Foreign words may run from right to left and be in another language.
    mutating func open(_ role: Passage.Role, anchor: String? = nil, language: String? = nil) {
        append("<" as StaticString)
        append(role.element)
        append(" class=\"" as StaticString)
        append(role.rawValue)
        append("\"" as StaticString)
        if let anchor { append(" id=\"\(HTMLEscape.text(anchor))\"") }
        if role == .title || role == .extract || role == .whole { append(" dir=\"auto\"" as StaticString) }
        if let language { append(" lang=\"\(HTMLEscape.text(language))\"") }
        append(">\n" as StaticString)
    }

    /// Ends it.
    mutating func close(_ role: Passage.Role) {
        append("</" as StaticString)
        append(role.element)
        append(">\n" as StaticString)
    }

    /// Adds a quiet line, which has no heading, with each of its facts in an element of its own: lines break between facts.
    mutating func append(facts line: RenderedMarkdown) {
        line.utf8.withUnsafeBufferPointer { bytes in
            func has(_ text: StaticString, at place: Int) -> Bool {
                let count = text.utf8CodeUnitCount
                return bytes.count - place >= count
                    && (0..<count).allSatisfy { bytes[place + $0] == text.utf8Start[$0] }
            }
            var (run, place) = (0, 0)
            func put(_ text: StaticString, for count: Int) {
                append(UnsafeBufferPointer(rebasing: bytes[run..<place]).span)
                append(text)
                place += count
                run = place
            }
            while place < bytes.count {
                // Each change begins with one of two bytes; all others are passed over quickly.
                switch bytes[place] {
                case UInt8(ascii: " ") where has(" · ", at: place): put(" ·</span> <span>", for: 4)
                case UInt8(ascii: "<") where has("<p>", at: place): put("<p><span>", for: 3)
                case UInt8(ascii: "<") where has("</p>", at: place): put("</span></p>", for: 4)
                default: place += 1
                }
            }
            append(UnsafeBufferPointer(rebasing: bytes[run...]).span)
        }
    }
}

private extension Passage.Role {
    /// Which element of HTML it is.
    var element: StaticString {
        switch self {
        case .masthead: "header"
        case .section, .questions, .outcomes: "section"
        case .item, .entry: "article"
        default: "div"
        }
    }
}
