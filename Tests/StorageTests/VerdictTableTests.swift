// SPDX-License-Identifier: MIT

import Model
import Storage
import TestSupport
import Testing

@Suite struct VerdictTableTests {
    @Test(arguments: Engine.allCases)
    func approvedItemsComeBackReviewed(engine: Engine) async throws {
        try await withItems(engine) { store, items in
            try await store.verdicts.record([.sample(items[0], .approve), .sample(items[1], .reject)])
            let reviewed = try await store.verdicts.reviewed()
            #expect(reviewed.map(\.id) == [items[0].id])
            #expect(reviewed.first?.verdict.why == "It helps.")
            #expect(try await store.items.counts() == [.approved: 1, .rejected: 1, .waiting: 1])
        }
    }

    @Test(arguments: Engine.allCases)
    func someApprovedItemsAreThoseOfAll(engine: Engine) async throws {
        try await withItems(engine) { store, items in
            #expect(try await store.verdicts.approvals().isEmpty)
            try await store.verdicts.record([
                .sample(items[0], .approve), .sample(items[1], .reject), .sample(items[2], .approve),
            ])
            let all = try await store.verdicts.reviewed()
            #expect(all.count == 2)
            #expect(try await store.verdicts.approvals() == all.map(\.verdict))
            #expect(try await store.verdicts.reviewed(items.map(\.id)) == all)
            #expect(try await store.verdicts.reviewed([all[1].id, "i0"]) == [all[1]])
            #expect(try await store.verdicts.reviewed([]) == [])
            // More ids than go into one question.
            let many = (0..<600).map { Item.ID("none\($0)") }
            #expect(try await store.verdicts.reviewed([all[1].id] + many + [all[0].id]) == all)
        }
    }

    @Test(arguments: Engine.allCases)
    func undoTakesBackWholeActionsNewestFirst(engine: Engine) async throws {
        try await withItems(engine) { store, items in
            try await store.verdicts.record([.sample(items[0], .hold)])
            try await store.verdicts.record(items.map { .sample($0, .approve) })
            #expect(try await store.verdicts.undo(at: .sample()).verdicts.count == 3)
            #expect(try await store.items.counts() == [.held: 1, .waiting: 2])
            #expect(try await store.verdicts.current(for: items[0].id)?.decision == .hold)
            #expect(try await store.verdicts.undo(at: .sample()).verdicts.map(\.item) == [items[0].id])
            #expect(try await store.verdicts.undo(at: .sample()).isEmpty)
            #expect(try await store.items.counts() == [.waiting: 3])
        }
    }

    @Test(arguments: Engine.allCases)
    func actionWithAnUnknownItemRecordsNothing(engine: Engine) async throws {
        try await withItems(engine) { store, items in
            await #expect(throws: StorageError.missing(kind: "item", id: "i0")) {
                try await store.verdicts.record([.sample(items[0], .approve), .sample("i0", .approve)])
            }
            let counts = try await store.items.counts()
            #expect(counts == [.waiting: 3])
        }
    }

    @Test(arguments: Engine.allCases)
    func reRunOfTheClassifierLeavesDecidedItemsAlone(engine: Engine) async throws {
        try await withItems(engine) { store, items in
            try await store.verdicts.record([.sample(items[0], .approve)])
            let tags = [
                Model.Tag(topic: "t", author: .machine, confidence: 0.9, evidence: [], model: "m1")
            ]
            try await store.tags.save(items.map { TaggedItem(library: .sample($0), tags: tags) }, by: "m1")
            #expect(try await store.items.find(items[0].id.rawValue)?.tags == [])
            #expect(try await store.items.find(items[1].id.rawValue)?.tags == tags)
            #expect(try await store.tags.counts() == ["t": 2])
            #expect(try await store.items.untagged(by: "m1", limit: 9).isEmpty)
            #expect(try await store.items.untagged(by: "m2", limit: 9).count == 2)
        }
    }

    private func withItems(_ engine: Engine, _ claim: (Store, [Item]) async throws -> Void) async throws {
        try await engine.withStore { store in
            try await store.feeds.subscribe(to: [.first])
            let items = ["a", "b", "c"].map { Item.sample(feed: Feed.first.id, guid: $0) }
            _ = try await store.items.save(items, noting: .sample(.first))
            try await claim(store, items)
        }
    }
}

extension Verdict {
    static func sample(_ item: Item, _ decision: Decision) -> Verdict { sample(item.id, decision) }

    static func sample(_ item: Item.ID, _ decision: Decision) -> Verdict {
        Verdict(
            item: item, decision: decision, topics: ["digital-strategy"], why: "It helps.",
            by: Signature(name: "Ada", time: .sample()))
    }
}
