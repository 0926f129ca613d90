// SPDX-License-Identifier: MIT

import Classification
import Foundation
import Model
import Pipeline
import Storage
import TestSupport
import Testing

@Suite struct RuleRunTests {
    private let adverts = Rule(
        id: "no-jobs", title: "No job adverts",
        condition: .init(words: .init(any: ["job advert"], place: .title)),
        consequence: .init(rejection: "a job advert"))
    private let baking = Rule(
        id: "bread", title: "Bread is baking", condition: .init(words: .init(any: ["bread"])),
        consequence: .init(topics: ["baking"], audiences: ["board"]))
    private let ada = Verdict.Signature(name: "Ada", time: .sample())
    private let since = Date.sample("2026-10-03T09:00:00Z")

    @Test func classifyingAppliesRulesToWhatItLooksAt() async throws {
        let (advert, loaf) = (Item.named("A job advert"), Item.named("A loaf", body: "Bread for all."))
        let store = try await Store.holding([advert, loaf, .named("Digital strategy")])
        let run = ClassifyRun(
            store: store, classifier: Classifier(curriculum: .sample()), rules: RuleBook([adverts, baking]))
        let report = try await run.perform(now: .sample())
        #expect(report.number("items under a rule") == 2)
        #expect(report.number("rejected by a rule") == 1)
        #expect(try await store.items.counts() == [.rejected: 1, .waiting: 2])
        let tags = try #require(try await store.items.find(loaf.id.rawValue)).tags
        #expect(tags.first?.author == .rule && tags.first?.topic == "baking")
        // Another look changes nothing.
        let again = try await run.perform(again: true, now: .sample())
        #expect(again.number("items under a rule") == 0)
        #expect(try await store.rules.steps().count == 2)
    }

    @Test func anEditedItemLosesWhatARuleGaveItForItsOldWords() async throws {
        let loaf = Item.named("A loaf", body: "Bread for all.")
        let store = try await Store.holding([loaf])
        let run = ClassifyRun(
            store: store, classifier: Classifier(curriculum: .sample()), rules: RuleBook([baking]))
        _ = try await run.perform(now: .sample())
        let fetch = FetchRecord(feed: loaf.identity.feed, time: .sample(), result: .ok, reason: "read")
        _ = try await store.items.save([.named("A loaf", body: "Cake for all.")], noting: fetch) { _ in
            NextTry(due: .sample(), why: "", intervalMinutes: 60)
        }
        _ = try await run.perform(now: .sample())
        #expect(try await store.items.find(loaf.id.rawValue)?.tags.contains { $0.author == .rule } == false)
    }

    @Test func aDryRunListsWhatApplyingThenDoesAsOneStep() async throws {
        let items = ["A job advert", "Another job advert", "Third job advert", "Bread"].map { Item.named($0) }
        let store = try await Store.holding(items)
        try await store.approve(items[2])
        let run = RuleRun(store: store)
        let outlook = try await run.look(at: adverts.id, adverts, since: since)
        #expect(outlook.looked == 4)
        #expect(Set(outlook.changes(.rejects).map(\.title)) == ["A job advert", "Another job advert"])
        #expect(outlook.changes(.decided).map(\.verdict?.by.name) == ["Ada"])
        #expect(try await store.items.counts() == [.approved: 1, .waiting: 3])
        let done = try await run.apply(adverts.id, adverts, since: since, by: ada)
        #expect(done.outlook == outlook && done.step == 1)
        #expect(try await store.items.counts() == [.approved: 1, .rejected: 2, .waiting: 1])
        let again = try await run.apply(adverts.id, adverts, since: since, by: ada)
        #expect(again.step == nil && again.outlook.changes.map(\.kind) == [.decided])
        _ = try await store.rules.undo(at: .sample())
        #expect(try await store.items.counts() == [.approved: 1, .waiting: 3])
    }

    @Test func aPausedOrMissingRuleTakesBackWhatItGave() async throws {
        let store = try await Store.holding([.named("Bread"), .named("More bread")])
        let run = RuleRun(store: store)
        _ = try await run.apply(baking.id, baking, since: since, by: ada)
        #expect(try await store.rules.counts() == ["bread": 2])
        let outlook = try await run.look(at: baking.id, nil, since: since)
        #expect(outlook.changes(.ends).count == 2)
        _ = try await run.apply(baking.id, nil, since: since, by: ada)
        #expect(try await store.rules.counts() == [:])
    }

    @Test func onlyItemsSeenInTimeAreLookedAt() async throws {
        let store = try await Store.holding([.named("Bread")])
        let outlook = try await RuleRun(store: store).look(
            at: baking.id, baking, since: .sample("2026-11-02T09:00:01Z"))
        #expect(outlook.looked == 0 && outlook.changes.isEmpty)
    }

    @Test func manyItemsAreOneStepStill() async throws {
        let store = try await Store.holding((1...450).map { .named("Bread \($0)") })
        let done = try await RuleRun(store: store).apply(baking.id, baking, since: since, by: ada)
        #expect(done.outlook.changes(.gives).count == 450)
        #expect(try await store.rules.steps().map(\.items) == [450])
        #expect(try await store.rules.undo(at: .sample())?.items.count == 450)
    }
}
