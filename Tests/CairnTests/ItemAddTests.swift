// SPDX-License-Identifier: MIT

import Foundation
import Model
import TestSupport
import Testing

/// Pages that no feed gives, as a curator brings them.
@Suite(.timeLimit(.minutes(5))) struct ItemAddTests {
    private static let page = """
        <!DOCTYPE html><html lang="en"><head><title>How we moved our records</title>
        <meta property="og:site_name" content="Harbour Trust"><meta name="author" content="Mary Hill">
        <meta property="article:published_time" content="2026-05-04T08:00:00Z">
        <link rel="license" href="https://creativecommons.org/licenses/by/4.0/"></head><body><article>
        <h1>How we moved our records</h1>
        <p>For eleven years our records were in a program that only one of us understood. Last spring she told us that she
        would retire, and the board asked what it would take to move them somewhere that everybody can use.</p>
        <p>It took four months, two tries and a lot of tea. We write down here what we would do again, what we would leave,
        and what it cost, because nobody could tell us that when we began.</p></article></body></html>
        """

    private func withPages(
        _ body: @Sendable (Walk, LoopbackServer, SharedValue<[String]>) async throws -> Void
    ) async throws {
        let asked = SharedValue<[String]>([])
        try await Walk.withLibrary(answering: { question in
            asked.change { $0.append(question.target) }
            switch question.target {
            case "/feed":
                return .init(
                    rssDocument(["One"], site: ""), fields: ["Content-Type": "application/rss+xml"])
            case "/robots.txt": return .init("User-agent: *\nDisallow: /secret/")
            case "/records", "/one/", "/": return .init(Self.page, fields: ["Content-Type": "text/html"])
            case "/talk.pdf": return .init("%PDF-1.7", fields: ["Content-Type": "application/pdf"])
            default: return .init("nothing here", status: 404)
            }
        }) { try await body($0, $1, asked) }
    }

    @Test func aPageComesInWithWhatItSaysOfItself() async throws {
        try await withPages { walk, server, asked in
            let address = server.address("/records").text
            let added = try await walk.cairn("item", "add", address, "--why", "Short and honest.", "--json")
            #expect(added.status == 0, "\(added.errors)")
            let told = try added.object()
            #expect(told["new"] as? Bool == true && told["page"] as? String == "read")
            let item = try #require(told["item"] as? [String: Any])
            #expect(item["title"] as? String == "How we moved our records")
            #expect(item["sources"] as? [String] == ["Harbour Trust"])
            #expect(item["licence"] as? String == "CC-BY-4.0")
            #expect((item["published"] as? String)?.hasPrefix("2026-05-04") == true)
            let id = try #require(item["id"] as? String)
            let shown = try await walk.cairn("item", "show", id)
            #expect(shown.output.contains("two tries and a lot of tea"))
            // Nothing is asked for twice, and nothing is added twice.
            let count = asked.value.count
            let again = try await walk.cairn("item", "add", address + "?utm_source=mail")
            #expect(again.status == 0 && again.output.contains("\(id) has this page already"))
            #expect(asked.value.count == count)
            // A front page is looked at each time, and is one item still.
            for isNew in [true, false] {
                let front = try await walk.cairn(
                    "item", "add", server.address("/").text, "--title", "Harbour Trust", "--json")
                #expect(try front.object()["new"] as? Bool == isNew, "\(front.errors)")
            }
            // The next run looks at it like at any other.
            let run = try await walk.cairn("run", "--quiet")
            #expect(run.status == 0, "\(run.errors)")
            #expect(try await walk.items().contains { $0.id == id })
        }
    }

    @Test func aPageOfAFeedIsThatItem() async throws {
        try await withPages { walk, server, _ in
            _ = try await walk.cairn("collect", "--quiet")
            let one = try #require(try await walk.items().first)
            let added = try await walk.cairn("item", "add", server.address("/one/").text)
            #expect(
                added.output.contains("\(one.id) has this page already"), "\(added.output) \(added.errors)")
            #expect(try await walk.items().count == 1)
        }
    }

    @Test func whatCannotBeReadNeedsATitle() async throws {
        try await withPages { walk, server, asked in
            for path in ["/talk.pdf", "/secret/plan", "/nowhere"] {
                let refused = try await walk.cairn("item", "add", server.address(path).text)
                #expect(refused.status == 2 && refused.errors.contains("--title"), "\(refused.errors)")
            }
            #expect(!asked.value.contains("/secret/plan"))
            #expect(try await walk.cairn("item", "add", "not an address").status == 2)
            #expect(
                try await walk.cairn("item", "add", server.address("/talk.pdf").text, "--title", " ").status
                    == 64)
            #expect(try await walk.items().isEmpty)
            let added = try await walk.cairn(
                "item", "add", server.address("/talk.pdf").text, "--title", " A talk\non  records ")
            #expect(added.status == 1 && added.errors.contains("its page was not read"), "\(added.errors)")
            #expect(try await walk.items().map(\.title) == ["A talk on records"])
        }
    }
}
