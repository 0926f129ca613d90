// SPDX-License-Identifier: MIT

import Foundation
import Model
import TestSupport
import Testing

@testable import Storage

/// What a feed lists now, and what it listed before.
@Suite struct ListedSourcesTests {
    private let items = (1...3).map { number in
        Item.sample(
            feed: Feed.first.id, guid: "g\(number)", title: "Item \(number)",
            address: "https://one.example.org/\(number)", body: "Words of number \(number).")
    }

    @Test(arguments: Engine.allCases)
    func whatIsAsBeforeIsNotWrittenAgain(engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.feeds.subscribe(to: [.first])
            _ = try await store.items.save(items, noting: .sample(.first))
            let before = try await sources(store)
            let later = FetchRecord.sample(.first, at: "2026-11-03T09:00:00Z")
            #expect(try await store.items.save(items, noting: later).unchanged == 3)
            #expect(try await sources(store) == before)
            #expect(before.map(\.listed) == [1, 1, 1] && before.allSatisfy { $0.seen != nil })
            // A letter more is seen.
            let edited = Item.sample(
                feed: Feed.first.id, guid: "g2", title: "Item 2", address: "https://one.example.org/2",
                body: "Words of number 2!")
            let report = try await store.items.save(
                [items[0], edited, items[2]], noting: .sample(.first, at: "2026-11-04T09:00:00Z"))
            #expect(report.changed == 1 && report.unchanged == 2)
        }
    }

    @Test(arguments: Engine.allCases)
    func whatLeavesWasLastSeenAtTheTryBeforeAndMayComeBack(engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.feeds.subscribe(to: [.first])
            _ = try await store.items.save(items, noting: .sample(.first))
            try await store.feeds.note(.sample(.first, at: "2026-11-03T09:00:00Z", result: .notModified))
            _ = try await store.items.save(
                Array(items.dropFirst()), noting: .sample(.first, at: "2026-11-04T09:00:00Z"))
            let left = try await sources(store)
            #expect(left.map(\.listed) == [0, 1, 1] && left[0].lastSeen == "2026-11-03T09:00:00Z")
            let back = try await store.items.save(
                items, noting: .sample(.first, at: "2026-11-05T09:00:00Z"))
            #expect(back.unchanged == 3 && back.new == 0)
            #expect(try await sources(store).map(\.listed) == [1, 1, 1])
        }
    }

    @Test(arguments: Engine.allCases)
    func whatAHubSendsLeavesTheRestWhereItIs(engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.feeds.subscribe(to: [.first])
            _ = try await store.items.save(Array(items.prefix(2)), noting: .sample(.first))
            let report = try await store.items.save(
                [items[2]], noting: .sample(.first, at: "2026-11-03T09:00:00Z"), isWhole: false
            ) { _ in .sample }
            #expect(report.new == 1)
            #expect(try await sources(store).map(\.listed) == [1, 1, 1])
        }
    }

    /// In a store that an older Cairn made, what came before a feed's last change is not listed any more.
    @Test func anOlderStoreLearnsWhatIsListed() async throws {
        try await withTemporaryFolder { folder in
            let path = folder.appending(path: "cairn.sqlite").path
            let database = try await SQLiteDatabase.open(path: path)
            try await Migrations.run(on: database, upTo: 33)
            let (old, new) = (Date.sample("2026-11-01T09:00:00Z"), Date.sample("2026-11-02T09:00:00Z"))
            try await database.write { session in
                let feed = Feed.first
                try session.run(
                    """
                    INSERT INTO feeds (id, address, title, standing, subscribed, last_changed)
                    VALUES (\(feed.id), \(feed.address), \(feed.title), \(JSONText(feed.standing)), 1, \(new))
                    """)
                for (item, seen) in zip(items, [old, new, new]) {
                    try session.run(
                        """
                        INSERT INTO items (id, feed, title, address, canonical, content, content_key, licence_key, date,
                            first_seen, revision, state)
                        VALUES (\(item.id), \(feed.id), \(item.title), \(item.address), \(item.address?.canonicalKey),
                            \(JSONText(item)), \(item.contentKey), '', \(old), \(old), 1, 'waiting')
                        """)
                    try session.run(
                        """
                        INSERT INTO item_sources (feed, source_key, item, origin, address, first_seen, last_seen)
                        VALUES (\(feed.id), \("guid:" + item.identity.key), \(item.id), \(item.id), \(item.address),
                            \(old), \(seen))
                        """)
                }
            }
            let store = try await Store.open(at: path)
            #expect(try await sources(store).map(\.listed) == [0, 1, 1])
            let report = try await store.items.save(items, noting: .sample(.first))
            #expect(report.unchanged == 3)
            #expect(try await sources(store).allSatisfy { $0.listed == 1 && $0.seen != nil })
            // None of them was ever judged.
            try await store.articles.survey(words: 50, now: .sample())
            #expect(try await store.articles.dueCount(at: .sample()) == 3)
        }
    }

    @Test(arguments: Engine.allCases)
    func newItemsAreTaggedBeforeThoseThatAnotherModelHasSeen(engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.feeds.subscribe(to: [.first])
            _ = try await store.items.save(items, noting: .sample(.first))
            let library = try await store.items.untagged(by: "old", limit: 9)
            try await store.tags.save(
                [TaggedItem(library: library[0], tags: [])], by: "older")
            try await store.tags.save([TaggedItem(library: library[1], tags: [])], by: "old")
            func wanted(by model: String, _ limit: Int) async throws -> Set<Item.ID> {
                Set(try await store.items.untagged(by: model, limit: limit).map(\.id))
            }
            #expect(try await wanted(by: "new", 1) == [library[2].id])
            #expect(try await wanted(by: "new", 9).count == 3)
            #expect(try await wanted(by: "old", 9) == [library[0].id, library[2].id])
            let id = try await store.workers.begin(as: "w")
            let taken = try await store.workers.takeUntagged(by: "old", limit: 9, for: id).map(\.id)
            #expect(Set(taken) == [library[0].id, library[2].id])
        }
    }

    private struct Kept: Equatable {
        let lastSeen: String
        let listed: Int
        let seen: Int?
    }

    private func sources(_ store: Store) async throws -> [Kept] {
        try await store.database.read { session in
            try session.rows("SELECT last_seen, listed, seen FROM item_sources ORDER BY source_key").map {
                Kept(lastSeen: try $0.text(0), listed: try $0.integer(1), seen: $0.optionalInteger(2))
            }
        }
    }
}
