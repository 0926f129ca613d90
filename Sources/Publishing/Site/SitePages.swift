// SPDX-License-Identifier: MIT

import FoundationEssentials
import Markup
import Model

/// What the pages about the whole site share: names, counts, and how packs, paths and issues are listed.
final class SitePages {
    let site: Site
    let curriculum: Curriculum
    let publication: Publication
    /// What is known of the items that packs and paths name, beside their own words.
    let notes: ItemNotes
    /// The topics that are taught today, in the curriculum's order.
    let topics: [Topic]
    /// How items are written on these pages.
    let itemPassage: ItemPassage
    /// What lists show of items.
    let shelf = EntryShelf()
    /// What every page depends on; nil where pages have no keys.
    let base: InputKey?
    /// A digest of all paths, which each of their pages depends on; nil where pages have no keys.
    private(set) lazy var pathsKey: InputKey? = base.map { InputDigest.key(of: publication.paths, after: $0) }
    /// The names of the topics that are taught today, as Markdown.
    let topicNames: [Topic.ID: String]

    init(site: Site, curriculum: Curriculum, publication: Publication, base: InputKey? = nil) {
        self.base = base
        topicNames = Dictionary(
            curriculum.topics.filter { !$0.isRetired }.map {
                ($0.id, MarkdownEscape.line($0.name, limit: 120))
            }
        ) { first, _ in first }
        self.site = site
        self.curriculum = curriculum
        self.publication = publication
        let named = publication.itemsByID
        notes = ItemNotes(
            checked: named.compactMapValues(\.checked),
            whole: Set(named.keys.filter { named[$0]?.isWhole(commercially: site.isCommercial) == true }))
        itemPassage = ItemPassage(
            curriculum: curriculum, isCommercial: site.isCommercial, notes: notes, hasTexts: true)
        topics = curriculum.topics.filter { !$0.isRetired }
    }

    /// The site's title as plain text on one line.
    var title: String { MarkdownEscape.plainLine(site.title, limit: 200) }

    /// A page with its heading, in the curriculum's language.
    func page(
        _ title: String, kind: String, summary: String, licence: Licence = .ccBy,
        facts more: (inout FrontMatter) -> Void = { _ in },
        _ passages: [Passage]
    ) -> PublishedPage {
        var facts = FrontMatter()
        facts.add("title", title)
        facts.add(kind: kind)
        more(&facts)
        facts.add("language", curriculum.scheme.language)
        facts.add("licence", licence.id)
        return PublishedPage(
            title: title, summary: summary, language: curriculum.scheme.language, licence: licence,
            frontMatter: facts, passages: passages)
    }

    /// The head of a page: its title, what it is, and a quiet line of facts.
    func masthead(_ title: String, opening: String = "", meta: String = "") -> Passage {
        var parts = [Passage(.heading, "# \(MarkdownEscape.line(title, limit: 200))")]
        if !opening.isEmpty { parts.append(Passage(.opening, opening)) }
        if !meta.isEmpty { parts.append(Passage(.meta, meta)) }
        return Passage(.masthead, of: parts)
    }

    /// A part of a page under its heading.
    func section(_ heading: String, _ parts: [Passage], anchor: String? = nil) -> Passage {
        Passage(.section, of: [Passage(.heading, "## \(heading)")] + parts, anchor: anchor)
    }

    /// The entries of some items, one after the other.
    func entries(
        of items: [ItemCard], as writing: ItemPassage, root: String, level: Int = 3
    ) throws(PublishingError) -> Passage {
        shelf.writer.begin(on: "a list of items")
        for item in items {
            try writing.writeEntry(for: item, root: root, level: level, to: &shelf.writer)
        }
        return Passage(rendered: [shelf.writer.rendered])
    }

    /// A pack as a card; `root` leads from the page to the front page.
    func card(_ pack: Pack, root: String) -> Passage {
        let sections = pack.sections.map { MarkdownEscape.line($0.title, limit: 120) }
        return Passage(
            .listing,
            of: [
                Passage(.title, "### \(link(to: pack, root: root))"),
                Passage(.meta, (size(of: pack) + aim(of: pack.theme.aim)).joined(separator: " · ")),
                Passage(.topics, "In it: \(sections.joined(separator: " · "))"),
            ])
    }

    /// A path as a card; `root` leads from the page to the front page.
    func card(_ path: LearningPath, root: String) -> Passage {
        let gain = path.outcomes.first.map { "You will be able to \(MarkdownEscape.line($0, limit: 200))." }
        return Passage(
            .listing,
            of: [
                Passage(.title, "### \(link(to: path, root: root))"),
                Passage(.meta, (size(of: path) + aim(of: path.aim)).joined(separator: " · ")),
            ] + [gain].compactMap(\.self).map { Passage(.topics, $0) })
    }

    func link(to pack: Pack, root: String) -> String {
        "[\(MarkdownEscape.line(pack.theme.title, limit: 200))](\(root)packs/\(pack.theme.id).md)"
    }

    func link(to path: LearningPath, root: String) -> String {
        "[\(MarkdownEscape.line(path.title, limit: 200))](\(root)paths/\(path.id).md)"
    }

    func link(to topic: Topic, root: String) -> String {
        "[\(MarkdownEscape.line(topic.name, limit: 120))](\(root)topics/\(topic.id).md)"
    }

    /// A list of issues, newest first.
    func list(_ issues: [Issue], root: String) -> Passage {
        let lines = issues.map { issue in
            let minutes = Words.minutes(issue.minutes)
            return "- [Issue \(issue.number)](\(root)issues/\(issue.newsletter.id)/\(issue.number).md)"
                + " · \(PlainDate(issue.date).words) · \(minutes) to read · "
                + Words.count(issue.items.count, "item", "items") + fate(of: issue)
        }
        return Passage(.contents, lines.joined(separator: "\n"))
    }

    /// Whether an issue was corrected or withdrawn since it went out, as the end of a line.
    func fate(of issue: Issue) -> String {
        let amendments = publication.amendments(of: issue)
        guard let last = amendments.last else { return "" }
        let verb = last.kind == .withdrawal ? "withdrawn" : "corrected"
        return " · \(verb) \(PlainDate(last.by.time).words)"
    }

    func size(of pack: Pack) -> [String] {
        ["\(Words.minutes(pack.minutes)) to read", Words.count(pack.items.count, "item", "items")]
    }

    func size(of path: LearningPath) -> [String] {
        [Words.minutes(path.minutes), Words.count(path.steps.count, "step", "steps")]
    }

    /// For whom and for which stage something is, as facts of a quiet line.
    func aim(of aim: Theme.Aim) -> [String] {
        [
            aim.audience.map { "For: \(MarkdownEscape.line(curriculum.name(of: $0), limit: 80))" },
            aim.stage.map { "Stage: \(MarkdownEscape.line(curriculum.name(of: $0), limit: 80))" },
        ].compactMap(\.self)
    }

    /// How many of some topics have something to read.
    func covered(_ topics: [Topic]) -> Int {
        topics.count { publication.itemsByTopic[$0.id]?.isEmpty == false }
    }

    /// `3 of 7 topics have something to read`, with a bar in HTML.
    func coverage(of topics: [Topic]) -> Passage {
        let done = covered(topics)
        let words = "\(done) of \(Words.count(topics.count, "topic", "topics")) have something to read"
        return Passage(.coverage, words, share: Passage.Share(done: done, whole: topics.count))
    }
}
