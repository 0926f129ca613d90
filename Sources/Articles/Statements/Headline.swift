// SPDX-License-Identifier: MIT

import Markup

/// What the article is called, without the name of its site.
///
/// What a page states for machines comes first, then its `title` element, then its one `h1`. A part after a bar or dash
/// goes out where it is a name of the site, and of the `title` element also where the rest is a headline by itself.
enum Headline {
    static func read(_ page: PageStatements, siteName: String?, content: HTMLTree.Node?) -> String {
        let names = SiteName.letters(page, siteName: siteName)
        if let stated = stated(page) { return withoutSite(stated, names: names) }
        let headings = headings(page, content: content)
        guard !page.title.isEmpty, !isPlaceholder(page.title) || headings.isEmpty else {
            return headings.first ?? ""
        }
        return ofTitle(page.title, headings: headings, names: names)
    }
}

private extension Headline {
    /// Marks that part a headline from a name, with the white space around them that makes them so.
    static let marks: Set<Character> = [
        "|", "-", "–", "—", "·", "•", "»", "«", ">", "<", "/", "\\", ":", "~", "‹", "›", "｜", "－",
    ]

    static func stated(_ page: PageStatements) -> String? {
        if let linked = linked(page) { return linked }
        if let meta = page.meta.first(
            "dc:title", "dcterms:title", "dcterm:title", "og:title", "weibo:article:title",
            "weibo:webpage:title",
            "title", "twitter:title", "parsely-title", "sailthru:title", "citation_title")
        {
            return meta
        }
        for nodes in [page.marks.properties["headline"], page.marks.classes["entry-title"]] {
            // Where there are several, each is the title of a teaser.
            guard let nodes, nodes.count == 1, let words = page.words(of: nodes[0]) else { continue }
            return page.tree.attribute(.content, of: nodes[0]).map { SaidText.folded($0) } ?? words
        }
        return nil
    }

    /// Of `headline` and `name` the one that shares more words with the page's `title`; the headline where none does.
    static func linked(_ page: PageStatements) -> String? {
        guard let article = page.article else { return nil }
        guard !page.linkedData.types(of: article).contains(where: { $0.hasSuffix("Page") }) else {
            return nil
        }
        let title = words(page.title)
        var best: (text: String, shared: Int)?
        for property in ["headline", "name"] {
            for text in page.linkedData.texts(property, of: article) where !text.contains("://") {
                let shared = title.intersection(words(text)).count
                if shared > best?.shared ?? -1 { best = (text, shared) }
            }
        }
        return best?.text
    }

    static func words(_ text: String) -> Set<String> {
        Set(
            text.split(whereSeparator: \.isWhitespace).map { SaidText.letters(String($0)) }.filter {
                !$0.isEmpty
            })
    }

    static func headings(_ page: PageStatements, content: HTMLTree.Node?) -> [String] {
        page.marks.headings.prefix(20).filter { !page.isBesideTheArticle($0) }.compactMap {
            page.words(of: $0)
        }
    }

    static func isPlaceholder(_ title: String) -> Bool {
        ["untitled", "untitleddocument", "document", "home", "index", "newpage", "default", "article"]
            .contains(SaidText.letters(title))
    }

    /// A stated title without a part at its end or beginning that is a name of the site.
    static func withoutSite(_ title: String, names: Set<String>) -> String {
        var title = title[...]
        for _ in 0..<2 {
            let cuts = cuts(in: title)
            if let last = cuts.last, names.contains(SaidText.letters(String(title[last.upperBound...]))) {
                title = title[..<last.lowerBound]
            } else if let first = cuts.first,
                names.contains(SaidText.letters(String(title[..<first.lowerBound])))
            {
                title = title[first.upperBound...]
            } else {
                break
            }
        }
        return String(title)
    }

    static func ofTitle(_ title: String, headings: [String], names: Set<String>) -> String {
        let bare = withoutSite(title, names: names)
        let letters = SaidText.letters(bare)
        let isPart = { (heading: String) in
            let own = SaidText.letters(heading)
            return own == letters
                || SaidText.wordCount(heading) >= 3 && (letters.hasPrefix(own) || letters.hasSuffix(own))
        }
        if let heading = headings.first(where: isPart) { return heading }
        guard bare == title, let last = cuts(in: title[...]).last, title[last].first != ":" else {
            return bare
        }
        let rest = String(title[..<last.lowerBound])
        let tail = title[last.upperBound...]
        // Too little is left where the mark was part of the headline: "Neon – a history".
        guard SaidText.wordCount(rest) > 4, SaidText.wordCount(String(tail)) <= 5 else { return bare }
        return rest
    }

    /// The places of all marks between words: with white space on both sides, of a colon behind it, and ` :: `.
    static func cuts(in title: Substring) -> [Range<Substring.Index>] {
        var cuts: [Range<Substring.Index>] = []
        var place = title.startIndex
        while place < title.endIndex {
            guard marks.contains(title[place]) else {
                place = title.index(after: place)
                continue
            }
            var start = place
            var end = place
            while end < title.endIndex, marks.contains(title[end]) { end = title.index(after: end) }
            let isWide = title[place] == "｜" || title[place] == "－"
            let isOpen = start > title.startIndex && title[title.index(before: start)].isWhitespace
            let isClosed = end < title.endIndex && title[end].isWhitespace
            if isWide || isClosed && (isOpen || title[place] == ":") {
                while start > title.startIndex, title[title.index(before: start)].isWhitespace {
                    start = title.index(before: start)
                }
                while end < title.endIndex, title[end].isWhitespace { end = title.index(after: end) }
                if start > title.startIndex, end < title.endIndex { cuts.append(start..<end) }
            }
            place = max(end, title.index(after: place))
        }
        return cuts
    }
}
