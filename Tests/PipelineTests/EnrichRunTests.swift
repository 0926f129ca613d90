// SPDX-License-Identifier: MIT

import Classification
import Foundation
import Model
import Pipeline
import Storage
import TestSupport
import Testing
import Transport

@Suite struct EnrichRunTests {
    private static let story = """
        Trustees in three coastal towns have opened their reserves policies to the people who use their services. The \
        meetings began in March, when the boards could not agree how much money a small charity should keep for a hard \
        winter. Since then volunteers, tenants and two retired auditors have written a page that anybody can read, and \
        the towns now publish what they hold at the end of each quarter together with the reasons for it.
        """

    private static func page(_ text: String = story, head: String = "", foot: String = "") -> String {
        """
        <!DOCTYPE html><html lang="en"><head><title>A page</title>\(head)</head><body><nav><a href="/">Home</a></nav>
        <article><h1>A page</h1><p>\(text)</p><p>\(text.reversed().split(separator: " ").joined(separator: " "))</p>
        </article><footer>\(foot)</footer></body></html>
        """
    }

    /// Answers by path; what is not there is not found.
    private func client(_ pages: [String: HTTPResponse]) -> RecordedHTTPClient {
        RecordedHTTPClient { request in
            .success(pages[request.address.path] ?? .sample(status: 404, from: request.address))
        }
    }

    private func html(_ body: String = page()) -> HTTPResponse {
        .sample(body, fields: [HTTPField("Content-Type", "text/html")], from: .sample())
    }

    private func run(_ store: Store, _ client: any HTTPClient, words: Int = 50) -> EnrichRun {
        EnrichRun(store: store, client: client, manners: .init(width: 4, words: words))
    }

    private func asked(_ client: RecordedHTTPClient) -> [String] { client.requests.map(\.address.path) }

    @Test func aPageIsReadOnceAndItsWordsCount() async throws {
        let store = try await Store.holding([.named("One")])
        let licence = "<link rel=\"license\" href=\"https://creativecommons.org/licenses/by/4.0/\">"
        let client = client(["/one/": html(Self.page(head: licence))])
        let (pages, report) = try await run(store, client).perform(.due(limit: 9), now: .sample())
        #expect(pages.map(\.result) == [.read])
        #expect(pages.first?.licence == "CC-BY-4.0")
        #expect(pages.first?.language == "en")
        #expect(report.number("read") == 1)
        #expect(report.isAllWell)
        #expect(asked(client) == ["/robots.txt", "/one/"])
        let item = try #require(try await store.items.list(ItemFilter(limit: 1)).first).library
        #expect(item.readable.text.body.contains("opened their reserves policies"))
        #expect(item.licences.map(\.place) == [.page])
        // Nothing is asked for twice, days later either.
        for day in ["2026-11-02T09:00:00Z", "2026-12-24T09:00:00Z"] {
            _ = try await run(store, client).perform(.due(limit: 9), now: .sample(day))
        }
        #expect(client.requests.count == 2)
    }

    @Test func enoughTextAsksForNothing() async throws {
        let store = try await Store.holding([.named("One", body: Self.story)])
        let client = client([:])
        let report = try await run(store, client).perform(.due(limit: 9), now: .sample()).report
        #expect(report.number("pages") == 0)
        #expect(client.requests.isEmpty)
        let one = try await run(store, client).perform(.one(Item.named("One").id), now: .sample())
        #expect(one.pages.map(\.result) == [.gone])
    }

    @Test func theFullerTextIsClassifiedAnewAndKnownAgain() async throws {
        let feeds = ["https://one.example.org/feed", "https://two.example.org/feed"].map { Feed.at($0) }
        let store = try await Store.subscribed(to: feeds)
        let collecting = RecordedHTTPClient { request in
            let title = request.address.host == "one.example.org" ? "What one board keeps" : "A new policy"
            return .success(
                .sample(rssDocument([title], site: "https://\(request.address.host)"), from: request.address))
        }
        _ = try await CollectRun(store, collecting).perform(.all, now: .sample())
        let classifier = Classifier(
            curriculum: .sample([.sample("reserves", name: "Reserves", terms: ["reserves policies"])]))
        _ = try await ClassifyRun(store: store, classifier: classifier).perform(now: .sample())
        #expect(try await store.items.unsortedCount() == 2)
        let pages = RecordedHTTPClient { request in
            let fields = [HTTPField("Content-Type", "text/html")]
            return .success(
                request.address.path == "/robots.txt"
                    ? .sample(status: 404, from: request.address)
                    : .sample(Self.page(), fields: fields, from: request.address))
        }
        let report = try await run(store, pages).perform(.due(limit: 9), now: .sample()).report
        #expect(report.number("read") == 2)
        #expect(report.number("items joined by their text") == 1)
        #expect(try await store.items.list(ItemFilter(limit: 9)).count == 1)
        let again = try await ClassifyRun(store: store, classifier: classifier).perform(now: .sample())
        #expect(again.number("items looked at") == 1)
    }

    @Test func whatRobotsMayNotReadAndWhatIsGoneIsLeft() async throws {
        let store = try await Store.holding([.named("One"), .named("Two")])
        let client = client(["/robots.txt": .sample("User-agent: *\nDisallow: /one/")])
        let (pages, report) = try await run(store, client).perform(.due(limit: 9), now: .sample())
        #expect(Set(pages.map(\.result)) == [.robots, .gone])
        #expect(report.isAllWell)
        #expect(asked(client) == ["/robots.txt", "/two/"])
        // A month later robots.txt may say otherwise; what is gone stays gone.
        let later = try await run(store, client).perform(.due(limit: 9), now: .sample("2026-12-10T09:00:00Z"))
        #expect(later.pages.map(\.result) == [.robots])
    }

    @Test func aPaywallIsNotedWithWhatIsThere() async throws {
        let store = try await Store.holding([.named("One")])
        let sign = #"<meta property="article:content_tier" content="locked">"#
        let client = client(["/one/": html(Self.page(head: sign))])
        let pages = try await run(store, client).perform(.due(limit: 9), now: .sample()).pages
        #expect(pages.map(\.result) == [.paywall])
        let item = try #require(try await store.items.list(ItemFilter(limit: 1)).first).library
        #expect(item.page?.result == .paywall)
        #expect(item.page?.reason.contains("pay") == true)
    }

    @Test func aServerThatWantsRestGetsItForAllItsPages() async throws {
        let store = try await Store.holding([.named("One"), .named("Three"), .named("Two")])
        let busy = HTTPResponse.sample(
            status: 429, fields: [HTTPField("Retry-After", "7200")],
            from: .sample("https://blog.example.org/x"))
        let client = client(["/one/": busy, "/two/": busy, "/three/": busy])
        let (pages, report) = try await run(store, client).perform(.due(limit: 9), now: .sample())
        #expect(client.requests.count == 2)
        #expect(pages.count { $0.isLeft } == 2)
        #expect(report.number("left for later") == 2)
        let waits = try await store.feeds.waits(after: .sample())
        #expect(waits["blog.example.org"]?.until == .sample("2026-11-02T11:00:00Z"))
        // An hour later it still rests, also from collecting.
        let now = Date.sample("2026-11-02T10:00:00Z")
        _ = try await run(store, client).perform(.due(limit: 9), now: now)
        _ = try await CollectRun(store, client).perform(.all, now: now)
        #expect(client.requests.count == 2)
    }

    @Test func aServerThatDoesNotAnswerIsAskedLessAndLess() async throws {
        let store = try await Store.holding([.named("One")])
        let client = RecordedHTTPClient { _ in .failure(.timeout(seconds: 1)) }
        var now = Date.sample()
        var tries = 0
        for _ in 0..<100 {
            let (pages, report) = try await run(store, client).perform(.due(limit: 9), now: now)
            tries += pages.count
            #expect(pages.isEmpty || pages[0].result == .failed && !report.isAllWell)
            now += 6 * 3_600
        }
        #expect(tries == 6)
    }

    @Test func aSiteThatWantsALongPauseGivesOnePageARun() async throws {
        let store = try await Store.holding([.named("One"), .named("Two")])
        let client = client([
            "/robots.txt": .sample("User-agent: *\nCrawl-delay: 600"), "/one/": html(), "/two/": html(),
        ])
        #expect(
            try await run(store, client).perform(.due(limit: 9), now: .sample()).report
                .number("left for later") == 1)
        #expect(
            try await run(store, client).perform(.due(limit: 9), now: .sample()).pages.map(\.result) == [
                .read
            ])
    }

    @Test func aRunThatIsCutOffLosesNothing() async throws {
        let store = try await Store.holding([.named("One"), .named("Two"), .named("Three")])
        let stop = SharedValue<(@Sendable () -> Void)?>(nil)
        let page = html()
        let client = RecordedHTTPClient { request in
            guard request.address.path != "/robots.txt" else { return .success(.sample(status: 404)) }
            // The second page never ends.
            if request.address.path == "/three/" {
                await until { stop.value != nil }
                stop.value?()
                return .failure(.cancelled)
            }
            return .success(page)
        }
        let run = run(store, client)
        let task = Task { try await run.perform(.due(limit: 9), now: .sample()) }
        stop.change { $0 = { task.cancel() } }
        await #expect(throws: (any Error).self) { try await task.value }
        let left = try await store.articles.due(at: .sample(), limit: 9).map(\.title)
        #expect(left.contains("Three"))
        let read = try await store.items.list(ItemFilter(limit: 9)).filter {
            $0.library.page?.result == .read
        }
        #expect(read.count + left.count == 3)
    }
}
