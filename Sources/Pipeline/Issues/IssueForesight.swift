// SPDX-License-Identifier: MIT

public import Foundation
public import Model
import Publishing
import Storage

/// What a run would do about a newsletter, and what its issue would be.
public struct IssueForesight: Sendable {
    /// The newsletter.
    public let newsletter: Newsletter
    /// The slot that is looked after next; nil where the rhythm names none.
    public let slot: Slot?
    /// The issue: the draft that is kept, or what would be drafted; nil where there is too little.
    public let issue: Issue?
    /// What would be done, in words.
    public let words: String
}

extension IssueRun {
    /// What a run would do about a newsletter; changes nothing.
    public func foresee(
        _ newsletter: Newsletter, now: Date
    ) async throws(PublishRun.Failure) -> IssueForesight {
        let record: SlotRecord?
        let known: Set<LocalDay>
        let watched: Date
        let number: Int
        do throws(StorageError) {
            record = try await store.slots.open(of: newsletter.id).last
            known = Set(try await store.slots.all(of: newsletter.id).map(\.slot.day))
            watched = try await store.slots.watched(newsletter.id) ?? now
            number = try await store.issues.freeNumber(of: newsletter.id)
        } catch {
            throw .storage(error)
        }
        if let record { return try await foresee(newsletter, record, now: now) }
        let passed = newsletter.slots(after: watched, through: now).filter { !known.contains($0.day) }
        let coming = newsletter.slots(after: now, count: 10).first { !known.contains($0.day) }
        let slot = passed.last ?? coming
        let composition = try await drafting.compose(
            newsletter, .init(number: number, date: slot?.due ?? now))
        let reason = composition.reason.map { ": \($0)" } ?? ""
        return IssueForesight(
            newsletter: newsletter, slot: slot, issue: composition.work,
            words: IssueRun.words(newsletter, slot, composition.work, now: now) + reason)
    }
}

private extension IssueRun {
    func foresee(
        _ newsletter: Newsletter, _ record: SlotRecord, now: Date
    ) async throws(PublishRun.Failure) -> IssueForesight {
        let issue: Issue?
        let objection: String?
        do throws(StorageError) {
            issue = try await store.issues.all(of: newsletter.id).first { $0.number == record.issue }
            objection =
                if let issue, issue.signature != nil { try await store.issues.objection(to: issue) } else {
                    nil
                }
        } catch {
            throw .storage(error)
        }
        let number = record.issue ?? 0
        let isApproved = issue?.signature != nil
        let due = newsletter.local(record.slot.due)
        let words: String
        switch record.state {
        case _ where objection != nil:
            words = "issue \(number) is approved, but waits: \(objection ?? "")"
        case .drafted where record.slot.due > now:
            words =
                "issue \(number) is \(isApproved ? "approved" : "drafted and not approved"), and its time is \(due)"
        case .drafted:
            words =
                "the slot of \(due): issue \(number) "
                + record.slot.fate(at: now, by: newsletter.policy, isApproved: isApproved).words
        case .held where isApproved: words = "issue \(number), held since \(due), would go out"
        default: words = "issue \(number) is \(record.state.words): \(record.why)"
        }
        return IssueForesight(newsletter: newsletter, slot: record.slot, issue: issue, words: words)
    }

    static func words(_ newsletter: Newsletter, _ slot: Slot?, _ issue: Issue?, now: Date) -> String {
        guard let slot else { return "its rhythm names no time" }
        let due = newsletter.local(slot.due)
        if slot.due <= now {
            guard issue != nil else { return "the slot of \(due) would be skipped" }
            let fate = slot.fate(at: now, by: newsletter.policy, isApproved: false)
            return "the slot of \(due): an issue would be drafted and \(fate.words)"
        }
        guard slot.draftDue <= now else {
            return
                "nothing is due; the next issue is drafted from \(newsletter.local(slot.draftDue)) for \(due)"
        }
        return issue == nil ? "there would be no draft for \(due)" : "an issue would be drafted for \(due)"
    }
}

private extension SlotFate {
    /// What becomes of an issue, to go on from its name.
    var words: String {
        switch self {
        case .ask: "would wait for a person's word, since the time was missed"
        case .release: "would go out"
        case .releasePart: "would go out with the part that people approved"
        case .hold: "would be held until somebody approves it"
        case .skip: "would be skipped, since nobody approved it"
        }
    }
}
