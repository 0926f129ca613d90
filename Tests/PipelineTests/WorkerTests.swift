// SPDX-License-Identifier: MIT

import Classification
import Feeds
import Foundation
import Model
import Storage
import Synchronization
import TestSupport
import Testing
import Transport

@testable import Pipeline

/// Several who work on one store.
@Suite(.timeLimit(.minutes(10))) struct WorkerTests {
    @Test func twoShareTheFeedsAndNoHostIsAskedByBoth() async throws {
        let feeds = (1...12).flatMap { host in (1...3).map { Feed.at("https://h\(host).example.org/\($0)") } }
        let store = try await Store.subscribed(to: feeds)
        let busy = Mutex<[String: Int]>([:])
        let most = Log<Int>()
        let client = RecordedHTTPClient { request in
            let host = request.address.host
            most.note(
                busy.withLock { busy in
                    busy[host, default: 0] += 1
                    return busy[host] ?? 0
                })
            for _ in 1...50 { await Task.yield() }
            busy.withLock { $0[host, default: 0] -= 1 }
            return .success(.sample(rssDocument([request.address.text])))
        }
        let found = try await withThrowingTaskGroup(of: [CollectedFeed].self) { group in
            for name in ["one", "two"] {
                group.addTask {
                    try await Worker.perform(on: store, as: name) { worker in
                        try await CollectRun(
                            store: store, fetcher: FeedFetcher(client: client), manners: .init(width: 3),
                            worker: worker
                        ).perform(.due, now: .sample(), isHelping: name == "two").feeds
                    }
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(client.requests.count == 36 && found.count == 36)
        #expect(Set(found.map(\.feed)).count == 36)
        #expect(most.events.max() == 1)
        #expect(try await store.workers.present().isEmpty)
    }

    @Test func aWorkerThatCountsAsGoneSavesNothing() async throws {
        let store = try await Store.subscribed(to: [.at("https://one.example.org/a")])
        let client = RecordedHTTPClient { _ in .success(.sample(rssDocument(["One"]))) }
        await #expect(throws: StorageError.leaseLost) {
            try await Worker.perform(on: store, as: "late", term: 0) { worker in
                _ = try await CollectRun(
                    store: store, fetcher: FeedFetcher(client: client), manners: .init(width: 1),
                    worker: worker
                ).perform(.due, now: .sample())
            }
        }
        #expect(client.requests.isEmpty)
        #expect(try await store.feeds.due(at: .sample()).count == 1)
    }

    @Test func aHostIsHadByOneAtATimeAndTheNextLearnsWhenItWasAsked() async throws {
        let store = try await Store.inMemory()
        try await Worker.perform(on: store, as: "one") { one in
            try await Worker.perform(on: store, as: "two") { two in
                #expect(try await one.enter("a.example") == nil)
                #expect(try await two.take(["a.example", "b.example"]) == ["b.example"])
                let waiting = Task { try await two.enter("a.example") }
                one.leave("a.example")
                // Whoever takes anything gives back what nobody is at.
                _ = try await one.take(["c.example"])
                #expect(try await waiting.value != nil)
                #expect(try await one.take(["a.example"]).isEmpty)
                #expect(try await two.enter("a.example") == nil)
            }
            #expect(try await one.take(["a.example", "b.example"]) == ["a.example", "b.example"])
        }
    }

    @Test func pagesAndItemsAreSharedToo() async throws {
        let items = (1...20).map { Item.named("Item \($0)") }
        let store = try await Store.holding(items)
        let client = RecordedHTTPClient { request in
            .success(.sample(request.address.path == "/robots.txt" ? "" : "<p>Some words.</p>"))
        }
        let pages = try await withThrowingTaskGroup(of: Int.self) { group in
            for name in ["one", "two"] {
                group.addTask {
                    try await Worker.perform(on: store, as: name) { worker in
                        let pages = try await EnrichRun(
                            store: store, client: client, manners: .init(width: 2, words: 100), worker: worker
                        ).perform(.due(limit: 100), now: .sample(), isHelping: name == "two").pages
                        let classifier = Classifier(curriculum: .sample())
                        _ = try await ClassifyRun(store: store, classifier: classifier, worker: worker)
                            .perform(now: .sample())
                        return pages.count
                    }
                }
            }
            return try await group.reduce(into: 0) { $0 += $1 }
        }
        #expect(pages == 20)
        #expect(client.requests.count { $0.address.path != "/robots.txt" } == 20)
        #expect(try await store.items.undecidedCount() == 0)
    }
}
