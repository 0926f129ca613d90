// SPDX-License-Identifier: MIT

import Model
import Storage
import TestSupport
import Testing

@Suite struct DecidedItemsTests {
    private let items = (1...6).map { Item.sample(feed: Feed.first.id, guid: "post-\($0)", address: nil) }

    /// A store with six items that carry the tags `right` and `wrong`.
    private func withTags(_ engine: Engine, _ claim: (Store) async throws -> Void) async throws {
        try await engine.withStore { store in
            try await store.feeds.subscribe(to: [.first])
            _ = try await store.items.save(items, noting: .sample(.first))
            let tags = ["right", "wrong"].map {
                Model.Tag(topic: Topic.ID($0), author: .machine, confidence: 0.5, evidence: [], model: "m")
            }
            let waiting = try await store.items.untagged(by: "m", limit: 9)
            try await store.tags.save(waiting.map { TaggedItem(library: $0, tags: tags) }, by: "m")
            try await claim(store)
        }
    }

    private func verdict(
        _ number: Int, _ decision: Verdict.Decision, _ topics: [Topic.ID] = [], isRule: Bool = false,
        isOffTopic: Bool = false
    ) -> Verdict {
        Verdict(
            item: items[number].id, decision: decision, topics: topics, why: "It helps.", note: "so",
            by: .init(name: "Ada", time: .sample("2026-11-02T1\(number):00:00Z"), isRule: isRule),
            isOffTopic: isOffTopic)
    }

    @Test(arguments: Engine.allCases)
    func whatPersonsDecidedOfTopicsComesInTheOrderOfDeciding(engine: Engine) async throws {
        try await withTags(engine) { store in
            try await store.verdicts.record([verdict(3, .approve, ["right", "added"])])
            try await store.verdicts.record([verdict(0, .reject)])
            try await store.verdicts.record([verdict(1, .reject, isOffTopic: true)])
            try await store.verdicts.record([verdict(2, .approve, ["right"], isRule: true)])
            _ = try await store.tagVerdicts.reject(
                ["wrong"], of: [items[4].id], by: .init(name: "Bob", time: .sample("2026-11-02T18:00:00Z")))
            let decided = try await store.verdicts.decided(limit: 9)
            #expect(decided.map(\.library.id) == [items[3].id, items[1].id, items[4].id])
            #expect(decided.map(\.topics) == [["right", "added"], [], []])
            #expect(decided.map(\.rejected) == [["wrong"], ["right", "wrong"], ["wrong"]])
            #expect(decided.map(\.isWhole) == [true, true, false])
            #expect(decided.map(\.action) == [1, 3, 5])
            #expect(decided[2].decided == .sample("2026-11-02T18:00:00Z"))
            #expect(try await store.verdicts.decided(limit: 1).map(\.library.id) == [items[4].id])
            #expect(try await store.verdicts.decisionCount(after: 0) == 3)
            #expect(try await store.verdicts.decisionCount(after: 3) == 1)
            _ = try await store.verdicts.undo(at: .sample())
            #expect(try await store.verdicts.decided(limit: 9).count == 2)
        }
    }

    @Test(arguments: Engine.allCases)
    func anItemThatIsPartOfAnotherIsNoExampleOfItsOwn(engine: Engine) async throws {
        try await withTags(engine) { store in
            let person = Verdict.Signature(name: "Ada", time: .sample())
            _ = try await store.tagVerdicts.reject(["wrong"], of: [items[1].id], by: person)
            _ = try await store.merges.merge(items[1].id, into: items[0].id, why: "", by: person)
            let decided = try await store.verdicts.decided(limit: 9)
            #expect(decided.map(\.library.id) == [items[0].id])
            #expect(decided.first?.rejected == ["wrong"] && decided.first?.decided == .sample())
        }
    }
}
