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
        let passage = pages.itemPassage
        let language = passage.foreign(reviewed.library.readable.text.language)
        let why = reviewed.verdict.why
        pages.shelf.writer.begin(on: "items/\(card.id).html")
        try write(reviewed, card, credit, passage, pages.topicNames, language, to: &pages.shelf.writer)
        let parts = [Passage(rendered: [pages.shelf.writer.rendered])]
        return pages.page(
            credit.title, kind: "item", summary: MarkdownEscape.plainLine(why, limit: 300),
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
    /// - Parameter language: that of the text, where it is not the page's.
    static func write(
        _ reviewed: ReviewedItem, _ card: ItemCard, _ credit: ItemCredit, _ passage: ItemPassage,
        _ names: [Topic.ID: String], _ language: String?, to writer: inout PassageWriter
    ) throws(PublishingError) {
        writer.open(.masthead)
        try writer.add(.title, language: language) { out in
            out.append("# ")
            MarkdownEscape.writeLine(credit.title, limit: 300, to: &out)
        }
        try writer.add(.meta) { passage.writeMeta(card, credit, to: &$0) }
        writer.close()
        let why = reviewed.verdict.why
        if !MarkdownEscape.isEmptyLine(why) {
            try writer.add(.why) { out in
                out.append("**Why this matters.** ")
                MarkdownEscape.writeLine(why, limit: 600, to: &out)
            }
        }
        try writer.add(.whole, language: language, paragraphs: reviewed.library.readable.text.best)
        try writer.add(.about) { writeTerms(credit, to: &$0) }
        let topics = reviewed.verdict.topics.filter { names[$0] != nil }
        if !topics.isEmpty { try writer.add(.topics) { write(topics, names, to: &$0) } }
    }

    /// The credit in full, with what the licence wants to be said.
    static func writeTerms(_ credit: ItemCredit, to out: inout [UInt8]) {
        out.append("## Where this comes from\n\n")
        MarkdownEscape.writeLink(credit.title, to: credit.address.text, limit: 300, to: &out)
        if let authors = credit.authors {
            out.append(" by ")
            MarkdownEscape.writeLine(authors, to: &out)
            out.append(", ")
        } else {
            out.append(" from ")
        }
        MarkdownEscape.writeLine(credit.source, to: &out)
        out.append(", under ")
        ItemPassage.write(credit.licence, to: &out)
        out.append(". ")
        out.append(changes)
        out.append(" The source does not endorse us.")
        if let statement = credit.statement {
            out.append("\n\n")
            out.append(utf8: statement)
        }
    }

    static let changes: StaticString =
        "We show it as plain text, without pictures and links; no word was changed."

    static func write(_ topics: [Topic.ID], _ names: [Topic.ID: String], to out: inout [UInt8]) {
        out.append(topics.count == 1 ? "Topic: " : "Topics: ")
        for (place, topic) in topics.enumerated() {
            out.append(place > 0 ? ", [" : "[")
            out.append(utf8: names[topic] ?? topic.rawValue)
            out.append("](../topics/")
            out.append(utf8: topic.rawValue)
            out.append(".md)")
        }
    }
}
