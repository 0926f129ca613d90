// SPDX-License-Identifier: MIT

import Markup
public import Model

/// Writes an issue as a mail: a rendering of the issue's own page, so nothing is said in a second text.
public struct IssueMailComposer: Sendable {
    /// Who sends it.
    public let site: Site
    /// Gives topics and readers their names.
    public let curriculum: Curriculum

    /// Holds what it is given.
    public init(site: Site, curriculum: Curriculum) {
        self.site = site
        self.curriculum = curriculum
    }

    /// The mail.
    ///
    /// **Errors**: ``PublishingError/noCredit(item:title:missing:)`` for an item without title, source or address.
    ///
    /// - Parameter amendments: what is said of the issue since it went out, oldest first.
    public func mail(
        of issue: Issue, amendments: [IssueAmendment] = []
    ) throws(PublishingError) -> IssueMail {
        let page = try IssueMarkdown(curriculum: curriculum, isCommercial: site.isCommercial)
            .page(of: issue, amendments: amendments)
        let place = "issues/\(issue.newsletter.id)/\(issue.number)"
        let reading = MailReading(links: MailLinks(base: base, place: place), page: page)
        let parts = try reading.parts() + [ending(of: issue, at: place)]
        let subject = subject(of: issue)
        let html = MailHTML(language: page.language, subject: subject, preview: preview(of: issue))
        return IssueMail(
            subject: subject, html: html.document(parts), text: MailText.document(parts),
            weights: parts.compactMap { part in
                part.title.map { .init(title: $0, bytes: html.row(part).utf8.count) }
            })
    }
}

extension IssueMailComposer {
    /// The site's front, ending in a slash; nil where nobody knows.
    var base: String? { site.base.map { $0.text.hasSuffix("/") ? $0.text : $0.text + "/" } }
}

private extension IssueMailComposer {
    /// The newsletter, the number and what comes first.
    func subject(of issue: Issue) -> String {
        let name = MarkdownEscape.plainLine(issue.newsletter.title, limit: 60)
        let first = issue.items.first.map { MarkdownEscape.plainLine($0.item.title, limit: 60) } ?? ""
        return "\(name), issue \(issue.number)" + (first.isEmpty ? "" : ": \(first)")
    }

    /// What a list of mails shows beside the subject.
    func preview(of issue: Issue) -> String {
        let titles = issue.items.dropFirst().prefix(4).map {
            MarkdownEscape.plainLine($0.item.title, limit: 60)
        }
        return titles.joined(separator: " · ")
    }

    /// Why the reader gets this, where it stands on the web, and the way out.
    func ending(of issue: Issue, at place: String) -> MailPart {
        let newsletter = MarkdownEscape.plainLine(issue.newsletter.title, limit: 120)
        let sender = MarkdownEscape.plainLine(site.title, limit: 120)
        var blocks = [
            MailBlock(.about, [MailRun("You get this mail because you asked \(sender) for \(newsletter).")])
        ]
        if let base {
            blocks.append(
                MailBlock(.about, [MailRun("Read this issue on the web", to: "\(base)\(place).html")]))
        }
        blocks.append(MailBlock(.about, [MailRun("Unsubscribe", to: IssueMail.slot)]))
        return MailPart(title: nil, blocks: blocks)
    }
}
