// SPDX-License-Identifier: MIT

import Markup
import Model

/// The front page: where each kind of reader can start, then packs, paths, the newest issues and the curriculum.
extension SitePages {
    /// The front page of what is published; its links go to the Markdown files beside it.
    func home() -> PublishedPage {
        let parts = [
            masthead(title, opening: SitePages.welcome, meta: homeCount), startHere, packSample, pathSample,
            newestIssues, strands,
        ]
        return page(
            title, kind: "index", summary: SitePages.welcome,
            facts: {
                $0.add("packs", publication.packs.count)
                $0.add("paths", publication.paths.count)
                $0.add("issues", publication.issues.count)
            }, parts.compactMap(\.self) + [freeToUse])
    }
}

private extension SitePages {
    static let welcome =
        "Cairn finds good writing for people who lead. "
        + "Curators read it, say why it matters, and build it into short packs, paths and newsletters."

    var homeCount: String {
        var (taught, titles) = (Set(publication.itemsByTopic.keys), publication.titlesOfSources)
        var others: Set<Item.ID> = []
        for item in publication.packs.flatMap(\.items) + publication.issues.flatMap(\.items) {
            others.insert(item.id)
            taught.formUnion(item.verdict.topics)
            if let source = item.library.sources.first { titles.insert(source.title) }
        }
        if !others.isEmpty { for card in publication.items { others.remove(card.id) } }
        let count = publication.items.count + others.count
        let (covered, sources) = (taught.intersection(topics.map(\.id)).count, titles.count)
        return [
            "\(Words.count(count, "item", "items")) from "
                + Words.count(sources, "source", "sources"),
            "\(covered) of \(Words.count(topics.count, "topic", "topics"))",
        ].joined(separator: " · ")
    }

    /// One card for each audience that has a pack or a path of its own.
    var startHere: Passage? {
        let cards = curriculum.audiences.compactMap(startCard)
        return cards.isEmpty ? nil : section("Start here", [Passage(.cards, of: cards)])
    }

    func startCard(_ audience: Curriculum.Facet) -> Passage? {
        let packs = publication.packs.filter { $0.theme.aim.audience == audience.id }
        let paths = publication.paths.filter { $0.aim.audience == audience.id }
        guard !packs.isEmpty || !paths.isEmpty else { return nil }
        var lines = packs.prefix(2).map {
            "- Read \(link(to: $0, root: "")) · \(Words.minutes($0.minutes))"
        }
        lines += paths.prefix(2).map { "- Follow \(link(to: $0, root: "")) · \(Words.minutes($0.minutes))" }
        return Passage(
            .listing,
            of: [
                Passage(.title, "### \(MarkdownEscape.line(audience.name, limit: 120))"),
                Passage(.contents, lines.joined(separator: "\n")),
            ])
    }

    var packSample: Passage? {
        guard !publication.packs.isEmpty else {
            return section("Reading packs", [Passage(.opening, "There are no packs yet.")])
        }
        let cards = publication.packs.prefix(6).map { card($0, root: "") }
        let all = "[All \(Words.count(publication.packs.count, "pack", "packs"))](packs/index.md)"
        return section("Reading packs", [Passage(.cards, of: cards), Passage(.more, all)])
    }

    var pathSample: Passage? {
        guard !publication.paths.isEmpty else { return nil }
        let cards = publication.paths.prefix(6).map { card($0, root: "") }
        let all = "[All \(Words.count(publication.paths.count, "path", "paths"))](paths/index.md)"
        return section("Learning paths", [Passage(.cards, of: cards), Passage(.more, all)])
    }

    var newestIssues: Passage? {
        let newest = publication.newsletters
        guard !newest.isEmpty else { return nil }
        let parts = newest.flatMap { issues in
            [
                Passage(.title, "### \(MarkdownEscape.line(issues[0].newsletter.title, limit: 200))"),
                list(Array(issues.prefix(3)), root: ""),
            ]
        }
        let ways = (byMail.map { "\($0) · " } ?? "") + "[Newsletter archive](issues/index.md)"
        return section("Newsletter", parts + [Passage(.more, ways)])
    }

    /// The strands with how much of each there is to read.
    var strands: Passage? {
        let cards = curriculum.strands.compactMap { strand -> Passage? in
            let taught = topics.filter { $0.strand == strand.id }
            guard !taught.isEmpty else { return nil }
            let name = MarkdownEscape.line(strand.name, limit: 120)
            let about = MarkdownEscape.line(strand.definition, limit: 300)
            return Passage(
                .listing,
                of: [
                    Passage(.title, "### [\(name)](topics/index.md#\(SitePages.anchor(of: strand)))"),
                    Passage(.topics, about), coverage(of: taught),
                ])
        }
        let all = "[All \(Words.count(topics.count, "topic", "topics"))](topics/index.md)"
        return cards.isEmpty
            ? nil : section("What leaders need to know", [Passage(.cards, of: cards), Passage(.more, all)])
    }

    var freeToUse: Passage {
        let licence = Licence.ccBy.address.map { "[\(Licence.ccBy.label)](\($0.text))" } ?? Licence.ccBy.label
        return Passage(
            .about,
            """
            ## Free to use

            Our own words are free to share under \(licence). Each item keeps its own licence. \
            There are no adverts and no tracking.
            """)
    }
}
