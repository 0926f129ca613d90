// SPDX-License-Identifier: MIT

import Model
import Pipeline
import Storage
import Synchronization
import TestSupport
import Testing
import Transport

/// How considerate collecting is: rule 5 of docs/design.md.
@Suite(.timeLimit(.minutes(10))) struct MannersTests {
    @Test func aServerThatWantsRestGetsItForAllItsFeedsAndUntilItsTime() async throws {
        let store = try await Store.subscribed(
            to: ["a", "b", "c"].map { .at("https://one.example.org/\($0)") } + [
                .at("https://two.example.org/d")
            ])
        let client = RecordedHTTPClient { request in
            request.address.path == "/a"
                ? .success(.sample(status: 503, fields: [HTTPField("Retry-After", "7200")]))
                : .success(.sample(status: 304))
        }
        let run = CollectRun(store, client)
        let done = try await run.perform(.all, now: .sample("2026-11-02T09:00:00Z"))
        #expect(Set(client.requests.map(\.address.path)) == ["/a", "/d"])
        #expect(done.feeds.count { $0.result == .skipped } == 2)
        #expect(done.feeds.first { $0.result == .skipped }?.reason.contains("left alone until") == true)
        _ = try await run.perform(.all, now: .sample("2026-11-02T10:59:00Z"))
        #expect(client.requests.count { $0.address.host == "one.example.org" } == 1)
        _ = try await run.perform(.all, now: .sample("2026-11-02T11:00:00Z"))
        #expect(client.requests.count { $0.address.path == "/a" } == 2)
    }

    @Test func aFeedThatIsGoneForGoodIsNotAskedAgain() async throws {
        let store = try await Store.subscribed(to: [.at("https://one.example.org/a")])
        let client = RecordedHTTPClient { _ in .success(.sample(status: 410)) }
        let run = CollectRun(store, client)
        _ = try await run.perform(.all, now: .sample())
        let again = try await run.perform(.all, now: .sample("2027-01-01T00:00:00Z"))
        #expect(client.requests.count == 1)
        #expect(again.feeds.map(\.result) == [.skipped])
    }

    @Test func oneHostIsNeverAskedTwiceAtOnce() async throws {
        let hosts = ["a", "b", "c", "d"]
        let feeds = hosts.flatMap { host in (1...3).map { Feed.at("https://\(host).example.org/\($0)") } }
        let store = try await Store.subscribed(to: feeds)
        let busy = Mutex<[String: Int]>([:])
        let most = Log<Int>()
        let client = RecordedHTTPClient { request in
            most.note(
                busy.withLock { busy in
                    busy[request.address.host, default: 0] += 1
                    return busy[request.address.host] ?? 0
                })
            for _ in 1...20 { await Task.yield() }
            busy.withLock { $0[request.address.host, default: 0] -= 1 }
            return .success(.sample(status: 304))
        }
        _ = try await CollectRun(store, client, width: 4).perform(.all, now: .sample())
        #expect(client.requests.count == 12)
        #expect(most.events.max() == 1)
    }

    /// A gate for as many as the width: it would never open if fewer hosts went side by side.
    @Test(arguments: [1, 2, 3])
    func asManyHostsAsTheWidthGoSideBySideAndNoMore(width: Int) async throws {
        let store = try await Store.subscribed(to: (1...6).map { .at("https://h\($0).example.org/feed") })
        let busy = Mutex(0)
        let most = Log<Int>()
        let gate = Gate(width)
        let client = RecordedHTTPClient { _ in
            most.note(
                busy.withLock {
                    $0 += 1
                    return $0
                })
            await gate.pass()
            for _ in 1...20 { await Task.yield() }
            busy.withLock { $0 -= 1 }
            return .success(.sample(status: 304))
        }
        _ = try await CollectRun(store, client, width: width).perform(.all, now: .sample())
        #expect(client.requests.count == 6)
        #expect(most.events.max() == width)
    }

    @Test func aCancelledRunStopsAskingAndKeepsWhatItHas() async throws {
        let store = try await Store.subscribed(to: ["a", "b"].map { .at("https://one.example.org/\($0)") })
        let client = RecordedHTTPClient { _ in
            withUnsafeCurrentTask { $0?.cancel() }
            return .success(.sample(rssDocument(["One"])))
        }
        await #expect(throws: StorageError.self) {
            _ = try await CollectRun(store, client).perform(.all, now: .sample())
        }
        #expect(client.requests.count == 1)
    }
}
