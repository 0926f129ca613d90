// SPDX-License-Identifier: MIT

import Foundation
import Model
import TestSupport
import Testing

@testable import Storage

/// How the store is looked after.
@Suite struct UpkeepTests {
    @Test(arguments: Engine.allCases)
    func whatNoFeedGivesAnyMoreAndNobodyUsedGoes(engine: Engine) async throws {
        try await engine.withStore { store in
            let items = (1...6).map { Item.numbered($0) }
            try await store.take(items, at: "2026-01-02T09:00:00Z")
            try await store.verdicts.record([
                Verdict(
                    item: items[1].id, decision: .reject, topics: [], note: "Not for us.",
                    by: Verdict.Signature(name: "Ada", time: .sample()))
            ])
            try await store.comments.add("Is this for us?", to: items[2].id, by: "ada", now: .sample())
            // The feed goes on without the first four; then it gives one of them once more.
            try await store.take(Array(items[4...]) + [.numbered(7)], at: "2026-10-02T09:00:00Z")
            let date = Date.sample("2026-06-01T00:00:00Z")
            let gone = try await store.upkeep.forget(lastSeenBefore: date, keeping: [items[3].id])
            #expect(gone == 1)
            let left = try await store.items.list(ItemFilter(limit: 50)).map(\.id)
            #expect(Set(left) == Set((items[1...] + [.numbered(7)]).map(\.id)))
            #expect(try await store.checkDeeply().flaws == [])
            try await store.take([items[0]] + items[4...], at: "2026-10-03T09:00:00Z")
            #expect(try await store.items.list(ItemFilter(limit: 50)).count == 6)
            #expect(try await store.upkeep.forget(lastSeenBefore: date, keeping: []) == 1)
        }
    }

    @Test(arguments: Engine.allCases)
    func whatAFeedHasNotReplacedStays(engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.take([.numbered(1)], at: "2026-01-02T09:00:00Z")
            let late = Date.sample("2026-12-01T00:00:00Z")
            #expect(try await store.upkeep.forget(lastSeenBefore: late, keeping: []) == 0)
            try await store.feeds.subscribe(to: [])
            #expect(try await store.upkeep.forget(lastSeenBefore: late, keeping: []) == 1)
        }
    }

    @Test(arguments: Engine.allCases)
    func itsSizeIsNotedOnceADay(engine: Engine) async throws {
        try await engine.withStore { store in
            let (one, two) = (Date.sample("2026-11-02T09:00:00Z"), Date.sample("2026-11-03T00:10:00Z"))
            #expect(try await store.upkeep.isDue(at: one))
            try await store.upkeep.note(forgotten: 2, at: one)
            try await store.upkeep.note(forgotten: 3, at: one.addingTimeInterval(3_600))
            #expect(try await !store.upkeep.isDue(at: one))
            #expect(try await store.upkeep.isDue(at: two))
            try await store.upkeep.note(forgotten: 0, at: two)
            let days = try await store.upkeep.days(10)
            #expect(days.map(\.day) == ["2026-11-03", "2026-11-02"] && days.map(\.forgotten) == [0, 5])
            #expect(days.allSatisfy { $0.bytes > 0 && $0.items == 0 })
        }
    }

    @Test(arguments: Engine.allCases)
    func aDeepLookFindsWhatContradictsItself(engine: Engine) async throws {
        try await engine.withStore { store in
            let items = (1...4).map { Item.numbered($0) }
            try await store.take(items, at: "2026-01-02T09:00:00Z")
            try await store.queue.catchUp()
            let sound = try await store.checkDeeply()
            #expect(sound.flaws == [] && sound.rows > 8 && sound.tables > 40)
            try await store.database.write { session in
                try session.run("UPDATE items SET content = '{\"half' WHERE id = \(items[0].id)")
                try session.run("UPDATE items SET state = 'approved' WHERE id = \(items[1].id)")
                try session.run("DELETE FROM queue_facets")
                try session.run("DELETE FROM queue WHERE item = \(items[2].id)")
                try session.run("DELETE FROM unsurveyed_items WHERE item = \(items[2].id)")
            }
            let flaws = try await store.checkDeeply().flaws
            #expect(flaws.contains { $0.contains("\(items[0].id)") && $0.contains("JSON") })
            #expect(flaws.contains { $0.contains("\(items[1].id)") && $0.contains("nobody decided") })
            #expect(flaws.contains { $0.contains("\(items[2].id)") && $0.contains("queue") })
            #expect(flaws.contains { $0.contains("\(items[2].id)") && $0.contains("its page") })
            #expect(!flaws.contains { $0.contains("\(items[3].id)") })
        }
    }

    @Test(arguments: Engine.allCases)
    func figuresCountWhatIsThereAndWhatWaits(engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.take((1...3).map { .numbered($0) }, at: "2026-01-02T09:00:00Z")
            let figures = try await store.figures(at: .sample("2026-11-02T09:00:00Z"))
            #expect(figures.feeds == 1 && figures.dueFeeds == 1 && figures.pausedFeeds == 0)
            #expect(figures.items == ["waiting": 3] && figures.untaggedItems == 3)
            #expect(figures.workers == 0 && figures.lastRun == nil && figures.bytes > 4_096)
        }
    }
}

private extension Item {
    static func numbered(_ number: Int) -> Item {
        .sample(
            feed: Feed.id(for: .sample("https://one.example.org/feed")), guid: "g\(number)",
            title: "Item \(number)",
            address: "https://one.example.org/\(number)", body: "Words of number \(number).")
    }
}

private extension Store {
    func take(_ items: [Item], at time: String) async throws {
        let feed = Feed(address: .sample("https://one.example.org/feed"), title: "One")
        try await feeds.subscribe(to: [feed])
        let fetch = FetchRecord(feed: feed.id, time: .sample(time), result: .ok, reason: "read")
        _ = try await self.items.save(items, noting: fetch) { _ in
            NextTry(due: .sample(time), why: "", intervalMinutes: 60)
        }
    }
}
