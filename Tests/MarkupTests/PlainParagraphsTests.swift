// SPDX-License-Identifier: MIT

import Testing

@testable import Markup

/// What needs no parser reads just as the parser would have read it.
@Suite struct PlainParagraphsTests {
    private static let limits = MarkdownRenderer.Limits()

    private func parsed(_ markdown: String) throws -> String {
        let tree = MarkdownTree(markdown)
        _ = try tree.tidy(MarkdownRenderer.Options(), depthLimit: 100)
        let html = tree.html()
        return try #require(html)
    }

    @Test func oneAndSeveralParagraphsNeedNoParser() throws {
        let text =
            "Café culture (2026) isn't \"new\": it's old; 5% of $3 - and/or more!\n\nSo?\n\nYes, e.g. here."
        let html = try #require(PlainParagraphs.html(text, limits: Self.limits))
        #expect(String(decoding: html, as: UTF8.self) == (try parsed(text)))
    }

    @Test(arguments: [
        "", " a", "a ", "a  b", "a\tb", "a\nb", "a\n\n\nb", "a\n\n", "\n\na", "1. a", "- a", "+ a", "# a",
        "a\n---", "a\n===",
        "a *b*", "a_b_", "`a`", "~~a~~", "a | b", "a [b](c)", "![a](b)", "a\\b", "a &amp; b", "a<b", "a>b",
        "a@b.org",
        "www.example.org", "see www.example.org", "http://example.org", "a http://example.org", "a\u{0}b",
        "a\rb", "a\u{B}b",
        "    a", "> a", "[a]: b", "é is no letter of ASCII",
    ])
    func theRestIsLeftToTheParser(markdown: String) {
        #expect(PlainParagraphs.html(markdown, limits: Self.limits) == nil)
    }

    @Test func tooLongATextIsLeftToWhoRefusesIt() {
        let long = String(repeating: "a", count: 11)
        #expect(PlainParagraphs.html(long, limits: MarkdownRenderer.Limits(bytes: 10)) == nil)
    }

    @Test func whatIsTakenReadsAsTheParserReadsIt() throws {
        let pieces = [
            "a", "B", "www", "w", ".", ". ", ":", ": ", "/", "//", "\"", "'", " ", "-", "--", "!", "?", "(",
            ")", ";", ",", "0", "1.",
            "%", "$", "\n", "\n\n", "é", "—", "…", "\u{2028}", "\u{A0}", "http", "https", "mailto", "ftp",
            "=", "+", "com", "\u{301}",
        ]
        var numbers = Sequence(state: 7)
        var taken = 0
        for _ in 0..<20_000 {
            let text = (0..<Int(numbers.next() % 14)).map { _ in
                pieces[Int(numbers.next() % UInt64(pieces.count))]
            }.joined()
            guard let html = PlainParagraphs.html(text, limits: Self.limits) else { continue }
            taken += 1
            #expect(String(decoding: html, as: UTF8.self) == (try parsed(text)), "\(text.debugDescription)")
        }
        #expect(taken > 500)
    }

    /// The same numbers each time.
    private struct Sequence {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state >> 33
        }
    }
}
