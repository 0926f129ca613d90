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
        telling(data?.compact ?? "", feed: feed)
    }

    /// The same with what it says as JSON.
    func telling(_ data: String, feed: String?) -> PublishedPage {
        var page = self
        page.linkedData = data
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
        frontMatter.write(to: &out)
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
        if passages.count == 1, passages[0].rendered.count == 1 { return passages[0].rendered[0].html }
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
    var freeAnchors: Anchors {
        var taken = PageLayout.anchors
        for passage in passages { passage.addAnchors(to: &taken) }
        return Anchors(taken: taken)
    }
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
    /// What is there in both forms already; then it has no words and parts of its own.
    let rendered: [RenderedPassage]

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
        rendered = []
    }

    init(_ role: Role, of parts: [Passage], anchor: String? = nil) {
        self.role = role
        self.markdown = ""
        self.parts = parts
        self.language = nil
        self.anchor = anchor
        self.share = nil
        rendered = []
    }

    /// Parts that are made already; they have no anchors.
    init(rendered: [RenderedPassage]) {
        role = .entry
        markdown = ""
        parts = []
        language = nil
        anchor = nil
        share = nil
        self.rendered = rendered
    }

    /// Adds the ids by which this part and those within it can be reached.
    func addAnchors(to taken: inout Set<String>) {
        if let anchor { taken.insert(anchor) }
        for part in parts { part.addAnchors(to: &taken) }
    }
}

extension Passage {
    /// How many bytes the part may take in either form, more or less.
    var roughCount: Int {
        let made = rendered.reduce(0) { $0 + $1.html.count }
        return parts.reduce(made + markdown.utf8.count + 128) { $0 + $1.roughCount }
    }

    /// Adds the Markdown of the part and those within it, each behind a blank line.
    func writeMarkdown(to out: inout [UInt8]) {
        for one in rendered where !one.markdown.isEmpty {
            out.append("\n\n")
            out.append(contentsOf: one.markdown)
        }
        if !markdown.isEmpty {
            out.append("\n\n")
            out.append(utf8: markdown)
        }
        for part in parts { part.writeMarkdown(to: &out) }
    }

    /// Adds the part as HTML; `page` names the page in errors.
    func write(to html: inout RenderedMarkdown, _ page: String) throws(PublishingError) {
        guard rendered.isEmpty else {
            for one in rendered { html.append(one.html) }
            return
        }
        html.open(role, anchor: anchor, language: language)
        if !markdown.isEmpty {
            do {
                if role == .meta {
                    html.append(facts: try PageLayout.renderer.rendered(markdown))
                } else {
                    try PageLayout.renderer.write(markdown, to: &html)
                }
            } catch {
                throw .markdown(page: page, error)
            }
        }
        if let share { html.append(share.bar) }
        for part in parts { try part.write(to: &html, page) }
        html.close(role)
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
