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
    /// The facts at the head of the Markdown.
    let frontMatter: FrontMatter
    /// Its parts in reading order.
    let passages: [Passage]

    /// The whole Markdown text.
    public var markdown: String {
        let parts = [frontMatter.markdown] + passages.flatMap(\.lines)
        return parts.joined(separator: "\n\n") + "\n"
    }

    /// The HTML of all parts, each in an element that says what it is.
    ///
    /// **Shape**: what goes into `main`; `page` names it in errors.
    public func body(named page: String) throws(PublishingError) -> String {
        var anchors = Anchors(taken: PageLayout.anchors)
        var html = ""
        for passage in passages { try passage.write(to: &html, &anchors, page) }
        return html
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

    /// What a part of a page is.
    enum Role: String, Sendable {
        case masthead, meta, notice, opening, contents, section, heading
        case item, title, why, extract, topics
        case questions, about, listing
    }

    init(_ role: Role, _ markdown: String, language: String? = nil) {
        self.role = role
        self.markdown = markdown
        self.parts = []
        self.language = language
    }

    init(_ role: Role, of parts: [Passage]) {
        self.role = role
        self.markdown = ""
        self.parts = parts
        self.language = nil
    }
}

private extension Passage {
    var lines: [String] {
        (markdown.isEmpty ? [] : [markdown]) + parts.flatMap(\.lines)
    }

    var element: String {
        switch role {
        case .masthead: "header"
        case .section, .questions: "section"
        case .item: "article"
        default: "div"
        }
    }

    /// Foreign words may run from right to left and be in another language.
    var attributes: String {
        let isForeign = role == .title || role == .extract
        let language = language.map { " lang=\"\(HTMLEscape.text($0))\"" } ?? ""
        return " class=\"\(role.rawValue)\"" + (isForeign ? " dir=\"auto\"" : "") + language
    }

    /// Puts each fact of a quiet line into an element of its own, so that lines break between facts.
    static func unbroken(_ paragraph: String) -> String {
        paragraph.replacing("<p>", with: "<p><span>").replacing(" · ", with: " ·</span> <span>")
            .replacing("</p>", with: "</span></p>")
    }

    func write(to html: inout String, _ anchors: inout Anchors, _ page: String) throws(PublishingError) {
        html += "<\(element)\(attributes)>\n"
        if !markdown.isEmpty {
            do {
                let inner = try PageLayout.renderer.html(markdown, anchors: &anchors)
                html += role == .meta ? Passage.unbroken(inner) : inner
            } catch {
                throw .markdown(page: page, error)
            }
        }
        for part in parts { try part.write(to: &html, &anchors, page) }
        html += "</\(element)>\n"
    }
}
