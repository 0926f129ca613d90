// SPDX-License-Identifier: MIT

import Foundation
import Model
import TestSupport
import Testing

@testable import Storage

/// Who is at work, and what is theirs alone for a while.
@Suite struct WorkerTableTests {
    @Test(arguments: Engine.allCases)
    func aHostBelongsToOneWorkerUntilItLeavesIt(engine: Engine) async throws {
        try await engine.withStore { store in
            let workers = store.workers
            let (one, two) = (try await workers.begin(as: "one"), try await workers.begin(as: "two"))
            #expect(try await Set(workers.take(["a", "b"], for: one).keys) == ["a", "b"])
            #expect(try await Set(workers.take(["b", "c"], for: two).keys) == ["c"])
            #expect(try await Set(workers.take(["a"], for: one).keys) == ["a"])
            try await workers.leave([.init("b", secondsAgo: 5)], by: one)
            // What is not one's own cannot be left.
            try await workers.leave([.init("c", secondsAgo: nil)], by: one)
            let taken = try await workers.take(["b", "c"], for: two)
            #expect(Set(taken.keys) == ["b", "c"])
            let ago = try #require(taken["b"] ?? nil)
            #expect(ago >= 5 && ago < 60)
            #expect(try await workers.present().map(\.hosts) == [1, 2])
            try await workers.end(one)
            #expect(try await Set(workers.take(["a"], for: two).keys) == ["a"])
            #expect(try await workers.present().map(\.name) == ["two"])
            #expect(try await workers.take([], for: two).isEmpty)
        }
    }

    @Test(arguments: Engine.allCases)
    func whoIsNotHeardOfIsGoneAndWhatItWritesIsRefused(engine: Engine) async throws {
        try await engine.withStore { store in
            let workers = store.workers
            // Its term was over before it began.
            let slow = try await workers.begin(as: "slow")
            _ = try await workers.take(["a"], for: slow)
            try await store.holding(.host("a", of: slow)).feeds.note(.sample(), of: "a")
            try await silence(slow, in: store)
            let quick = try await workers.begin(as: "quick")
            #expect(try await Set(workers.take(["a"], for: quick).keys) == ["a"])
            await #expect(throws: StorageError.leaseLost) {
                try await store.holding(.host("a", of: slow)).feeds.note(.sample(), of: "b")
            }
            #expect(try await store.feeds.waits(after: .sample()).keys.sorted() == ["a"])
            #expect(try await workers.stay(slow) == false)
            #expect(try await workers.stay(quick))
            await #expect(throws: StorageError.leaseLost) { _ = try await workers.take(["b"], for: slow) }
            // A host that was never taken is nobody's.
            await #expect(throws: StorageError.leaseLost) {
                try await store.holding(.host("z", of: quick)).feeds.note(.sample(), of: "z")
            }
            #expect(try await workers.present().map(\.name) == ["quick"])
        }
    }

    @Test(arguments: Engine.allCases)
    func itemsToTagAreSharedOutAndEachIsSavedByItsOwner(engine: Engine) async throws {
        try await engine.withStore { store in
            let items = (1...5).map { Item.named("Item \($0)") }
            try await store.take(items)
            let workers = store.workers
            let (one, two) = (try await workers.begin(as: "one"), try await workers.begin(as: "two"))
            let mine = try await workers.takeUntagged(by: "m", limit: 3, for: one)
            let theirs = try await workers.takeUntagged(by: "m", limit: 3, for: two)
            #expect(mine.count == 3 && theirs.count == 2)
            #expect(Set(mine.map(\.id)).union(theirs.map(\.id)) == Set(items.map(\.id)))
            #expect(try await workers.present().map(\.items) == [3, 2])
            let own = store.holding(.items(mine.map(\.id), of: one))
            try await own.tags.save(mine.map { TaggedItem(library: $0, tags: []) }, by: "m")
            let foreign = store.holding(.items(theirs.map(\.id), of: one))
            await #expect(throws: StorageError.leaseLost) {
                try await foreign.tags.save(theirs.map { TaggedItem(library: $0, tags: []) }, by: "m")
            }
            #expect(try await workers.takeUntagged(by: "m", limit: 3, for: one).isEmpty)
            try await silence(two, in: store)
            #expect(try await workers.takeUntagged(by: "m", limit: 3, for: one).count == 2)
            await #expect(throws: StorageError.leaseLost) {
                try await store.holding(.items(theirs.map(\.id), of: two)).tags.save(
                    theirs.map { TaggedItem(library: $0, tags: []) }, by: "m")
            }
        }
    }

    @Test(arguments: Engine.allCases)
    func manyWhoTakeAtOnceGetEachThingOnce(engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.take((1...40).map { Item.named("Item \($0)") })
            let workers = store.workers
            let hosts = (1...40).map { "h\($0).example.org" }
            let shares = try await withThrowingTaskGroup(of: (Set<String>, [Item.ID]).self) { group in
                for number in 1...6 {
                    group.addTask {
                        let id = try await workers.begin(as: "w\(number)")
                        var mine: Set<String> = []
                        for part in stride(from: 0, to: 40, by: 8) {
                            mine.formUnion(
                                try await workers.take(Array(hosts.shuffled()[part..<part + 8]), for: id).keys
                            )
                        }
                        return (mine, try await workers.takeUntagged(by: "m", limit: 10, for: id).map(\.id))
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let (taken, items) = (shares.flatMap(\.0), shares.flatMap(\.1))
            #expect(taken.count == Set(taken).count)
            #expect(items.count == Set(items).count && items.count >= 30)
        }
    }

    /// As if nothing had been heard of a worker for its whole term.
    private func silence(_ id: WorkerTable.ID, in store: Store) async throws {
        try await store.database.write {
            try $0.run("UPDATE workers SET until = until - 1000 WHERE worker = \(id.text)")
        }
    }
}

private extension HostWait {
    static func sample() -> HostWait {
        HostWait(until: .sample("2026-11-02T18:00:00Z"), reason: "busy")
    }
}

private extension Item {
    static func named(_ title: String) -> Item {
        .sample(
            feed: Feed.id(for: .sample("https://one.example.org/feed")), guid: title, title: title,
            address: "https://one.example.org/\(title.filter { $0 != " " })", body: "Words.")
    }
}

private extension Store {
    func take(_ items: [Item]) async throws {
        let feed = Feed(address: .sample("https://one.example.org/feed"), title: "One")
        try await feeds.subscribe(to: [feed])
        let fetch = FetchRecord(feed: feed.id, time: .sample(), result: .ok, reason: "read")
        _ = try await self.items.save(items, noting: fetch) { _ in
            NextTry(due: .sample(), why: "", intervalMinutes: 60)
        }
    }
}
