// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import Model
import TestSupport
import Testing

@Suite struct RuleReaderTests {
    private static let path = "curated/rules/no-jobs.md"
    private static let good = """
        ---
        id: no-jobs
        title: Job adverts are not for our readers
        if:
          feeds: [https://one.example.org/feed]
          words: [vacancy, we are hiring]
          no_words: [careers advice]
          in: title
          licences: [CC-BY-4.0]
        then:
          topics: [strategy]
          audiences: [board]
        ---
        They come every Friday.
        """
    private static let feeds = """
        <opml version="2.0"><body><outline type="rss" text="One" xmlUrl="https://one.example.org/feed"/></body></opml>
        """

    @Test func aRuleHoldsItsConditionAndWhatItDoes() async throws {
        let rule = try #require(try await read([Self.path: Self.good]).rules.first)
        #expect(rule.id == "no-jobs")
        #expect(rule.condition.feeds == [Feed.id(for: .sample("https://one.example.org/feed"))])
        #expect(rule.condition.words.any == ["vacancy", "we are hiring"])
        #expect(rule.condition.words.none == ["careers advice"])
        #expect(rule.condition.words.place == .title)
        #expect(rule.condition.licences == [.ccBy])
        #expect(rule.consequence.topics == ["strategy"] && rule.consequence.audiences == ["board"])
        #expect(rule.paused == nil)
        #expect(rule.why == "They come every Friday.")
    }

    @Test(arguments: [
        ("title: Job adverts are not for our readers\n", "", "2: no title"),
        ("[https://one.example.org/feed]", "[https://three.example.org/]", "5: no feed https://three"),
        ("[vacancy, we are hiring]", "[vacancy, \"求人\"]", "6: words: 求人 could never be found"),
        ("in: title", "in: headline", "8: in must be one of anywhere, title, not headline"),
        ("[CC-BY-4.0]", "[CC-4]", "9: unknown licence CC-4"),
        ("[strategy]", "[strategi]", "11: no topic strategi in the curriculum"),
        ("[board]", "[bord]", "12: no audience bord; known: board"),
        ("audiences: [board]", "reject: an advert", "12: a rule that rejects gives no topics or audiences"),
        ("  topics: [strategy]\n  audiences: [board]\n", "  topics: []\n", "11: then does nothing"),
        ("then:\n  topics: [strategy]\n  audiences: [board]\n", "", "2: no then"),
        ("no_words", "not_words", "7: unknown key not_words; known here: feeds, words"),
    ])
    func aMistakeIsToldByFileAndLineAndLeavesTheRuleOut(old: String, new: String, message: String)
        async throws
    {
        let text = Self.good.replacing(old, with: new)
        #expect(text != Self.good)
        let holdings = try await read([Self.path: text])
        #expect(holdings.rules.isEmpty)
        #expect(
            holdings.mistakes.first?.description.hasPrefix("\(Self.path):\(message)") == true,
            "\(holdings.mistakes)")
    }

    @Test func aRuleAboutEverythingIsRefused() async throws {
        let text = "---\nid: no-jobs\ntitle: All\nif:\n  no_words: [bread]\nthen:\n  reject: no\n---\n"
        let holdings = try await read([Self.path: text])
        #expect(holdings.rules.isEmpty)
        #expect(holdings.mistakes.first?.message.hasPrefix("if asks for nothing") == true)
    }

    @Test func aDraftIsReadFromAnyFile() async throws {
        try await withLibrary { library in
            let file = library.folder.appending(path: "draft.txt")
            try Data(Self.good.replacing("feeds: [https://one.example.org/feed]", with: "").utf8).write(
                to: file)
            let rule = try library.rule(in: file, named: "draft.txt", library.read())
            #expect(rule.id == "no-jobs")
            try Data("---\nid: no-jobs\n---\n".utf8).write(to: file)
            #expect(throws: CatalogError.self) {
                try library.rule(in: file, named: "draft.txt", library.read())
            }
        }
    }

    private func read(_ files: [String: String]) async throws -> Holdings {
        try await withLibrary(files.merging(["feeds/team.opml": Self.feeds]) { own, _ in own }) { $0.read() }
    }
}
