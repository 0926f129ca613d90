// SPDX-License-Identifier: MIT

import Markup
import Model

/// An item's whole text, where its licence lets us show it.
///
/// Each text stands on a page of its own and carries its own licence, so that no two works ever become one text.
enum WholeText {
    /// The fewest words that are worth a page; shorter texts are shown whole by their extract.
    static let leastWords = 120

    /// The page of an item whose text may be shown.
    ///
    /// **Errors**: ``PublishingError/noCredit(item:title:missing:)``.
    ///
    /// - Parameter card: the item's card, which knows when its link was checked.
    static func page(
        of reviewed: ReviewedItem, as card: ItemCard, _ pages: SitePages
    ) throws(PublishingError) -> PublishedPage {
        let credit = try ItemCredit(card)
        let passage = ItemPassage(
            curriculum: pages.curriculum, isCommercial: pages.site.isCommercial, notes: pages.notes)
        let language = passage.foreign(reviewed.library.readable.text.language)
        let masthead = Passage(
            .masthead,
            of: [
                Passage(.title, "# \(MarkdownEscape.line(credit.title, limit: 300))", language: language),
                Passage(.meta, passage.meta(card, credit)),
            ])
        let why = MarkdownEscape.line(reviewed.verdict.why, limit: 600)
        let text = MarkdownEscape.paragraphs(reviewed.library.readable.text.best, limit: 20_000)
        let parts =
            [masthead] + (why.isEmpty ? [] : [Passage(.why, "**Why this matters.** \(why)")])
            + [Passage(.whole, text, language: language), terms(credit), topics(of: reviewed, pages)]
            .compactMap(\.self)
        return pages.page(
            credit.title, kind: "item", summary: MarkdownEscape.plainLine(reviewed.verdict.why, limit: 300),
            licence: credit.licence,
            facts: {
                $0.add("id", reviewed.id.rawValue)
                $0.add("source", credit.source)
                $0.add("author", credit.authors)
                $0.add("address", credit.address.text)
            }, parts)
    }
}

private extension WholeText {
    /// The credit in full, with what the licence wants to be said.
    static func terms(_ credit: ItemCredit) -> Passage {
        let licence =
            credit.licence.address.map { "[\(credit.licence.label)](\($0.text))" } ?? credit.licence.label
        let title = MarkdownEscape.link(credit.title, to: credit.address.text, limit: 300)
        let by = credit.authors.map { "by \(MarkdownEscape.line($0)), " } ?? "from "
        let statement = credit.statement.map { "\n\n\($0)" } ?? ""
        return Passage(
            .about,
            """
            ## Where this comes from

            \(title) \(by)\(MarkdownEscape.line(credit.source)), under \(licence). \(changes) \
            The source does not endorse us.\(statement)
            """)
    }

    static let changes = "We show it as plain text, without pictures and links; no word was changed."

    static func topics(of reviewed: ReviewedItem, _ pages: SitePages) -> Passage? {
        let links = reviewed.verdict.topics.compactMap { topic in
            pages.topicNames[topic].map { "[\($0)](../topics/\(topic).md)" }
        }
        guard !links.isEmpty else { return nil }
        return Passage(
            .topics, "\(links.count == 1 ? "Topic" : "Topics"): \(links.joined(separator: ", "))")
    }
}
