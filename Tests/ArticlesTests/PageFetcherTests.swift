// SPDX-License-Identifier: MIT

import Articles
import Model
import TestSupport
import Testing
import Transport

@Suite struct PageFetcherTests {
    private let page: WebAddress = .sample("https://blog.example.org/a")

    /// A web of pages by address; what is not in it is not found.
    private func client(_ pages: [String: HTTPResponse]) -> RecordedHTTPClient {
        RecordedHTTPClient { request in
            .success(pages[request.address.text] ?? .sample(status: 404, from: request.address))
        }
    }

    private func html(_ body: String = "<p>Words.</p>") -> HTTPResponse {
        .sample(body, fields: [HTTPField("Content-Type", "text/html; charset=utf-8")], from: page)
    }

    private func redirect(_ status: Int, to target: String) -> HTTPResponse {
        .sample(status: status, fields: [HTTPField("Location", target)])
    }

    @Test func robotsAreAskedOncePerSite() async {
        let client = client(["https://blog.example.org/a": html()])
        let fetcher = PageFetcher(client: client)
        #expect(await fetcher.fetch(page).result == .read)
        #expect(await fetcher.fetch(page).body == Array("<p>Words.</p>".utf8))
        #expect(client.requests.filter { $0.address.path == "/robots.txt" }.count == 1)
    }

    @Test func aForbiddenPageIsNotAskedFor() async {
        let client = client([
            "https://blog.example.org/robots.txt": .sample("User-agent: *\nDisallow: /a"),
            "https://blog.example.org/a": html(),
        ])
        #expect(await PageFetcher(client: client).fetch(page).result == .robots)
        #expect(client.requests.map(\.address.path) == ["/robots.txt"])
    }

    @Test func robotsHoldAfterARedirectToo() async {
        let client = client([
            "https://blog.example.org/a": redirect(301, to: "https://other.example.org/b"),
            "https://other.example.org/robots.txt": .sample("User-agent: Cairn\nDisallow: /"),
            "https://other.example.org/b": html(),
        ])
        #expect(await PageFetcher(client: client).fetch(page).result == .robots)
        #expect(!client.requests.contains { $0.address.path == "/b" })
    }

    @Test(arguments: [(301, true), (308, true), (302, false), (307, false)])
    func onlyALastingRedirectIsAMove(status: Int, isMove: Bool) async {
        let target: WebAddress = .sample("https://blog.example.org/b")
        let client = client([
            "https://blog.example.org/a": redirect(status, to: "/b"), "https://blog.example.org/b": html(),
        ])
        let fetched = await PageFetcher(client: client).fetch(page)
        #expect(fetched.result == .read)
        #expect(fetched.moved == (isMove ? target : nil))
    }

    @Test func aCircleOfRedirectsEnds() async {
        let client = client(["https://blog.example.org/a": redirect(302, to: "/a")])
        #expect(await PageFetcher(client: client).fetch(page).result == .failed)
    }

    @Test(arguments: [
        (401, PageResult.refused), (402, .paywall), (403, .refused), (404, .gone), (410, .gone), (429, .busy),
        (500, .failed), (503, .busy),
    ])
    func errorsHaveTheirWord(status: Int, result: PageResult) async {
        let client = client(["https://blog.example.org/a": .sample(status: status)])
        let fetched = await PageFetcher(client: client).fetch(page)
        #expect(fetched.result == result)
        #expect(fetched.body.isEmpty)
    }

    @Test(arguments: [
        ("application/pdf", "%PDF-1.7", PageResult.notAPage), ("image/png", "<html>", .notAPage),
        ("text/plain", "<!DOCTYPE html><p>a", .read), ("text/plain", "only words", .notAPage),
        ("application/xhtml+xml", "<html/>", .read),
    ])
    func onlyPagesArePages(type: String, body: String, result: PageResult) async {
        let answer = HTTPResponse.sample(body, fields: [HTTPField("Content-Type", type)])
        let client = client(["https://blog.example.org/a": answer])
        #expect(await PageFetcher(client: client).fetch(page).result == result)
    }

    @Test(arguments: [
        (404, PageResult.read), (403, .read), (500, .failed), (503, .busy), (429, .busy),
    ])
    func aSiteThatCannotSayIsLeftAloneForNow(status: Int, result: PageResult) async {
        let client = client([
            "https://blog.example.org/robots.txt": .sample(status: status),
            "https://blog.example.org/a": html(),
        ])
        #expect(await PageFetcher(client: client).fetch(page).result == result)
        #expect(client.requests.contains { $0.address == page } == (result == .read))
    }

    @Test func theWantedPauseIsPassedOn() async {
        let client = client([
            "https://blog.example.org/robots.txt": .sample("User-agent: *\nCrawl-delay: 12"),
            "https://blog.example.org/a": html(),
        ])
        #expect(await PageFetcher(client: client).fetch(page).pauseSeconds == 12)
        // The page itself waits already; robots.txt did not know.
        #expect(client.requests.map(\.pause) == [nil, .seconds(12)])
    }

    @Test func nobodyWaitsLongerThanAMinuteForASite() async {
        let client = client([
            "https://blog.example.org/robots.txt": .sample("User-agent: *\nCrawl-delay: 3600"),
            "https://blog.example.org/a": html(),
        ])
        #expect(await PageFetcher(client: client).fetch(page).pauseSeconds == 3600)
        #expect(client.requests.last?.pause == .seconds(60))
    }

    @Test func aHostThatRestsIsNotAskedAlsoAfterARedirect() async {
        let client = client(["https://blog.example.org/a": redirect(302, to: "https://other.example.org/b")])
        let fetcher = PageFetcher(client: client) { $0 == "other.example.org" ? "it rests" : nil }
        let fetched = await fetcher.fetch(page)
        #expect(fetched.result == .busy)
        #expect(fetched.reason == "it rests")
        #expect(!client.requests.contains { $0.address.host == "other.example.org" })
    }
}
