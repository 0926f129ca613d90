// SPDX-License-Identifier: MIT

import Foundation
import Model
import Storage
import TestSupport
import Testing

/// What about feeds needs a person, and what people do about it.
@Suite struct FeedHealthTests {
    private let author = AuditEntry.Author(name: "Ada")

    @Test(arguments: Engine.allCases)
    func aFeedNeedsAPersonWhenItFailsThreeTimes(engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.feeds.subscribe(to: [.first])
            for day in 1...3 {
                #expect(try await concerns(in: store) == [])
                try await store.feeds.note(
                    .sample(.first, at: "2026-11-0\(day)T09:00:00Z", result: .timeout))
            }
            #expect(try await concerns(in: store) == [.failing])
            try await store.feeds.leave(Feed.first.id, [.failing], by: author, at: .sample())
            #expect(try await concerns(in: store) == [])
            #expect(try await concerns(in: store, now: .sample("2027-02-01T09:00:00Z")) == [.failing])
        }
    }

    @Test(arguments: Engine.allCases)
    func aMoveToAnotherFeedIsFollowedOrNotAsAPersonSays(engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.feeds.subscribe(to: [.first])
            _ = try await store.items.save(
                [.sample(feed: Feed.first.id, published: .sample())],
                noting: .sample(.first, at: "2026-11-01T09:00:00Z"))
            let target = WebAddress.sample("https://new.example.org/feed")
            try await store.feeds.noteMove(Feed.first.id, to: target, isSameFeed: false, at: .sample())
            #expect(try await concerns(in: store) == [.moved])
            try await store.feeds.followMove(of: Feed.first.id, by: author, at: .sample())
            let health = try #require(try await store.feeds.health(of: Feed.first.id, now: .sample()))
            #expect(health.record.address == target && !health.needsPerson)
            #expect(health.items.count == 1)
            try await store.feeds.stayAtOldAddress(Feed.first.id, by: author, at: .sample())
            #expect(try await store.feeds.find(Feed.first.id)?.address == Feed.first.address)
            await #expect(throws: StorageError.missing(kind: "moved feed", id: Feed.first.id.rawValue)) {
                try await store.feeds.followMove(of: Feed.first.id, at: .sample())
            }
            let lines = try await store.audit.newest(5, of: "feed/\(Feed.first.id)")
            #expect(lines.map(\.action) == ["move refused", "move followed"])
        }
    }

    @Test(arguments: [(1, 11, true), (3, 9, false), (0, 5, false)])
    func whatIsMostlyTurnedAwayNeedsAPerson(approved: Int, rejected: Int, isConcern: Bool) async throws {
        let store = try await Store.inMemory()
        try await store.feeds.subscribe(to: [.first])
        let items = (0..<approved + rejected).map {
            Item.sample(
                feed: Feed.first.id, guid: "\($0)", title: "Title \($0)",
                address: "https://one.example.org/\($0)/", body: "Words of number \($0).",
                published: .sample())
        }
        _ = try await store.items.save(items, noting: .sample(.first))
        try await store.verdicts.record(
            items.enumerated().map { index, item in
                Verdict(
                    item: item.id, decision: index < approved ? .approve : .reject,
                    topics: ["digital-strategy"], why: "It helps.", note: "too thin",
                    by: .init(name: "Ada", time: .sample()))
            })
        #expect(try await concerns(in: store) == (isConcern ? [.rejected] : []))
    }

    @Test func theDigestHasTheMostUrgentFirst() async throws {
        let store = try await Store.inMemory()
        try await store.feeds.subscribe(to: [.first, .second])
        _ = try await store.items.save(
            [.sample(feed: Feed.first.id, published: .sample("2026-01-01T09:00:00Z"))],
            noting: .sample(.first))
        try await store.feeds.note(.sample(.second, result: .gone))
        let feeds = try await store.feeds.health(now: .sample())
        let digest = FeedDigest(feeds)
        #expect(digest.entries.map(\.concern.kind) == [.gone, .silent])
        #expect(digest.entries[1].concern.sentence == "Its newest item is from 2026-01-01.")
        #expect(digest.sentence(of: 2) == "2 of 2 feeds need a person.")
        // Whoever is paused by hand needs nobody.
        try await store.feeds.pause(Feed.first.id, reason: "enough", at: .sample())
        #expect(FeedDigest(try await store.feeds.health(now: .sample())).entries.count == 1)
        #expect(FeedDigest([]).sentence(of: 0) == "There are no feeds yet.")
    }

    private func concerns(
        in store: Store, now: Date = .sample("2026-11-05T09:00:00Z")
    ) async throws -> [FeedConcern.Kind] {
        try await store.feeds.health(now: now).flatMap { $0.concerns.map(\.kind) }
    }
}
