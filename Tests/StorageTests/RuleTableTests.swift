// SPDX-License-Identifier: MIT

import Model
import Storage
import TestSupport
import Testing

@Suite struct RuleTableTests {
    @Test(arguments: Engine.allCases)
    func aRuleGivesTagsAndUndoTakesThemBack(engine: Engine) async throws {
        try await withItems(engine) { store, items in
            let steps = try await store.settle(items.prefix(2), [.giving("baking")])
            #expect(steps.given == 2 && steps.numbers == ["r": 1])
            let tag = try #require(try await store.items.find(items[0].id.rawValue)?.tags.first)
            #expect(tag.author == .rule && tag.topic == "baking")
            #expect(try await store.rules.counts() == ["r": 2])
            #expect(try await store.rules.findings(for: items[0].id) == [.giving("baking")])
            let undone = try #require(try await store.rules.undo(at: .sample()))
            #expect(undone.step.items == 2 && Set(undone.items) == Set(items.prefix(2).map(\.id)))
            #expect(try await store.items.find(items[0].id.rawValue)?.tags == [])
            #expect(try await store.rules.counts() == [:])
            #expect(try await store.rules.undo(at: .sample()) == nil)
            #expect(try await store.rules.steps().map(\.undone) == [.sample()])
        }
    }

    @Test(arguments: Engine.allCases)
    func aRejectionIsTheRulesVerdictAndGoesWithItsStep(engine: Engine) async throws {
        try await withItems(engine) { store, items in
            try await store.verdicts.record([.sample(items[2], .hold)])
            let steps = try await store.settle(items, [.rejecting("an advert")])
            #expect(steps.rejected == 2)
            let verdict = try #require(try await store.verdicts.current(for: items[0].id))
            #expect(verdict.decision == .reject && verdict.note == "an advert")
            #expect(verdict.by == Verdict.Signature(name: "r", time: .sample(), isRule: true))
            // What is held waits for its curator.
            #expect(try await store.items.counts() == [.rejected: 2, .held: 1])
            // A curator's undo is about curators.
            #expect(try await store.verdicts.undo(at: .sample()).verdicts.map(\.item) == [items[2].id])
            #expect(try await store.items.counts() == [.rejected: 2, .waiting: 1])
            _ = try await store.rules.undo(of: "r", at: .sample())
            #expect(try await store.items.counts() == [.waiting: 3])
        }
    }

    @Test(arguments: Engine.allCases)
    func aCuratorsVerdictStandsWhateverRulesDo(engine: Engine) async throws {
        try await withItems(engine) { store, items in
            try await store.verdicts.record([.sample(items[0], .approve), .sample(items[1], .reject)])
            let steps = try await store.settle(items, [.rejecting("an advert")])
            #expect(steps.rejected == 1)
            #expect(try await store.verdicts.current(for: items[0].id)?.by.name == "Ada")
            // Who approves what a rule rejected has the last word, also when the rule is taken back.
            try await store.verdicts.record([.sample(items[2], .approve)])
            _ = try await store.settle([items[2]], [])
            _ = try await store.rules.undo(at: .sample())
            #expect(try await store.items.counts() == [.approved: 2, .rejected: 1])
        }
    }

    @Test(arguments: Engine.allCases)
    func nothingIsRejectedUnderTheHandsOfWhoIsAtWorkOnIt(engine: Engine) async throws {
        try await withItems(engine) { store, items in
            _ = try await store.drafts.save(
                Draft.Content(topics: [], fit: Verdict.Fit(), why: "Half a sentence", note: ""),
                on: items[0].id, from: 0, by: "Ada", now: .sample())
            #expect(try await store.settle(items, [.rejecting("an advert")]).rejected == 2)
            #expect(try await store.items.counts() == [.rejected: 2, .waiting: 1])
            #expect(try await store.drafts.current(on: items[0].id)?.content.why == "Half a sentence")
        }
    }

    @Test(arguments: Engine.allCases)
    func whatIsSaidNoMoreEndsAndUndoBringsItBack(engine: Engine) async throws {
        try await withItems(engine) { store, items in
            _ = try await store.settle(items, [.rejecting("an advert")])
            let second = try await store.settle(items, [.giving("baking")])
            #expect(second.given == 3 && second.ended == 0 && second.numbers == ["r": 2])
            #expect(try await store.items.counts() == [.waiting: 3])
            let third = try await store.settle(items, [])
            #expect(third.ended == 3 && third.given == 0)
            #expect(try await store.items.find(items[0].id.rawValue)?.tags == [])
            _ = try await store.rules.undo(at: .sample())
            #expect(try await store.items.find(items[0].id.rawValue)?.tags.map(\.topic) == ["baking"])
            _ = try await store.rules.undo(at: .sample())
            #expect(try await store.items.counts() == [.rejected: 3])
            #expect(try await store.verdicts.current(for: items[0].id)?.note == "an advert")
        }
    }

    @Test(arguments: Engine.allCases)
    func whatIsSaidAlreadyMakesNoStep(engine: Engine) async throws {
        try await withItems(engine) { store, items in
            _ = try await store.settle(items, [.giving("baking")])
            #expect(try await store.settle(items, [.giving("baking")]) == RuleTable.Steps())
            #expect(try await store.rules.steps().count == 1)
        }
    }

    @Test(arguments: Engine.allCases)
    func noRunRepeatsWhatWasTakenBackUntilItIsAskedForOrReworded(engine: Engine) async throws {
        try await withItems(engine) { store, items in
            _ = try await store.settle(items, [.giving("baking")])
            _ = try await store.rules.undo(at: .sample())
            #expect(try await store.settle(items, [.giving("baking")], isAsked: false).given == 0)
            #expect(try await store.settle(items, [.giving("eating")], isAsked: false).given == 3)
            #expect(try await store.settle(items, [.giving("baking")]).given == 3)
            #expect(try await store.settle(items, [.giving("baking")], isAsked: false) == RuleTable.Steps())
        }
    }

    @Test(arguments: Engine.allCases)
    func oneRuleIsSettledWithoutTheOthers(engine: Engine) async throws {
        try await withItems(engine) { store, items in
            _ = try await store.settle(items, [.giving("baking")])
            let other = RuleFinding.giving("eating", by: "q")
            let reading = RuleTable.Reading(item: .sample(items[0]), findings: [other])
            _ = try await store.rules.settle([reading], of: "q", isAsked: true, by: .ada)
            #expect(
                Set(try await store.items.find(items[0].id.rawValue)?.tags.map(\.topic) ?? []) == [
                    "baking", "eating",
                ])
            // Without a name all rules are meant: what none says any more ends.
            _ = try await store.rules.settle([reading], by: .ada)
            #expect(try await store.rules.counts() == ["q": 1, "r": 2])
        }
    }

    @Test(arguments: Engine.allCases)
    func anItemThatChangedMeanwhileIsLeftAlone(engine: Engine) async throws {
        try await withItems(engine) { store, items in
            let edited = Item.sample(feed: Feed.first.id, guid: "a", title: "Edited")
            _ = try await store.items.save([edited], noting: .sample(.first))
            #expect(try await store.settle(items, [.giving("baking")]).given == 2)
        }
    }

    @Test(arguments: Engine.allCases)
    func theMachinesTagOfTheSameTopicStandsBehindTheRules(engine: Engine) async throws {
        try await withItems(engine) { store, items in
            let machine = Model.Tag(
                topic: "baking", author: .machine, confidence: 0.9, evidence: [], model: "m")
            try await store.tags.save([TaggedItem(library: .sample(items[0]), tags: [machine])], by: "m")
            _ = try await store.settle(items, [.giving("baking")])
            let found = try #require(try await store.items.find(items[0].id.rawValue))
            #expect(found.tags.map(\.author) == [.rule])
            _ = try await store.rules.undo(at: .sample())
            #expect(try await store.items.find(items[0].id.rawValue)?.tags == [machine])
        }
    }

    @Test(arguments: Engine.allCases)
    func candidatesComeInPagesWithWhatBecameOfThem(engine: Engine) async throws {
        try await withItems(engine) { store, items in
            try await store.verdicts.record([.sample(items[1], .approve)])
            _ = try await store.settle([items[0]], [.giving("baking")])
            var found: [RuleTable.Candidate] = []
            var last: Item.ID?
            while let page = try await Optional(
                store.rules.candidates(since: .sample("2026-11-01T00:00:00Z"), after: last, limit: 2)),
                let end = page.last
            {
                found += page
                last = end.item.id
            }
            #expect(found.count == 3)
            let byID = Dictionary(uniqueKeysWithValues: found.map { ($0.item.id, $0) })
            #expect(byID[items[0].id]?.findings == [.giving("baking")])
            #expect(byID[items[1].id]?.state == .approved)
            #expect(byID[items[1].id]?.verdict?.by.name == "Ada")
            let later = try await store.rules.candidates(
                since: .sample("2026-11-03T00:00:00Z"), after: nil, limit: 9)
            #expect(later.isEmpty)
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

private extension Store {
    func settle(
        _ items: some Sequence<Item>, _ findings: [RuleFinding], isAsked: Bool = true
    ) async throws -> RuleTable.Steps {
        try await rules.settle(
            items.map { RuleTable.Reading(item: .sample($0), findings: findings) }, isAsked: isAsked,
            by: .ada)
    }
}

private extension Verdict.Signature {
    static let ada = Verdict.Signature(name: "Ada", time: .sample())
}

private extension RuleFinding {
    static func giving(_ topic: Topic.ID, by rule: Rule.ID = "r") -> RuleFinding {
        .sample(rule, Rule.Consequence(topics: [topic]))
    }

    static func rejecting(_ reason: String) -> RuleFinding {
        .sample("r", Rule.Consequence(rejection: reason))
    }

    static func sample(_ rule: Rule.ID, _ consequence: Rule.Consequence) -> RuleFinding {
        let evidence = Model.Tag.Evidence(
            words: "bread", term: rule.rawValue, place: .title, count: 1, weight: 1, kind: .rule)
        return RuleFinding(
            rule: rule, version: consequence.topics.map(\.rawValue).joined(), consequence: consequence,
            evidence: [evidence])
    }
}
