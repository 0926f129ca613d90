// SPDX-License-Identifier: MIT

import FoundationEssentials
import Markup
public import Model

/// Writes a pack as a page of Markdown.
public struct PackMarkdown: Sendable {
    /// Gives topics, readers and stages their names, and topics their questions.
    public let curriculum: Curriculum
    /// Whether our publication earns money, which some licences do not allow.
    public let isCommercial: Bool
    /// What is known of items beside their own words.
    public let notes: ItemNotes

    /// Holds what it is given; earning nothing unless said otherwise.
    public init(curriculum: Curriculum, isCommercial: Bool = false, notes: ItemNotes = .none) {
        self.curriculum = curriculum
        self.isCommercial = isCommercial
        self.notes = notes
    }

    /// The pack's page.
    ///
    /// **Errors**: ``PublishingError/noCredit(item:title:missing:)`` for an item without title, source or address.
    public func page(of pack: Pack) throws(PublishingError) -> PublishedPage {
        let theme = pack.theme
        let parts = ReadingParts(
            curriculum: curriculum, isCommercial: isCommercial, title: theme.title, sections: pack.sections,
            notes: notes)
        let title = MarkdownEscape.plainLine(theme.title, limit: 200)
        let masthead = Passage(
            .masthead,
            of: [Passage(.heading, "# \(MarkdownEscape.line(title))"), Passage(.meta, meta(pack, parts))])
        let opening = theme.opening.isEmpty ? [] : [Passage(.opening, theme.opening)]
        let passages =
            [masthead] + opening + [parts.contents].compactMap(\.self) + (try parts.written())
            + [parts.questions(own: theme.questions)].compactMap(\.self)
            + [Passage(.more, more(theme)), parts.about]
        return PublishedPage(
            title: title,
            summary: "A reading pack: \(parts.size.replacing(" · ", with: ", ")). Chosen by people.",
            language: curriculum.scheme.language, frontMatter: facts(pack, parts, title), passages: passages)
    }
}

private extension PackMarkdown {
    func more(_ theme: Theme) -> String {
        "[Group kit: agenda, questions and action sheet](\(theme.id)/group.md) · [E-book (EPUB)](\(theme.id).epub)"
    }

    func meta(_ pack: Pack, _ parts: ReadingParts) -> String {
        var line = ["Reading pack", parts.size]
        if let audience = pack.theme.aim.audience {
            line.append("For: \(MarkdownEscape.line(curriculum.name(of: audience), limit: 80))")
        }
        if let stage = pack.theme.aim.stage {
            line.append("Stage: \(MarkdownEscape.line(curriculum.name(of: stage), limit: 80))")
        }
        if let reviewed = reviewed(pack) { line.append("Last reviewed \(reviewed.words)") }
        return line.joined(separator: " · ")
    }

    /// When a curator last decided on one of the items; a pack has no other date.
    func reviewed(_ pack: Pack) -> PlainDate? {
        pack.items.map(\.verdict.by.time).max().map { PlainDate($0) }
    }

    func facts(_ pack: Pack, _ parts: ReadingParts, _ title: String) -> FrontMatter {
        var facts = FrontMatter()
        facts.add("title", title)
        facts.add(kind: "pack")
        facts.add("id", pack.theme.id.rawValue)
        facts.add("date", reviewed(pack)?.numbers)
        facts.add("minutes", pack.minutes)
        facts.add("items", pack.items.count)
        facts.add("audience", pack.theme.aim.audience?.rawValue)
        facts.add("stage", pack.theme.aim.stage?.rawValue)
        facts.add("topics", parts.topics.map(\.rawValue))
        facts.add("language", curriculum.scheme.language)
        facts.add("licence", Licence.ccBy.id)
        return facts
    }
}
