// SPDX-License-Identifier: MIT

import Foundation
import Model
import Storage
import TestSupport
import Testing

@Suite struct TogetherTests {
    private let now = Date.sample()

    @Test(arguments: Engine.allCases)
    func aClaimIsSeenByOthersAndEndsByItself(engine: Engine) async throws {
        try await withQueue(engine) { store, items in
            let item = items[0].id
            #expect(try await store.claims.claim(item, by: "Ada", now: now).person == "Ada")
            #expect(try await store.claims.claim(item, by: "Bea", now: now + 240).person == "Ada")
            let renewed = try await store.claims.claim(item, by: "Ada", now: now + 240)
            #expect(renewed.since == now)
            #expect(try await store.claims.held([item], now: now + 500)[item]?.person == "Ada")
            #expect(try await store.claims.held([item], now: now + 540).isEmpty)
            #expect(try await store.claims.claim(item, by: "Bea", now: now + 540).person == "Bea")
        }
    }

    @Test(arguments: Engine.allCases)
    func aClaimCanBeTakenOverAndGivenBackOnlyByItsOwner(engine: Engine) async throws {
        try await withQueue(engine) { store, items in
            let item = items[0].id
            _ = try await store.claims.claim(item, by: "Ada", now: now)
            try await store.claims.release(item, by: "Bea")
            #expect(try await store.claims.held([item], now: now).count == 1)
            let taken = try await store.claims.claim(item, by: "Bea", now: now, isTakingOver: true)
            #expect(taken.person == "Bea")
            try await store.claims.release(item, by: "Bea")
            #expect(try await store.claims.held([item], now: now).isEmpty)
        }
    }

    @Test(arguments: Engine.allCases)
    func aLateSaveGetsWhatTheOtherWrote(engine: Engine) async throws {
        try await withQueue(engine) { store, items in
            let item = items[0].id
            let (hers, his) = (content("hers"), content("his"))
            let first = try await store.drafts.save(hers, on: item, from: 0, by: "Ada", now: now)
            guard case .saved(let draft) = first else { throw StorageError.refused("not saved") }
            let late = try await store.drafts.save(his, on: item, from: 0, by: "Bob", now: now)
            #expect(late == .overtaken(draft))
            let merged = try await store.drafts.save(
                his, on: item, from: draft.revision, by: "Bob", now: now)
            guard case .saved(let second) = merged else { throw StorageError.refused("not saved") }
            #expect(second.revision == 2)
            #expect(try await store.drafts.versions(on: item).map(\.person) == ["Bob", "Ada"])
            // The same words again are no new version.
            #expect(
                try await store.drafts.save(his, on: item, from: 1, by: "Ada", now: now) == .saved(second))
        }
    }

    @Test(arguments: Engine.allCases)
    func aDecisionEndsClaimAndDraftAndUndoBringsTheWordsBack(engine: Engine) async throws {
        try await withQueue(engine) { store, items in
            let item = items[0].id
            _ = try await store.claims.claim(item, by: "Ada", now: now)
            _ = try await store.drafts.save(content("half"), on: item, from: 0, by: "Ada", now: now)
            try await store.verdicts.record([approval(items[0], by: "Ada", why: "whole")])
            #expect(try await store.drafts.current(on: item) == nil)
            #expect(try await store.claims.held([item], now: now).isEmpty)
            _ = try await store.verdicts.undo(by: "Ada", at: now)
            #expect(try await store.drafts.current(on: item)?.content.why == "whole")
        }
    }

    @Test(arguments: Engine.allCases)
    func eachPersonTakesBackTheirOwn(engine: Engine) async throws {
        try await withQueue(engine) { store, items in
            try await store.verdicts.record([approval(items[0], by: "Ada"), approval(items[1], by: "Ada")])
            try await store.verdicts.record([approval(items[2], by: "Bob")])
            #expect(try await store.verdicts.undo(by: "Ada", at: now).verdicts.count == 2)
            #expect(try await store.verdicts.undo(by: "Ada", at: now).isEmpty)
            #expect(try await store.items.counts() == [.approved: 1, .waiting: 2])
        }
    }

    @Test(arguments: Engine.allCases)
    func aHundredDecisionsCanBeTakenBackOneByOne(engine: Engine) async throws {
        try await withQueue(engine, count: 110) { store, items in
            for item in items { try await store.verdicts.record([approval(item, by: "Ada")]) }
            for item in items.reversed() {
                #expect(try await store.verdicts.undo(by: "Ada", at: now).verdicts.map(\.item) == [item.id])
            }
            #expect(try await store.queue.count(QueueFilter()) == 110)
        }
    }

    @Test(arguments: Engine.allCases)
    func whoSawAnOlderStateRecordsNothing(engine: Engine) async throws {
        try await withQueue(engine) { store, items in
            let (one, other) = (items[0].id, items[1].id)
            let sight = try await store.verdicts.sight(of: one)
            try await store.verdicts.record([approval(items[0], by: "Bob")], seeing: [one: sight])
            await #expect(throws: StorageError.overtaken(item: one.rawValue)) {
                try await store.verdicts.record(
                    [approval(items[1], by: "Ada"), approval(items[0], by: "Ada")], seeing: [one: sight])
            }
            #expect(try await store.verdicts.current(for: other) == nil)
        }
    }

    @Test(arguments: Engine.allCases)
    func anApprovalThatNeedsASecondPersonWaitsForOne(engine: Engine) async throws {
        try await withQueue(engine) { store, items in
            let item = items[0].id
            let first = try await store.verdicts.record([approval(items[0], by: "Ada")], needsSecond: true)
            #expect(first.proposed == [item])
            #expect(try await store.verdicts.current(for: item) == nil)
            var half = QueueFilter()
            half.isHalfApproved = true
            #expect(try await store.queue.count(half) == 1)
            // Nobody seconds themselves.
            #expect(
                try await store.verdicts.record([approval(items[0], by: "Ada")], needsSecond: true).proposed
                    == [item])
            let second = try await store.verdicts.record([approval(items[0], by: "Bob")], needsSecond: true)
            #expect(second.proposed.isEmpty)
            #expect(try await store.verdicts.current(for: item)?.by.name == "Bob")
            #expect(try await store.proposals.open(on: item) == nil)
            // Taking the second back leaves the first.
            _ = try await store.verdicts.undo(by: "Bob", at: now)
            #expect(try await store.proposals.open(on: item)?.verdict.by.name == "Ada")
            #expect(try await store.verdicts.undo(by: "Ada", at: now).verdicts.map(\.item) == [item])
            #expect(try await store.queue.count(QueueFilter()) == 3)
        }
    }

    @Test(arguments: Engine.allCases)
    func anApprovalOfOlderWordsWaitsNoMore(engine: Engine) async throws {
        try await withQueue(engine) { store, items in
            let item = items[0].id
            try await store.verdicts.record([approval(items[0], by: "Ada")], needsSecond: true)
            let changed = Item.sample(feed: Feed.first.id, guid: "0", title: "Other words", body: "Now.")
            _ = try await store.items.save([changed], noting: .sample(.first))
            #expect(try await store.proposals.open(on: item) == nil)
            let second = try await store.verdicts.record([approval(items[0], by: "Bob")], needsSecond: true)
            #expect(second.proposed == [item])
        }
    }

    @Test(arguments: Engine.allCases)
    func commentsStayUntilTheirAuthorTakesThemBack(engine: Engine) async throws {
        try await withQueue(engine) { store, items in
            let item = items[0].id
            let comment = try await store.comments.add("  Is it ours? ", to: item, by: "Ada", now: now)
            #expect(comment.text == "Is it ours?")
            #expect(try await !store.comments.withdraw(comment.number, by: "Bob", now: now))
            #expect(try await store.comments.comments(on: item) == [comment])
            #expect(try await store.comments.withdraw(comment.number, by: "Ada", now: now))
            #expect(try await store.comments.comments(on: item).isEmpty)
            await #expect(throws: StorageError.self) {
                try await store.comments.add(" \n", to: item, by: "Ada", now: now)
            }
        }
    }

    @Test(arguments: Engine.allCases)
    func sharedFiltersAreEverybodysAndOnlyTheirOwnersToRemove(engine: Engine) async throws {
        try await engine.withStore { store in
            var filter = QueueFilter()
            filter.topics = ["risk"]
            let mine = try await store.savedFilters.save(
                filter, as: "Risk", by: "Ada", isShared: false, now: now)
            #expect(try await store.savedFilters.all(for: "Bob").isEmpty)
            let shared = try await store.savedFilters.save(
                filter, as: "Risk", by: "Ada", isShared: true, now: now)
            #expect(shared.number == mine.number)
            #expect(try await store.savedFilters.all(for: "Bob") == [shared])
            #expect(try await !store.savedFilters.remove(shared.number, by: "Bob"))
            #expect(try await store.savedFilters.remove(shared.number, by: "Ada"))
        }
    }

    private func content(_ why: String) -> Draft.Content {
        Draft.Content(topics: ["risk"], fit: Verdict.Fit(), why: why, note: "")
    }

    private func approval(_ item: Item, by name: String, why: String = "It helps.") -> Verdict {
        Verdict(
            item: item.id, decision: .approve, topics: ["risk"], why: why, by: .init(name: name, time: now))
    }
}

@Suite struct ItemHistoryTests {
    @Test(arguments: Engine.allCases)
    func everythingThatHappenedIsToldInOrder(engine: Engine) async throws {
        try await withQueue(engine) { store, items in
            let item = items[0]
            let verdict = Verdict(
                item: item.id, decision: .hold, topics: [],
                by: .init(name: "Ada", time: .sample("2026-11-03T09:00:00Z")))
            try await store.verdicts.record([verdict])
            _ = try await store.comments.add(
                "Is it ours?", to: item.id, by: "Bob", now: .sample("2026-11-04T09:00:00Z"))
            _ = try await store.verdicts.undo(by: "Ada", at: .sample("2026-11-05T09:00:00Z"))
            let changed = Item.sample(feed: Feed.first.id, guid: "0", title: "Other", body: "Now.")
            _ = try await store.items.save(
                [changed], noting: .sample(.first, at: "2026-11-06T09:00:00Z"))
            let events = try await store.history(of: item.id).map(\.event)
            #expect(
                events == [
                    .seen(source: "One"), .decided(verdict, before: nil), .said("Is it ours?"),
                    .takenBack(verdict),
                    .changed(
                        before: .init(title: "Boards", text: "Good governance weighs each risk."),
                        after: .init(title: "Other", text: "Now.")),
                ])
        }
    }
}
