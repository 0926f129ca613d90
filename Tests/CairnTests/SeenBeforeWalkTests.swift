// SPDX-License-Identifier: MIT

import Foundation
import Model
import TestSupport
import Testing

/// One article in two feeds, as a curator meets it.
@Suite(.timeLimit(.minutes(5))) struct SeenBeforeWalkTests {
    private static let story = """
        Trustees in three coastal towns have opened their reserves policies to the people who use their services. The \
        meetings began in March, when the boards could not agree how much money a small charity should keep for a hard \
        winter. Since then volunteers, tenants and two retired auditors have written a page that anybody can read, and \
        the towns now publish what they hold at the end of each quarter together with the reasons for it.
        """

    private func withTwoFeeds(_ body: @Sendable (Walk) async throws -> Void) async throws {
        try await Walk.withLibrary(answering: { question in
            let site = question.target == "/one" ? "https://one.example.org" : "https://two.example.org"
            let titles = question.target == "/one" ? ["Reserves read by many"] : ["What boards keep"]
            return .init(
                rssDocument(titles, site: site, text: Self.story),
                fields: ["Content-Type": "application/rss+xml"])
        }) { walk, server in
            let feeds = ["One": server.address("/one").text, "Two": server.address("/two").text]
            try walk.write(opml(feeds), to: "feeds/team.opml")
            let collected = try await walk.cairn("collect")
            #expect(collected.output.contains("items joined by their text 1"))
            try await body(walk)
        }
    }

    @Test func oneArticleIsShownWithBothSourcesAndCanBeParted() async throws {
        try await withTwoFeeds { walk in
            let item = try #require(try await walk.items().first)
            #expect(Set(item.sources) == ["One", "Two"])
            let shown = try await walk.cairn("item", "show", item.id)
            #expect(shown.output.contains("the same words, or nearly so"))
            let split = try await walk.cairn("item", "split", item.id, "--json")
            #expect(split.status == 0)
            let parted = try #require(try split.object()["parted"] as? [String])
            #expect(try await walk.items().map(\.sources.count) == [1, 1])
            _ = try await walk.cairn("collect", "--all")
            #expect(try await walk.items().count == 2)
            let again = try await walk.cairn("item", "merge", parted[0], item.id, "--why", "a copy", "--json")
            #expect(try again.object()["into"] as? String == item.id)
            #expect(try await walk.items().count == 1)
            _ = try await walk.cairn("collect", "--all")
            #expect(try await walk.items().count == 1)
            for kind in ["merge", "split"] {
                let undone = try await walk.cairn("item", "undo", "--json")
                #expect(try undone.object()["undone"] as? String == kind)
            }
            #expect(try await walk.items().map(\.sources.count) == [2])
            #expect(try await walk.cairn("item", "undo").errors.contains("nothing to take back"))
        }
    }

    @Test func mistakesAreSentencesAndStatusTwo() async throws {
        try await withTwoFeeds { walk in
            let item = try #require(try await walk.items().first)
            let same = try await walk.cairn("item", "merge", item.id, item.id)
            #expect(same.status == 2)
            #expect(same.errors.contains("are one item already"))
            let none = try await walk.cairn("item", "split", item.id, "--source", "f000")
            #expect(none.status == 2)
            #expect(none.errors.contains("the feed f000 does not carry"))
            #expect(try await walk.cairn("item", "split", "i-no-such").status == 2)
        }
    }

    @Test func anEditAtTheSourceIsShownBeforeAndAfter() async throws {
        let edits = SharedValue(0)
        try await Walk.withLibrary(answering: { _ in
            let isEdited = edits.value > 0
            return .init(
                """
                <rss version="2.0"><channel><title>A blog</title><item><guid>1</guid>
                <title>\(isEdited ? "Reserves, read by many" : "Reserves")</title>
                <link>https://blog.example.org/reserves/</link>
                <description>\(Self.story.replacing("three", with: isEdited ? "four" : "three"))</description>
                </item></channel></rss>
                """, fields: ["Content-Type": "application/rss+xml"])
        }) { walk, _ in
            _ = try await walk.cairn("collect")
            let item = try #require(try await walk.items().first)
            let first = try await walk.cairn("item", "show", item.id, "--json")
            #expect((try first.object()["revisions"] as? [Any])?.isEmpty == true)
            edits.change { $0 = 1 }
            _ = try await walk.cairn("collect", "--all")
            let shown = try await walk.cairn("item", "show", item.id)
            #expect(shown.output.contains("noticed 2026-11-02: Reserves \u{2192} Reserves, read by many"))
            #expect(
                shown.output.contains(
                    "text, 1 word gone, 1 new: Trustees in [-three-] {+four+} coastal towns"))
            let json = try await walk.cairn("item", "show", item.id, "--json").object()
            let revision = try #require((json["revisions"] as? [[String: Any]])?.first)
            #expect(revision["replaced"] as? String == Walk.now)
            let (before, after) = (revision["before"] as? [String: Any], revision["after"] as? [String: Any])
            #expect(before?["title"] as? String == "Reserves")
            #expect((before?["text"] as? String)?.hasPrefix("Trustees in three coastal") == true)
            #expect(after?["title"] as? String == "Reserves, read by many")
            #expect((after?["text"] as? String)?.hasPrefix("Trustees in four coastal") == true)
        }
    }
}
