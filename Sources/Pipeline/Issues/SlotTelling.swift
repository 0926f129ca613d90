// SPDX-License-Identifier: MIT

import Foundation
import Model
import Storage

/// What curators are told, each thing once. What a run that was ended from outside did not come to, the next one says.
extension SlotSettling {
    /// That there is a draft.
    mutating func tellDrafted(_ record: SlotRecord) async throws(PublishRun.Failure) {
        guard !run.notices.isEmpty, let (issue, standing) = try await issue(of: record), issue.state == .draft
        else { return }
        try await tell { notices throws(MailFlaw) in
            try notices.drafted(issue, revision: standing.revision, for: record.slot)
        }
    }

    /// That an issue waits for a person.
    mutating func tellWaits(
        _ sentence: String, _ slot: Slot, _ state: SlotRecord.State
    ) async throws(PublishRun.Failure) {
        let newsletter = newsletter
        try await tell { notices throws(MailFlaw) in
            try notices.waits(sentence, newsletter, for: slot, state: state)
        }
    }

    /// Queues letters; each key is queued once, however often it is said.
    mutating func tell(
        _ write: (IssueNotices) throws(MailFlaw) -> [IssueNotices.Notice]
    ) async throws(PublishRun.Failure) {
        let notices: [IssueNotices.Notice]
        do throws(MailFlaw) {
            notices = try write(run.notices)
        } catch {
            tally.problems.append("\(newsletter.id): curators were not told: \(error)")
            return
        }
        for notice in notices {
            try await storing { store throws(StorageError) in
                _ = try await store.letters.queue(notice.letter, key: notice.key, at: now)
            }
        }
    }
}

extension SlotSettling {
    /// A slot that is not due yet, as the newsletter's file has its time now.
    func retimed(_ record: SlotRecord) async throws(PublishRun.Failure) -> SlotRecord {
        guard let slot = newsletter.slot(on: record.slot.day), slot != record.slot else { return record }
        try await storing { store throws(StorageError) in try await store.slots.retime(record, to: slot) }
        return SlotRecord(
            slot: slot, issue: record.issue, state: record.state, why: record.why, since: record.since)
    }

    func issue(
        of record: SlotRecord
    ) async throws(PublishRun.Failure) -> (issue: Issue, standing: IssueStanding)? {
        try await storing { store throws(StorageError) in
            let issues = try await store.issues.all(of: newsletter.id)
            let standings = try await store.issues.standings(of: newsletter.id)
            guard let issue = issues.first(where: { $0.number == record.issue }),
                let standing = standings[issue.number]
            else { return nil }
            return (issue, standing)
        }
    }

    /// The draft with a number, where a person has changed it by hand.
    func edited(_ number: Int) async throws(PublishRun.Failure) -> Issue? {
        try await storing { store throws(StorageError) in
            guard try await store.issues.standings(of: newsletter.id)[number]?.editor != nil else {
                return nil
            }
            return try await store.issues.all(of: newsletter.id).first { $0.number == number }
        }
    }

    func storing<Value: Sendable>(
        _ work: (Store) async throws(StorageError) -> Value
    ) async throws(PublishRun.Failure) -> Value {
        do throws(StorageError) { return try await work(run.store) } catch { throw .storage(error) }
    }

    mutating func noteTaken(_ slot: Slot) {
        tally.notes.append("\(name(slot)) is taken: another run was at it; nothing was done twice")
    }

    /// `slot Thu 2026-12-03 07:00 +00:00 of monthly`.
    func name(_ slot: Slot) -> String { "slot \(newsletter.local(slot.due)) of \(newsletter.id)" }

    /// `run at 11:02, 4 h 2 min late`.
    func runWords(_ slot: Slot) -> String {
        let local = newsletter.local(now)
        let day = local.day == newsletter.local(slot.due).day ? "" : "\(local.day.text) "
        let late = now.timeIntervalSince(slot.due)
        return "run at \(day)\(local.time)" + (late < 60 ? "" : ", \(SlotSettling.span(late)) late")
    }

    /// `4 h 2 min`.
    static func span(_ seconds: Double) -> String {
        let minutes = Int(seconds) / 60
        if minutes < 60 { return "\(minutes) min" }
        let (hours, rest) = (minutes / 60, minutes % 60)
        if hours >= 48 { return "\(hours / 24) days" }
        return rest == 0 ? "\(hours) h" : "\(hours) h \(rest) min"
    }
}

extension Issue {
    /// Who approved it; nil for a draft.
    var signature: Verdict.Signature? {
        if case .approved(let signature) = state { signature } else { nil }
    }
}

extension SlotRecord.State {
    /// The state as part of a sentence.
    var words: String {
        switch self {
        case .drafted: "drafted"
        case .held: "held"
        case .asked: "missed and waits for a person's word"
        case .released: "going out"
        case .skipped: "skipped"
        }
    }
}
