// SPDX-License-Identifier: MIT

import FoundationEssentials
import Markup
import Model

/// The parts that packs and issues share: contents, sections, questions, and how it was made.
struct ReadingParts {
    let curriculum: Curriculum
    /// Whether our publication earns money.
    let isCommercial: Bool
    let title: String
    let sections: [ReadingSection]
    /// What is known of items beside their own words.
    var notes = ItemNotes.none

    /// All items, in reading order.
    var items: [ReviewedItem] { sections.flatMap(\.items) }

    /// Minutes of reading, and how many items there are.
    var size: String {
        let minutes = items.map(\.library.minutes).reduce(0, +)
        return "\(Words.minutes(minutes)) to read · \(Words.count(items.count, "item", "items"))"
    }

    /// How many sources the items come from.
    var sources: Int { Set(items.compactMap { $0.library.sources.first?.title }).count }

    /// The topics of all items, each once, in reading order with main topics first.
    var topics: [Topic.ID] {
        var seen: Set<Topic.ID> = []
        let main = items.compactMap(\.verdict.topics.first)
        let others = items.flatMap { $0.verdict.topics.dropFirst() }
        return (main + others).filter { seen.insert($0).inserted }
    }

    /// Links to the sections; nil where there is only one.
    var contents: Passage? {
        guard sections.count > 1 else { return nil }
        var anchors = Anchors(taken: PageLayout.anchors)
        _ = anchors.anchor(for: title)
        var lines: [String] = []
        for section in sections {
            let anchor = anchors.anchor(for: MarkdownEscape.plainLine(section.title, limit: 120))
            for item in section.items {
                _ = anchors.anchor(for: MarkdownEscape.plainLine(item.item.title, limit: 300))
            }
            let minutes = section.items.map(\.library.minutes).reduce(0, +)
            let name = MarkdownEscape.line(section.title, limit: 120)
            lines.append("- [\(name)](#\(anchor)) · \(Words.minutes(minutes))")
        }
        return Passage(.contents, lines.joined(separator: "\n"))
    }

    /// The sections with their items.
    func written() throws(PublishingError) -> [Passage] {
        var passages: [Passage] = []
        for section in sections {
            var parts = [Passage(.heading, "## \(MarkdownEscape.line(section.title, limit: 120))")]
            for item in section.items {
                parts.append(
                    try ItemPassage(curriculum: curriculum, isCommercial: isCommercial, notes: notes)
                        .passage(for: item))
            }
            passages.append(Passage(.section, of: parts))
        }
        return passages
    }

    /// At most six questions: the work's own, then one for each topic, then a second; nil where there is none.
    func questions(own: [String]) -> Passage? {
        let byTopic = topics.compactMap { curriculum.topic($0)?.questions }
        let first = byTopic.compactMap(\.first)
        let second = byTopic.compactMap { $0.dropFirst().first }
        var seen: Set<String> = []
        let chosen = (own + first + second).map { MarkdownEscape.line($0, limit: 400) }
            .filter { !$0.isEmpty && seen.insert($0).inserted }.prefix(6)
        guard !chosen.isEmpty else { return nil }
        let list = chosen.enumerated().map { "\($0.offset + 1). \($0.element)" }
        return Passage(.questions, "## Questions to think about\n\n" + list.joined(separator: "\n"))
    }

    /// Who chose, from where, and under which terms.
    var about: Passage {
        let licence = Licence.ccBy
        let terms = licence.address.map { "[\(licence.label)](\($0.text))" } ?? licence.label
        let byRule = items.count { $0.verdict.by.isRule }
        let these = items.count == 1 ? "this item" : "these \(items.count) items"
        let from = Words.count(sources, "source", "sources")
        let chosen: String
        if byRule == 0 {
            chosen = "People chose \(these) from \(from). They wrote why each one matters."
        } else if byRule == items.count {
            chosen = "A fixed rule, not a person, chose \(these) from \(from) and said why each one matters."
        } else {
            chosen = "People and a fixed rule chose \(these) from \(from). The rule chose \(byRule) of them."
        }
        return Passage(
            .about,
            """
            ## How this was made

            \(chosen) Quoted words are the source's own. Each item keeps the licence \
            shown beside it. Our own words are free to share under \(terms). We do not track what you read.
            """)
    }
}
