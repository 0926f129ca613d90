// SPDX-License-Identifier: MIT

import Foundation
import TestSupport
import Testing

/// A curator and her rules.
@Suite(.timeLimit(.minutes(5))) struct RuleWalkTests {
    private static let cake = """
        ---
        id: no-cake
        title: Cake is not for our readers
        if: {words: [cake], in: title}
        then: {reject: about cake}
        ---
        It makes leaders hungry.
        """
    private static let pages = """
        ---
        id: one-page
        title: What fits on a page is research
        if: {words: [one page], feeds: [FEED], in: title}
        then: {topics: [user-research], audiences: [board]}
        ---
        """

    @Test func aRuleIsTriedAppliedAndTakenBack() async throws {
        try await Walk.withItems { walk, _ in
            let feed = try #require(
                try await walk.cairn("feed", "list", "--json").lines().first?["id"] as? String)
            try walk.write(Self.cake, to: "curated/rules/no-cake.md")
            try walk.write(Self.pages.replacing("FEED", with: feed), to: "curated/rules/one-page.md")
            let checked = try await walk.cairn("check")
            #expect(checked.status == 0 && checked.output.contains("2 rules"))

            let tried = try await walk.cairn("rule", "try", "no-cake")
            #expect(tried.output.contains("Tea and cake"))
            #expect(tried.output.contains("1 would be rejected"))
            #expect(try await walk.items("--state", "waiting").count == 3)
            let outlook = try await walk.cairn("rule", "try", "one-page", "--json").object()
            let changes = try #require(outlook["changes"] as? [[String: Any]])
            #expect(changes.map { $0["change"] as? String } == ["gives"])

            #expect(try await walk.cairn("rule", "apply", "no-cake", "--as", "Ada").status == 0)
            #expect(try await walk.items("--state", "rejected").map(\.title) == ["Tea and cake"])
            #expect(try await walk.cairn("rule", "apply", "one-page").status == 0)
            let page = try #require(
                try await walk.items("--topic", "user-research").first {
                    $0.title == "A digital strategy on one page"
                })
            let shown = try await walk.cairn("item", "show", page.id)
            #expect(shown.output.contains("by rule one-page (one page, A blog)"))
            let json = try await walk.cairn("item", "show", page.id, "--json").object()
            let tags = try #require(json["tags"] as? [[String: Any]])
            #expect(tags.contains { $0["author"] as? String == "rule" })

            let listed = try await walk.cairn("rule", "list")
            #expect(listed.output.contains("has its say on 1 item"))
            let story = try await walk.cairn("rule", "show", "no-cake")
            #expect(story.output.contains("step 1, 2026-11-02 by Ada: 1 item, 1 rejected"))
            #expect(story.output.contains("It makes leaders hungry."))

            // The curators' own undo is not about rules.
            #expect(try await walk.cairn("review", "undo").errors.contains("nothing to take back"))
            let undone = try await walk.cairn("rule", "undo", "no-cake", "--json").object()
            #expect((undone["items"] as? [String])?.count == 1)
            #expect(try await walk.items("--state", "waiting").count == 3)
            _ = try await walk.cairn("classify", "--again")
            #expect(try await walk.items("--state", "waiting").count == 3)
        }
    }

    @Test func approvingTakesTheAudiencesThatRulesGave() async throws {
        try await Walk.withItems { walk, items in
            let feed = try #require(
                try await walk.cairn("feed", "list", "--json").lines().first?["id"] as? String)
            try walk.write(Self.pages.replacing("FEED", with: feed), to: "curated/rules/one-page.md")
            _ = try await walk.cairn("rule", "apply", "one-page")
            let page = try #require(items.first { $0.title == "A digital strategy on one page" })
            let approved = try await walk.cairn("review", "approve", page.id, "--why", "Short.", "--json")
            let verdict = try #require(try approved.json() as? [[String: Any]]).first
            #expect((verdict?["fit"] as? [String: Any])?["audiences"] as? [String] == ["board"])
            #expect((verdict?["topics"] as? [String])?.first == "user-research")
        }
    }

    @Test func aRuleWithAMistakeIsToldAndHoldsNothingUp() async throws {
        try await Walk.withItems { walk, _ in
            try walk.write(Self.cake.replacing("words:", with: "wrds:"), to: "curated/rules/no-cake.md")
            let checked = try await walk.cairn("check")
            #expect(checked.status == 1)
            #expect(checked.output.contains("curated/rules/no-cake.md:4: unknown key wrds"))
            let classified = try await walk.cairn("classify", "--again")
            #expect(classified.status == 1)
            #expect(classified.errors.contains("curated/rules/no-cake.md:4"))
            #expect(try await walk.cairn("rule", "apply", "no-cake").status == 2)
            #expect(try await walk.cairn("publish").status == 0)
        }
    }

    @Test func mistakesAreSentencesAndStatusTwo() async throws {
        try await Walk.withItems { walk, _ in
            let none = try await walk.cairn("rule", "try", "no-such")
            #expect(none.status == 2 && none.errors.contains("there is no rule no-such"))
            #expect(try await walk.cairn("rule", "try").status == 64)
            #expect(try await walk.cairn("rule", "undo", "--step", "9").status == 2)
            #expect(try await walk.cairn("rule", "undo").errors.contains("nothing to take back"))
            #expect(try await walk.cairn("rule", "try", "--file", "none.md").status == 2)
        }
    }

    @Test func aDraftIsTriedOnTheSampleLibrary() async throws {
        try await Walk.begin { walk in
            _ = try await walk.cairn("init", "library", "--sample")
            _ = try await walk.cairn("demo", "--to", walk.home.appending(path: "out").path)
            try walk.write(
                """
                ---
                id: boards
                title: What boards read
                if: {words: [people, trustee]}
                then: {audiences: [board]}
                ---
                """, to: "draft.md")
            let tried = try await walk.cairn(
                "rule", "try", "--file", "draft.md", "--json", with: ["CAIRN_STORE": "demo.sqlite"])
            #expect(tried.status == 0, "\(tried.errors)")
            let changes = try #require(try tried.object()["changes"] as? [[String: Any]])
            #expect(changes.contains { $0["change"] as? String == "gives" })
            #expect(changes.contains { $0["change"] as? String == "decided" })
        }
    }
}
