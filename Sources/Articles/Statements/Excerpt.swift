// SPDX-License-Identifier: MIT

import Markup

/// One or two sentences that say what a page is about.
enum Excerpt {
    /// The most bytes of an excerpt that is cut from the text.
    static let limit = 600

    /// What the page states, else its first paragraph, cut at the end of a sentence.
    static func read(_ page: PageStatements, content: HTMLTree.Node?) -> String? {
        stated(page) ?? firstParagraph(page, content: content).map { cut($0) }
    }
}

private extension Excerpt {
    static func stated(_ page: PageStatements) -> String? {
        if let article = page.article, let text = page.linkedData.text("description", of: article) {
            return text
        }
        return page.meta.first(
            "dc:description", "dcterms:description", "dcterm:description", "og:description",
            "weibo:article:description", "weibo:webpage:description", "description", "twitter:description",
            "sailthru:description")
    }

    static func firstParagraph(_ page: PageStatements, content: HTMLTree.Node?) -> String? {
        let tree = page.tree
        let top =
            content ?? tree.first(.main, in: tree.root) ?? tree.first(.article, in: tree.root) ?? tree.body
        let bylines = Set(page.marks.bylines)
        let headings = Set(page.marks.headings.compactMap { page.words(of: $0) })
        let paragraphs = tree.descendants(of: top).lazy
            .filter { tree.name(of: $0) == .p && !bylines.contains($0) && !page.isBesideTheArticle($0) }
            .prefix(200).compactMap { page.words(of: $0) }
        // A page without paragraphs has lines.
        return paragraphs.first { isSentence($0) } ?? page.lines(of: top).first {
            isSentence($0) && !headings.contains($0)
        }
            ?? paragraphs.first
    }

    /// Whether a text says something by itself; "By Ann Lee" and "Not logged in" do not.
    static func isSentence(_ text: String) -> Bool {
        let count = SaidText.wordCount(text)
        return count >= 8 || count >= 4 && text.last.map { stops.contains($0) } == true
    }

    static let stops: Set<Character> = [".", "!", "?", "。", "！", "？", "…"]

    static func cut(_ text: String) -> String {
        guard text.utf8.count > limit else { return text }
        let start = text.prefix(limit)
        if let stop = start.lastIndex(where: { stops.contains($0) }),
            start.distance(from: start.startIndex, to: stop) > limit / 4
        {
            return String(start[...stop])
        }
        let words = start.split(separator: " ").dropLast()
        return words.isEmpty ? start + "…" : words.joined(separator: " ") + "…"
    }
}
