// SPDX-License-Identifier: MIT

import Markup
import Model

/// One page as Markdown in parts, from which both the Markdown file and the HTML are made; there is no second text.
public struct PublishedPage: Hashable, Sendable {
    /// The title, plain text.
    public let title: String
    /// What the page holds, for search engines and link previews; plain text.
    public let summary: String
    /// Its language as a BCP 47 tag.
    public let language: String
    /// Under which licence its text is.
    var licence = Licence.ccBy
    /// The facts at the head of the Markdown.
    let frontMatter: FrontMatter
    /// Its parts in reading order.
    let passages: [Passage]
    /// What it says of itself to machines: JSON-LD; empty for nothing.
    var linkedData = ""
    /// The name of the feed that tells what is new on it, such as `packs`.
    var feed: String?

    /// The same page, saying something of itself to machines.
    func telling(_ data: JSONValue?, feed: String?) -> PublishedPage {
        var page = self
        page.linkedData = data?.compact ?? ""
        page.feed = feed
        return page
    }

    /// What kind of page it is, in one word such as `pack`.
    var kind: String { frontMatter.kind }

    /// Whether it is a page of cards, which may be wider than a page of text.
    var isWide: Bool { ["index", "packs", "paths"].contains(kind) }

    /// The whole Markdown text.
    public var markdown: String { String(decoding: markdownBytes, as: UTF8.self) }

    /// The same in UTF-8.
    var markdownBytes: [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(passages.reduce(1024) { $0 + $1.roughCount })
        out.append(contentsOf: frontMatter.markdown.utf8)
        for passage in passages { passage.writeMarkdown(to: &out) }
        out.append(UInt8(ascii: "\n"))
        return out
    }

    /// The HTML of all parts, each in an element that says what it is.
    ///
    /// **Shape**: what goes into `main`; `page` names it in errors.
    public func body(named page: String) throws(PublishingError) -> String {
        html(of: try rendered(named: page))
    }

    /// The same while its headings wait for their ids.
    func rendered(named page: String) throws(PublishingError) -> RenderedMarkdown {
        var html = RenderedMarkdown()
        html.reserve(passages.reduce(1024) { $0 + $1.roughCount })
        for passage in passages { try passage.write(to: &html, page) }
        return html
    }

    func html(of rendered: RenderedMarkdown) -> String {
        var anchors = freeAnchors
        return rendered.html(anchors: &anchors)
    }

    /// The ids that headings may have: those that neither the frame nor the parts use.
    var freeAnchors: Anchors { Anchors(taken: PageLayout.anchors.union(passages.flatMap(\.anchors))) }
}

/// A part of a page: some Markdown, or a group of parts.
struct Passage: Hashable, Sendable {
    /// What the part is; also its class in HTML.
    let role: Role
    /// Its Markdown; empty for a mere group.
    let markdown: String
    /// The parts within it.
    let parts: [Passage]
    /// Its language where it is not the page's.
    let language: String?
    /// The id by which other pages lead to it; nil where none does.
    let anchor: String?
    /// How much of a whole its words speak of, which HTML shows as a bar.
    let share: Share?
    /// Both its forms, where it was made for more pages than one; then it has no words and parts of its own.
    let rendered: RenderedPassage?

    /// What a part of a page is.
    enum Role: String, Sendable {
        case masthead, meta, notice, opening, contents, section, heading
        case item, entry, title, why, extract, topics
        case cards, listing, coverage, more, group, outcomes, step, words, ask
        case questions, about, letters, whole, agenda, sheet
    }

    /// So many of so many.
    struct Share: Hashable, Sendable {
        let done: Int
        let whole: Int
    }

    init(_ role: Role, _ markdown: String, language: String? = nil, share: Share? = nil) {
        self.role = role
        self.markdown = markdown
        self.parts = []
        self.language = language
        self.anchor = nil
        self.share = share
        rendered = nil
    }

    init(_ role: Role, of parts: [Passage], anchor: String? = nil) {
        self.role = role
        self.markdown = ""
        self.parts = parts
        self.language = nil
        self.anchor = anchor
        self.share = nil
        rendered = nil
    }

    /// A part that is made already; it has no anchor.
    init(rendered: RenderedPassage) {
        role = .entry
        markdown = ""
        parts = []
        language = nil
        anchor = nil
        share = nil
        self.rendered = rendered
    }

    /// The ids by which this part and those within it can be reached.
    var anchors: [String] { [anchor].compactMap(\.self) + parts.flatMap(\.anchors) }
}

extension Passage {
    /// The Markdown of the part and those within it.
    var lines: [String] {
        if let rendered { return [rendered.markdown] }
        return (markdown.isEmpty ? [] : [markdown]) + parts.flatMap(\.lines)
    }

    /// How many bytes the part may take in either form, more or less.
    var roughCount: Int {
        (rendered?.html.count ?? markdown.utf8.count) + 128 + parts.reduce(0) { $0 + $1.roughCount }
    }

    /// Adds the Markdown of the part and those within it, each behind a blank line.
    func writeMarkdown(to out: inout [UInt8]) {
        let own = rendered?.markdown ?? markdown
        if rendered != nil || !own.isEmpty {
            out.append(contentsOf: "\n\n".utf8)
            out.append(contentsOf: own.utf8)
        }
        for part in parts { part.writeMarkdown(to: &out) }
    }

    /// Adds the part as HTML; `page` names the page in errors.
    func write(to html: inout RenderedMarkdown, _ page: String) throws(PublishingError) {
        if let rendered { return html.append(rendered.html) }
        html.append("<")
        html.append(element)
        writeAttributes(to: &html)
        html.append(">\n")
        if !markdown.isEmpty {
            do {
                if role == .meta {
                    html.append(Passage.unbroken(try PageLayout.renderer.rendered(markdown).utf8))
                } else {
                    try PageLayout.renderer.write(markdown, to: &html)
                }
            } catch {
                throw .markdown(page: page, error)
            }
        }
        if let share { html.append(share.bar) }
        for part in parts { try part.write(to: &html, page) }
        html.append("</")
        html.append(element)
        html.append(">\n")
    }
}

private extension Passage {
    var element: String {
        switch role {
        case .masthead: "header"
        case .section, .questions, .outcomes: "section"
        case .item, .entry: "article"
        default: "div"
        }
    }

    /// Foreign words may run from right to left and be in another language.
    func writeAttributes(to html: inout RenderedMarkdown) {
        html.append(" class=\"")
        html.append(role.rawValue)
        html.append("\"")
        if let anchor { html.append(" id=\"\(HTMLEscape.text(anchor))\"") }
        if role == .title || role == .extract || role == .whole { html.append(" dir=\"auto\"") }
        if let language { html.append(" lang=\"\(HTMLEscape.text(language))\"") }
    }

    /// Puts each fact of a quiet line, which has no heading, into an element of its own: lines break between facts.
    static func unbroken(_ paragraph: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(paragraph.count + 240)
        paragraph.withUnsafeBufferPointer { bytes in
            func has(_ text: StaticString, at place: Int) -> Bool {
                let count = text.utf8CodeUnitCount
                return bytes.count - place >= count
                    && (0..<count).allSatisfy { bytes[place + $0] == text.utf8Start[$0] }
            }
            var (run, place) = (0, 0)
            func put(_ text: StaticString, for count: Int) {
                out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[run..<place]))
                out.append(
                    contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
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
            out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[run...]))
        }
        return out
    }
}

private extension Passage.Share {
    /// A bar for the eye; the words beside it say the same.
    var bar: String {
        let percent = whole == 0 ? 0 : done * 100 / whole
        return """
            <svg class="bar" aria-hidden="true" viewBox="0 0 100 4" preserveAspectRatio="none">\
            <rect width="100" height="4"/><rect class="done" width="\(percent)" height="4"/></svg>

            """
    }
}
