// SPDX-License-Identifier: MIT

import Feeds
import Foundation
import Model
import Pipeline
import Storage
import TestSupport
import Testing
import Transport

@Suite struct CollectRunTests {
    private let one = Feed.at("https://one.example.org/feed", title: "One")
    private let two = Feed.at("https://two.example.org/feed", title: "Two")

    @Test func itemsAreSavedOnceHoweverOftenTheyCome() async throws {
        let store = try await Store.subscribed(to: [one, two])
        // Both feeds carry the same page under the same headline; the second has one of its own too.
        let client = RecordedHTTPClient { request in
            let titles = request.address.host == "one.example.org" ? ["Shared"] : ["Shared", "Its own"]
            return .success(.sample(rssDocument(titles), from: request.address))
        }
        let run = CollectRun(store, client)
        let first = try await run.perform(.all, now: .sample())
        #expect(first.feeds.map(\.feed) == [one.id.rawValue, two.id.rawValue])
        #expect(first.report.number("new items") == 2)
        #expect(first.report.number("items from a further source") == 1)
        let second = try await run.perform(.all, now: .sample("2026-11-03T09:00:00Z"))
        #expect(second.report.number("new items") == 0)
        #expect(second.report.number("changed items") == 0)
        #expect(second.report.number("items from a further source") == 0)
        let items = try await store.items.list(ItemFilter(limit: 10))
        #expect(items.count == 2)
        #expect(items.first { $0.library.item.title == "Shared" }?.library.sources.count == 2)
    }

    @Test func theSecondRunIsConditionalAndAddsNothing() async throws {
        let store = try await Store.subscribed(to: [one])
        let client = RecordedHTTPClient { request in
            request.field("If-None-Match") == "W/\"1\""
                ? .success(.sample(status: 304))
                : .success(.sample(rssDocument(["A", "B"]), fields: [HTTPField("ETag", "W/\"1\"")]))
        }
        let run = CollectRun(store, client)
        _ = try await run.perform(.all, now: .sample())
        let second = try await run.perform(.all, now: .sample("2026-11-03T09:00:00Z"))
        #expect(client.requests.map { $0.field("If-None-Match") } == [nil, "W/\"1\""])
        #expect(second.feeds.map(\.result) == [.notModified])
        #expect(second.report.number("unchanged feeds") == 1)
        #expect(try await store.items.list(ItemFilter(limit: 10)).count == 2)
    }

    @Test(arguments: [true, false]) func aMoveIsFollowedOnlyToTheSameFeed(isSameFeed: Bool) async throws {
        let store = try await Store.subscribed(to: [one])
        let target = WebAddress.sample("https://new.example.org/feed")
        let moved = HTTPResponse.sample(
            rssDocument(isSameFeed ? ["C", "B", "A"] : ["Buy this name"]), from: target,
            redirects: [HTTPResponse.Redirect(status: 301, target: target)])
        let here = HTTPResponse.sample(rssDocument(["B", "A"]))
        let run = CollectRun(store, RecordedHTTPClient { _ in .success(here) })
        _ = try await run.perform(.all, now: .sample("2026-11-01T09:00:00Z"))
        let later = CollectRun(store, RecordedHTTPClient { _ in .success(moved) })
        for day in 2...6 { _ = try await later.perform(.all, now: .sample("2026-11-0\(day)T09:00:00Z")) }
        let record = try #require(try await store.feeds.find(one.id))
        #expect(record.address == (isSameFeed ? target : one.address))
        #expect(record.move?.isElsewhere == !isSameFeed)
    }

    @Test func validatorsOfAPageThatIsNoFeedAreNeverSent() async throws {
        let store = try await Store.subscribed(to: [one])
        let client = RecordedHTTPClient { _ in
            .success(.sample("<html><body>Sign in</body></html>", fields: [HTTPField("ETag", "\"login\"")]))
        }
        for _ in 1...2 { _ = try await CollectRun(store, client).perform(.all, now: .sample()) }
        #expect(client.requests.map { $0.field("If-None-Match") } == [nil, nil])
    }

    @Test func oneFailingFeedDoesNotEndTheRun() async throws {
        let neighbour = Feed.at("https://one.example.org/other", title: "Neighbour")
        let store = try await Store.subscribed(to: [one, neighbour, two])
        let client = RecordedHTTPClient { request in
            request.address.path == "/other"
                ? .success(.sample(rssDocument(["A"])))
                : request.address.host == "two.example.org"
                    ? .success(.sample(rssDocument(["B"], site: "https://two.example.org")))
                    : .failure(.timeout(seconds: 30))
        }
        let done = try await CollectRun(store, client).perform(.all, now: .sample())
        #expect(done.feeds.map(\.title) == ["Neighbour", "One", "Two"])
        #expect(done.feeds.map(\.result) == [.ok, .timeout, .ok])
        #expect(done.report.number("new items") == 2)
        #expect(
            done.report.problems == [
                "One (https://one.example.org/feed): no whole answer within 30 seconds"
            ])
        #expect(try await store.feeds.find(one.id)?.failing.count == 1)
    }

    @Test func aWordChangedAtTheSourceKeepsTheItemAndItsVerdict() async throws {
        let store = try await Store.subscribed(to: [one])
        let before = RecordedHTTPClient { _ in .success(.sample(rssDocument(["A"], text: "Before."))) }
        _ = try await CollectRun(store, before).perform(.all, now: .sample())
        let item = try #require(try await store.items.list(ItemFilter(limit: 1)).first)
        try await store.approve(item.library.item)
        let after = RecordedHTTPClient { _ in .success(.sample(rssDocument(["A"], text: "After."))) }
        let done = try await CollectRun(store, after).perform(.all, now: .sample("2026-11-03T09:00:00Z"))
        #expect(done.report.number("changed items") == 1)
        let now = try #require(try await store.items.find(item.id.rawValue))
        #expect(now.library.revision == 2)
        #expect(now.library.item.text.best == "After.")
        #expect(try await store.items.revisions(of: item.id).count == 1)
        #expect(try await store.items.counts() == [.approved: 1])
    }

    @Test func onlyFeedsWhoseTimeHasComeAreDue() async throws {
        let store = try await Store.subscribed(to: [one])
        let client = RecordedHTTPClient { _ in .success(.sample(rssDocument(["A"]))) }
        let run = CollectRun(store, client)
        _ = try await run.perform(.due, now: .sample("2026-11-02T09:00:00Z"))
        // All its items were new, so it is looked at again after half of the first interval.
        _ = try await run.perform(.due, now: .sample("2026-11-02T11:59:59Z"))
        #expect(client.requests.count == 1)
        #expect(try await store.feeds.due(at: .sample("2026-11-02T12:00:00Z")).count == 1)
        _ = try await run.perform(.due, now: .sample("2026-11-02T12:00:00Z"))
        #expect(client.requests.count == 2)
    }

    @Test func aPausedFeedIsLeftAloneUntilItIsAskedForByName() async throws {
        let store = try await Store.subscribed(to: [one, two])
        try await store.feeds.pause(one.id, reason: "too noisy", at: .sample())
        let client = RecordedHTTPClient { _ in .success(.sample(rssDocument(["A"]))) }
        let run = CollectRun(store, client)
        _ = try await run.perform(.all, now: .sample())
        _ = try await run.perform(.due, now: .sample("2026-11-09T09:00:00Z"))
        #expect(client.requests.map(\.address) == [two.address, two.address])
        _ = try await run.perform(.one(one.id), now: .sample("2026-11-09T09:00:00Z"))
        #expect(client.requests.last?.address == one.address)
    }

    @Test func aFeedThatNobodyKnowsIsSaidToBeMissing() async throws {
        let store = try await Store.subscribed(to: [one])
        let run = CollectRun(store, RecordedHTTPClient { _ in .success(.sample()) })
        await #expect(throws: StorageError.missing(kind: "feed", id: "f0")) {
            _ = try await run.perform(.one("f0"), now: .sample())
        }
        #expect(try await store.runs.newest(1) == [])
    }

    @Test func theReportIsKept() async throws {
        let store = try await Store.subscribed(to: [one, two])
        let client = RecordedHTTPClient { request in
            request.address.host == "one.example.org"
                ? .success(.sample(rssDocument(["A"]))) : .success(.sample(status: 500))
        }
        var heard: [String] = []
        let done = try await CollectRun(store, client).perform(.all, now: .sample()) {
            heard.append($0.title)
        }
        #expect(heard.sorted() == ["One", "Two"])
        #expect(try await store.runs.newest(5) == [done.report])
        #expect(done.report.counts.map(\.number) == [2, 0, 1, 1, 0, 0, 0, 0])
        #expect(!done.report.isAllWell)
    }

    @Test(arguments: ["9223372036854775807", "Fri, 31 Dec 9999 23:59:59 GMT"])
    func noWishToWaitIsTooLongToBeTold(value: String) async throws {
        let store = try await Store.subscribed(to: [one])
        let client = RecordedHTTPClient { _ in
            .success(.sample(status: 429, fields: [HTTPField("Retry-After", value)]))
        }
        let done = try await CollectRun(store, client).perform(.all, now: .sample())
        #expect(done.feeds.map(\.result) == [.rateLimited])
        #expect(done.feeds.first?.waitSeconds == 86_400)
        #expect(try await store.feeds.find(one.id)?.next.due == .sample("2026-11-03T09:00:00Z"))
    }

    @Test func aResultIsALineOfTheContract() async throws {
        let store = try await Store.subscribed(to: [one])
        let client = RecordedHTTPClient { _ in
            .success(.sample(status: 503, fields: [HTTPField("Retry-After", "120")]))
        }
        let done = try await CollectRun(store, client).perform(.all, now: .sample())
        let json = try JSONSerialization.jsonObject(with: JSONEncoder().encode(done.feeds[0]))
        let object = try #require(json as? [String: Any])
        #expect(object["feed"] as? String == one.id.rawValue)
        #expect(object["url"] as? String == "https://one.example.org/feed")
        #expect(object["result"] as? String == "unavailable")
        #expect(object["wait_seconds"] as? Int == 120)
        #expect(object["new"] as? Int == 0)
        #expect(object["changed"] as? Int == 0)
        #expect((object["reason"] as? String)?.contains("503") == true)
    }

    @Test func overARealConnectionToo() async throws {
        try await LoopbackServer.run { question in
            question.target == "/feed" ? .init(rssDocument(["A", "B"])) : .init(status: 404)
        } _: { server in
            let found = Feed(address: server.address("/feed"), title: "Found")
            let lost = Feed(address: server.address("/lost"), title: "Lost")
            let store = try await Store.subscribed(to: [found, lost])
            let guarding = try #require(AddressGuard(allowing: [server.allowed]))
            let client = CurlHTTPClient(
                limits: HTTPLimits(time: .seconds(20)), guarding: guarding, userAgent: "Cairn/test")
            let done = try await CollectRun(store, client).perform(.due, now: .sample())
            #expect(done.feeds.map(\.result) == [.ok, .notFound])
            #expect(done.report.number("new items") == 2)
        }
    }
}
