// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import Model
import Storage
import TestSupport
import Testing

@testable import Desk

/// Programs at packs, paths and issues.
@Suite struct APIWorkTests {
    /// What `arrangeWork` is sent.
    private func body(_ seen: String, _ parts: [[String]?]) -> String {
        let texts = parts.map { items in
            items.map { "{\"items\":[\($0.map { "\"\($0)\"" }.joined(separator: ","))]}" } ?? "{}"
        }
        return "{\"seen\":\"\(seen)\",\"parts\":[\(texts.joined(separator: ","))]}"
    }

    @Test func aPackIsArrangedAndLeftToCairnAgain() async throws {
        try await LibraryBench.run { bench, library in
            let items = try await LibraryBench.approveAll(in: bench.store).map(\.rawValue)
            var program = try await APIClient.made(bench, by: .curator)
            let path = "works/packs/ready-for-the-board"
            let shown = try await program.ask("GET", path).object
            let seen = try #require(shown["seen"] as? String)
            let count = try #require((shown["parts"] as? [Any])?.count)
            let rest = [[String]?](repeating: nil, count: count - 1)
            let order = body(seen, [[items[2], items[0]]] + rest)
            let arranged = try await program.ask("PUT", path + "/parts", order)
            #expect(arranged.status == 200)
            let section = try #require(library.read().theme("ready-for-the-board")?.sections.first)
            #expect(section.picked.map(\.rawValue) == [items[2], items[0]])
            #expect(try await program.ask("PUT", path + "/parts", order).status == 409)
            let now = try #require(arranged.object["seen"] as? String)
            for (parts, words) in [
                ([[items[0], items[0]]] + rest, "Choose each item once"),
                ([["i0123456789abcdef"]] + rest, "Choose an approved item"),
                (rest, "Send \(count) parts"),
            ] as [([[String]?], String)] {
                let wrong = try await program.ask("PUT", path + "/parts", body(now, parts))
                #expect(wrong.status == 409 && wrong.body.contains(words), "\(words)")
            }
            #expect(try await program.ask("PUT", path + "/parts", body(now, [nil] + rest)).status == 200)
            #expect(library.read().theme("ready-for-the-board")?.sections.first?.picked == [])
            #expect(try await program.ask("POST", path + "/draft").status == 404)
            #expect(try await program.ask("GET", path + "/preview").status == 409)
            #expect(try await program.ask("GET", "works/packs/none").status == 404)
            #expect(try await program.ask("GET", "works/sets/none").status == 404)
            #expect(try await program.ask("GET", "works").body.contains("\"kind\":\"issues\""))
            let other = "works/paths/board-essentials/suggestions"
            #expect(try await program.ask("GET", other).body.contains(items[0]))
        }
    }

    @Test func anIssueIsArrangedSeenApprovedAndPublished() async throws {
        try await LibraryBench.run { bench, library in
            let items = try await LibraryBench.approveAll(in: bench.store).map(\.rawValue)
            var curator = try await APIClient.made(bench, by: .curator)
            var publisher = try await APIClient.made(bench, by: .publisher)
            let newsletter = try #require(library.read().newsletters.first)
            let path = "works/issues/\(newsletter.id)"
            #expect(try await curator.ask("GET", path).object["issue"] == nil)
            #expect(try await curator.ask("GET", path + "/preview").status == 409)
            #expect(try await curator.ask("POST", path + "/draft").object["issue"] as? Int == 1)
            let section = ReadingSection(
                title: newsletter.sections[0].title, items: try await bench.store.verdicts.reviewed())
            try await bench.store.issues.save(
                draft: Issue(
                    newsletter: newsletter, number: 1, date: .sample(), sections: [section], state: .draft))
            let shown = try await curator.ask("GET", path).object
            let seen = try #require(shown["seen"] as? String)
            let rest = [[String]?](repeating: [], count: newsletter.sections.count - 1)
            let open = body(seen, [nil] + rest)
            #expect(try await curator.ask("PUT", path + "/parts", open).status == 409)
            let order = body(seen, [items.reversed()] + rest)
            let arranged = try await curator.ask("PUT", path + "/parts", order)
            let issue = try #require(try await bench.store.issues.all(of: newsletter.id).first)
            #expect(issue.items.map(\.id.rawValue) == items.reversed())
            #expect(try await curator.ask("GET", path + "/preview").object["html"] as? String == "<p>1</p>")
            let now = try #require(arranged.object["seen"] as? String)
            #expect(try await curator.ask("POST", path + "/approve", "{\"seen\":\"\(now)\"}").status == 403)
            #expect(
                try await publisher.ask("POST", path + "/approve", "{\"seen\":\"\(seen)\"}").status == 409)
            let isEnough = items.count >= newsletter.size.lowerBound
            let approved = try await publisher.ask("POST", path + "/approve", "{\"seen\":\"\(now)\"}")
            #expect(approved.status == (isEnough ? 200 : 409))
            #expect(try await curator.ask("POST", "publish").status == 403)
            #expect(try await publisher.ask("POST", "publish").body.contains("Published: nothing."))
        }
    }
}
