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
    ///
    /// - Parameter amendments: what is said of the issue since it went out, oldest first.
    public func page(
        of issue: Issue, amendments: [IssueAmendment] = []
    ) throws(PublishingError) -> PublishedPage {
        let isWithdrawn = amendments.contains { $0.kind == .withdrawal }
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
            : amendments.filter { !isWithdrawn || $0.kind == .withdrawal }.map(IssueMarkdown.notice)
        let words = issue.newsletter.opening
        let opening = words.isEmpty ? [] : [Passage(.opening, words)]
        let rest =
            isWithdrawn
            ? [Passage(.more, "[All issues](../index.md)")]
            : opening + [parts.contents].compactMap(\.self) + (try parts.written())
                + [parts.questions(own: [])].compactMap(\.self) + [parts.about]
        let size = parts.size.replacing(" · ", with: ", ")
        let summary = isWithdrawn ? "This issue was withdrawn." : "\(size). Chosen by people."
        return PublishedPage(
            title: title,
            summary: "\(PlainDate(issue.date).words): \(summary)", language: curriculum.scheme.language,
            frontMatter: facts(issue, parts, title, amendments), passages: [masthead] + notice + rest)
    }
}

private extension IssueMarkdown {
    static func notice(_ amendment: IssueAmendment) -> Passage {
        let verb = amendment.kind == .withdrawal ? "Withdrawn" : "Corrected"
        let words = MarkdownEscape.line(amendment.words)
        return Passage(.notice, "**\(verb) on \(PlainDate(amendment.by.time).words).** \(words)")
    }

    func meta(_ issue: Issue, _ parts: ReadingParts) -> String {
        var line = [PlainDate(issue.date).words, parts.size]
        if let audience = issue.newsletter.audience {
            line.append("For: \(MarkdownEscape.line(curriculum.name(of: audience), limit: 80))")
        }
        return line.joined(separator: " · ")
    }

    func facts(
        _ issue: Issue, _ parts: ReadingParts, _ title: String, _ amendments: [IssueAmendment]
    ) -> FrontMatter {
        var facts = FrontMatter()
        facts.add("title", title)
        facts.add(kind: "issue")
        facts.add("newsletter", issue.newsletter.id.rawValue)
        facts.add("number", issue.number)
        facts.add("date", PlainDate(issue.date).numbers)
        facts.add("state", issue.state == .draft ? "draft" : "approved")
        let (wrong, gone) = (
            amendments.last { $0.kind == .correction }, amendments.last { $0.kind == .withdrawal }
        )
        facts.add("corrected", wrong.map { PlainDate($0.by.time).numbers })
        facts.add("withdrawn", gone.map { PlainDate($0.by.time).numbers })
        if gone != nil { return facts.licensed(in: curriculum.scheme.language) }
        facts.add("minutes", issue.minutes)
        facts.add("items", issue.items.count)
        facts.add("audience", issue.newsletter.audience?.rawValue)
        facts.add("topics", parts.topics.map(\.rawValue))
        return facts.licensed(in: curriculum.scheme.language)
    }
}

private extension FrontMatter {
    /// The same facts, with the language and the licence of our own words at their end.
    func licensed(in language: String) -> FrontMatter {
        var facts = self
        facts.add("language", language)
        facts.add("licence", Licence.ccBy.id)
        return facts
    }
}
