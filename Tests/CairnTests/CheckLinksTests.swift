// SPDX-License-Identifier: MIT

import Foundation
import Model
import TestSupport
import Testing

/// Published links that are dead, as somebody at the command line finds them.
@Suite(.timeLimit(.minutes(5))) struct CheckLinksTests {
    @Test func deadLinksAreNamedAndNothingIsSaved() async throws {
        try await Walk.withLibrary(answering: { question in
            switch question.target {
            case "/feed":
                .init(
                    rssDocument(
                        ["Here", "Gone"], site: "", text: "Our digital strategy and our user research."),
                    fields: ["Content-Type": "application/rss+xml"])
            case "/here/": .init("<p>Here.</p>", fields: ["Content-Type": "text/html"])
            default: .init("nothing here", status: 404)
            }
        }) { walk, _ in
            _ = try await walk.cairn("collect", "--quiet")
            _ = try await walk.cairn("classify", "--quiet")
            let none = try await walk.cairn("check", "--links")
            #expect(none.status == 0, "\(none.errors)")
            #expect(none.output.contains("0 published links, 0 dead"))
            for item in try await walk.items() {
                _ = try await walk.cairn(
                    "review", "approve", item.id, "--why", "Read it.", "--topic", "digital-strategy")
            }
            let database = try Data(contentsOf: walk.library.appending(path: "cairn.sqlite"))
            let checked = try await walk.cairn("check", "--links")
            #expect(checked.status == 1)
            #expect(checked.output.contains("gone  Gone"))
            #expect(checked.output.contains("2 published links, 1 dead"))
            let links =
                try await walk.cairn("check", "--links", "--json").object()["links"] as? [[String: Any]]
            #expect(Set((links ?? []).compactMap { $0["result"] as? String }) == ["works", "gone"])
            #expect(try Data(contentsOf: walk.library.appending(path: "cairn.sqlite")) == database)
            let run = try await walk.cairn("run", with: ["CAIRN_LINKS_DAYS": "30"])
            #expect(run.output.contains("links: links 2, moved 0, dead 1"))
            #expect(run.status == 0, "\(run.errors)")
        }
    }
}
