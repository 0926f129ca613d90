// SPDX-License-Identifier: MIT

public import Foundation
import Markup
public import Model

extension IssueMailComposer {
    /// Several issues in one mail, for somebody who paused or wants one mail a month.
    ///
    /// **Shape**: oldest issue first, each with its items; where that would be more than mail services show, the later ones are
    /// named with their number of items and a link. Where to unsubscribe is filled in as in an issue's own mail.
    /// **Errors**: as of ``mail(of:amendments:)``.
    ///
    /// - Parameters:
    ///   - issues: one or more of one newsletter, as far as they are for that reader.
    ///   - amendments: what is said of issues since they went out, oldest first; corrections stand above the issue's items.
    ///   - start: since when they were kept back.
    public func mail(
        keptBack issues: [Issue], amendments: [IssueAmendment] = [], since start: Date
    ) throws(PublishingError) -> IssueMail {
        let issues = issues.sorted { $0.number < $1.number }
        let title = MarkdownEscape.plainLine(issues.first?.newsletter.title ?? "", limit: 60)
        let subject = "\(title): what there was since \(PlainDate(start).words)"
        let preview = issues.flatMap(\.items).prefix(4).map {
            MarkdownEscape.plainLine($0.item.title, limit: 60)
        }
        let html = MailHTML(
            language: curriculum.scheme.language, subject: subject,
            preview: preview.joined(separator: " \u{b7} "))
        var parts = [opening(subject, issues)]
        var bytes = 0
        var isFull = false
        for issue in issues {
            let items = try items(of: issue)
            let size = items.map { html.row($0).utf8.count }.reduce(0, +)
            isFull = isFull || bytes + size > IssueMail.byteLimit * 4 / 5
            let corrections = amendments.filter {
                $0.newsletter == issue.newsletter.id && $0.number == issue.number && $0.kind == .correction
            }
            parts.append(heading(of: issue, corrections, isNamedOnly: isFull))
            if isFull { continue }
            bytes += size
            parts += items
        }
        parts.append(ending(title))
        return IssueMail(
            subject: subject, html: html.document(parts), text: MailText.document(parts), weights: [])
    }
}

private extension IssueMailComposer {
    func opening(_ subject: String, _ issues: [Issue]) -> MailPart {
        let count = issues.map(\.items.count).reduce(0, +)
        let minutes = issues.map(\.minutes).reduce(0, +)
        let what = issues.count == 1 ? "One issue" : "\(issues.count) issues"
        let sentence =
            "\(what) came out meanwhile. Here is what is in them for you: "
            + (count == 1 ? "one item" : "\(count) items") + ", \(minutes) min in all."
        return MailPart(
            title: nil,
            blocks: [
                MailBlock(.heading, [MailRun(subject)], kind: .heading(1)),
                MailBlock(.words, [MailRun(sentence)]),
            ])
    }

    func place(_ issue: Issue) -> String { "issues/\(issue.newsletter.id)/\(issue.number)" }

    func heading(of issue: Issue, _ corrections: [IssueAmendment], isNamedOnly: Bool) -> MailPart {
        let address = base.map { "\($0)\(place(issue)).html" }
        let words = "Issue \(issue.number), \(PlainDate(issue.date).words)"
        var blocks = [MailBlock(.heading, [MailRun(words, to: address)], kind: .heading(2))]
        blocks += corrections.map {
            let day = PlainDate($0.by.time).words
            return MailBlock(
                .notice, [MailRun("Corrected on \(day). \(MarkdownEscape.plainLine($0.words, limit: 2_000))")]
            )
        }
        if isNamedOnly {
            let count = issue.items.count == 1 ? "One item" : "\(issue.items.count) items"
            blocks.append(MailBlock(.words, [MailRun("\(count), on the web: this mail is long enough.")]))
        }
        return MailPart(title: nil, blocks: blocks)
    }

    func items(of issue: Issue) throws(PublishingError) -> [MailPart] {
        let page = try IssueMarkdown(curriculum: curriculum, isCommercial: site.isCommercial)
            .page(of: issue, amendments: [])
        let reading = MailReading(links: MailLinks(base: base, place: place(issue)), page: page)
        return try reading.parts().filter { $0.title != nil }
    }

    func ending(_ title: String) -> MailPart {
        let sender = MarkdownEscape.plainLine(site.title, limit: 120)
        let why =
            "You get this mail because you asked \(sender) for \(title), and for it to be kept back meanwhile."
        return MailPart(
            title: nil,
            blocks: [
                MailBlock(.about, [MailRun(why)]),
                MailBlock(.about, [MailRun("Unsubscribe", to: IssueMail.slot)]),
            ])
    }
}
