// SPDX-License-Identifier: MIT

import Foundation
import TestSupport
import Testing

/// `cairn article`: a page in, an article as JSON out.
@Suite(.timeLimit(.minutes(5))) struct ArticleCommandTests {
    private static let page = """
        <html lang=en><title>The library is open | Gazette</title><meta name=author content="Ada Marsh">
        <article><h1>The library is open</h1><p>The library on Mill Lane opened its doors again on Monday, after two
        years, three floods and one "long" argument about the <a href=/roof>roof</a>, which the town has paid for.</p>
        <p>This article is licensed under <a href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a>.</p>
        </article>
        """

    private func read(_ output: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
    }

    @Test func fileIsPrintedAsAnArticle() async throws {
        try await Walk.begin { walk in
            let file = walk.home.appending(path: "page.html")
            try Data(Self.page.utf8).write(to: file)
            let ending = try await walk.cairn("article", file.path, "--url", "https://gazette.example.org/a")
            #expect(ending.status == 0)
            let article = try read(ending.output)
            #expect(article["title"] as? String == "The library is open")
            #expect(article["byline"] as? String == "Ada Marsh")
            #expect(article["published"] is NSNull)
            #expect(article["licence"] as? String == "CC-BY-4.0")
            let statement = try #require((article["licences"] as? [[String: Any]])?.first)
            #expect(statement["place"] as? String == "page")
            let html = try #require(article["content_html"] as? String)
            #expect(
                html.contains(
                    "<a href=\"https://gazette.example.org/roof\" rel=\"nofollow noopener\">roof</a>"))
            let missing = try await walk.cairn("article", "no-such-file", "--url", "https://a.example/")
            #expect(missing.status == 2)
            #expect(try await walk.cairn("article", file.path).status == 64)
        }
    }

    @Test func eachLineGivesALine() async throws {
        try await Walk.begin { walk in
            let file = walk.home.appending(path: "page.html")
            try Data(Self.page.utf8).write(to: file)
            let lines = """
                {"path": "\(file.path)", "url": "https://gazette.example.org/a"}
                {"path": "no-such-file", "url": "https://gazette.example.org/b"}
                """
            let ending = try await walk.cairn("article", "--jsonl", reading: lines + "\n")
            #expect(ending.status == 1)
            let printed = ending.output.split(separator: "\n").map(String.init)
            #expect(printed.count == 2)
            #expect(try read(printed[0])["title"] as? String == "The library is open")
            #expect(try read(printed[1])["path"] as? String == "no-such-file")
            #expect(try read(printed[1])["error"] is String)
        }
    }
}
