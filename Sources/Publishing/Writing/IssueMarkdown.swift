// SPDX-License-Identifier: MIT

import FoundationEssentials
import Markup
public import Model

/// Writes an issue of a newsletter as a page of Markdown.
public struct IssueMarkdown: Sendable {
    /// Gives topics and readers their names, and topics their questions.
    public let curriculum: Curriculum
    /// Whether our publication earns money, which some licences do not allow.
    public let isCommercial: Bool

    /// Holds what it is given; earning nothing unless said otherwise.
    public init(curriculum: Curriculum, isCommercial: Bool = false) {
        self.curriculum = curriculum
        self.isCommercial = isCommercial
    }

    /// The issue's page; a draft says that it is one.
    ///
    /// **Errors**: ``PublishingError/noCredit(item:title:missing:)`` for an item without title, source or address.
    public func page(of issue: Issue) throws(PublishingError) -> PublishedPage {
        let newsletter = MarkdownEscape.plainLine(issue.newsletter.title, limit: 200)
        let title = "\(newsletter), issue \(issue.number)"
        let parts = ReadingParts(
            curriculum: curriculum, isCommercial: isCommercial, title: title, sections: issue.sections)
        let masthead = Passage(
            .masthead,
            of: [Passage(.heading, "# \(MarkdownEscape.line(title))"), Passage(.meta, meta(issue, parts))])
        let notice =
            issue.state == .draft
            ? [Passage(.notice, "**Draft.** Nobody has approved this issue yet. Please do not share it.")]
            : []
        let words = issue.newsletter.opening
        let opening = words.isEmpty ? [] : [Passage(.opening, words)]
        let passages =
            [masthead] + notice + opening + [parts.contents].compactMap(\.self) + (try parts.written())
            + [parts.questions(own: [])].compactMap(\.self) + [parts.about]
        return PublishedPage(
            title: title,
            summary:
                "\(PlainDate(issue.date).words): \(parts.size.replacing(" · ", with: ", ")). Chosen by people.",
            language: curriculum.scheme.language, frontMatter: facts(issue, parts, title), passages: passages)
    }
}

private extension IssueMarkdown {
    func meta(_ issue: Issue, _ parts: ReadingParts) -> String {
        var line = [PlainDate(issue.date).words, parts.size]
        if let audience = issue.newsletter.audience {
            line.append("For: \(MarkdownEscape.line(curriculum.name(of: audience), limit: 80))")
        }
        return line.joined(separator: " · ")
    }

    func facts(_ issue: Issue, _ parts: ReadingParts, _ title: String) -> FrontMatter {
        var facts = FrontMatter()
        facts.add("title", title)
        facts.add("kind", "issue")
        facts.add("newsletter", issue.newsletter.id.rawValue)
        facts.add("number", issue.number)
        facts.add("date", PlainDate(issue.date).numbers)
        facts.add("state", issue.state == .draft ? "draft" : "approved")
        facts.add("minutes", issue.minutes)
        facts.add("items", issue.items.count)
        facts.add("audience", issue.newsletter.audience?.rawValue)
        facts.add("topics", parts.topics.map(\.rawValue))
        facts.add("language", curriculum.scheme.language)
        facts.add("licence", Licence.ccBy.id)
        return facts
    }
}
