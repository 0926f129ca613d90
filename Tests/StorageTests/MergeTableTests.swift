// SPDX-License-Identifier: MIT

import Model
import Storage
import TestSupport
import Testing

@Suite struct MergeTableTests {
    private let person = Verdict.Signature(name: "Ada", time: .sample("2026-11-02T10:00:00Z"))
    private let rule = Verdict.Signature(
        name: "seen before", time: .sample("2026-11-02T09:30:00Z"), isRule: true)
    private let one = Item.sample(
        feed: Feed.first.id, title: "One short story", address: "https://one.example.org/a")
    private let two = Item.sample(
        feed: Feed.second.id, title: "Two stories", address: "https://two.example.org/b")

    private func withTwo(_ engine: Engine, _ claim: (Store) async throws -> Void) async throws {
        try await engine.withStore { store in
            try await store.feeds.subscribe(to: [.first, .second, .third])
            _ = try await store.items.save([one], noting: .sample(.first))
            _ = try await store.items.save([two], noting: .sample(.second, at: "2026-11-02T09:01:00Z"))
            try await claim(store)
        }
    }

    private func titles(_ store: Store) async throws -> [String] {
        try await store.items.list(ItemFilter(limit: 9)).map(\.library.item.title).sorted()
    }

    @Test(arguments: Engine.allCases)
    func aMergedItemIsASourceOfTheOtherAndFoundUnderIt(engine: Engine) async throws {
        try await withTwo(engine) { store in
            let done = try await store.merges.merge(two.id, into: one.id, why: "a copy", by: person)
            #expect(done.gone == two.id && done.kept == one.id)
            let found = try #require(try await store.items.find(two.id.rawValue))
            #expect(found.id == one.id)
            #expect(found.library.sources.map(\.feed) == [Feed.first.id, Feed.second.id])
            #expect(try await titles(store) == ["One short story"])
            #expect(try await store.items.counts() == [.waiting: 1])
            #expect(try await store.items.undecidedCount() == 1)
            #expect(try await store.items.untagged(by: "m", limit: 9).map(\.id) == [one.id])
            let part = try #require(try await store.merges.parts(of: one.id).first)
            #expect(part.item == two.id && part.why == "a copy" && part.by == person)
        }
    }

    @Test(arguments: Engine.allCases)
    func anotherRunUndoesNeitherAMergeNorASplit(engine: Engine) async throws {
        try await withTwo(engine) { store in
            _ = try await store.merges.merge(two.id, into: one.id, why: "", by: person)
            let again = try await store.items.save(
                [two], noting: .sample(.second, at: "2026-11-03T09:00:00Z"))
            #expect(again.unchanged == 1)
            let edited = Item.sample(
                feed: Feed.second.id, title: "Edited", address: "https://two.example.org/b")
            _ = try await store.items.save([edited], noting: .sample(.second, at: "2026-11-04T09:00:00Z"))
            // Only the source that the words came from changes them.
            #expect(try await titles(store) == ["One short story"])
            #expect(try await store.merges.split(one.id, source: nil, by: person) == [two.id])
            #expect(try await titles(store) == ["One short story", "Two stories"])
            #expect(try await store.merges.join(one.id, two.id, why: "", by: rule) == nil)
            _ = try await store.items.save([edited], noting: .sample(.second, at: "2026-11-05T09:00:00Z"))
            #expect(try await titles(store) == ["Edited", "One short story"])
        }
    }

    @Test(arguments: Engine.allCases)
    func undoGoesBackStepByStep(engine: Engine) async throws {
        try await withTwo(engine) { store in
            _ = try await store.merges.merge(two.id, into: one.id, why: "", by: person)
            _ = try await store.merges.split(two.id, source: nil, by: person)
            #expect(try await titles(store).count == 2)
            let split = try #require(try await store.merges.undo(at: .sample()))
            #expect(!split.isMerge && split.items == [two.id] && split.other == one.id)
            #expect(try await titles(store) == ["One short story"])
            let merge = try #require(try await store.merges.undo(at: .sample()))
            #expect(merge.isMerge && merge.items == [two.id])
            #expect(try await titles(store).count == 2)
            #expect(try await store.merges.undo(at: .sample()) == nil)
            // Nothing is kept apart any more.
            #expect(try await store.merges.join(one.id, two.id, why: "", by: rule) == one.id)
        }
    }

    @Test(arguments: Engine.allCases)
    func aSourceThatNeverHadAnItemGetsOne(engine: Engine) async throws {
        try await withTwo(engine) { store in
            let copy = Item.sample(
                feed: Feed.third.id, title: "One short story | Three",
                address: "https://one.example.org/a?utm_source=x")
            #expect(try await store.items.save([copy], noting: .sample(.third)).joined == 1)
            let parted = try await store.merges.split(one.id, source: Feed.third.id, by: person)
            #expect(parted == [copy.id])
            let made = try #require(try await store.items.find(copy.id.rawValue))
            #expect(made.library.item.title == "One short story")
            #expect(made.library.sources.map(\.feed) == [Feed.third.id])
            // Its feed speaks for it from now on, and the page does not join them again.
            let report = try await store.items.save(
                [copy], noting: .sample(.third, at: "2026-11-03T09:00:00Z"))
            #expect(report.changed == 1 && report.joined == 0)
            #expect(try await titles(store) == ["One short story", "One short story | Three", "Two stories"])
            _ = try await store.merges.undo(at: .sample())
            #expect(try await titles(store) == ["One short story", "Two stories"])
        }
    }

    @Test(arguments: Engine.allCases)
    func partingTheSourceThatTheWordsCameFromSendsTheOthersAway(engine: Engine) async throws {
        try await withTwo(engine) { store in
            let third = Item.sample(
                feed: Feed.third.id, title: "Three", address: "https://three.example.org/c")
            _ = try await store.items.save([third], noting: .sample(.third, at: "2026-11-02T09:02:00Z"))
            _ = try await store.merges.merge(two.id, into: one.id, why: "", by: person)
            _ = try await store.merges.merge(third.id, into: one.id, why: "", by: person)
            #expect(try await store.merges.split(one.id, source: Feed.first.id, by: person) == [two.id])
            let found = try #require(try await store.items.find(two.id.rawValue))
            #expect(found.library.sources.map(\.feed) == [Feed.second.id, Feed.third.id])
        }
    }

    @Test(arguments: Engine.allCases)
    func aRuleNeverJoinsWhatOneFeedCarriesOrWhatWasDecidedTwice(engine: Engine) async throws {
        try await withTwo(engine) { store in
            let other = Item.sample(feed: Feed.first.id, guid: "x", title: "Another", address: nil)
            _ = try await store.items.save([other], noting: .sample(.first))
            #expect(try await store.merges.join(one.id, other.id, why: "", by: rule) == nil)
            try await store.decide(.approve, on: two)
            // The one on which somebody has decided stays, although the other was seen before it.
            #expect(try await store.merges.join(one.id, two.id, why: "", by: rule) == two.id)
            try await store.decide(.reject, on: other)
            #expect(try await store.merges.join(two.id, other.id, why: "", by: rule) == nil)
        }
    }

    @Test(arguments: Engine.allCases)
    func theItemThatStaysDoesNotDependOnTheOrder(engine: Engine) async throws {
        for isReversed in [false, true] {
            try await engine.withStore { store in
                try await store.feeds.subscribe(to: [.first, .second])
                for (item, feed) in isReversed
                    ? [(two, Feed.second), (one, .first)] : [(one, .first), (two, .second)]
                {
                    _ = try await store.items.save([item], noting: .sample(feed))
                }
                let kept = try await store.merges.join(
                    isReversed ? two.id : one.id, isReversed ? one.id : two.id, why: "", by: rule)
                #expect(kept == min(one.id, two.id))
            }
        }
    }

    @Test(arguments: Engine.allCases)
    func whatMakesNoSenseIsRefusedInWords(engine: Engine) async throws {
        try await withTwo(engine) { store in
            await #expect(throws: StorageError.self) {
                try await store.merges.merge("i-none", into: one.id, why: "", by: person)
            }
            await #expect(
                throws: StorageError.refused("\(one.id) has one source only; there is nothing to part")
            ) {
                try await store.merges.split(one.id, source: nil, by: person)
            }
            try await store.decide(.approve, on: two)
            await #expect(throws: StorageError.self) {
                try await store.merges.merge(two.id, into: one.id, why: "", by: person)
            }
            _ = try await store.merges.merge(one.id, into: two.id, why: "", by: person)
            await #expect(throws: StorageError.refused("\(one.id) and \(two.id) are one item already")) {
                try await store.merges.merge(one.id, into: two.id, why: "", by: person)
            }
            await #expect(throws: StorageError.refused("the feed f-none does not carry \(two.id)")) {
                try await store.merges.split(two.id, source: "f-none", by: person)
            }
        }
    }

    @Test(arguments: Engine.allCases)
    func newGuidsForAJoinedItemMakeNoNewItem(engine: Engine) async throws {
        try await withTwo(engine) { store in
            _ = try await store.merges.merge(two.id, into: one.id, why: "", by: person)
            let renamed = Item.sample(
                feed: Feed.second.id, guid: "new", title: "Two stories", address: "https://two.example.org/b")
            let report = try await store.items.save(
                [renamed], noting: .sample(.second, at: "2026-11-03T09:00:00Z"))
            #expect(report.new == 0 && report.unchanged == 1)
            #expect(try await titles(store) == ["One short story"])
        }
    }

    @Test(arguments: Engine.allCases)
    func aKeyThatIsTakenUpAgainForOtherWordsIsAnItemOfItsOwn(engine: Engine) async throws {
        try await withTwo(engine) { store in
            let renamed = Item.sample(
                feed: Feed.first.id, guid: "new", title: "One short story",
                address: "https://one.example.org/a")
            _ = try await store.items.save([renamed], noting: .sample(.first))
            let reused = Item.sample(
                feed: Feed.first.id, title: "Quite another", address: "https://one.example.org/z")
            #expect(reused.id == one.id)
            let report = try await store.items.save([renamed, reused], noting: .sample(.first))
            #expect(report.new == 1 && report.unchanged == 1)
            #expect(try await titles(store) == ["One short story", "Quite another", "Two stories"])
        }
    }
}

extension Feed {
    static let third = Feed(address: .sample("https://three.example.org/feed"), title: "Three")
}

extension Store {
    func decide(_ decision: Verdict.Decision, on item: Item) async throws {
        try await verdicts.record([
            Verdict(
                item: item.id, decision: decision, topics: ["digital-strategy"],
                why: "It shows how to choose.",
                by: Verdict.Signature(name: "Ada", time: .sample()))
        ])
    }
}
