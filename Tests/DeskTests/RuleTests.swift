// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import Model
import Storage
import TestSupport
import Testing

@testable import Desk

/// Curators at the rules, with browsers that run no scripts.
@Suite struct RuleTests {
    private let form = [
        "title": "No job <adverts>", "words": "vacancy\nwe are hiring", "no_words": "careers advice",
        "in": "title",
        "then": "reject", "reject": "an advert", "why": "They come every Friday.",
    ]

    @Test func aRuleIsTriedThenSavedAndTakenBack() async throws {
        try await LibraryBench.run { bench, library in
            var (_, browser) = try await bench.signedIn(as: .curator)
            _ = try await browser.get("/desk/rules/new")
            let tried = try await browser.post("/desk/rules/try", form)
            #expect(tried.status == 200)
            #expect(
                tried.body.contains(
                    "Of 3 items of the last 30 days: 0 would get topics or audiences, 1 would be rejected"))
            #expect(tried.body.contains("A vacancy") && tried.body.contains("is rejected"))
            #expect(library.read().rules.isEmpty)
            let saved = try await browser.post("/desk/rules/save", form)
            #expect(saved.location == "/desk/rules/no-job-adverts")
            let rule = try #require(library.read().rules.first)
            #expect(
                rule.condition.words.any == ["vacancy", "we are hiring"]
                    && rule.consequence.rejection == "an advert")
            #expect(rule.condition.words.place == .title && rule.why == "They come every Friday.")
            let list = try await browser.get("/desk/rules")
            #expect(list.body.contains("No job &lt;adverts&gt;"))
            #expect(list.body.contains("in the headline: reject: an advert."))
            _ = try await browser.post("/desk/changes/1/undo")
            #expect(library.read().rules.isEmpty)
            #expect(try await browser.get("/desk/rules").body.contains("(taken back)"))
            #expect(try await browser.post("/desk/changes/1/undo").status == 404)
        }
    }

    @Test func aRuleIsChangedPausedAppliedAndRemoved() async throws {
        try await LibraryBench.run { bench, library in
            var (_, browser) = try await bench.signedIn(as: .curator)
            _ = try await browser.get("/desk/rules/new")
            _ = try await browser.post("/desk/rules/save", form)
            let page = try await browser.get("/desk/rules/no-job-adverts")
            #expect(
                page.body.contains("value=\"an advert\"") && page.body.contains(">vacancy\nwe are hiring<"))
            var changed = form
            (changed["then"], changed["topics"], changed["paused"]) = ("give", "open-data", "not sure yet")
            _ = try await browser.post("/desk/rules/no-job-adverts/save", changed)
            let rule = try #require(library.read().rules.first)
            #expect(rule.paused == "not sure yet" && rule.consequence.topics == ["open-data"])
            let applied = try await browser.post("/desk/rules/no-job-adverts/apply", ["days": "7"])
            #expect(applied.location == "/desk/rules")
            #expect(try await browser.get("/desk/rules").body.contains("of the last 7 days"))
            _ = try await browser.post("/desk/rules/no-job-adverts/remove")
            #expect(library.read().rules.isEmpty)
            #expect(try await browser.post("/desk/rules/no-job-adverts/apply").status == 404)
        }
    }

    @Test func whatIsWrongIsSaidBesideTheForm() async throws {
        try await LibraryBench.run { bench, library in
            var (_, browser) = try await bench.signedIn(as: .curator)
            _ = try await browser.get("/desk/rules/new")
            for (field, value, message) in [
                ("title", "", "No title"), ("words", "", "If asks for nothing"),
                ("words", "求人", "could never be found"),
            ] {
                var wrong = form
                wrong[field] = value
                let answer = try await browser.post("/desk/rules/save", wrong)
                #expect(answer.status == 422 && answer.body.contains(message), "\(field)")
            }
            #expect(library.read().rules.isEmpty)
            #expect(try await bench.store.fileSteps.steps().isEmpty)
        }
    }

    @Test func aFileThatSomebodyElseHasChangedIsNotTakenBack() async throws {
        try await LibraryBench.run { bench, library in
            var (_, browser) = try await bench.signedIn(as: .curator)
            _ = try await browser.get("/desk/rules/new")
            _ = try await browser.post("/desk/rules/save", form)
            let file = "curated/rules/no-job-adverts.md"
            let text = try library.curatedText(of: file)
            try library.apply([FileChange(file: file, before: text, after: (text ?? "") + "More.\n")])
            let answer = try await browser.post("/desk/changes/1/undo")
            #expect(answer.status == 409 && answer.body.contains("Somebody has changed"))
            #expect(try library.curatedText(of: file)?.hasSuffix("More.\n") == true)
        }
    }
}
