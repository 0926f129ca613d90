// SPDX-License-Identifier: MIT

import Foundation
import Model
import Storage
import TestSupport
import Testing

@Suite struct TopicMonthsTests {
    private let items = (1...4).map { Item.sample(feed: Feed.first.id, guid: "post-\($0)", address: nil) }

    /// A store with four items that carry the tags `right` (0.9) and `wrong` (0.6).
    private func withTags(_ engine: Engine, _ claim: (Store) async throws -> Void) async throws {
        try await engine.withStore { store in
            try await store.feeds.subscribe(to: [.first])
            _ = try await store.items.save(items, noting: .sample(.first))
            let tags = [("right", 0.9), ("wrong", 0.6)].map { topic, confidence in
                Model.Tag(
                    topic: Topic.ID(topic), author: .machine, confidence: confidence, evidence: [], model: "m"
                )
            }
            let waiting = try await store.items.untagged(by: "m", limit: 9)
            try await store.tags.save(waiting.map { TaggedItem(library: $0, tags: tags) }, by: "m")
            try await claim(store)
        }
    }

    private func approval(
        _ number: Int, _ topics: [Topic.ID], at time: String, isRule: Bool = false
    ) -> Verdict {
        Verdict(
            item: items[number].id, decision: .approve, topics: topics, why: "It helps.",
            by: .init(name: "Ada", time: .sample(time), isRule: isRule))
    }

    @Test(arguments: Engine.allCases)
    func eachTopicOfAnItemCountsOnceAndInTheMonthOfItsLastWord(engine: Engine) async throws {
        try await withTags(engine) { store in
            #expect(try await store.tagVerdicts.months().isEmpty)
            try await store.verdicts.record([approval(0, ["right", "added"], at: "2026-09-30T23:00:00Z")])
            try await store.verdicts.record([approval(1, ["wrong"], at: "2026-10-01T00:00:00Z")])
            try await store.verdicts.record([approval(2, ["right"], at: "2026-10-02T00:00:00Z", isRule: true)]
            )
            try await store.verdicts.record([approval(1, ["right"], at: "2026-11-02T10:00:00Z")])
            let months = try await store.tagVerdicts.months()
            #expect(
                months == [
                    month("added", "2026-09", kept: 0, rejected: 0, added: 1, expected: 0),
                    month("right", "2026-09", kept: 1, rejected: 0, added: 0, expected: 0.9),
                    month("right", "2026-11", kept: 1, rejected: 0, added: 0, expected: 0.9),
                    month("wrong", "2026-09", kept: 0, rejected: 1, added: 0, expected: 0.6),
                    month("wrong", "2026-11", kept: 0, rejected: 1, added: 0, expected: 0.6),
                ])
            #expect(months.total.precision == 0.5 && months.total.recall == 2.0 / 3)
            let late = try await store.tagVerdicts.months(since: .sample("2026-10-01T00:00:00Z"), of: "right")
            #expect(late.map(\.month) == ["2026-11"])
            _ = try await store.verdicts.undo(at: .sample())
            #expect(
                try await store.tagVerdicts.months(of: "wrong").map(\.record.kept) == [0, 1])
        }
    }

    @Test(arguments: Engine.allCases)
    func whatARuleSuggestedIsNotTheMachines(engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.feeds.subscribe(to: [.first])
            _ = try await store.items.save([items[0]], noting: .sample(.first))
            let tag = Model.Tag(
                topic: "ruled", author: .machine, confidence: 1, evidence: [], model: "rule r@1")
            let waiting = try await store.items.untagged(by: "m", limit: 9)
            try await store.tags.save(waiting.map { TaggedItem(library: $0, tags: [tag]) }, by: "m")
            try await store.verdicts.record([approval(0, ["ruled"], at: "2026-11-02T10:00:00Z")])
            #expect(try await store.tagVerdicts.months().isEmpty)
        }
    }

    @Test func monthsAreCountedBackOverTheYear() {
        let now = Date.sample("2026-02-28T23:59:59Z")
        #expect(TopicMonth.month(of: now) == "2026-02")
        #expect(TopicMonth.month(of: now, back: 1) == "2026-01")
        #expect(TopicMonth.month(of: now, back: 2) == "2025-12")
        #expect(TopicMonth.month(of: now, back: 26) == "2023-12")
    }

    private func month(
        _ topic: Topic.ID, _ month: String, kept: Int, rejected: Int, added: Int, expected: Double
    ) -> TopicMonth {
        TopicMonth(
            topic: topic, month: month,
            record: TagRecord(kept: kept, rejected: rejected, added: added, expected: expected))
    }
}
