// SPDX-License-Identifier: MIT

import Model
import Pipeline
import Publishing
import Storage
import TestSupport
import Testing

@Suite struct DraftRunTests {
    private let items = ["One", "Two", "Three"].map { Item.named($0) }

    @Test func aDraftHoldsWhatWasApproved() async throws {
        let store = try await approved(items.prefix(2))
        let issue = try #require(try await draft(store).work)
        #expect(issue.number == 1)
        #expect(issue.state == .draft)
        #expect(issue.date == .sample())
        #expect(Set(issue.items.map(\.id)) == Set(items.prefix(2).map(\.id)))
        #expect(try await store.issues.all(of: "monthly") == [issue])
    }

    @Test func noItemOfAnEarlierApprovedIssueComesAgain() async throws {
        let store = try await approved(items[...])
        let first = try #require(try await draft(store).work)
        try await approve(1, in: store)
        let composition = try await draft(store)
        let second = try #require(composition.work)
        #expect(first.items.count == 2)
        #expect(second.number == 2)
        #expect(Set(second.items.map(\.id)) == Set(items.map(\.id)).subtracting(first.items.map(\.id)))
        #expect(composition.leftOut.map(\.reason) == [.usedBefore, .usedBefore])
    }

    @Test func anotherDraftTakesThePlaceOfTheOneBefore() async throws {
        let store = try await approved(items.prefix(1))
        _ = try await draft(store)
        try await store.approve(items[1])
        let second = try #require(try await draft(store).work)
        #expect(second.number == 1)
        #expect(second.items.count == 2)
        #expect(try await store.issues.all(of: "monthly") == [second])
    }

    @Test func anApprovedIssueStaysAsItIs() async throws {
        let store = try await approved(items.prefix(1))
        _ = try await draft(store)
        try await approve(1, in: store)
        let kept = try await store.issues.approved()
        try await store.approve(items[1])
        _ = try await draft(store)
        #expect(try await store.issues.approved() == kept)
        await #expect(throws: StorageError.self) { try await approve(1, in: store) }
        #expect(try await store.issues.approved() == kept)
    }

    @Test func tooLittleGivesAReasonAndNoDraft() async throws {
        let store = try await approved(items.prefix(1))
        let run = DraftRun(store: store, curriculum: .sample())
        let composition = try await run.perform(.sample(size: 2...3), now: .sample())
        #expect(composition.work == nil)
        #expect(composition.reason == "1 new item fits; an issue of \"Monthly\" needs 2")
        #expect(try await store.issues.all(of: "monthly") == [])
        #expect(try await store.issues.nextNumber(of: "monthly") == 1)
    }

    private func approved(_ chosen: ArraySlice<Item>) async throws -> Store {
        let store = try await Store.holding(items)
        for item in chosen { try await store.approve(item) }
        return store
    }

    private func draft(_ store: Store) async throws -> Composition<Model.Issue> {
        try await DraftRun(store: store, curriculum: .sample()).perform(.sample(), now: .sample())
    }

    private func approve(_ number: Int, in store: Store) async throws {
        _ = try await store.issues.approve(
            "monthly", number: number, by: Verdict.Signature(name: "Ada", time: .sample()))
    }
}
