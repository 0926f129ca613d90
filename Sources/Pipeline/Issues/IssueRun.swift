// SPDX-License-Identifier: MIT

public import Foundation
public import Model
public import Storage

/// Drafts, holds, skips and lets go out the issues of newsletters whose time has come; each slot once.
///
/// It publishes and mails nothing itself: an issue that is let go out is published by the next publish run and mailed by
/// the next send run.
public struct IssueRun: Sendable {
    let store: Store
    let drafting: DraftRun
    let notices: IssueNotices

    /// - Parameters:
    ///   - store: where reviewed items, issues and slots are.
    ///   - curriculum: names the topics.
    ///   - notices: writes what curators are told by mail; to nobody unless said otherwise.
    public init(
        store: Store, curriculum: Curriculum, notices: IssueNotices = IssueNotices(to: [], base: nil)
    ) {
        self.store = store
        self.notices = notices
        drafting = DraftRun(store: store, curriculum: curriculum)
    }

    /// Does what is due.
    ///
    /// The first time that a newsletter is seen, only what comes after that moment counts: nothing is missed before.
    ///
    /// **Shape**: what fails for one newsletter is a problem in the report, and the others go on.
    ///
    /// - Returns: what was decided and why, in words; the report is kept in the store too.
    public func perform(_ newsletters: [Newsletter], now: Date) async throws(StorageError) -> RunReport {
        var tally = IssueTally()
        for newsletter in newsletters { tally.add(try await settle(newsletter, now: now)) }
        let report = tally.report(at: now)
        try await store.runs.save(report)
        return report
    }
}

private extension IssueRun {
    func settle(_ newsletter: Newsletter, now: Date) async throws(StorageError) -> IssueTally {
        let open = try await store.slots.open(of: newsletter.id)
        let known = Set(try await store.slots.all(of: newsletter.id).map(\.slot.day))
        let watched = try await store.slots.watched(newsletter.id)
        let window = Double(newsletter.rhythm.reviewWindowHours) * 3600
        let coming = newsletter.slots(after: watched ?? now, through: now + window)
            .filter { !known.contains($0.day) }
        var settling = SlotSettling(run: self, newsletter: newsletter, now: now)
        do throws(PublishRun.Failure) {
            for record in open { try await settling.goOn(record) }
            try await settling.begin(coming)
        } catch {
            switch error {
            case .storage(.refused), .publishing:
                // What was not done is due still, and the next run tries it again.
                settling.tally.problems.append("\(newsletter.id): \(error)")
                return settling.tally
            case .storage(let error): throw error
            }
        }
        try await store.slots.watch(newsletter.id, until: now)
        return settling.tally
    }
}

/// What was done about issues.
struct IssueTally {
    var drafted = 0
    var released = 0
    var held = 0
    var skipped = 0
    var asked = 0
    /// What was decided and why.
    var notes: [String] = []
    /// What needs a person.
    var problems: [String] = []

    mutating func add(_ other: IssueTally) {
        drafted += other.drafted
        released += other.released
        held += other.held
        skipped += other.skipped
        asked += other.asked
        notes += other.notes
        problems += other.problems
    }

    func report(at now: Date) -> RunReport {
        RunReport(
            name: "issues", started: now, finished: now,
            counts: [
                .init("drafted", drafted), .init("going out", released), .init("held", held),
                .init("skipped", skipped), .init("asked about", asked),
            ], problems: problems, notes: notes)
    }
}
