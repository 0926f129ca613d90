// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import Model
import Storage

/// A newsletter, when it goes out next, and its issues, as JSON.
struct NewsletterView: Encodable {
    private let id: String
    private let title: String
    private let rhythm: String
    private let timeZone: String
    /// The next runs.
    let nextRuns: [SlotView]
    private let slots: [SlotRecordView]
    private let issues: [IssueView]

    /// How many runs are foretold.
    static let runCount = 5

    /// How many slots that something was done about are shown.
    static let slotCount = 5

    init(
        _ newsletter: Newsletter, _ issues: [Issue], _ slots: [SlotRecord],
        deliveries: [Int: DeliveryCounts] = [:], now: Date
    ) {
        id = newsletter.id.rawValue
        title = newsletter.title
        rhythm = newsletter.rhythm.words
        timeZone = newsletter.rhythm.timeZone
        nextRuns = newsletter.slots(after: now, count: NewsletterView.runCount).map {
            SlotView($0, newsletter)
        }
        self.slots = slots.map { SlotRecordView($0, newsletter) }
        self.issues = issues.map { IssueView($0, delivery: deliveries[$0.number]) }
    }

    /// For people: what it is, when it goes out, and its issues.
    var lines: [String] {
        ["\(id): \(title)"] + (runLines + slots.map(\.line) + issues.map(\.line)).map { "  \($0)" }
    }

    /// The rhythm and the next runs, for people.
    var runLines: [String] { ["goes out \(rhythm); next:"] + nextRuns.map { "  \($0.line)" } }

    private enum CodingKeys: String, CodingKey {
        case id, title, rhythm, slots, issues
        case timeZone = "time_zone"
        case nextRuns = "next_runs"
    }
}

/// A time at which a newsletter goes out, as JSON.
struct SlotView: Encodable {
    private let day: String
    private let time: String
    private let utc: Date
    private let draft: Date
    /// For people: `Thu 2026-12-03 07:00 +00:00, drafted from Tue 2026-12-01 07:00 +00:00`.
    let line: String

    init(_ slot: Slot, _ newsletter: Newsletter) {
        let local = newsletter.local(slot.due)
        day = slot.day.text
        time = local.iso8601
        utc = slot.due
        draft = slot.draftDue
        line =
            slot.draftDue == slot.due
            ? "\(local)" : "\(local), drafted from \(newsletter.local(slot.draftDue))"
    }

    private enum CodingKeys: String, CodingKey { case day, time, utc, draft }
}

/// A slot that something was done about, as JSON.
private struct SlotRecordView: Encodable {
    private let day: String
    private let time: String
    private let state: String
    private let issue: Int?
    private let why: String
    private let since: Date
    /// For people: `slot Thu 2026-12-03 07:00 +00:00: held, issue 3; nobody approved issue 3`.
    let line: String

    init(_ record: SlotRecord, _ newsletter: Newsletter) {
        let local = newsletter.local(record.slot.due)
        day = record.slot.day.text
        time = local.iso8601
        state = record.state.rawValue
        issue = record.issue
        why = record.why
        since = record.since
        let number = record.issue.map { ", issue \($0)" } ?? ""
        line = "slot \(local): \(state)\(number); \(why)"
    }

    private enum CodingKeys: String, CodingKey { case day, time, state, issue, why, since }
}

/// How far the mails of an issue have come, as JSON.
struct DeliveryView: Encodable {
    private let subscribers: Int
    private let states: [String: Int]
    private let open: Int
    private let begun: Date?
    private let finished: Date?
    private let nextDue: Date?
    /// For people: `3 of 4 sent, 1 refused for good`.
    let line: String

    init(_ counts: DeliveryCounts) {
        subscribers = counts.all
        states = Dictionary(
            uniqueKeysWithValues: Delivery.State.allCases.map { ($0.rawValue, counts[$0]) })
        open = counts.open
        begun = counts.begun
        finished = counts.finished
        nextDue = counts.nextDue
        let others: [(Delivery.State, String)] = [
            (.failed, "refused for good"), (.unknown, "without an answer"), (.skipped, "no longer wanted"),
            (.queued, "to be tried again"), (.transmitting, "on their way"),
        ]
        line =
            (["\(counts[.sent]) of \(counts.all) sent"]
            + others.filter { counts[$0.0] > 0 }.map { "\(counts[$0.0]) \($0.1)" }).joined(separator: ", ")
    }

    private enum CodingKeys: String, CodingKey {
        case subscribers, states, open, begun, finished
        case nextDue = "next_due"
    }
}

extension Holdings {
    /// The newsletter with an id; what is wrong with its file, where that is why there is none.
    func named(_ id: String) throws -> Newsletter {
        if let found = newsletter(Newsletter.ID(id)) { return found }
        let own = mistakesInNewsletters.filter { $0.file == "curated/newsletters/\(id).md" }
        guard own.isEmpty else { throw CatalogError.mistakes(own) }
        throw Complaint("there is no newsletter \(id)")
    }

    /// What is wrong in the files of newsletters.
    var mistakesInNewsletters: [Mistake] {
        mistakes.filter { $0.file.hasPrefix("curated/newsletters/") }
    }
}
