// SPDX-License-Identifier: MIT

import Foundation
import Model
import TestSupport
import Testing

/// Pages of items with too little text, as somebody at the command line reads them.
@Suite(.timeLimit(.minutes(5))) struct EnrichWalkTests {
    private static let page = """
        <!DOCTYPE html><html lang="en"><head><title>Reserves</title></head><body><article><h1>Reserves</h1>
        <p>Trustees in three coastal towns have opened their reserves policies to the people who use their services. The
        meetings began in March, when the boards could not agree how much money to keep, and what for.</p>
        <p>Since then volunteers, tenants and two retired auditors have written a page that anybody can read, and the towns
        now publish what they hold at the end of each quarter, with the reasons for it.</p></article></body></html>
        """

    private func withTeasers(
        _ body: @Sendable (Walk, SharedValue<[String]>) async throws -> Void
    ) async throws {
        let asked = SharedValue<[String]>([])
        try await Walk.withLibrary(answering: { question in
            asked.change { $0.append(question.target) }
            switch question.target {
            case "/feed":
                return .init(
                    rssDocument(["One", "Two", "Secret"], site: ""),
                    fields: ["Content-Type": "application/rss+xml"])
            case "/robots.txt": return .init("User-agent: *\nDisallow: /secret/")
            case "/one/", "/two/": return .init(Self.page, fields: ["Content-Type": "text/html"])
            default: return .init("nothing here", status: 404)
            }
        }) { walk, _ in
            var walk = walk
            walk.variables["CAIRN_ENRICH_WORDS"] = "20"
            try await body(walk, asked)
        }
    }

    @Test func pagesAreReadAndTheirWordsShown() async throws {
        try await withTeasers { walk, asked in
            _ = try await walk.cairn("collect", "--quiet")
            let enriched = try await walk.cairn("enrich", "--limit", "9", "--json")
            #expect(enriched.status == 0, "\(enriched.errors)")
            let lines = try enriched.lines()
            #expect(lines.count == 3)
            #expect(Set(lines.compactMap { $0["result"] as? String }) == ["read", "robots"])
            #expect(!asked.value.contains("/secret/"))
            let item = try #require(try await walk.items().first { $0.title == "One" })
            let shown = try await walk.cairn("item", "show", item.id)
            #expect(shown.output.contains("two retired auditors"))
            #expect(shown.output.contains("its page: read"))
            let count = asked.value.count
            #expect(try await walk.cairn("enrich").output.contains("enrich: pages 0"))
            #expect(asked.value.count == count)
            let one = try await walk.cairn("enrich", "--item", item.id)
            #expect(one.output.contains("read: read"))
            #expect(try await walk.cairn("enrich", "--item", item.id, "--limit", "3").status == 64)
        }
    }

    @Test func aRunReadsThemBetweenCollectingAndClassifying() async throws {
        try await withTeasers { walk, _ in
            let done = try await walk.cairn("run", "--json")
            #expect(done.status == 0, "\(done.errors)")
            let stages = try done.object()["stages"] as? [[String: Any]] ?? []
            #expect(
                stages.map { $0["name"] as? String } == [
                    "collect", "enrich", "classify", "issues", "publish",
                ])
            let counts = stages.first { $0["name"] as? String == "enrich" }?["counts"] as? [[String: Any]]
            #expect(counts?.first { $0["what"] as? String == "read" }?["number"] as? Int == 2)
            #expect(try await walk.cairn("run", "--dry-run").output.contains("enrich: pages due 0"))
        }
    }
}
