// SPDX-License-Identifier: MIT

import Model
import Pipeline
import Storage
import Synchronization
import TestSupport
import Testing
import Transport

/// How considerate collecting is: rule 5 of docs/design.md.
@Suite(.timeLimit(.minutes(1))) struct MannersTests {
    @Test func betweenTwoRequestsToOneHostThereIsAPause() async throws {
        let store = try await Store.subscribed(
            to: ["a", "b", "c"].map { .at("https://one.example.org/\($0)") })
        let log = Log<String>()
        let client = RecordedHTTPClient { request in
            log.note("ask \(request.address.path)")
            return .success(.sample(status: 304))
        }
        let run = CollectRun(store, client, pause: .seconds(5)) { log.note("wait \($0 / .seconds(1))") }
        _ = try await run.perform(.all, now: .sample())
        #expect(log.events == ["ask /a", "wait 5.0", "ask /b", "wait 5.0", "ask /c"])
    }

    @Test func betweenHostsThereIsNone() async throws {
        let store = try await Store.subscribed(
            to: ["a", "b", "c"].map { .at("https://\($0).example.org/feed") })
        let log = Log<Duration>()
        let client = RecordedHTTPClient { _ in .success(.sample(status: 304)) }
        // One host after the other, so that any wish would be heard.
        let run = CollectRun(store, client, pause: .seconds(5), width: 1) { log.note($0) }
        _ = try await run.perform(.all, now: .sample())
        #expect(client.requests.count == 3)
        #expect(log.events == [])
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
        let client = RecordedHTTPClient { _ in .success(.sample(rssDocument(["One"]))) }
        let run = CollectRun(store, client, pause: .seconds(5)) { _ in throw CancellationError() }
        await #expect(throws: StorageError.self) { _ = try await run.perform(.all, now: .sample()) }
        #expect(client.requests.count == 1)
        #expect(try await store.items.list(ItemFilter(limit: 10)).count == 1)
    }
}
