// SPDX-License-Identifier: MIT

import Classification
import Model
import Pipeline
import Storage
import TestSupport
import Testing

@Suite struct ClassifyRunTests {
    private let curriculum = Curriculum.sample([
        .sample(), .sample("user-research", name: "User research", terms: ["user research"]),
    ])

    @Test func itemsGetTagsWithTheWordsThatSpeakForThem() async throws {
        let store = try await Store.holding([.named("A digital strategy for all")])
        let classifier = Classifier(curriculum: curriculum)
        let report = try await ClassifyRun(store: store, classifier: classifier).perform(now: .sample())
        #expect(report.counts.map(\.number) == [1, 1, 0])
        let item = try #require(try await store.items.list(ItemFilter(limit: 1)).first)
        let tag = try #require(item.tags.first)
        #expect(item.tags.map(\.topic) == ["digital-strategy"])
        #expect(tag.author == .machine)
        #expect(tag.model == classifier.model)
        #expect(tag.confidence >= classifier.threshold)
        #expect(tag.evidence.map(\.term).allSatisfy { $0 == "digital strategy" })
        #expect(tag.evidence.contains { $0.place == .title && $0.words == "digital strategy" })
        #expect(try await store.runs.newest(1) == [report])
    }

    @Test func whatTheModelHasSeenIsNotLookedAtAgainUnlessAsked() async throws {
        let store = try await Store.holding([.named("One"), .named("Two")])
        let run = ClassifyRun(store: store, classifier: Classifier(curriculum: curriculum))
        #expect(try await run.perform(now: .sample()).number("items looked at") == 2)
        #expect(try await run.perform(now: .sample()).number("items looked at") == 0)
        #expect(try await run.perform(again: true, now: .sample()).number("items looked at") == 2)
    }

    @Test func anotherModelLooksAgainAndReplacesTheOldTags() async throws {
        let item = Item.named("Digital strategy from user research")
        let store = try await Store.holding([item])
        let old = Classifier(curriculum: .sample())
        _ = try await ClassifyRun(store: store, classifier: old).perform(now: .sample())
        let new = Classifier(
            curriculum: .sample([.sample("user-research", name: "User research", terms: ["user research"])]))
        let report = try await ClassifyRun(store: store, classifier: new).perform(now: .sample())
        #expect(report.number("items looked at") == 1)
        let tags = try #require(try await store.items.find(item.id.rawValue)).tags
        #expect(tags.map(\.topic) == ["user-research"])
        #expect(tags.map(\.model) == [new.model])
    }

    @Test func whatACuratorHasDecidedIsLeftAloneForEver() async throws {
        let (good, bad, open) = (
            Item.named("Good digital strategy"), Item.named("Bad digital strategy"),
            Item.named("Open digital strategy")
        )
        let store = try await Store.holding([good, bad, open])
        let old = ClassifyRun(store: store, classifier: Classifier(curriculum: .sample()))
        _ = try await old.perform(now: .sample())
        try await store.approve(good)
        try await store.verdicts.record([
            Verdict(
                item: bad.id, decision: .reject, topics: [], note: "an advert",
                by: Verdict.Signature(name: "Ada", time: .sample()))
        ])
        let before = try await store.items.list(ItemFilter(limit: 10)).filter { $0.id != open.id }
        let renamed = Topic.sample("strategy-anew", terms: ["digital strategy"])
        let new = ClassifyRun(store: store, classifier: Classifier(curriculum: .sample([renamed])))
        #expect(try await new.perform(again: true, now: .sample()).number("items looked at") == 1)
        #expect(try await store.items.list(ItemFilter(limit: 10)).filter { $0.id != open.id } == before)
        #expect(
            try await store.items.find(open.id.rawValue)?.tags.map(\.topic) == ["strategy-anew"])
    }

    @Test func belowTheThresholdAnItemStaysUnsorted() async throws {
        let item = Item.named("Notes", body: "A digital strategy is one of the many words in this text.")
        let unsure = Classifier(curriculum: curriculum).suggestions(for: item).map(\.confidence)
        let store = try await Store.holding([item])
        let strict = Classifier(curriculum: curriculum, threshold: (unsure.max() ?? 0) + 0.001)
        let report = try await ClassifyRun(store: store, classifier: strict).perform(now: .sample())
        #expect(unsure.count == 1)
        #expect(report.number("unsorted items") == 1)
        #expect(try await store.items.find(item.id.rawValue)?.tags == [])
        #expect(try await store.items.unsortedCount() == 1)
    }

    @Test func manyItemsAreDoneInBatchesThatAreTold() async throws {
        let store = try await Store.holding((1...401).map { .named("Item \($0)") })
        var heard: [Int] = []
        let run = ClassifyRun(store: store, classifier: Classifier(curriculum: curriculum))
        let report = try await run.perform(now: .sample()) { heard.append($0) }
        #expect(heard == [200, 400, 401])
        #expect(report.number("items looked at") == 401)
    }
}
