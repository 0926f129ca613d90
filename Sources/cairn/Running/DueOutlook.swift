// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import Model
import Pipeline
import Publishing
import Storage

/// What a run would do now; looks and changes nothing.
struct DueOutlook: Sendable {
    private let workshop: Workshop
    private let holdings: Holdings
    private let now: Date

    init(_ workshop: Workshop) {
        self.workshop = workshop
        holdings = workshop.library.read()
        now = workshop.now
    }

    /// How much each stage would have to do.
    func stages() async throws -> [RunReport] {
        let store = try await workshop.lookingStore()
        let known = try await store?.feeds.all() ?? []
        let due = holdings.feeds.count { feed in
            known.first { $0.feed.id == feed.id }?.isDue(at: now) ?? true
        }
        let wanted = try await store?.articles.dueCount(at: now) ?? 0
        let links = workshop.settings.links
        let dueLinks = links.days > 0 ? try await store?.links.due(at: now, limit: links.limit).count ?? 0 : 0
        let untagged = try await store?.items.undecidedCount() ?? 0
        let decisions = try await store?.decisionCount() ?? 0
        let isFeeds: (Mistake) -> Bool = { $0.file.hasPrefix("feeds/") }
        return [
            report("collect", "feeds due", due, holdings.mistakes.filter(isFeeds)),
            report("enrich", "pages due", min(wanted, workshop.settings.enrich.limit)),
            report("train", "decisions since the last training", decisions),
            report("classify", "undecided items to look at", untagged, workshop.mistakesInRules(holdings)),
            try await issues(store),
            report(
                "publish", "themes", holdings.themes.count,
                holdings.mistakes.filter { !isFeeds($0) && !$0.isInRule }),
            report("links", "links due", dueLinks),
        ]
    }

    /// What would be done about each newsletter, with its issue.
    func foresights() async throws -> [IssueForesight] {
        guard let store = try await workshop.lookingStore(), let curriculum = holdings.curriculum else {
            return []
        }
        let run = IssueRun(store: store, curriculum: curriculum)
        var found: [IssueForesight] = []
        for newsletter in holdings.newsletters { found.append(try await run.foresee(newsletter, now: now)) }
        return found
    }

    /// What would be done about each newsletter, with the whole text of its issue.
    func issues() async throws -> [IssueOutlookView] {
        guard let curriculum = holdings.curriculum else { return [] }
        let writing = IssueMarkdown(
            curriculum: curriculum, isCommercial: workshop.settings.publish.isCommercial)
        let mailing = workshop.mailing(curriculum)
        let store = try await workshop.lookingStore()
        var views: [IssueOutlookView] = []
        for foresight in try await foresights() {
            let issue = foresight.issue
            let recipients = try await store?.subscribers.recipientCount(of: foresight.newsletter.id) ?? 0
            views.append(
                IssueOutlookView(
                    foresight, recipients: recipients,
                    markdown: try issue.map { try writing.page(of: $0).markdown },
                    mail: try issue.map { try mailing.mail(of: $0) }))
        }
        return views
    }
}

private extension DueOutlook {
    func issues(_ store: Store?) async throws -> RunReport {
        let foresights = try await foresights()
        let due = foresights.count { ($0.slot?.draftDue ?? .distantFuture) <= now }
        return RunReport(
            name: "issues", started: now, finished: now, counts: [.init("newsletters in their window", due)],
            problems: [], notes: foresights.map { "\($0.newsletter.id): \($0.words)" })
    }

    func report(_ name: String, _ what: String, _ number: Int, _ problems: [Mistake] = []) -> RunReport {
        RunReport(
            name: name, started: now, finished: now, counts: [.init(what, number)],
            problems: problems.map(\.description))
    }
}

/// What would be done about a newsletter, with the whole text of its issue, as JSON.
struct IssueOutlookView: Encodable {
    private let newsletter: String
    private let words: String
    private let slot: SlotView?
    private let number: Int?
    private let items: [String]
    private let recipients: Int
    private let markdown: String?
    private let subject: String?
    private let text: String?
    private let html: String?

    init(_ foresight: IssueForesight, recipients: Int, markdown: String?, mail: IssueMail?) {
        newsletter = foresight.newsletter.id.rawValue
        words = foresight.words
        slot = foresight.slot.map { SlotView($0, foresight.newsletter) }
        number = foresight.issue?.number
        items = foresight.issue?.items.map(\.id.rawValue) ?? []
        self.recipients = recipients
        self.markdown = markdown
        let nobody = "https://example.org/unsubscribe/each-reader-has-an-address-of-their-own"
        subject = mail?.subject
        text = mail?.text(unsubscribe: nobody)
        html = mail?.html(unsubscribe: nobody)
    }

    /// For people: what would be done, and the whole issue.
    var lines: [String] {
        ["\(newsletter): \(words)", "recipients: \(recipients)"] + (markdown.map { ["", $0] } ?? [])
    }
}
