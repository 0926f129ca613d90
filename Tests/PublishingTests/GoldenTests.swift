// SPDX-License-Identifier: MIT

import Foundation
import Publishing
import Testing

/// Pages are held against files that people have read; `CAIRN_GOLDEN=1 swift test` writes them anew.
@Suite struct GoldenTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")

    @Test(arguments: [
        ("packs/board-essentials.md", "pack.md"), ("packs/board-essentials.html", "pack.html"),
        ("packs/pack-board-essentials.json", "pack.json"),
        ("issues/monthly-reading/3.md", "issue.md"), ("issues/monthly-reading/3.html", "issue.html"),
        ("index.md", "index.md"), ("index.html", "index.html"),
        ("paths/first-steps.md", "path.md"), ("paths/first-steps.html", "path.html"),
        ("topics/digital-strategy.md", "topic.md"), ("topics/digital-strategy.html", "topic.html"),
        ("topics/digital-strategy/conversation.md", "conversation.md"), ("topics/index.md", "topics.md"),
        ("packs/index.md", "packs.md"), ("paths/index.md", "paths.md"),
        ("issues/index.md", "issues.md"), ("packs/board-essentials/group.md", "group.md"),
        ("follow/index.md", "follow.md"), ("search/index.md", "search.md"), ("search/b.md", "search-b.md"),
        ("search/index.json", "search.json"), ("sitemap.xml", "sitemap.xml"),
        ("feeds/new-packs.atom", "packs.atom"), ("feeds/new-issues.rss", "issues.rss"),
        ("feeds/topic-user-research.json", "topic.json"),
    ])
    func pageIsAsItWasReadLast(path: String, golden: String) throws {
        let file = try #require(try SampleLibrary.files().first { $0.path == path })
        try GoldenTests.hold(file.text, to: golden)
    }

    @Test(arguments: [("mail.html", true), ("mail.txt", false)])
    func mailIsAsItWasReadLast(golden: String, isHTML: Bool) throws {
        let mail = try IssueMailTests.mail(of: SampleLibrary.issue())
        let way = IssueMailTests.way
        try GoldenTests.hold(isHTML ? mail.html(unsubscribe: way) : mail.text(unsubscribe: way), to: golden)
    }

    /// Holds a text against its golden file, or writes that anew.
    static func hold(_ text: String, to golden: String) throws {
        let place = folder.appending(path: golden)
        if ProcessInfo.processInfo.environment["CAIRN_GOLDEN"] == "1" { try Data(text.utf8).write(to: place) }
        let expected = try String(contentsOf: place, encoding: .utf8)
        #expect(text == expected, "CAIRN_GOLDEN=1 swift test writes \(golden) anew; read the difference")
    }

    @Test func pagesStayUnder30Kilobytes() throws {
        for file in try SampleLibrary.files() where file.path.hasSuffix(".html") || file.path.hasSuffix(".md")
        {
            #expect(file.bytes.count < 30_000, "\(file.path)")
        }
    }

    @Test func pagesNeedNoScriptAndNoOtherSite() throws {
        for file in try SampleLibrary.files() where file.path.hasSuffix(".html") {
            #expect(!file.text.contains(/<script(?! type="application\/ld\+json">)/))
            for tag in ["<img", "<iframe", "src=", "<form", "@import", " style=", "onclick"] {
                #expect(!file.text.contains(tag), "\(file.path): \(tag)")
            }
        }
        #expect(!PageLayout.styleSheet.contains("url("))
    }
}
