// SPDX-License-Identifier: MIT

import Foundation
import Model
import Publishing
import Storage

/// Works through the slots of one newsletter.
struct SlotSettling {
    let run: IssueRun
    let newsletter: Newsletter
    let now: Date
    var tally = IssueTally()

    init(run: IssueRun, newsletter: Newsletter, now: Date) {
        self.run = run
        self.newsletter = newsletter
        self.now = now
    }

    /// Takes a slot that was begun as far as it goes.
    mutating func goOn(_ record: SlotRecord) async throws(PublishRun.Failure) {
        switch record.state {
        case .drafted:
            let record = try await retimed(record)
            if record.slot.due <= now { return try await decide(record) }
            try await tellDrafted(record)
        case .held, .asked:
            guard let (issue, standing) = try await issue(of: record), let signature = issue.signature,
                record.state == .held || signature.time > record.since
            else { return try await wait(record, why: record.why) }
            if let objection = try await objection(to: issue) {
                return try await wait(record, why: objection)
            }
            try await release(
                record, standing, why: "\(runWords(record.slot)): approved by \(signature.name)")
        case .released, .skipped: break
        }
    }

    /// Begins slots that nothing was done about yet.
    ///
    /// - Parameter slots: in order; those that are past, and those whose draft is due.
    mutating func begin(_ slots: [Slot]) async throws(PublishRun.Failure) {
        let passed = slots.filter { $0.due <= now }
        for slot in passed.dropLast() {
            try await skip(slot, why: "nothing ran then, and a later slot has gone by too")
        }
        if let slot = passed.last {
            try await draft(slot)
        } else if let slot = slots.first {
            try await draft(slot)
        }
    }
}

private extension SlotSettling {
    /// Leaves a slot waiting, and says so.
    mutating func wait(_ record: SlotRecord, why: String) async throws(PublishRun.Failure) {
        let sentence = "\(name(record.slot)) is \(record.state.words): \(why)"
        tally.notes.append(sentence)
        try await tellWaits(sentence, record.slot, record.state)
    }

    /// Why an issue that was approved must not go out all the same.
    func objection(to issue: Issue) async throws(PublishRun.Failure) -> String? {
        try await storing { store throws(StorageError) in try await store.issues.objection(to: issue) }
    }

    /// Makes the draft for a slot, and decides at once where its time is past.
    mutating func draft(_ slot: Slot) async throws(PublishRun.Failure) {
        guard try await makeWay(for: slot) else { return }
        let number = try await storing { store throws(StorageError) in
            try await store.issues.freeNumber(of: newsletter.id)
        }
        let kept = try await edited(number)
        let composition: Composition<Issue>? =
            kept == nil
            ? try await run.drafting.compose(newsletter, .init(number: number, date: slot.due)) : nil
        guard let issue = kept ?? composition?.work else {
            let reason = composition?.reason ?? "there is too little"
            guard slot.due > now else { return try await skip(slot, why: "too little is good: \(reason)") }
            tally.notes.append("\(name(slot)) has no draft yet: \(reason)")
            let newsletter = newsletter
            return try await tell { notices throws(MailFlaw) in
                try notices.tooLittle(reason, newsletter, for: slot)
            }
        }
        let record = SlotRecord(
            slot: slot, issue: number, state: .drafted, why: "drafted", since: now)
        let isBegun = try await storing { store throws(StorageError) in
            try await store.slots.begin(record, draft: kept == nil ? issue : nil)
        }
        guard isBegun else { return noteTaken(slot) }
        tally.drafted += 1
        tally.notes.append(
            "issue \(number) of \(newsletter.id) is drafted for \(newsletter.local(slot.due)): "
                + "\(issue.items.count) items, \(issue.minutes) min")
        if slot.due <= now { return try await decide(record) }
        try await tellDrafted(record)
    }

    /// Ends an earlier slot that nobody approved, so that its draft can be the next one's; false while one still waits for
    /// its time.
    mutating func makeWay(for slot: Slot) async throws(PublishRun.Failure) -> Bool {
        let open = try await storing { store throws(StorageError) in
            try await store.slots.open(of: newsletter.id)
        }
        for record in open where record.slot.day < slot.day {
            if record.state == .drafted { return false }
            if try await issue(of: record)?.issue.signature != nil { continue }
            try await move(record, to: .skipped, why: "nobody approved it until the next one was due")
        }
        return true
    }

    /// What becomes of a drafted slot whose time is past.
    mutating func decide(_ record: SlotRecord) async throws(PublishRun.Failure) {
        guard let (issue, standing) = try await issue(of: record) else {
            return try await move(record, to: .skipped, why: "it has no issue any more")
        }
        let fate = record.slot.fate(at: now, by: newsletter.policy, isApproved: issue.state != .draft)
        let nobody = "nobody approved issue \(issue.number)"
        switch fate {
        case .ask:
            try await move(
                record, to: .asked,
                why: "nothing ran for \(SlotSettling.span(now.timeIntervalSince(record.slot.due))); "
                    + "cairn newsletter release or skip \(newsletter.id) --day \(record.slot.day.text)")
        case .release:
            if let objection = try await objection(to: issue) {
                return try await move(record, to: .held, why: objection)
            }
            let by = issue.signature.map { ", approved by \($0.name)" } ?? ""
            try await release(record, standing, why: runWords(record.slot) + by)
        case .releasePart: try await releasePart(of: issue, record, standing)
        case .hold: try await move(record, to: .held, why: nobody)
        case .skip: try await move(record, to: .skipped, why: "\(nobody), and the policy is to skip then")
        }
    }

    /// Lets the items go out that people approved and still do.
    mutating func releasePart(
        of issue: Issue, _ record: SlotRecord, _ standing: IssueStanding
    ) async throws(PublishRun.Failure) {
        let reviewed = try await storing { store throws(StorageError) in
            try await store.verdicts.reviewed(issue.items.map(\.id))
        }
        let approved = Set(reviewed.filter { !$0.verdict.by.isRule }.map(\.id))
        let sections = issue.sections.map { section in
            ReadingSection(title: section.title, items: section.items.filter { approved.contains($0.id) })
        }.filter { !$0.items.isEmpty }
        let part = Issue(
            newsletter: issue.newsletter, number: issue.number, date: issue.date, sections: sections,
            state: .approved(Verdict.Signature(name: "cairn run", time: now, isRule: true)))
        let (count, all) = (part.items.count, issue.items.count)
        guard count >= max(1, newsletter.size.lowerBound) else {
            return try await move(
                record, to: .skipped,
                why:
                    "nobody approved issue \(issue.number), and people approved only \(count) of its \(all) items"
            )
        }
        try await release(
            record, standing, part: part,
            why: runWords(record.slot)
                + ", which nobody approved: the policy sends the approved part, \(count) of \(all) items")
    }

    mutating func release(
        _ record: SlotRecord, _ standing: IssueStanding, part: Issue? = nil, why: String
    ) async throws(PublishRun.Failure) {
        let isDone = try await storing { store throws(StorageError) in
            try await store.slots.release(record, revision: standing.revision, part: part, why: why, now: now)
        }
        guard isDone else { return noteTaken(record.slot) }
        tally.released += 1
        tally.notes.append("\(name(record.slot)) \(why): issue \(record.issue ?? 0) goes out")
    }

    mutating func skip(_ slot: Slot, why: String) async throws(PublishRun.Failure) {
        let record = SlotRecord(slot: slot, issue: nil, state: .skipped, why: why, since: now)
        let isDone = try await storing { store throws(StorageError) in try await store.slots.begin(record) }
        guard isDone else { return noteTaken(slot) }
        tally.skipped += 1
        tally.notes.append("\(name(slot)) is skipped: \(why)")
    }

    mutating func move(
        _ record: SlotRecord, to state: SlotRecord.State, why: String
    ) async throws(PublishRun.Failure) {
        let isDone = try await storing { store throws(StorageError) in
            try await store.slots.move(record, to: state, why: why, now: now)
        }
        guard isDone else { return noteTaken(record.slot) }
        let sentence = "\(name(record.slot)) is \(state.words): \(why)"
        switch state {
        case .held:
            tally.held += 1
            tally.problems.append(sentence)
            try await tellWaits(sentence, record.slot, state)
        case .asked:
            tally.asked += 1
            tally.problems.append(sentence)
            try await tellWaits(sentence, record.slot, state)
        default:
            tally.skipped += 1
            tally.notes.append(sentence)
        }
    }
}
