// SPDX-License-Identifier: MIT

import ArgumentParser
import Catalog
import Foundation
import Model
import Pipeline
import Storage
import Transport

extension NewsletterCommand {
    /// `cairn newsletter send`.
    struct Send: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "send",
            abstract: "Send an approved issue to its subscribers, once; goes on where it was cut off.",
            discussion: """
                Approves nothing. Who gets the issue is settled when sending begins. Whatever else is due is sent too.
                Exit status 1 as long as somebody's mail has no result yet; send again later, or let cairn run do it.

                Examples:
                  cairn newsletter send digital-leaders-monthly --test me@example.org
                  cairn newsletter send digital-leaders-monthly
                """)
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The newsletter's id.") var newsletter: String
        @Option(name: .long, help: "The issue's number; the newest approved one unless said otherwise.")
        var issue: Int?
        @Option(
            name: .customLong("test"), help: "Send it to this address only, a draft too; nothing is noted.")
        var test: String?

        func perform() async throws -> Ending {
            let workshop = try Workshop(options)
            let store = try await workshop.store()
            let found = try await find(in: store)
            let run = try await workshop.sending(store, try workshop.curriculum(workshop.library.read()))
            if let test { return try await send(found, onlyTo: test, by: run, workshop) }
            let (id, number) = (found.newsletter.id, found.number)
            if try await store.deliveries.begin(id, number: number, at: workshop.clock()) {
                console.progress("sending issue \(number) of \(newsletter) begins")
            }
            let lock = try await workshop.sendHold(store, console)
            defer { lock.release() }
            let total = try await store.deliveries.counts(of: id, number: number).open
            let line = SharedProgress(ProgressLine(total: total, options: options))
            let report = try await run.perform { line.step("mails") }
            line.end()
            let counts = try await store.deliveries.counts(of: id, number: number)
            let reasons = try await store.deliveries.reasons(of: id, number: number)
            console.json(SendView(found, counts, reasons, problems: report.problems, notes: report.notes))
            tell(counts, reasons)
            for note in report.notes { console.progress(note) }
            console.problems(report.problems, more: "cairn run --json lists them")
            return report.isAllWell && counts.open == 0 && counts.givenUp == 0 ? .allWell : .needsAttention
        }
    }
}

private extension NewsletterCommand.Send {
    /// The issue that is meant; only a test may be of a draft.
    func find(in store: Store) async throws -> Model.Issue {
        let issues = try await store.issues.all(of: Newsletter.ID(newsletter))
        let fit = issues.filter { test != nil || issue != nil || $0.state != .draft }
        guard let found = fit.first(where: { issue == nil || $0.number == issue }) else {
            throw Complaint(
                issue.map { "there is no issue \($0) of \(newsletter)" }
                    ?? "\(newsletter) has no approved issue; cairn newsletter approve \(newsletter) approves a draft"
            )
        }
        return found
    }

    func send(
        _ issue: Model.Issue, onlyTo text: String, by run: SendRun, _ workshop: Workshop
    ) async throws -> Ending {
        let address: MailAddress
        do throws(MailFlaw) { address = try MailAddress(reading: text) } catch {
            throw ValidationError("--test: \(error)")
        }
        let result = try await run.trial(issue, to: address, at: workshop.clock())
        console.json(TrialView(issue, result))
        guard case .taken = result else {
            Console.complain("the test was not sent: \(result.words)")
            return .needsAttention
        }
        console.result("a test of issue \(issue.number) of \(newsletter) went to \(address.text)")
        return .allWell
    }

    func tell(
        _ counts: DeliveryCounts, _ reasons: [(state: Delivery.State, reason: String, count: Int)]
    ) {
        console.result(DeliveryView(counts).line)
        for reason in reasons {
            console.result("  \(reason.count) \(reason.state.rawValue): \(reason.reason)")
        }
        if counts.open > 0, let due = counts.nextDue {
            console.result("Next try from \(due.formatted(.iso8601)) on: the same command, or cairn run.")
        }
    }
}

/// What `cairn newsletter send --json` prints.
struct SendView: Encodable {
    private let newsletter: String
    private let number: Int
    private let subscribers: Int
    private let states: [String: Int]
    private let open: Int
    private let finished: Date?
    private let nextDue: Date?
    private let reasons: [Reason]
    private let problems: [String]
    private let notes: [String]

    private struct Reason: Encodable {
        let state: String
        let reason: String
        let count: Int
    }

    init(
        _ issue: Model.Issue, _ counts: DeliveryCounts,
        _ reasons: [(state: Delivery.State, reason: String, count: Int)], problems: [String], notes: [String]
    ) {
        newsletter = issue.newsletter.id.rawValue
        number = issue.number
        subscribers = counts.all
        states = Dictionary(
            uniqueKeysWithValues: Delivery.State.allCases.map { ($0.rawValue, counts[$0]) })
        open = counts.open
        finished = counts.finished
        nextDue = counts.nextDue
        self.reasons = reasons.map { Reason(state: $0.state.rawValue, reason: $0.reason, count: $0.count) }
        self.problems = problems
        self.notes = notes
    }

    private enum CodingKeys: String, CodingKey {
        case newsletter, number, subscribers, states, open, finished, reasons, problems, notes
        case nextDue = "next_due"
    }
}

/// What `cairn newsletter send --test --json` prints.
struct TrialView: Encodable {
    private let newsletter: String
    private let number: Int
    private let isSent: Bool
    private let reply: String

    init(_ issue: Model.Issue, _ result: MailResult) {
        newsletter = issue.newsletter.id.rawValue
        number = issue.number
        if case .taken = result { isSent = true } else { isSent = false }
        reply = result.words
    }

    private enum CodingKeys: String, CodingKey {
        case newsletter, number, reply
        case isSent = "sent"
    }
}

extension MailResult {
    /// What came of it, in words.
    var words: String {
        switch self {
        case .taken(let reply), .refused(let reply, _): "\(reply)"
        case .unavailable(let trouble): "\(trouble)"
        case .cut(let reason): "the connection was lost: \(reason)"
        case .unknown(let reason): "no answer to the whole mail: \(reason)"
        }
    }
}
