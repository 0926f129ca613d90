// SPDX-License-Identifier: MIT

import Feeds
import Foundation
import Model
import Pipeline
import Storage
import Synchronization
import TestSupport
import Transport

/// A library whose one feed has a hub, with a hub that remembers what it was asked.
struct PushBench {
    static let feed = Feed.at("https://blog.example.org/feed", title: "A blog")
    static let hub = WebAddress.sample("https://hub.example.org/")
    static let now = Date.sample("2026-11-02T09:00:00Z")

    let store: Store
    let client: RecordedHTTPClient
    let run: PushRun
    let intake: PushIntake

    /// - Parameters:
    ///   - hub: where the feed says its hub is.
    ///   - answer: the hub's.
    init(hub: WebAddress? = PushBench.hub, answer: HTTPResponse = .sample(status: 202)) async throws {
        store = try await Store.subscribed(to: [PushBench.feed])
        client = RecordedHTTPClient { _ in .success(answer) }
        let count = Mutex(0)
        run = PushRun(
            store: store, hubs: HubClient(client: client),
            callbacks: .sample("https://learn.example.org/websub/")
        ) {
            count.withLock { count in
                count += 1
                return "key\(count)"
            }
        }
        intake = PushIntake(store: store, fetcher: FeedFetcher(client: client), firstLimit: 20)
        try await say(hub: hub)
    }

    /// The feed's document names a hub, or none.
    func say(hub: WebAddress?) async throws {
        let record = FetchRecord(
            feed: PushBench.feed.id, time: PushBench.now, result: .ok, reason: "read",
            terms: FeedTerms(hub: hub, topic: hub == nil ? nil : PushBench.feed.address))
        try await store.feeds.note(
            record,
            next: NextTry(due: PushBench.now.addingTimeInterval(3600), why: "", intervalMinutes: 120))
    }

    /// The hub asks whether we meant it.
    func confirm(
        _ mode: String = "subscribe", key: Push.Key = "key1", topic: String = PushBench.feed.address.text,
        lease: Int? = 864_000, after days: Double = 0
    ) async throws -> String? {
        try await intake.answer(
            .init(mode: mode, topic: topic, challenge: "c", leaseSeconds: lease, reason: "too many"), to: key,
            now: PushBench.now.addingTimeInterval(days * 86_400))
    }

    /// The hub sends a document.
    func send(
        _ body: String, signedWith secret: String? = "key2", by algorithm: KeyedDigest = .sha256,
        key: Push.Key = "key1"
    ) async throws -> PushIntake.Fate {
        let bytes = Array(body.utf8)
        let signature = secret.map {
            "\(algorithm.rawValue)=\(algorithm.hex(of: bytes, key: Array($0.utf8)))"
        }
        return try await intake.take(
            .init(body: bytes, contentType: "application/rss+xml", signature: signature), for: key,
            now: PushBench.now.addingTimeInterval(60))
    }

    /// The feed as the store knows it.
    func record() async throws -> FeedRecord? { try await store.feeds.find(PushBench.feed.id) }
}

extension HTTPForm {
    /// The value of a field.
    func value(_ name: String) -> String? { fields.first { $0.name == name }?.value }
}
