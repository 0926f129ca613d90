// SPDX-License-Identifier: MIT

import Markup
import Model

/// When a page was published, as it was written there.
///
/// What a page states for machines comes first, then what readers see near the headline, then its address. What nobody can
/// tell (`03/04/2026`) is left out.
enum PublishedDate {
    static func read(_ page: PageStatements, content: HTMLTree.Node?) -> String? {
        linked(page) ?? meta(page) ?? marked(page) ?? visible(page) ?? inAddress(page.address)
    }
}

private extension PublishedDate {
    static func linked(_ page: PageStatements) -> String? {
        let data = page.linkedData
        let pages = data.things.filter { data.types(of: $0).contains { $0.hasSuffix("Page") } }
        for thing in [page.article].compactMap({ $0 }) + pages.prefix(3) {
            for property in ["datePublished", "dateCreated", "uploadDate"] {
                if let text = data.text(property, of: thing), let date = date(text) { return date }
            }
        }
        return nil
    }

    static func meta(_ page: PageStatements) -> String? {
        for name in [
            "article:published_time", "og:article:published_time", "og:published_time", "parsely-pub-date",
            "citation_publication_date", "citation_date", "citation_online_date", "dc:date:issued",
            "dcterms:issued",
            "dcterms:created", "dc:date:created", "dc:date", "dcterms:date", "dc:created", "sailthru:date",
            "publication_date", "publish_date", "publish-date", "publishdate", "published_date", "pubdate",
            "pub_date",
            "article:published", "article_date_original", "datepublished", "ptime", "pdate",
            "original-publish-date",
            "rnews:datepublished", "date", "release_date",
        ] {
            if let date = page.meta.all(name).lazy.compactMap({ date($0) }).first { return date }
        }
        return nil
    }

    /// Microdata, microformats, and `time` elements that say that it is the time of publishing.
    static func marked(_ page: PageStatements) -> String? {
        let tree = page.tree
        let nodes =
            (page.marks.properties["datepublished"] ?? []) + (page.marks.classes["dt-published"] ?? [])
            + (page.marks.classes["published"] ?? [])
            + page.marks.dates.filter { tree.attribute(named: "pubdate", of: $0) != nil }
        return nodes.prefix(20).lazy.filter { !page.isBesideTheArticle($0) }.compactMap { date(of: $0, page) }
            .first
    }

    /// The first date after the headline, or before it where there is none.
    static func visible(_ page: PageStatements) -> String? {
        let nodes = page.marks.dates.prefix(60).filter { !page.isBesideTheArticle($0) }
        let start = page.marks.headings.first { !page.isBesideTheArticle($0) }?.place ?? 0
        let ordered = nodes.filter { $0.place > start } + nodes.filter { $0.place <= start }
        return ordered.lazy.compactMap { date(of: $0, page) }.first
    }

    static func date(of node: HTMLTree.Node, _ page: PageStatements) -> String? {
        for attribute in ["datetime", "content", "title"] {
            if let text = page.tree.attribute(named: attribute, of: node), let date = date(text) {
                return date
            }
        }
        return page.lines(of: node).prefix(4).lazy.filter { $0.utf8.count <= 80 }.compactMap { words($0) }
            .first
    }

    /// A date among words: `Published on 2 May 2026 at 10:30`.
    static func words(_ line: String) -> String? {
        // Without a year, or with one alone, it is no date; a number beside a number could be anything.
        let numbers = line.split { !$0.isNumber }.map(String.init)
        guard numbers.contains(where: { $0.count == 4 && ($0.hasPrefix("19") || $0.hasPrefix("20")) }),
            (2...8).contains(numbers.count)
        else { return nil }
        let hasWords = line.contains { $0.isLetter }
        if !hasWords, !line.hasPrefix(numbers[0]) || numbers[0].count != 4, isAmbiguous(numbers) {
            return nil
        }
        let bare = line.firstRange(of: ": ").map { String(line[$0.upperBound...]) }
        return date(line) ?? bare.flatMap { date($0) }
    }

    static func isAmbiguous(_ numbers: [String]) -> Bool {
        guard numbers.count >= 2, let first = Int(numbers[0]), let second = Int(numbers[1]) else {
            return true
        }
        return first <= 12 && second <= 12 && first != second
    }

    static func date(_ text: String) -> String? {
        guard let written = WrittenDate.moment(in: text)?.text, let year = Int(written.prefix(4)) else {
            return nil
        }
        return (1900...2100).contains(year) ? written : nil
    }

    /// The day in an address: `/2026/05/02/`.
    static func inAddress(_ address: WebAddress) -> String? {
        let parts = address.path.split(separator: "/")
        for (place, part) in parts.enumerated() where part.count == 4 && place + 2 < parts.count {
            let (month, day) = (parts[place + 1], parts[place + 2])
            guard part.allSatisfy(\.isNumber), month.allSatisfy(\.isNumber), day.allSatisfy(\.isNumber),
                month.count <= 2, day.count <= 2
            else { continue }
            return date("\(part)-\(month)-\(day)")
        }
        return nil
    }
}
