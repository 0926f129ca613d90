// SPDX-License-Identifier: MIT

import Foundation
import Model
import Pages
import Storage
import TestSupport
import Testing

@testable import Desk

/// Those who mean ill: in feeds, at forms, on the wire.
@Suite struct HostileTests {
    /// Closes whatever it may stand in, and opens a tag that there is none of.
    private static let poison = "p0ison\"'`><zz9 onload=alert(1)>{{me}}{{{trusted(main)}}}{{> csrf}}"

    @Test func noFieldOfAFeedIsMoreThanText() async throws {
        try await QueueBench.run { bench in
            let poison = HostileTests.poison
            let feed = Feed(
                address: .sample("https://two.example.org/feed"), title: poison,
                standing: .init(groups: [poison], language: poison, note: poison))
            let item = Item(
                identity: .init(feed: feed.id, kind: .guid, key: poison), title: poison,
                address: WebAddress("https://two.example.org/?\(poison)"),
                text: ItemText(summary: poison, body: poison, language: poison),
                credit: Credit(authors: [poison], licence: nil), dates: ItemDates(), categories: [poison])
            try await bench.store.keep(item, of: feed)
            let id = item.id
            let evidence = Tag.Evidence(words: "p0ison", term: poison, place: .title, count: 2, weight: 1)
            let tag = Model.Tag(
                topic: Topic.ID(poison), author: .machine, confidence: 0.9, evidence: [evidence],
                model: poison)
            try await bench.store.tags.save([TaggedItem(library: .sample(item), tags: [tag])], by: poison)
            try await bench.store.queue.catchUp()
            try await bench.store.queue.rank([QueueRank(item: id, usefulness: 1, reason: poison)])

            var (_, browser) = try await bench.desk.signedIn(as: .administrator)
            let path = "/desk/items/\(id)"
            _ = try await browser.get("/desk/queue")
            _ = try await browser.post(path + "/comments", ["text": poison])
            _ = try await browser.post(
                "/desk/queue/filters", ["name": String(poison.prefix(80)), "look": "q=\(poison)"])
            _ = try await browser.post(path + "/draft", ["why": poison, "note": poison, "draft": "0"])
            let late = try await browser.post(
                path + "/draft", ["why": "other", "note": poison, "draft": "9"])
            var pages = [late, try await browser.postEncoded("/desk/queue/several", "what=hold&item=\(id)")]
            _ = try await browser.post(path + "/decide", ["decision": "hold", "note": poison, "draft": "1"])
            let looks = [
                "/desk/queue?state=any", "/desk/queue?state=any&q=p0ison", path, path + "/history",
                "/desk/audit", "/desk/people",
            ]
            for look in looks { pages.append(try await browser.get(look)) }
            #expect(pages.count { $0.body.contains("p0ison") } >= 7)
            for page in pages {
                #expect(page.status < 500)
                #expect(!page.body.contains("<zz9"))
                #expect(!page.body.contains("p0ison\"'"))
                // What looks like a template is shown, not filled in.
                #expect(
                    page.body.matches(of: /name="csrf"/).count
                        == page.body.matches(of: /<form[^>]*method="post"/).count)
            }
        }
    }

    @Test(arguments: [
        "' OR '1'='1", "'; DROP TABLE items; --", "\") OR 1=1 --", "%00", "NEAR(", "*", "\u{FFFF}",
    ])
    func whatIsAskedNeverBecomesSQL(text: String) async throws {
        try await QueueBench.run { bench in
            var (_, browser) = try await bench.desk.signedIn(as: .administrator)
            let escaped = QueueLook.escaped(text)
            let names = [
                "q", "topic", "strand", "source", "licence", "audience", "stage", "format", "state", "from",
                "until", "sure", "order", "after",
            ]
            for name in names {
                #expect(try await browser.get("/desk/queue?\(name)=\(escaped)").status == 200, "\(name)")
            }
            for name in ["name", "action", "subject", "from", "after"] {
                let page = try await browser.get("/desk/audit?\(name)=\(escaped)")
                #expect(page.status == 200, "\(name)")
            }
            for path in ["items/\(escaped)", "items/\(escaped)/history", "people/\(escaped)/role"] {
                #expect((400..<500).contains(try await browser.get("/desk/\(path)").status))
            }
            _ = try await browser.get("/desk/sign-in")
            #expect(try await bench.store.queue.count(QueueFilter()) == 3)
        }
    }

    @Test(arguments: [
        "/desk/../../../etc/passwd", "/desk/%2e%2e/%2e%2e/etc/passwd", "/desk/..%2f..%2f..%2fetc%2fpasswd",
        "/desk/items/..%2f..%2fcairn.sqlite", "/desk/desk.css/../../cairn.yaml", "/desk/items/%00/article",
        "/desk//etc/passwd", "/api/v1/items/..%2f..%2fcairn.yaml", "/api/v1/../../cairn.yaml",
    ])
    func noPathLeadsOutOfTheDesk(path: String) async throws {
        try await DeskBench.run { bench in
            var (_, browser) = try await bench.signedIn(as: .administrator)
            let answer = try await browser.get(path)
            #expect((400..<500).contains(answer.status), "\(answer.status)")
            #expect(!answer.body.contains("root:") && !answer.body.contains("base_url"))
        }
    }

    @Test func whatIsTooLargeIsRefusedAndNothingIsChanged() async throws {
        try await QueueBench.run { bench in
            var (_, browser) = try await bench.desk.signedIn(as: .curator)
            _ = try await browser.get("/desk/queue")
            let path = "/desk/items/\(bench.items[0].id)/comments"
            let large = try await browser.post(path, ["text": String(repeating: "x", count: 100_000)])
            #expect(large.status == 413)
            #expect(large.body.contains("That is too much"))
            let many = (0..<6_000).map { "item=\($0)" }.joined(separator: "&")
            #expect((400..<500).contains(try await browser.postEncoded("/desk/queue/several", many).status))
            #expect(try await bench.store.comments.comments(on: bench.items[0].id).isEmpty)
            let length = "POST \(path) HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\nx"
            let answer = await RawClient.send(length, to: bench.desk.port)
            #expect(answer == "" || answer.hasPrefix("HTTP/1.1 4"))
            let fields = (0..<200).map { "X-\($0): y\r\n" }.joined()
            let wide = await RawClient.send(
                "GET /desk HTTP/1.1\r\nHost: x\r\n\(fields)\r\n", to: bench.desk.port)
            #expect(wide == "" || wide.hasPrefix("HTTP/1.1 4"))
        }
    }

    @Test func aPageOfTroubleSaysNothingOfWhatWasSent() async throws {
        try await DeskBench.run { bench in
            var (_, browser) = try await bench.signedIn(as: .curator)
            let foreign = "zz9%3Cscript%3Ealert(1)%3C%2Fscript%3E%0d%0aSet-Cookie:x"
            for path in [
                "/desk/\(foreign)", "/desk/items/\(foreign)", "/desk/link/\(foreign)", "/api/v1/\(foreign)",
            ] {
                let answer = try await browser.get(path)
                #expect((400..<500).contains(answer.status))
                #expect(!answer.body.contains("zz9"), "\(path)")
                #expect(answer.fields.allSatisfy { !$0.value.contains("zz9") })
            }
        }
    }

    @Test func theLogHoldsNoSecretAndNobodysWords() async throws {
        try await DeskBench.run { bench in
            let link = try await bench.link(for: "Ada Obi")
            var browser = bench.browser
            _ = try await browser.get(link)
            _ = try await browser.get(link + "/more")
            _ = try await browser.post(link)
            _ = try await browser.get("/desk/welcome")
            _ = try await browser.post("/desk/welcome", ["password": "ochre lamp seven tides"])
            _ = try await browser.get("/desk/queue?q=private-words")
            _ = try await browser.get("/desk/account")
            let form = ["label": "x", "scopes": "read", "days": "7"]
            let page = try await browser.post("/desk/account/tokens", form).body
            let token = String(try #require(page.firstMatch(of: /value="([\w-]{43})"/)).1)
            var program = APIClient(bench, token: token)
            #expect(try await program.ask("GET", "me").status == 200)
            let lines = bench.log.value.joined(separator: "\n")
            #expect(lines.contains("/desk/queue"))
            let cookie = browser.cookies["__Host-cairn-desk"] ?? ""
            for secret in [String(link.suffix(43)), "ochre", "private-words", token, cookie, browser.proof] {
                #expect(!secret.isEmpty && !lines.contains(secret))
            }
        }
    }
}

extension Store {
    /// Saves one item of a feed as a collect does.
    func keep(_ item: Item, of feed: Feed) async throws {
        try await feeds.subscribe(to: [feed], keepingOthers: true)
        let fetch = FetchRecord(
            feed: feed.id, time: .sample(), result: .ok, reason: "read", byteCount: 10, validators: nil)
        _ = try await items.save([item], noting: fetch) { _ in
            NextTry(due: .sample("2026-11-03T09:00:00Z"), why: "after a day", intervalMinutes: 120)
        }
    }
}
