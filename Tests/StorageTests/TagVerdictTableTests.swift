// SPDX-License-Identifier: MIT

import Model
import Storage
import TestSupport
import Testing

@Suite struct TagVerdictTableTests {
    private let person = Verdict.Signature(name: "Ada", time: .sample("2026-11-02T10:00:00Z"))
    private let one = Item.sample(
        feed: Feed.first.id, title: "One short story", address: "https://one.example.org/a")
    private let two = Item.sample(
        feed: Feed.second.id, title: "Two stories", address: "https://two.example.org/b")

    /// A store with two items that carry the tags `right` and `wrong`.
    private func withTags(_ engine: Engine, _ claim: (Store) async throws -> Void) async throws {
        try await engine.withStore { store in
            try await store.feeds.subscribe(to: [.first, .second])
            _ = try await store.items.save([one], noting: .sample(.first))
            _ = try await store.items.save([two], noting: .sample(.second, at: "2026-11-02T09:01:00Z"))
            try await retag(store, by: "m1")
            try await claim(store)
        }
    }

    private func retag(_ store: Store, by model: String) async throws {
        let tags = ["right": 0.9, "wrong": 0.7].map { topic, confidence in
            Model.Tag(
                topic: Topic.ID(topic), author: .machine, confidence: confidence, evidence: [], model: model)
        }
        let items = try await store.items.untagged(by: model, limit: 9)
        try await store.tags.save(items.map { TaggedItem(library: $0, tags: tags) }, by: model)
    }

    private func topics(_ item: Item, _ store: Store) async throws -> [Topic.ID] {
        try #require(try await store.items.find(item.id.rawValue)).tags.map(\.topic)
    }

    private func approval(_ item: Item, _ topics: [Topic.ID]) -> Verdict {
        Verdict(item: item.id, decision: .approve, topics: topics, why: "It helps.", by: person)
    }

    @Test(arguments: Engine.allCases)
    func aRejectedTagNeverReturnsForItsItem(engine: Engine) async throws {
        try await withTags(engine) { store in
            let given = try await store.tagVerdicts.reject(["wrong"], of: [one.id], by: person)
            #expect(given.map(\.confidence) == [0.7] && given.map(\.model) == ["m1"])
            try await retag(store, by: "m2")
            #expect(try await topics(one, store) == ["right"])
            #expect(try await topics(two, store) == ["right", "wrong"])
            #expect(try await store.tags.counts() == ["right": 2, "wrong": 1])
            #expect(try await store.items.list(ItemFilter(topic: "wrong", limit: 9)).map(\.id) == [two.id])
            #expect(try await store.tagVerdicts.rejected(of: one.id) == ["wrong"])
            #expect(try await store.items.counts() == [.waiting: 2])
        }
    }

    @Test(arguments: Engine.allCases)
    func undoBringsATagBackInTheOrderOfAllDecisions(engine: Engine) async throws {
        try await withTags(engine) { store in
            try await store.verdicts.record([approval(two, ["right"])])
            _ = try await store.tagVerdicts.reject(["wrong"], of: [one.id], by: person)
            let first = try await store.verdicts.undo(at: .sample())
            #expect(first.verdicts.isEmpty && first.tags.map(\.topic) == ["wrong"])
            #expect(try await topics(one, store) == ["right", "wrong"])
            #expect(try await topics(two, store) == ["right"])
            #expect(try await store.verdicts.undo(at: .sample()).verdicts.map(\.item) == [two.id])
            #expect(try await topics(two, store) == ["right", "wrong"])
            #expect(try await store.verdicts.undo(at: .sample()).isEmpty)
        }
    }

    @Test(arguments: Engine.allCases)
    func approvingForOtherTopicsRejectsWhatWasSuggested(engine: Engine) async throws {
        try await withTags(engine) { store in
            try await store.verdicts.record([approval(one, ["right", "added"])])
            #expect(try await topics(one, store) == ["right"])
            #expect(try await store.items.list(ItemFilter(topic: "added", limit: 9)).map(\.id) == [one.id])
            // Who changes their mind is heard: the newest word holds.
            try await store.verdicts.record([approval(one, ["wrong"])])
            #expect(try await topics(one, store) == ["wrong"])
            #expect(try await store.tagVerdicts.rejected(of: one.id) == ["added", "right"])
            #expect(try await store.items.list(ItemFilter(topic: "added", limit: 9)).isEmpty)
            _ = try await store.verdicts.undo(at: .sample())
            #expect(try await store.tagVerdicts.rejected(of: one.id) == ["wrong"])
        }
    }

    @Test(arguments: Engine.allCases)
    func rejectingAnItemSaysNothingOfItsTopicsUnlessAsked(engine: Engine) async throws {
        try await withTags(engine) { store in
            func rejection(isOffTopic: Bool) -> Verdict {
                Verdict(
                    item: one.id, decision: .reject, topics: [], note: "old", by: person,
                    isOffTopic: isOffTopic)
            }
            try await store.verdicts.record([rejection(isOffTopic: false)])
            #expect(try await topics(one, store) == ["right", "wrong"])
            _ = try await store.verdicts.undo(at: .sample())
            try await store.verdicts.record([rejection(isOffTopic: true)])
            #expect(try await topics(one, store) == [])
            _ = try await store.verdicts.undo(at: .sample())
            #expect(try await topics(one, store) == ["right", "wrong"])
        }
    }

    @Test(arguments: Engine.allCases)
    func rejectionsGoWithItemsThatAreJoinedAndParted(engine: Engine) async throws {
        try await withTags(engine) { store in
            _ = try await store.tagVerdicts.reject(["wrong"], of: [two.id], by: person)
            _ = try await store.merges.merge(two.id, into: one.id, why: "", by: person)
            #expect(try await topics(one, store) == ["right"])
            try await retag(store, by: "m2")
            #expect(try await topics(one, store) == ["right"])
            _ = try await store.tagVerdicts.reject(["right"], of: [one.id], by: person)
            _ = try await store.merges.split(one.id, source: nil, by: person)
            #expect(try await topics(one, store) == ["wrong"])
            #expect(try await topics(two, store) == ["right"])
            _ = try await store.merges.undo(at: .sample())
            #expect(try await topics(one, store) == [])
            _ = try await store.merges.undo(at: .sample())
            #expect(try await topics(one, store) == ["wrong"])
            #expect(try await topics(two, store) == ["right"])
        }
    }

    @Test(arguments: Engine.allCases)
    func onlyATagThatIsThereCanBeRejected(engine: Engine) async throws {
        try await withTags(engine) { store in
            await #expect(throws: StorageError.refused("\(one.id) has no tag none")) {
                _ = try await store.tagVerdicts.reject(["wrong", "none"], of: [one.id], by: person)
            }
            await #expect(throws: StorageError.missing(kind: "item", id: "i0")) {
                _ = try await store.tagVerdicts.reject(["wrong"], of: [one.id, "i0"], by: person)
            }
            #expect(try await topics(one, store) == ["right", "wrong"])
            try await store.verdicts.record([approval(one, ["right", "wrong"])])
            let refusal = StorageError.refused(
                "\(one.id) is approved for wrong; approve it anew with the topics that it should have")
            await #expect(throws: refusal) {
                _ = try await store.tagVerdicts.reject(["wrong"], of: [one.id], by: person)
            }
        }
    }
}
