// SPDX-License-Identifier: MIT

import Feeds
import FoundationEssentials
import Model
import TestSupport
import Testing
import Transport

@Suite struct FeedFetcherTests {
    private let feed = Feed(address: .sample("https://blog.example.org/feed"), title: "Blog")
    private let tags = [HTTPField("ETag", "W/\"new\""), HTTPField("Last-Modified", "yesterday, or so")]

    @Test func validatorsAreEchoedByteForByte() async throws {
        let client = RecordedHTTPClient { _ in .success(.sample(status: 304)) }
        let kept = Validators(etag: "W/\"a  b\u{e9}", lastModified: "mon, 5 OCT 26 9:00 gmt ")
        _ = await fetch(client, validators: kept)
        let request = try #require(client.requests.first)
        #expect(request.address == feed.address)
        #expect(request.field("If-None-Match") == kept.etag)
        #expect(request.field("If-Modified-Since") == kept.lastModified)
    }

    @Test func aFirstRequestHasNoConditions() async throws {
        let client = RecordedHTTPClient { _ in .success(.sample(rssDocument(["One"]))) }
        _ = await fetch(client)
        let request = try #require(client.requests.first)
        #expect(request.field("If-None-Match") == nil)
        #expect(request.field("If-Modified-Since") == nil)
        #expect(request.field("Accept")?.contains("application/rss+xml") == true)
    }

    @Test func aBodyThatParsedGivesItsValidators() async {
        let fetched = await fetch(.sample(rssDocument(["One", "Two"]), fields: tags))
        #expect(fetched.record.result == .ok)
        #expect(fetched.items.map(\.title) == ["One", "Two"])
        #expect(
            fetched.record.validators
                == Validators(etag: "W/\"new\"", lastModified: "yesterday, or so"))
    }

    @Test func aBodyWithoutValidatorsClearsTheOldOnes() async {
        let fetched = await fetch(.sample(rssDocument(["One"])))
        #expect(fetched.record.validators == Validators())
    }

    @Test(arguments: [
        ("<!DOCTYPE html><html><body>Sign in</body></html>", FetchResult.notAFeed), ("", .notAFeed),
        ("plain words", .notAFeed), ("{\"version\": \"https://jsonfeed.org/version/1\", \"ti", .parse),
        (
            "<!DOCTYPE rss [<!ENTITY a 'x'><!ENTITY b '&a;&a;'>]><rss><channel><title>&b;</title></channel></rss>",
            .unsafeXML
        ),
    ])
    func aBodyThatIsNoFeedLeavesTheOldValidators(body: String, result: FetchResult) async {
        let fetched = await fetch(.sample(body, fields: tags))
        #expect(fetched.record.result == result)
        #expect(fetched.record.validators == nil)
        #expect(fetched.items == [])
        #expect(fetched.record.byteCount == body.utf8.count)
        #expect(fetched.record.reason.contains(feed.address.text))
    }

    @Test func aFeedWithoutItemsIsEmptyAndNoFailure() async {
        let fetched = await fetch(.sample(rssDocument([]), fields: tags))
        #expect(fetched.record.result == .empty)
        #expect(fetched.record.result.isSuccess)
        #expect(fetched.record.validators?.etag == "W/\"new\"")
    }

    @Test(arguments: [
        (401, FetchResult.auth), (403, .httpError), (407, .auth), (404, .notFound), (410, .gone),
        (429, .rateLimited), (503, .unavailable), (500, .httpError), (502, .httpError), (418, .httpError),
        (204, .httpError), (206, .httpError), (304, .protocol),
    ])
    func eachStatusHasItsWord(status: Int, result: FetchResult) async {
        let fetched = await fetch(.sample(rssDocument(["One"]), status: status, fields: tags))
        #expect(fetched.record.result == result)
        #expect(fetched.record.validators == nil)
        #expect(fetched.items == [])
        #expect(fetched.record.time == .sample())
        #expect(fetched.record.feed == feed.id)
    }

    @Test(arguments: [
        (TransferError.forbiddenAddress(host: "10.0.0.1"), FetchResult.redirectRefused),
        (.redirectRefused(target: "file:///etc/passwd"), .redirectRefused),
        (.unreachable(host: "h", reason: "no such host"), .protocol), (.notHTTP(reason: "odd"), .protocol),
        (.timeout(seconds: 30), .timeout), (.tooLarge(byteLimit: 9), .tooLarge), (.truncated, .truncated),
        (.undecodable, .decode), (.untrusted(host: "h", reason: "expired"), .tls),
        (.tooManyRedirects(limit: 5), .redirectLimit),
    ])
    func eachBrokenTransferHasItsWord(error: TransferError, result: FetchResult) async {
        let fetched = await fetch(RecordedHTTPClient { _ in .failure(error) })
        #expect(fetched.record.result == result)
        #expect(fetched.record.reason == error.description)
        #expect(!fetched.record.result.isSuccess)
    }

    @Test(arguments: [
        ([301], "/b1"), ([308], "/b1"), ([301, 308], "/b2"), ([301, 302, 301], "/b1"), ([302], nil),
        ([302, 301], nil), ([307, 308], nil), ([], nil),
    ])
    func onlyAnUnbrokenChainOfPermanentRedirectsMovesAFeed(statuses: [Int], target: String?) async {
        let redirects = statuses.enumerated().map { index, status in
            HTTPResponse.Redirect(
                status: status, target: .sample("https://blog.example.org/b\(index + 1)"))
        }
        for status in [200, 304] {
            let response = HTTPResponse.sample(rssDocument(["One"]), status: status, redirects: redirects)
            let fetched = await fetch(response)
            #expect(fetched.permanentAddress?.path == target)
        }
        let failed = await fetch(.sample(status: 404, redirects: redirects))
        #expect(failed.permanentAddress == nil)
    }

    @Test(arguments: [429, 503], ["7200", "Mon, 02 Nov 2026 11:00:00 GMT"])
    func theServerSaysHowLongToWait(status: Int, value: String) async {
        let fetched = await fetch(.sample(status: status, fields: [HTTPField("Retry-After", value)]))
        #expect(fetched.wait == .seconds(7200))
        #expect(fetched.next(new: 0).notBefore == .sample("2026-11-02T11:00:00Z"))
    }

    @Test func failuresInARowMakeTheNextTryLater() async {
        let client = RecordedHTTPClient { _ in .success(.sample(status: 500)) }
        var waits: [Double] = []
        for failures in 0...5 {
            let fetched = await FeedFetcher(client: client).fetch(
                DueFeed(feed, failures: failures), now: .sample())
            waits.append(fetched.next(new: 0).due.timeIntervalSince(.sample()) / 3600)
        }
        #expect(waits.map { $0.rounded() }.prefix(4) == [1, 2, 4, 8])
        #expect(waits == waits.sorted())
    }

    @Test func relativeLinksResolveAgainstWhereTheAnswerCameFrom() async {
        let body =
            "<rss><channel><title>T</title><item><title>One</title><link>one</link></item></channel></rss>"
        let fetched = await fetch(.sample(body, from: .sample("https://new.example.org/blog/feed")))
        #expect(fetched.items.map(\.address?.text) == ["https://new.example.org/blog/one"])
        #expect(fetched.items.map(\.identity.feed) == [feed.id])
    }

    private func fetch(
        _ client: RecordedHTTPClient, validators: Validators = Validators()
    ) async -> FetchedFeed {
        await FeedFetcher(client: client).fetch(DueFeed(feed, validators: validators), now: .sample())
    }

    private func fetch(_ response: HTTPResponse) async -> FetchedFeed {
        await fetch(RecordedHTTPClient { _ in .success(response) })
    }
}

/// The same over a real connection.
@Suite struct FeedFetcherWireTests {
    @Test func anUnchangedFeedIsSentOnlyOnce() async throws {
        try await LoopbackServer.run { question in
            question.fields["if-none-match"] == "W/\"1\""
                && question.fields["if-modified-since"] == "Mon, 05 Oct 2026 09:00:00 GMT"
                ? .init(status: 304)
                : .init(
                    rssDocument(["One"]),
                    fields: ["ETag": "W/\"1\"", "Last-Modified": "Mon, 05 Oct 2026 09:00:00 GMT"])
        } _: { server in
            let first = try await fetch(server.address("/feed"), from: server)
            #expect(first.record.result == .ok)
            let kept = try #require(first.record.validators)
            let second = try await fetch(server.address("/feed"), from: server, validators: kept)
            #expect(second.record.result == .notModified)
            #expect(second.items == [])
        }
    }

    @Test func aFeedThatMovedForGoodSaysWhereTo() async throws {
        try await LoopbackServer.run { question in
            switch question.target {
            case "/old": .init(status: 301, fields: ["Location": "/newer"])
            case "/newer": .init(status: 308, fields: ["Location": "/new"])
            default: .init(rssDocument(["One"]))
            }
        } _: { server in
            let fetched = try await fetch(server.address("/old"), from: server)
            #expect(fetched.permanentAddress == server.address("/new"))
            #expect(fetched.items.count == 1)
        }
    }

    @Test func brokenCompressionIsSaidToBeBroken() async throws {
        try await LoopbackServer.run { _ in
            .init("this is no gzip at all", fields: ["Content-Encoding": "gzip"])
        } _: { server in
            let fetched = try await fetch(server.address("/feed"), from: server)
            #expect(fetched.record.result == .decode)
            #expect(fetched.record.validators == nil)
        }
    }

    @Test func aBusyServerIsLeftAloneAsLongAsItAsks() async throws {
        try await LoopbackServer.run { _ in
            .init("later", status: 429, fields: ["Retry-After": "86400"])
        } _: { server in
            let fetched = try await fetch(server.address("/feed"), from: server)
            #expect(fetched.record.result == .rateLimited)
            #expect(fetched.next(new: 0).notBefore == .sample("2026-11-03T09:00:00Z"))
        }
    }

    private func fetch(
        _ address: WebAddress, from server: LoopbackServer, validators: Validators = Validators()
    ) async throws -> FetchedFeed {
        let guarding = try #require(AddressGuard(allowing: [server.allowed]))
        let client = CurlHTTPClient(
            limits: HTTPLimits(time: .seconds(20)), guarding: guarding, userAgent: "Cairn/test")
        return await FeedFetcher(client: client).fetch(
            DueFeed(Feed(address: address, title: "Blog"), validators: validators), now: .sample())
    }
}
