// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import Model
import Storage
import TestSupport
import Testing
import Transport

@testable import Desk

/// Curators at the sources, with browsers that run no scripts.
@Suite struct SourceTests {
    private let first = Feed(
        address: .sample("https://one.example.org/feed"), title: "One <b>blog</b>",
        standing: .init(groups: ["Local"]))
    private let second = Feed(address: .sample("https://two.example.org/feed"), title: "Two")

    /// A desk whose library lists two feeds, the second of which fails.
    private func run(
        client: any HTTPClient = NoWeb(), _ work: @escaping @Sendable (DeskBench, URL) async throws -> Void
    ) async throws {
        let feeds = [first, second]
        try await withTemporaryFolder { folder in
            let list = OPMLDocument(title: "Team", feeds: feeds)
            try FileWriter.writeAtomically(OPML.write(list), to: folder.appending(path: "feeds/team.opml"))
            try await DeskBench.run(library: folder, client: client) { bench in
                try await bench.store.feeds.subscribe(to: feeds)
                for day in 1...3 {
                    let fetch = FetchRecord(
                        feed: feeds[1].id, time: .sample("2026-11-0\(day)T09:00:00Z"), result: .timeout,
                        reason: "no answer <soon>", byteCount: 0, validators: nil)
                    try await bench.store.feeds.note(
                        fetch,
                        next: NextTry(due: .sample("2026-11-09T09:00:00Z"), why: "later", intervalMinutes: 60)
                    )
                }
                try await work(bench, folder)
            }
        }
    }

    @Test func theDigestSaysWhatNeedsAPersonAndWhatCanBeDone() async throws {
        try await run { bench, _ in
            var (_, browser) = try await bench.signedIn(as: .curator)
            let page = try await browser.get("/desk/sources")
            #expect(page.status == 200)
            #expect(page.body.contains("1 of 2 feeds needs a person."))
            #expect(
                page.body.contains(
                    "It could not be read 3 times in a row, since 2026-11-01: no answer &lt;soon&gt;."))
            #expect(page.body.contains("One &lt;b&gt;blog&lt;/b&gt;") && !page.body.contains("<b>blog"))
            let answer = try await browser.post("/desk/sources/\(second.id)/leave", ["at": "list"])
            #expect(answer.location == "/desk/sources")
            let after = try await browser.get("/desk/sources")
            #expect(after.body.contains("All is well with 2 feeds."))
            #expect(after.body.contains("“Two”: it is all right so for 90 days."))
            #expect(try await browser.get("/desk/sources?q=local%20one&state=well").body.contains("1 feed<"))
            #expect(try await browser.get("/desk/sources?from=-1&state=odd&q=%00").status == 200)
        }
    }

    @Test func aSourceIsPausedResumedLookedAtAndTakenOffTheList() async throws {
        try await run { bench, folder in
            var (_, browser) = try await bench.signedIn(as: .curator)
            let path = "/desk/sources/\(first.id)"
            #expect(try await browser.get(path).body.contains("feeds/team.opml:"))
            _ = try await browser.post(path + "/pause", ["reason": "too noisy"])
            #expect(try await browser.get(path).body.contains("Paused: too noisy."))
            _ = try await browser.post(path + "/resume")
            #expect(try await bench.store.feeds.find(first.id)?.paused == nil)
            _ = try await browser.post(path + "/look")
            #expect(try await browser.get(path).body.contains("it was fetched, as \(first.id)."))
            #expect(try await browser.post(path + "/follow").status == 404)
            #expect(try await browser.post(path + "/explode").status == 404)
            #expect(try await browser.post(path + "/remove").location == "/desk/sources")
            #expect(Library(folder: folder).read().feeds.map(\.title) == ["Two"])
            #expect(try await bench.store.feeds.all().map(\.feed.title) == ["Two"])
            #expect(try await browser.get(path).body.contains("on no list any more"))
            let lines = try await bench.store.audit.newest(10, of: "feed/\(first.id)")
            #expect(lines.map(\.action) == ["feed removed", "feed resumed", "feed paused"])
            #expect(lines.allSatisfy { $0.author.name == "the curator" })
        }
    }

    @Test func aSourceIsAddedByTheAddressOfItsSite() async throws {
        let page = """
            <html><head><link rel="alternate" type="application/rss+xml" href="/feed"><link rel="alternate"
            type="application/rss+xml" href="/news"></head><body>Hello</body></html>
            """
        let client = RecordedHTTPClient { request in
            switch request.address.text {
            case "https://new.example.org", "https://new.example.org/":
                .success(
                    .sample(page, fields: [HTTPField("Content-Type", "text/html")], from: request.address))
            case "https://new.example.org/feed": .success(.sample(rssDocument(["A"]), from: request.address))
            case "https://new.example.org/news":
                .success(.sample(rssDocument(["B", "C"]), from: request.address))
            default: .success(.sample("", status: 404, from: request.address))
            }
        }
        try await run(client: client) { bench, folder in
            var (_, browser) = try await bench.signedIn(as: .curator)
            _ = try await browser.get("/desk/sources/add")
            let found = try await browser.post("/desk/sources/add/find", ["address": "new.example.org"])
            #expect(found.body.contains("value=\"https://new.example.org/feed\" checked"))
            #expect(found.body.contains("2 items"))
            #expect(found.body.contains("announced by the page"))
            let answer = try await browser.post(
                "/desk/sources/add/save",
                [
                    "feed": "https://new.example.org/news", "title": "New", "group": "Local / Wales",
                    "licence": "CC-BY-4.0",
                ])
            let feed = try #require(Library(folder: folder).read().feeds.first { $0.title == "New" })
            #expect(answer.location == "/desk/sources/\(feed.id)")
            #expect(feed.standing.groups == ["Local", "Wales"] && feed.standing.licence == .ccBy)
            #expect(try await bench.store.feeds.find(feed.id) != nil)
            let twice = try await browser.post(
                "/desk/sources/add/save", ["feed": "https://new.example.org/news"])
            #expect(twice.status == 409 && twice.body.contains("on the list already"))
            let odd = try await browser.post("/desk/sources/add/find", ["address": "javascript:alert(1)"])
            #expect(odd.status == 422 && odd.body.contains("Enter a web address"))
            let none = try await browser.post(
                "/desk/sources/add/find", ["address": "https://none.example.org/"])
            #expect(none.status == 200 && none.body.contains("No feed was found"))
        }
    }

    @Test func aListIsShownBeforeItIsAdded() async throws {
        let list = """
            <opml version="2.0"><body><outline text="Group"><outline text="Three" xmlUrl="https://three.example.org/feed"/>
            <outline text="Two" xmlUrl="https://two.example.org/feed"/><outline text="Four" xmlUrl="https://four.example.org/feed"/>
            <outline text="bad" xmlUrl="ftp://x"/></outline></body></opml>
            """
        let client = RecordedHTTPClient { request in
            request.address.host == "three.example.org"
                ? .success(.sample(rssDocument(["A"]), from: request.address))
                : .success(.sample("", status: 404, from: request.address))
        }
        try await run(client: client) { bench, folder in
            var (_, browser) = try await bench.signedIn(as: .curator)
            _ = try await browser.get("/desk/sources/add")
            let shown = try await browser.upload("/desk/sources/import", file: "our list.opml", list)
            #expect(shown.status == 200)
            #expect(shown.body.contains("3 lines: 2 new, 1 on the list already, 1 mistake."))
            #expect(shown.body.contains("On the list already: feeds/team.opml:"))
            #expect(Library(folder: folder).read().feeds.count == 2)
            let text = try #require(shown.body.firstMatch(of: /name="text" value="([^"]*)"/)?.1)
            let carried = text.replacing("&lt;", with: "<").replacing("&gt;", with: ">")
                .replacing("&quot;", with: "\"").replacing("&#39;", with: "'").replacing("&amp;", with: "&")
            let form: [String: String] = [
                "text": String(carried), "name": "our list", "line": "1", "ask": "yes",
            ]
            let asked = try await browser.post("/desk/sources/import", form)
            #expect(asked.body.contains("New, and it answers"))
            #expect(asked.body.contains("there is nothing at this address (404)"))
            let saved = try await browser.post("/desk/sources/import/save", form)
            #expect(saved.location == "/desk/sources")
            let holdings = Library(folder: folder).read()
            #expect(
                holdings.listedFeeds.map(\.file) == [
                    "feeds/our-list.opml", "feeds/team.opml", "feeds/team.opml",
                ])
            #expect(try await bench.store.feeds.all().count == 3)
            let nothing = try await browser.post("/desk/sources/import/save", ["text": String(carried)])
            #expect(nothing.status == 409)
        }
    }

    @Test(arguments: ["", "not xml", "<rss/>", "<opml><body>"])
    func whatIsNoListIsSaidToBeNone(text: String) async throws {
        try await run { bench, _ in
            var (_, browser) = try await bench.signedIn(as: .curator)
            _ = try await browser.get("/desk/sources/add")
            let answer = try await browser.upload("/desk/sources/import", file: "x.opml", text)
            #expect(answer.status == 422)
            #expect(answer.body.contains("id=\"file-error\""))
            #expect(try await browser.upload("/desk/people", file: "x", text).status != 200)
        }
    }

    @Test func aFileThatIsTooLargeIsRefused() async throws {
        try await run { bench, _ in
            var (_, browser) = try await bench.signedIn(as: .curator)
            _ = try await browser.get("/desk/sources/add")
            let large = String(repeating: "x", count: 1_400_000)
            #expect(try await browser.upload("/desk/sources/import", file: "x.opml", large).status == 413)
        }
    }
}

extension Browser {
    /// Sends a form with a file.
    mutating func upload(_ path: String, file: String, _ text: String) async throws -> Answer {
        let body = [
            "--mark", "Content-Disposition: form-data; name=\"csrf\"", "", proof, "--mark",
            "Content-Disposition: form-data; name=\"file\"; filename=\"\(file)\"", "Content-Type: text/xml",
            "",
            text, "--mark--", "",
        ].joined(separator: "\r\n")
        return try await send(
            "POST", path,
            fields: ["Content-Type: multipart/form-data; boundary=mark", "Origin: \(origin ?? "")"],
            body: body)
    }
}
