// SPDX-License-Identifier: MIT

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
            #expect(record.itemCount == 1)
            #expect(record.validators == Validators(etag: "W/\"x\"", lastModified: "odd"))
        }
    }

    @Test(arguments: Engine.allCases)
    func failuresAreCountedUntilAFetchSucceeds(engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.feeds.subscribe(to: [.first])
            try await store.feeds.note(.sample(.first, result: .timeout))
            try await store.feeds.note(.sample(.first, at: "2026-11-02T10:00:00Z", result: .httpError))
            #expect(try await store.feeds.find(Feed.first.id)?.failures == 2)
            try await store.feeds.note(.sample(.first, at: "2026-11-02T11:00:00Z", result: .notModified))
            let record = try #require(try await store.feeds.find(Feed.first.id))
            #expect(record.failures == 0)
            #expect(record.last?.result == .notModified)
            #expect(!record.isDue(at: .sample("2026-11-02T12:00:00Z")))
            #expect(record.isDue(at: .sample("2026-11-03T09:00:00Z")))
            #expect(
                try await store.feeds.fetches(of: Feed.first.id, limit: 5).map(\.result)
                    == [.notModified, .httpError, .timeout])
        }
    }

    @Test(arguments: Engine.allCases)
    func pausedFeedIsNotDueUntilItIsResumed(engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.feeds.subscribe(to: [.first])
            try await store.feeds.pause(Feed.first.id, reason: "too noisy")
            #expect(try await store.feeds.find(Feed.first.id)?.isDue(at: .sample()) == false)
            try await store.feeds.resume(Feed.first.id)
            #expect(try await store.feeds.find(Feed.first.id)?.isDue(at: .sample()) == true)
            await #expect(throws: StorageError.missing(kind: "feed", id: "f0")) {
                try await store.feeds.pause("f0", reason: "")
            }
        }
    }
}
