// SPDX-License-Identifier: MIT

import Foundation
import Model
import Storage
import TestSupport
import Testing

@Suite struct FeedTableTests {
    @Test(arguments: Engine.allCases)
    func feedsFollowTheFilesAndKeepWhatIsKnown(engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.feeds.subscribe(to: [.first, .second])
            let fetch = FetchRecord.sample(
                .second, validators: Validators(etag: "W/\"x\"", lastModified: "odd"))
            _ = try await store.items.save([.sample(feed: Feed.second.id)], noting: fetch)
            try await store.feeds.subscribe(to: [.first])
            #expect(try await store.feeds.all().map(\.feed) == [.first])
            try await store.feeds.subscribe(to: [.first, .second])
            let record = try #require(try await store.feeds.find(Feed.second.id))
            #expect(record.feed == .second)
            #expect(try await store.feeds.items(now: .sample())[Feed.second.id]?.count == 1)
            #expect(record.validators == Validators(etag: "W/\"x\"", lastModified: "odd"))
        }
    }

    @Test(arguments: Engine.allCases)
    func failuresAreCountedUntilAFetchSucceeds(engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.feeds.subscribe(to: [.first])
            try await store.feeds.note(.sample(.first, result: .timeout))
            try await store.feeds.note(.sample(.first, at: "2026-11-02T10:00:00Z", result: .httpError))
            #expect(try await store.feeds.find(Feed.first.id)?.failing.count == 2)
            try await store.feeds.note(.sample(.first, at: "2026-11-02T11:00:00Z", result: .notModified))
            let record = try #require(try await store.feeds.find(Feed.first.id))
            #expect(record.failing.count == 0)
            #expect(record.last?.result == .notModified)
            #expect(!record.isDue(at: .sample("2026-11-02T12:00:00Z")))
            #expect(record.isDue(at: .sample("2026-11-03T09:00:00Z")))
            #expect(
                try await store.feeds.fetches(of: Feed.first.id, limit: 5).map(\.result)
                    == [.notModified, .httpError, .timeout])
        }
    }

    @Test(arguments: Engine.allCases)
    func whatWasSettledWhileAClockWentWrongDoesNotCount(engine: Engine) async throws {
        try await engine.withStore { store in
            let now = Date.sample("2026-11-02T12:00:00Z")
            try await store.feeds.subscribe(to: [.first, .second])
            try await store.feeds.note(.sample(.first, at: "2026-11-02T11:00:00Z", result: .notModified))
            try await store.feeds.note(.sample(.second, at: "2036-11-02T11:00:00Z", result: .notModified))
            #expect(try await store.feeds.due(at: now).map(\.feed) == [.second])
            let ids = [Feed.first.id, Feed.second.id]
            #expect(try await store.feeds.due(at: now, among: ids).map(\.feed) == [.second])
            #expect(try await store.feeds.find(Feed.second.id)?.isDue(at: now) == true)
            #expect(try await store.figures(at: now).dueFeeds == 1)
            for (host, until) in [("a", "2026-11-03T12:00:00Z"), ("b", "2036-11-03T12:00:00Z")] {
                try await store.feeds.note(HostWait(until: .sample(until), reason: "busy"), of: host)
            }
            #expect(try await store.feeds.waits(after: now).keys.sorted() == ["a"])
        }
    }

    @Test(arguments: Engine.allCases)
    func theLastHundredTriesAreKept(engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.feeds.subscribe(to: [.first, .second])
            try await store.feeds.note(.sample(.second, result: .timeout))
            for _ in 0..<100 { try await store.feeds.note(.sample(.first, result: .timeout)) }
            for _ in 0..<3 { try await store.feeds.note(.sample(.first, result: .notModified)) }
            let tries = try await store.feeds.fetches(of: Feed.first.id, limit: 1000)
            #expect(tries.count == 100)
            #expect(tries.prefix(4).map(\.result) == [.notModified, .notModified, .notModified, .timeout])
            #expect(try await store.feeds.fetches(of: Feed.second.id, limit: 1000).count == 1)
        }
    }

    @Test(arguments: Engine.allCases)
    func aTryOfAFeedThatIsNotThereIsRefused(engine: Engine) async throws {
        try await engine.withStore { store in
            await #expect(throws: StorageError.missing(kind: "feed", id: Feed.first.id.rawValue)) {
                try await store.feeds.note(.sample(.first))
            }
        }
    }

    @Test(arguments: Engine.allCases)
    func whatFeedsGaveIsCountedByTheMonth(engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.feeds.subscribe(to: [.first, .second])
            let items = (0..<6).map { number in
                Item.sample(
                    feed: Feed.first.id, guid: "\(number)", title: "Title \(number)",
                    address: "https://one.example.org/\(number)",
                    published: .sample(
                        "2026-\(["01-01", "09-08", "10-01", "10-08", "10-20", "11-01"][number])T09:00:00Z"))
            }
            _ = try await store.items.save(items, noting: .sample(.first))
            let now = Date.sample("2026-11-07T09:00:00Z")
            let found = try await store.feeds.items(now: now)
            #expect(found[Feed.second.id] == nil)
            let given = try #require(found[Feed.first.id])
            #expect(given.count == 6)
            #expect(given.newest == .sample("2026-11-01T09:00:00Z"))
            // Five of the last 90 days, in the 60 since the first of them.
            #expect(given.perMonth == 2.5)
            #expect(try await store.feeds.items(of: Feed.first.id, now: now) == found)
        }
    }

    @Test(arguments: Engine.allCases)
    func feedsThatAreDueComeAlone(engine: Engine) async throws {
        try await engine.withStore { store in
            let third = Feed(address: .sample("https://three.example.org/feed"), title: "Three")
            try await store.feeds.subscribe(to: [.first, .second, third])
            try await store.feeds.note(.sample(.first))
            try await store.feeds.pause(third.id, reason: "", at: .sample())
            #expect(try await store.feeds.due(at: .sample()).map(\.feed) == [.second])
            #expect(
                try await store.feeds.due(at: .sample("2026-11-03T09:00:00Z")).map(\.feed) == [
                    .first, .second,
                ])
        }
    }

    @Test(arguments: Engine.allCases)
    func pausedFeedIsNotDueUntilItIsResumed(engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.feeds.subscribe(to: [.first])
            try await store.feeds.pause(Feed.first.id, reason: "too noisy", at: .sample())
            #expect(try await store.feeds.find(Feed.first.id)?.isDue(at: .sample()) == false)
            try await store.feeds.resume(Feed.first.id, at: .sample())
            #expect(try await store.feeds.find(Feed.first.id)?.isDue(at: .sample()) == true)
            await #expect(throws: StorageError.missing(kind: "feed", id: "f0")) {
                try await store.feeds.pause("f0", reason: "", at: .sample())
            }
        }
    }

    @Test(arguments: Engine.allCases)
    func feedThatIsGoneForGoodIsPausedWithTheReason(engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.feeds.subscribe(to: [.first])
            try await store.feeds.note(.sample(.first, result: .gone))
            let record = try #require(try await store.feeds.find(Feed.first.id))
            #expect(record.paused == "read")
            #expect(!record.isDue(at: .sample("2027-01-01T00:00:00Z")))
        }
    }

    @Test(arguments: Engine.allCases)
    func validatorsAreDroppedAfterEightDays(engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.feeds.subscribe(to: [.first])
            let validators = Validators(etag: "\"1\"", lastModified: nil)
            _ = try await store.items.save(
                [.sample(feed: Feed.first.id)],
                noting: .sample(.first, at: "2026-11-01T09:00:00Z", validators: validators))
            try await store.feeds.note(.sample(.first, at: "2026-11-08T09:00:00Z", result: .notModified))
            #expect(try await store.feeds.find(Feed.first.id)?.validators == validators)
            try await store.feeds.note(.sample(.first, at: "2026-11-09T09:00:00Z", result: .notModified))
            #expect(try await store.feeds.find(Feed.first.id)?.validators == Validators())
        }
    }

    @Test(arguments: Engine.allCases)
    func moveIsAdoptedOnlyAfterSeveralSightingsOverDays(engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.feeds.subscribe(to: [.first])
            let target = WebAddress.sample("https://new.example.org/feed")
            for day in ["02", "02", "02", "03"] {
                try await store.feeds.noteMove(
                    Feed.first.id, to: target, at: .sample("2026-11-\(day)T09:00:00Z"))
            }
            #expect(try await store.feeds.find(Feed.first.id)?.address == Feed.first.address)
            try await store.feeds.noteMove(Feed.first.id, to: target, at: .sample("2026-11-04T09:00:00Z"))
            #expect(try await store.feeds.find(Feed.first.id)?.address == target)
            try await store.feeds.stayAtOldAddress(Feed.first.id, at: .sample())
            try await store.feeds.noteMove(Feed.first.id, to: target, at: .sample("2026-11-09T09:00:00Z"))
            let record = try #require(try await store.feeds.find(Feed.first.id))
            #expect(record.address == Feed.first.address && record.move == nil)
        }
    }

    @Test(arguments: Engine.allCases)
    func moveToAnotherFeedIsNeverAdopted(engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.feeds.subscribe(to: [.first])
            _ = try await store.items.save(
                [.sample(feed: Feed.first.id)], noting: .sample(.first, at: "2026-11-01T09:00:00Z"))
            let target = WebAddress.sample("https://new.example.org/feed")
            for day in 2...9 {
                // What was new at the first look is known at the next ones, which proves nothing.
                try await store.feeds.noteMove(
                    Feed.first.id, to: target, isSameFeed: day > 2, at: .sample("2026-11-0\(day)T09:00:00Z"))
            }
            let record = try #require(try await store.feeds.find(Feed.first.id))
            #expect(record.address == Feed.first.address)
            #expect(record.move?.isElsewhere == true)
        }
    }

    @Test(arguments: Engine.allCases)
    func moveThatIsTakenBackIsForgotten(engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.feeds.subscribe(to: [.first])
            let target = WebAddress.sample("https://new.example.org/feed")
            try await store.feeds.noteMove(Feed.first.id, to: target, at: .sample())
            try await store.feeds.noteMove(Feed.first.id, to: nil, at: .sample())
            #expect(try await store.feeds.find(Feed.first.id)?.move == nil)
            await #expect(throws: StorageError.self) {
                try await store.feeds.stayAtOldAddress(Feed.first.id, at: .sample())
            }
        }
    }

    @Test(arguments: Engine.allCases)
    func serversThatWantRestAreRemembered(engine: Engine) async throws {
        try await engine.withStore { store in
            let wait = HostWait(until: .sample("2026-11-02T10:00:00Z"), reason: "we asked too often (429)")
            try await store.feeds.note(wait, of: "one.example.org")
            #expect(
                try await store.feeds.waits(after: .sample("2026-11-02T09:59:00Z")) == [
                    "one.example.org": wait
                ])
            #expect(try await store.feeds.waits(after: .sample("2026-11-02T10:00:00Z")).isEmpty)
        }
    }
}
