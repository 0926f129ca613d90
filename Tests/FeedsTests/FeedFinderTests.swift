// SPDX-License-Identifier: MIT

import Feeds
import Model
import Synchronization
import TestSupport
import Testing
import Transport

@Suite struct FeedFinderTests {
    @Test func anAddressThatIsAFeedIsThatFeed() async throws {
        let search = try await search(["/feed": rss("A blog", 1, 2)], at: "/feed")
        #expect(search.start == .feed)
        let found = try #require(search.feeds.first)
        #expect(search.feeds.count == 1)
        #expect(found.title == "A blog")
        #expect(found.document.format == "rss-2.0")
        #expect(found.document.entries.count == 2)
        #expect(found.newest == .sample("2026-10-02T09:00:00Z"))
        #expect(found.origin == .asked)
        #expect(search.attempts.map(\.outcome) == ["a feed"])
    }

    @Test(arguments: [
        "<link rel=alternate type=application/rss+xml href=/x>",
        "<LINK HREF='../x' TYPE='APPLICATION/ATOM+XML; charset=utf-8' REL='Home ALTERNATE'>",
        "<base href='/'><link type=application/feed+json rel=alternate href=x>",
        "<link rel=alternate type=application/json href=&#x2F;x>", "<link rel=feed href=/x#top>",
        "<base href='https://elsewhere.example.org/'><base href='/'><a rel=feed href='http://HOST/x'>Follow</a>",
        "<link rel=alternate type=text/rss+xml href=feed://HOST/x>",
    ])
    func announcedFeedsAreFound(head: String) async throws {
        let search = try await search(["/blog/": .init(head), "/x": rss("A blog", 1)], at: "/blog/")
        #expect(search.feeds.map(\.origin) == [.announced])
        #expect(search.attempts.count == 2)
    }

    @Test(arguments: [
        "<link rel='alternate stylesheet' type=application/rss+xml href=/x>", "<link rel=icon href=/x>",
        "<link rel=alternate type=application/json href=/wp-json/x>",
        "<link rel=alternate hreflang=cy href=/x>",
        "<!-- <link rel=feed href=/x> -->", "<script>'<link rel=feed href=/x>'</script>",
        "<link rel=feed href=javascript:alert(1)>", "<link rel=feed href='file:///etc/passwd'>",
        "<a href=https://elsewhere.example.org/feed>", "<a href=/feedback>", "<a href=/sitemap.xml>",
        "<a href=/x>",
        "<link rel=feed href=''>",
    ])
    func whatOnlyLooksLikeAnAnnouncementIsNotAsked(head: String) async throws {
        let search = try await search(["/": .init("<!doctype html>" + head)], at: "/", isGuessing: false)
        #expect(search.attempts.count == 1)
        #expect(search.start == .page(what: "a web page"))
    }

    @Test(arguments: [
        "/feed", "/news/rss.xml", "/index.xml", "/blog/atom/", "/?feed=rss2", "/p?a=1&format=rss",
    ])
    func linksThatLookLikeFeedsAreFound(path: String) async throws {
        let search = try await search(
            ["/about": .init("<a href='\(path)'>RSS</a>"), path: rss("A blog", 1)], at: "/about")
        #expect(search.feeds.map(\.origin) == [.linked])
    }

    @Test(arguments: [
        "/feed/", "/feed", "/rss", "/rss.xml", "/atom.xml", "/feed.xml", "/index.xml", "/feed.json",
    ])
    func usualAddressesAreTriedWhereThePageNamesNone(path: String) async throws {
        let search = try await search(["/": .init("<p>Welcome"), path: rss("A blog", 1)], at: "/")
        #expect(search.feeds.map(\.origin) == [.guessed])
        #expect(search.feeds.first?.address.path == path)
    }

    @Test func usualAddressesBesideThePageComeFirst() async throws {
        let search = try await search(
            ["/team/blog": .init("<p>"), "/team/blog/feed/": rss("Blog", 1), "/feed/": rss("All", 2)],
            at: "/team/blog")
        #expect(search.feeds.map(\.title) == ["Blog"])
    }

    @Test func noMoreThanEightUsualAddressesAreTried() async throws {
        let search = try await search(["/a/": .init("<p>")], at: "/a/")
        #expect(search.attempts.count == 1 + FeedFinder.guessLimit)
        #expect(search.feeds.isEmpty)
    }

    @Test func noMoreThanTenCandidatesAreFetched() async throws {
        let links = (0..<50).map { "<a href=/\($0).rss>" }.joined()
        let search = try await search(["/": .init(links)], at: "/")
        #expect(search.attempts.count == 1 + FeedFinder.candidateLimit)
    }

    @Test func commentsComeLast() async throws {
        let head = ["/c", "/comments/feed/", "/main"].map { "<link rel=feed href=\($0)>" }.joined()
        let search = try await search(
            [
                "/": .init(head), "/c": rss("Comments on: A post", 7), "/comments/feed/": rss("A blog", 8),
                "/main": rss("A blog", 1),
            ], at: "/")
        #expect(search.feeds.map(\.address.path) == ["/main", "/c", "/comments/feed/"])
        #expect(search.mainFeeds.map(\.address.path) == ["/main"])
    }

    @Test func feedsWithTheSameItemsCountOnce() async throws {
        let head = ["/rss", "/atom", "/short", "/other"].map { "<link rel=feed href=\($0)>" }.joined()
        let search = try await search(
            [
                "/": .init(head), "/rss": rss("A blog", 1, 2), "/atom": rss("Blog as Atom", 2, 1),
                "/short": rss("A blog", 1), "/other": rss("Jobs", 2),
            ], at: "/")
        #expect(search.feeds.map(\.title) == ["A blog", "Jobs"])
    }

    @Test func permanentRedirectsGiveTheAddressAndPassingOnesDoNot() async throws {
        let answers: [String: LoopbackServer.Reply] = [
            "/old": .init(status: 301, fields: ["Location": "/new"]), "/new": rss("A blog", 1),
            "/away": .init(status: 302, fields: ["Location": "/new"]),
        ]
        #expect(try await search(answers, at: "/old").feeds.map(\.address.path) == ["/new"])
        #expect(try await search(answers, at: "/away").feeds.map(\.address.path) == ["/away"])
    }

    @Test(arguments: [
        (404, "there is nothing at this address (404)"), (500, "the server answered with status 500"),
        (403, "the server does not let us in (403)"),
    ])
    func deadAddressesSayWhy(status: Int, reason: String) async throws {
        let search = try await search(["/x": .init(status: status)], at: "/x", isGuessing: false)
        #expect(search.start == .dead(reason: reason, isAnswer: true))
    }

    @Test func aHostThatAsksForPeaceIsLeftAlone() async throws {
        let search = try await search(["/": .init("<p>"), "/feed/": .init(status: 429)], at: "/")
        #expect(search.attempts.map(\.outcome).last == "we asked too often (429)")
        #expect(search.attempts.count == 2)
    }

    @Test func anAddressInAPrivateNetworkIsNotFollowed() async throws {
        let search = try await search(
            ["/": .init("<link rel=feed href='http://127.0.0.2/secret'>")], at: "/", isGuessing: false)
        #expect(search.attempts.count == 2)
        #expect(search.attempts.last?.outcome.contains("private network") == true)
    }

    @Test func oneHostIsAskedOneThingAtATimeWithAPause() async throws {
        let waits = Mutex<[Duration]>([])
        let search = try await search(
            ["/": .init("<p>")], at: "/",
            wait: { pause in
                waits.withLock { $0.append(pause) }
            })
        // The gate's clock stands still here, so each turn is five seconds later than the one before.
        #expect(waits.withLock { $0 } == search.attempts.indices.dropFirst().map { .seconds(5 * $0) })
    }

    @Test func anAddressWithoutASchemeIsTriedBothWays() async throws {
        let feed = rss("A blog", 1)
        let found = try await LoopbackServer.run { _ in
            feed
        } _: { server in
            await FeedFinderTests.finder(for: server).find(typed: "127.0.0.1:\(server.port)/feed")
        }
        let search = try #require(found)
        #expect(search.feeds.map(\.address.isSecure) == [false])
        #expect(search.attempts.map(\.address.isSecure) == [true, false])
    }

    @Test(arguments: [
        ("blog.example.org/x", ["https://blog.example.org/x", "http://blog.example.org/x"]),
        ("//blog.example.org", ["https://blog.example.org", "http://blog.example.org"]),
        ("http://blog.example.org/", ["http://blog.example.org/"]),
        ("feed://blog.example.org/", ["http://blog.example.org/"]),
        (" feed:https://blog.example.org/", ["https://blog.example.org/"]),
        (
            "blog.example.org/?u=http://x/",
            ["https://blog.example.org/?u=http://x/", "http://blog.example.org/?u=http://x/"]
        ), ("ftp://blog.example.org/", []), ("javascript:alert(1)", []), ("mailto:a@example.org", []),
        ("", []),
        ("/etc/passwd", []),
    ])
    func typedAddressesAreReadAsTheyAreMeant(typed: String, addresses: [String]) {
        #expect(TypedAddress.addresses(typed).map(\.text) == addresses)
    }

    @Test func aSurveyAsksEveryAddressOnceAndTriesNoUsualOnes() async throws {
        let asked = Mutex<[String]>([])
        let answers: [String: LoopbackServer.Reply] = [
            "/feed": rss("A blog", 1), "/page": .init("<link rel=feed href=/feed>"), "/bare": .init("<p>"),
        ]
        try await LoopbackServer.run { question in
            asked.withLock { $0.append(question.target) }
            return answers[question.target] ?? .init(status: 404)
        } _: { server in
            let survey = FeedSurvey(finder: FeedFinderTests.finder(for: server), width: 4)
            let addresses = ["/feed", "/page", "/bare", "/none", "/feed"].map { server.address($0) }
            var told = 0
            let searches = await survey.ask(addresses) { _ in told += 1 }
            #expect(told == 4)
            #expect(addresses.compactMap { searches[$0]?.feeds.count } == [1, 1, 0, 0, 1])
        }
        #expect(asked.withLock { $0.sorted() } == ["/bare", "/feed", "/feed", "/none", "/page"])
    }
}

extension FeedFinderTests {
    /// A feed with some of the posts 1 to 9.
    private func rss(_ title: String, _ posts: Int...) -> LoopbackServer.Reply {
        let items = posts.map { post in
            "<item><title>Post \(post)</title><link>https://blog.example.org/\(post)</link>"
                + "<pubDate>Fri, 0\(post) Oct 2026 09:00:00 GMT</pubDate></item>"
        }
        return .init("<rss version='2.0'><channel><title>\(title)</title>\(items.joined())</channel></rss>")
    }

    /// The clock stands still, so that the gate's wishes are the same on every machine.
    private static let noon = ContinuousClock.now

    static func finder(
        for server: LoopbackServer, wait: @escaping @Sendable (Duration) async throws -> Void = { _ in }
    ) -> FeedFinder {
        guard let guarding = AddressGuard(allowing: [server.allowed]) else { fatalError("no such exception") }
        let gate = HostGate(width: 1, pause: .seconds(5), now: { FeedFinderTests.noon }, wait: wait)
        return FeedFinder(
            client: CurlHTTPClient(
                limits: HTTPLimits(), guarding: guarding, userAgent: "Cairn/test", gate: gate))
    }

    /// Searches a site that has only these documents; `HOST` in them is the site's own host.
    private func search(
        _ answers: [String: LoopbackServer.Reply], at path: String, isGuessing: Bool = true,
        wait: @escaping @Sendable (Duration) async throws -> Void = { _ in }
    ) async throws -> FeedSearch {
        let host = Mutex("")
        return try await LoopbackServer.run { question in
            guard var answer = answers[question.target] else { return .init(status: 404) }
            let text = String(decoding: answer.body, as: UTF8.self)
            answer.body = Array(text.replacing("HOST", with: host.withLock { $0 }).utf8)
            return answer
        } _: { server in
            host.withLock { $0 = server.allowed }
            return await FeedFinderTests.finder(for: server, wait: wait)
                .find(at: server.address(path), isGuessing: isGuessing)
        }
    }
}
