// SPDX-License-Identifier: MIT

import Markup
import Model

/// The curriculum page with its coverage, and a page for each topic.
extension SitePages {
    /// Items on one page of a topic.
    static let itemsOnAPage = 20

    /// The curriculum: every topic in its strand, and how much there is to read on it.
    func curriculumPage() -> PublishedPage {
        let opening =
            "This is what we think leaders need to know about digital. "
            + "\(Words.count(curriculum.strands.count, "strand", "strands")) hold "
            + "\(Words.count(topics.count, "topic", "topics")). Core topics are for everybody who leads; "
            + "deeper ones are for those who need more."
        let core = topics.filter { $0.place.level == .core }
        let totals = Passage(
            .listing,
            of: [
                Passage(.title, "## How far we are"), coverage(of: topics),
                Passage(
                    .topics,
                    "Of the \(core.count) core topics, \(covered(core)) have something to read. "
                        + "A topic without reading is a gap that our curators look to fill."),
            ])
        return page(
            "Topics", kind: "topics", summary: opening,
            facts: {
                $0.add("topics", topics.count)
                $0.add("covered", covered(topics))
            },
            [masthead("Topics", opening: opening), totals] + curriculum.strands.compactMap(strand) + [asData])
    }

    /// The pages of a topic's list: the first one and, where there is much to read, further ones with the rest.
    func parts(of topic: Topic) -> [TopicPart] {
        let items = publication.items(on: topic.id)
        let size = SitePages.itemsOnAPage
        let pages = max(1, (items.count + size - 1) / size)
        return (1...pages).map { number in
            TopicPart(
                items: items.dropFirst((number - 1) * size).prefix(size), count: items.count,
                number: number, pages: pages)
        }
    }

    /// A topic: what it means, what you gain, what there is to read, and what stands near it.
    func page(of topic: Topic, _ part: TopicPart) throws(PublishingError) -> PublishedPage {
        try topicPage(topic, part.items, of: part.count, part.number, part.pages)
    }

    /// Where a page of a topic stands, without its ending.
    static func place(of topic: Topic.ID, page: Int) -> String {
        page == 1 ? "topics/\(topic)" : "topics/\(topic)/\(page)"
    }

    /// The id of a strand's part of the curriculum page.
    static func anchor(of strand: Curriculum.Strand) -> String { "strand-\(strand.id)" }
}

private extension SitePages {
    /// The curriculum for programs.
    var asData: Passage {
        section(
            "Use it elsewhere",
            [
                Passage(
                    .topics,
                    "Take these topics into your own catalogue or course: "
                        + "\(curriculumLinks(root: "../")). They are free to share.")
            ])
    }

    func strand(_ strand: Curriculum.Strand) -> Passage? {
        let taught = topics.filter { $0.strand == strand.id }
        guard !taught.isEmpty else { return nil }
        let lines = taught.map { topic in
            let core = topic.place.level == .core ? " · core" : ""
            return "- \(link(to: topic, root: "../"))\(core) · \(reading(on: topic))"
        }
        return section(
            MarkdownEscape.line(strand.name, limit: 120),
            [
                Passage(.topics, MarkdownEscape.line(strand.definition, limit: 300)), coverage(of: taught),
                Passage(.contents, lines.joined(separator: "\n")),
            ], anchor: SitePages.anchor(of: strand))
    }

    func reading(on topic: Topic) -> String {
        let items = publication.itemsByTopic[topic.id]?.count ?? 0
        let packs = publication.packsByTopic[topic.id]?.count ?? 0
        let paths = publication.pathsByTopic[topic.id]?.count ?? 0
        guard items > 0 else { return paths > 0 ? "nothing yet, but in a path" : "nothing yet" }
        let parts = [
            Words.count(items, "item", "items"), packs > 0 ? Words.count(packs, "pack", "packs") : nil,
            paths > 0 ? Words.count(paths, "path", "paths") : nil,
        ]
        return parts.compactMap(\.self).joined(separator: ", ")
    }

    func topicPage(
        _ topic: Topic, _ items: ArraySlice<ItemCard>, of count: Int, _ number: Int, _ pages: Int
    ) throws(PublishingError) -> PublishedPage {
        let root = number == 1 ? "../" : "../../"
        let name = MarkdownEscape.plainLine(topic.name, limit: 120)
        let definition = MarkdownEscape.line(topic.definition, limit: 600)
        var meta = [topic.place.level == .core ? "Core topic" : "Deeper topic"]
        if let strand = curriculum.strand(topic.strand) {
            let name = MarkdownEscape.line(strand.name, limit: 120)
            meta.insert("[\(name)](\(root)topics/index.md#\(SitePages.anchor(of: strand)))", at: 0)
        }
        meta.append(Words.count(count, "item", "items"))
        if pages > 1 { meta.append("Page \(number) of \(pages)") }
        let isFirst = number == 1
        var parts = [
            masthead(name, opening: isFirst ? definition : "", meta: meta.joined(separator: " · "))
        ]
        if isFirst { parts += [outcomes(topic.outcomes)].compactMap(\.self) }
        parts.append(try reading(items, root: root))
        if pages > 1 { parts.append(pager(topic.id, number, pages)) }
        if isFirst {
            parts += [questions(topic.questions), conversationLink(topic), usedIn(topic), near(topic)]
                .compactMap(\.self)
        }
        let made = page(
            pages > 1 && !isFirst ? "\(name), page \(number)" : name, kind: "topic",
            summary: MarkdownEscape.plainLine(topic.definition, limit: 300),
            facts: {
                $0.add("id", topic.id.rawValue)
                $0.add("strand", topic.strand.rawValue)
                $0.add("items", count)
            }, parts)
        let data = shelf.linkedData(of: topic.id) { linkedData(topic) }
        return made.telling(data, feed: items.isEmpty ? nil : "topic-\(topic.id)")
    }

    func outcomes(_ outcomes: [String]) -> Passage? {
        guard !outcomes.isEmpty else { return nil }
        let lines = outcomes.map { "- \(MarkdownEscape.line($0, limit: 300))" }
        return Passage(.outcomes, "## When you know this, you can\n\n" + lines.joined(separator: "\n"))
    }

    func questions(_ questions: [String]) -> Passage? {
        guard !questions.isEmpty else { return nil }
        let lines = questions.enumerated().map {
            "\($0.offset + 1). \(MarkdownEscape.line($0.element, limit: 400))"
        }
        return Passage(.questions, "## Questions to think about\n\n" + lines.joined(separator: "\n"))
    }

    func reading(_ items: ArraySlice<ItemCard>, root: String) throws(PublishingError) -> Passage {
        guard !items.isEmpty else {
            return section(
                "To read", [Passage(.opening, "There is nothing to read here yet. Our curators are looking.")]
            )
        }
        var entries: [RenderedPassage] = []
        for item in items {
            entries.append(
                try shelf.entry(of: item, root: root) { writer throws(PublishingError) in
                    try itemPassage.writeEntry(for: item, root: root, to: &writer)
                })
        }
        return section("To read", [Passage(rendered: entries)])
    }

    func pager(_ topic: Topic.ID, _ number: Int, _ pages: Int) -> Passage {
        let home = number == 1 ? "../" : "../../"
        func link(_ words: String, _ page: Int) -> String {
            "[\(words)](\(home)\(SitePages.place(of: topic, page: page)).md)"
        }
        let earlier = number > 1 ? link("Newer items", number - 1) : nil
        let later = number < pages ? link("Older items", number + 1) : nil
        return Passage(.more, [earlier, later].compactMap(\.self).joined(separator: " · "))
    }

    /// Packs and paths that teach the topic.
    func usedIn(_ topic: Topic) -> Passage? {
        let packs = (publication.packsByTopic[topic.id] ?? []).map {
            "- Pack: \(link(to: $0, root: "../")) · \(Words.minutes($0.minutes))"
        }
        let paths = (publication.pathsByTopic[topic.id] ?? []).map {
            "- Path: \(link(to: $0, root: "../")) · \(Words.minutes($0.minutes))"
        }
        let lines = packs + paths
        return lines.isEmpty
            ? nil : section("Packs and paths", [Passage(.contents, lines.joined(separator: "\n"))])
    }

    /// The wider topic and those beside it.
    func near(_ topic: Topic) -> Passage? {
        var lines: [String] = []
        if let broader = topic.place.broader.flatMap({ curriculum.topic($0) }) {
            lines.append("- Part of: \(link(to: broader, root: "../"))")
        }
        lines += topics.filter { $0.place.broader == topic.id }.map {
            "- Goes deeper: \(link(to: $0, root: "../"))"
        }
        lines += topic.place.related.compactMap { curriculum.topic($0) }.filter { !$0.isRetired }.map {
            "- \(link(to: $0, root: "../"))"
        }
        return lines.isEmpty
            ? nil : section("Near this topic", [Passage(.contents, lines.joined(separator: "\n"))])
    }
}
