// SPDX-License-Identifier: MIT

import Foundation
import Model
import Pipeline
import Storage
import TestSupport
import Testing

/// The issues of a newsletter for Thursdays at 07:00 in London, with 48 hours to look at the draft.
@Suite struct IssueRunTests {
    private func bench(
        _ unapproved: Newsletter.Policy.Unapproved = .hold, missed: Newsletter.Policy.Missed = .onceLate,
        size: ClosedRange<Int> = 2...3, items: Int = 6
    ) async throws -> SlotBench {
        try await SlotBench(
            .scheduled(size: size, policy: .init(unapproved: unapproved, missed: missed)), items: items)
    }

    @Test func anIssueIsDraftedBeforeItsWindowAndGoesOutWhenApproved() async throws {
        let bench = try await bench()
        #expect(try await bench.run("2026-11-02T12:00:00Z").isNothing)
        #expect(try await bench.states() == [])
        #expect(try await bench.run("2026-11-03T07:00:00Z").count("drafted") == 1)
        let draft = try #require(try await bench.store.issues.all(of: "weekly").first)
        #expect(draft.items.count == 3 && draft.number == 1)
        #expect(draft.date == .sample("2026-11-05T07:00:00Z"))
        try await bench.approve()
        // Approved, but not for readers before its time.
        #expect(try await bench.run("2026-11-05T06:59:59Z").isNothing)
        #expect(try await bench.out() == [])
        let report = try await bench.run("2026-11-05T07:00:00Z")
        #expect(
            report.notes == [
                "slot Thu 2026-11-05 07:00 +00:00 of weekly run at 07:00, approved by Ada: issue 1 goes out"
            ])
        #expect(report.isAllWell)
        #expect(try await bench.out() == [1])
        #expect(try await bench.run("2026-11-05T07:15:00Z").isNothing)
        #expect(try await bench.run("2026-11-10T07:00:00Z").count("drafted") == 1)
        #expect(try await bench.states() == ["2026-11-05 released", "2026-11-12 drafted"])
    }

    @Test func withoutApprovalItIsHeldUntilSomebodyApproves() async throws {
        let bench = try await bench()
        try await bench.run("2026-11-03T07:00:00Z")
        let held = try await bench.run("2026-11-05T07:10:00Z")
        #expect(
            held.problems == [
                "slot Thu 2026-11-05 07:00 +00:00 of weekly is held: nobody approved issue 1"
            ])
        let next = try await bench.run("2026-11-05T07:25:00Z")
        #expect(next.isAllWell && next.notes.count == 1 && next.count("held") == 0)
        #expect(try await bench.out() == [])
        try await bench.approve(at: .sample("2026-11-06T09:00:00Z"))
        let report = try await bench.run("2026-11-06T09:10:00Z")
        #expect(
            report.notes == [
                "slot Thu 2026-11-05 07:00 +00:00 of weekly run at 2026-11-06 09:10, 26 h 10 min late: "
                    + "approved by Ada: issue 1 goes out"
            ])
        #expect(try await bench.out() == [1])
    }

    @Test func anApprovedIssueWaitsWhereAnItemWasTurnedAwaySince() async throws {
        let bench = try await bench()
        try await bench.run("2026-11-03T07:00:00Z")
        try await bench.approve()
        let issue = try #require(try await bench.store.issues.all(of: "weekly").first)
        try await bench.store.reject(issue.items[1].id)
        let why = "“\(issue.items[1].item.displayTitle)” is not approved any more"
        let forecast = try await bench.run.foresee(bench.newsletter, now: .sample("2026-11-05T07:00:00Z"))
        #expect(forecast.words == "issue 1 is approved, but waits: \(why)")
        let name = "slot Thu 2026-11-05 07:00 +00:00 of weekly is held"
        #expect(try await bench.run("2026-11-05T07:00:00Z").problems == ["\(name): \(why)"])
        // It goes on waiting, although it is approved, until the item is out of it or approved again.
        #expect(try await bench.run("2026-11-05T07:15:00Z").notes == ["\(name): \(why)"])
        #expect(try await bench.out() == [])
        try await bench.store.issues.reopen("weekly", number: 1)
        await #expect(throws: StorageError.refused("\(why); take that out of issue 1 first")) {
            try await bench.approve(at: .sample("2026-11-05T08:00:00Z"))
        }
        try await bench.store.approve(issue.items[1].item)
        try await bench.approve(at: .sample("2026-11-05T08:00:00Z"))
        #expect(try await bench.run("2026-11-05T08:15:00Z").count("going out") == 1)
        #expect(try await bench.out() == [1])
    }

    @Test func whatNobodyApprovedIsTheNextOnesDraft() async throws {
        let bench = try await bench()
        try await bench.run("2026-11-03T07:00:00Z")
        try await bench.run("2026-11-05T07:00:00Z")
        try await bench.run("2026-11-10T07:00:00Z")
        #expect(try await bench.states() == ["2026-11-05 skipped", "2026-11-12 drafted"])
        let issues = try await bench.store.issues.all(of: "weekly")
        #expect(issues.map(\.number) == [1])
        #expect(issues.first?.date == .sample("2026-11-12T07:00:00Z"))
    }

    @Test func thePolicyMaySkip() async throws {
        let bench = try await bench(.skip)
        try await bench.run("2026-11-03T07:00:00Z")
        let report = try await bench.run("2026-11-05T07:00:00Z")
        #expect(report.count("skipped") == 1)
        #expect(
            report.notes == [
                "slot Thu 2026-11-05 07:00 +00:00 of weekly is skipped: nobody approved issue 1, "
                    + "and the policy is to skip then"
            ])
        #expect(try await bench.out() == [])
    }

    @Test func thePolicyMaySendWhatPeopleApproved() async throws {
        let bench = try await bench(.sendApproved)
        try await bench.run("2026-11-03T07:00:00Z")
        let draft = try #require(try await bench.store.issues.all(of: "weekly").first)
        // One is turned away while the draft is looked at.
        try await bench.store.reject(draft.items[1].id)
        let report = try await bench.run("2026-11-05T07:00:00Z")
        #expect(report.count("going out") == 1)
        #expect(report.notes.first?.contains("the policy sends the approved part, 2 of 3 items") == true)
        let issue = try #require(try await bench.store.issues.approved().first)
        #expect(issue.items.map(\.id) == [draft.items[0].id, draft.items[2].id])
        #expect(try await bench.store.issues.used(by: "weekly").count == 2)
        // What is left is too little for one more.
        try await bench.run("2026-11-10T07:00:00Z")
        for item in try await bench.store.issues.all(of: "weekly").first?.items.prefix(2) ?? [] {
            try await bench.store.reject(item.id)
        }
        let late = try await bench.run("2026-11-12T07:00:00Z")
        #expect(
            late.notes.first?.contains("nobody approved issue 2, and people approved only 1 of its 3 items")
                == true)
    }

    @Test func whatOnlyARuleApprovedIsNotThePartThatPeopleApproved() async throws {
        let bench = try await bench(.sendApproved, items: 0)
        let item = Item.named("By a rule")
        let store = try await Store.holding([item])
        try await store.verdicts.record([
            Verdict(
                item: item.id, decision: .approve, topics: ["digital-strategy"], why: "A rule.",
                by: .init(name: "demo", time: .sample(), isRule: true))
        ])
        let run = IssueRun(store: store, curriculum: .sample())
        let newsletter = Newsletter.scheduled(policy: bench.newsletter.policy)
        _ = try await run.perform([newsletter], now: .sample("2026-11-03T07:00:00Z"))
        let report = try await run.perform([newsletter], now: .sample("2026-11-05T07:00:00Z"))
        #expect(report.count("skipped") == 1)
        #expect(try await store.issues.approved() == [])
    }

    @Test func tooLittleIsSkippedWithTheReason() async throws {
        let bench = try await bench(size: 3...5, items: 2)
        let early = try await bench.run("2026-11-03T07:00:00Z")
        let reason = "2 new items fit; an issue of \"Weekly\" needs 3"
        #expect(
            early.notes == ["slot Thu 2026-11-05 07:00 +00:00 of weekly has no draft yet: \(reason)"])
        #expect(try await bench.states() == [])
        let report = try await bench.run("2026-11-05T07:00:00Z")
        #expect(
            report.notes == [
                "slot Thu 2026-11-05 07:00 +00:00 of weekly is skipped: too little is good: \(reason)"
            ])
        #expect(try await bench.states() == ["2026-11-05 skipped"])
    }

    @Test func itemsThatComeInTimeStillMakeADraft() async throws {
        let bench = try await bench(size: 1...5, items: 0)
        let item = Item.named("Late")
        let store = try await Store.holding([item])
        let run = IssueRun(store: store, curriculum: .sample())
        _ = try await run.perform([bench.newsletter], now: .sample("2026-11-03T07:00:00Z"))
        try await store.approve(item)
        let report = try await run.perform([bench.newsletter], now: .sample("2026-11-04T12:00:00Z"))
        #expect(report.count("drafted") == 1)
    }

    @Test func aCuratorsEditsWinOverRuns() async throws {
        let bench = try await bench()
        try await bench.run("2026-11-03T07:00:00Z")
        let draft = try #require(try await bench.store.issues.all(of: "weekly").first)
        let edited = draft.with(items: [draft.items[2]])
        try await bench.store.issues.save(draft: edited, by: "Ada")
        try await bench.run("2026-11-03T08:00:00Z")
        #expect(try await bench.store.issues.all(of: "weekly") == [edited])
        let drafting = DraftRun(store: bench.store, curriculum: .sample())
        await #expect(throws: PublishRun.Failure.self) {
            try await drafting.perform(bench.newsletter, now: .sample())
        }
        #expect(try await bench.store.issues.all(of: "weekly") == [edited])
        // Nobody approved it, and the next one is made of it.
        try await bench.run("2026-11-05T07:00:00Z")
        try await bench.run("2026-11-10T07:00:00Z")
        #expect(try await bench.store.issues.all(of: "weekly") == [edited])
        _ = try await drafting.perform(bench.newsletter, isReplacingEdits: true, now: .sample())
        #expect(try await bench.store.issues.all(of: "weekly").first?.items.count == 3)
    }

    @Test func anEditTakesTheApprovalBack() async throws {
        let bench = try await bench()
        try await bench.run("2026-11-03T07:00:00Z")
        try await bench.approve()
        let issue = try #require(try await bench.store.issues.all(of: "weekly").first)
        try await bench.store.issues.save(draft: issue.with(items: Array(issue.items.prefix(2))), by: "Grace")
        #expect(try await bench.run("2026-11-05T07:00:00Z").count("held") == 1)
        #expect(try await bench.out() == [])
        // And an approval of what was seen before the edit is refused.
        await #expect(
            throws: StorageError.refused(
                "issue 1 of weekly has changed since revision 1; look at it again")
        ) {
            _ = try await bench.store.issues.approve(
                "weekly", number: 1, revision: 1, by: .init(name: "Ada", time: .sample()))
        }
        try await bench.approve(at: .sample("2026-11-05T07:30:00Z"))
        try await bench.run("2026-11-05T07:45:00Z")
        #expect(try await bench.out() == [1])
        await #expect(throws: StorageError.self) {
            try await bench.store.issues.save(draft: issue.with(items: []), by: "Grace")
        }
    }
}

extension Model.Issue {
    /// The same draft with other items.
    func with(items: [ReviewedItem]) -> Model.Issue {
        Model.Issue(
            newsletter: newsletter, number: number, date: date,
            sections: [ReadingSection(title: sections[0].title, items: items)], state: .draft)
    }
}

extension Store {
    /// Turns an item away as a curator would.
    func reject(_ item: Item.ID) async throws {
        try await verdicts.record([
            Verdict(
                item: item, decision: .reject, topics: [], why: "It is thin.",
                by: Verdict.Signature(name: "Ada", time: .sample()))
        ])
    }
}

extension RunReport {
    /// Whether it did nothing and has nothing to say.
    var isNothing: Bool { counts.allSatisfy { $0.number == 0 } && notes.isEmpty && problems.isEmpty }
}
