// SPDX-License-Identifier: MIT

import ArgumentParser
import Catalog
import Model
import Pipeline
import Publishing
import Storage

/// `cairn newsletter`.
struct NewsletterCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "newsletter",
        abstract: "Draft, look at, approve, correct and withdraw issues of a newsletter.",
        discussion: """
            Examples:
              cairn newsletter list
              cairn newsletter draft digital-leaders-monthly
              cairn newsletter show digital-leaders-monthly
              cairn newsletter show digital-leaders-monthly --html >look.html
              cairn newsletter approve digital-leaders-monthly && cairn publish
            """,
        subcommands: [
            List.self, Draft.self, Show.self, Approve.self, Reopen.self, Release.self, Skip.self, Send.self,
            Correct.self,
            Withdraw.self,
        ])

    /// `cairn newsletter list`.
    struct List: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List newsletters, when each goes out next, and their issues.")
        @OptionGroup var options: GlobalOptions

        func perform() async throws -> Ending {
            let workshop = try Workshop(options)
            let store = try await workshop.store()
            let holdings = workshop.library.read()
            var views: [NewsletterView] = []
            for newsletter in holdings.newsletters {
                let issues = try await store.issues.all(of: newsletter.id)
                let slots = try await store.slots.all(of: newsletter.id, limit: NewsletterView.slotCount)
                let deliveries = try await store.deliveries.counts(of: newsletter.id)
                let view = NewsletterView(
                    newsletter, issues, slots, deliveries: deliveries, now: workshop.now)
                views.append(view)
                for line in view.lines { console.result(line) }
            }
            console.json(views)
            let mistakes = holdings.mistakesInNewsletters.map(\.description)
            console.problems(mistakes, more: "cairn check names them")
            return Ending(mistakes)
        }
    }

    /// `cairn newsletter draft`.
    struct Draft: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "draft",
            abstract: "Draft the next issue from approved items that no earlier issue has used.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The newsletter's id.") var newsletter: String
        @Flag(name: .long, help: "Also where somebody has changed the draft by hand; that is lost then.")
        var anew = false

        func perform() async throws -> Ending {
            let workshop = try Workshop(options)
            let holdings = workshop.library.read()
            let curriculum = try workshop.curriculum(holdings)
            try workshop.insistOnCuratedFiles(holdings)
            let definition = try holdings.named(newsletter)
            let run = DraftRun(store: try await workshop.store(), curriculum: curriculum)
            let composition: Composition<Issue>
            do throws(PublishRun.Failure) {
                composition = try await run.perform(definition, isReplacingEdits: anew, now: workshop.now)
            } catch {
                if case .storage(.refused(let why)) = error {
                    throw Complaint("\(why); --anew drafts it anew")
                }
                throw error
            }
            for left in composition.leftOut where left.reason != .otherTopics {
                console.detail("left out: \(left)")
            }
            guard let issue = composition.work else {
                Console.complain("no draft of \(newsletter): \(composition.reason ?? "there is too little")")
                return .needsAttention
            }
            console.json(IssueView(issue))
            console.result(IssueView(issue).line)
            console.result(
                "Next: cairn newsletter show \(newsletter), then cairn newsletter approve \(newsletter).")
            return .allWell
        }
    }

    /// `cairn newsletter show`.
    struct Show: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "show",
            abstract: "Print an issue as it is or will be published, in Markdown, or as the mail.",
            discussion: """
                When the newsletter goes out next stands on standard error, beside the issue, or instead of it where there is
                none yet.
                """)
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The newsletter's id.") var newsletter: String
        @Option(name: .long, help: "The issue's number; the newest unless said otherwise.") var issue: Int?
        @Flag(name: .long, help: "The mail: its subject and its text.") var mail = false
        @Flag(name: .long, help: "The mail's HTML.") var html = false

        func perform() async throws -> Ending {
            let workshop = try Workshop(options)
            let holdings = workshop.library.read()
            let curriculum = try workshop.curriculum(holdings)
            let id = Newsletter.ID(newsletter)
            let store = try await workshop.store()
            let issues = try await store.issues.all(of: id)
            guard let found = issues.first(where: { issue == nil || $0.number == issue }) else {
                if let issue { throw Complaint("there is no issue \(issue) of \(newsletter)") }
                let view = NewsletterView(try holdings.named(newsletter), [], [], now: workshop.now)
                let hint = "no issue yet; cairn newsletter draft \(newsletter) makes one"
                guard !mail, !html else { throw Complaint("\(newsletter) has \(hint)") }
                console.json(view)
                for line in view.lines + ["  \(hint)"] { console.result(line) }
                return .allWell
            }
            let amendments = try await store.amendments.all().filter {
                $0.newsletter == id && $0.number == found.number
            }
            if mail || html {
                let mail = try workshop.mailing(curriculum).mail(of: found, amendments: amendments)
                return try show(mail, of: found, in: workshop.settings)
            }
            let markdown = try IssueMarkdown(
                curriculum: curriculum, isCommercial: workshop.settings.publish.isCommercial
            ).page(of: found, amendments: amendments).markdown
            let view = holdings.newsletter(id).map { NewsletterView($0, [], [], now: workshop.now) }
            let standing = try await store.issues.standings(of: id)[found.number]
            let delivery = try await store.deliveries.counts(of: id)[found.number]
            console.json(
                IssueView(
                    found, markdown: markdown, standing: standing, nextRuns: view?.nextRuns ?? [],
                    delivery: delivery))
            console.result(markdown)
            if let delivery { console.progress("mails: \(DeliveryView(delivery).line)") }
            for line in view?.runLines ?? [] { console.progress(line) }
            let mistakes = holdings.mistakesInNewsletters.filter { $0.file.hasSuffix("/\(newsletter).md") }
            console.problems(mistakes.map(\.description), more: "cairn check names them")
            return Ending(mistakes.map(\.description))
        }

        /// Prints the mail as a reader would get it, but with an address to unsubscribe that is nobody's.
        private func show(_ mail: IssueMail, of issue: Issue, in settings: Settings) throws -> Ending {
            let root = settings.baseURL.map { $0.text.hasSuffix("/") ? $0.text : $0.text + "/" }
            let address =
                (root ?? "https://example.org/") + "unsubscribe/each-reader-has-an-address-of-their-own"
            let parts = MailView(
                newsletter: issue.newsletter.id.rawValue, number: issue.number, subject: mail.subject,
                text: mail.text(unsubscribe: address), html: mail.html(unsubscribe: address),
                problem: mail.excess?.description)
            console.json(parts)
            console.result(html ? parts.html : "Subject: \(parts.subject)\n\n\(parts.text)")
            guard let problem = parts.problem else { return .allWell }
            Console.complain(problem)
            return .needsAttention
        }
    }

    /// `cairn newsletter approve`.
    struct Approve: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "approve",
            abstract: "Approve a draft just as it is; once it has gone out it never changes.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The newsletter's id.") var newsletter: String
        @Option(name: .long, help: "The draft's number; the newest draft unless said otherwise.") var issue:
            Int?
        @Option(name: .long, help: "The revision that was looked at; refused when it has changed since.")
        var revision: Int?
        @Option(name: .customLong("as"), help: "The name to sign with.") var name: String?

        func perform() async throws -> Ending {
            let workshop = try Workshop(options)
            let store = try await workshop.store()
            let id = Newsletter.ID(newsletter)
            let drafts = try await store.issues.all(of: id).filter { $0.state == .draft }
            guard let number = issue ?? drafts.first?.number else {
                throw Complaint("\(newsletter) has no draft; cairn newsletter draft \(newsletter) makes one")
            }
            let approved = try await store.issues.approve(
                id, number: number, revision: revision, by: workshop.signature(as: name))
            console.json(IssueView(approved))
            console.result(IssueView(approved).line)
            let slot = try await store.slots.record(of: number, of: id)
            let due = slot.map { approved.newsletter.local($0.slot.due) }
            console.result(due.map { "It goes out with cairn run, at \($0)." } ?? "Next: cairn publish.")
            return .allWell
        }
    }
}

/// What `cairn newsletter show --mail --json` prints.
struct MailView: Encodable {
    let newsletter: String
    let number: Int
    let subject: String
    let text: String
    let html: String
    let problem: String?
}
