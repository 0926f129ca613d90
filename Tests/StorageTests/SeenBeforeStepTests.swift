// SPDX-License-Identifier: MIT

import Foundation
import Model
import TestSupport
import Testing

@testable import Storage

/// A store that an older Cairn made, before articles were known again.
@Suite struct SeenBeforeStepTests {
    /// The step before.
    private let former = 6

    @Test func whatIsThereGetsItsPageKeysOriginsAndFingerprints() async throws {
        try await withTemporaryFolder { folder in
            let path = folder.appending(path: "cairn.sqlite").path
            let text = (1...40).map { "word\($0)" }.joined(separator: " ")
            let item = Item.sample(feed: Feed.first.id, address: "https://one.example.org/a/amp", body: text)
            let copy = Item.sample(
                feed: Feed.second.id, guid: "b", address: "https://one.example.org/a", body: text)
            try await makeOlder(path, item, copy)
            let store = try await Store.open(at: path)
            #expect(try await store.fingerprints.after(0, limit: 9).count == 1)
            #expect(try await store.fingerprints.fresh().count == 1)
            try await store.feeds.subscribe(to: [.first, .second, .third])
            let third = Item.sample(
                feed: Feed.third.id, address: "https://one.example.org/a?print=1", body: text)
            #expect(try await store.items.save([third], noting: .sample(.third)).joined == 1)
            let again = try await store.items.save([item], noting: .sample(.first))
            #expect(again.unchanged == 1)
            let person = Verdict.Signature(name: "Ada", time: .sample())
            #expect(try await store.merges.split(item.id, source: Feed.second.id, by: person) == [copy.id])
        }
    }

    /// A store with one item of two feeds.
    private func makeOlder(_ path: String, _ item: Item, _ copy: Item) async throws {
        let database = try await SQLiteDatabase.open(path: path)
        try await Migrations.run(on: database, upTo: former)
        try await database.write { session in
            for feed in [Feed.first, .second] {
                try session.run(
                    """
                    INSERT INTO feeds (id, address, title, standing, subscribed)
                    VALUES (\(feed.id), \(feed.address), \(feed.title), \(JSONText(feed.standing)), 1)
                    """)
            }
            let time = Date.sample()
            try session.run(
                """
                INSERT INTO items (id, feed, title, address, canonical, content, content_key, date, first_seen,
                    revision, state)
                VALUES (\(item.id), \(item.identity.feed), \(item.title), \(item.address),
                    \(item.address?.canonicalKey), \(JSONText(item)), \(item.contentKey), \(time), \(time), 1, 'waiting')
                """)
            for source in [item, copy] {
                try session.run(
                    """
                    INSERT INTO item_sources (feed, source_key, item, address, first_seen, last_seen)
                    VALUES (\(source.identity.feed), \("guid:" + source.identity.key), \(item.id), \(source.address),
                        \(time), \(time))
                    """)
            }
        }
    }
}
