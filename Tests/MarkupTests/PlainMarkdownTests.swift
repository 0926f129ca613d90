// SPDX-License-Identifier: MIT

import Testing

@testable import Markup

/// What needs no parser reads just as the parser would have read it.
@Suite struct PlainMarkdownTests {
    private static let limits = MarkdownRenderer.Limits()
    private static let options = MarkdownRenderer.Options(linksForeignPictures: true, linksToPages: true)

    private func html(_ rendered: RenderedMarkdown) -> String {
        var anchors = Anchors()
        return rendered.html(anchors: &anchors)
    }

    private func parsed(_ markdown: String) throws -> String {
        let tree = MarkdownTree(markdown)
        let walk = try tree.tidy(Self.options, depthLimit: 100)
        let bytes = tree.bytes()
        var rendered = RenderedMarkdown()
        rendered.append(try #require(bytes), headings: walk.headings)
        return html(rendered)
    }

    private func plain(
        _ markdown: String, options: MarkdownRenderer.Options = options,
        limits: MarkdownRenderer.Limits = limits
    ) -> String? {
        var rendered = RenderedMarkdown()
        guard PlainMarkdown.write(markdown, to: &rendered, options, limits) else {
            #expect(rendered.isEmpty)
            return nil
        }
        return html(rendered)
    }

    @Test(arguments: [
        "Café culture (2026) isn't \"new\": it's old; 5% of $3 - and/or more!\n\nSo?\n\nYes, e.g. here.",
        "# One & two", "# R&amp;D at [Fern & Co](https://example.org/)",
        "## [A \\*star\\*](a/b.md#c)\n\nWords",
        "###### 1. six", "# - no list", "**Why.** Because \\<b\\>.", "**Bold**", "\\# none", "2026 was so",
        "[a](b.md), [c](../d.md?e=f.md) and [g](mailto.md)", "[\\[x\\]](https://example.org/?a=b_c%20d+e)",
        "- one\n- [two](b.md) · item\n\nMore", "[a](?b.md)", "\"Quoted\" &lt;i&gt;", "(so)", "'s", "x \\- y",
        "# [a](b)\n\n- c", "Topics: [D](../topics/d.md), [E](../topics/e.md)",
    ])
    func whatIsPlainNeedsNoParser(markdown: String) throws {
        // What holds a bare `&` is not plain; all others are.
        let found = plain(markdown)
        if found == nil { #expect(markdown.contains(" & ")) }
        #expect(try found ?? parsed(markdown) == (try parsed(markdown)))
    }

    @Test(arguments: [
        "", " a", "a ", "a  b", "a\tb", "a\nb", "a\n\n\nb", "a\n\n", "\n\na", "1. a", "1) a", "+ a", "a\n---",
        "a\n===", "#a", "# ", "#", "####### a", "# a #", "-", "- ", "- - a", "- 1. a", "- # a", "- a\nb",
        "- a\n\n- b", "- a\n\n  b", "a\n- b", "a *b*", "**a", "** a**", "**a **", "**a**b", "***a***", "a_b_",
        "`a`",
        "~~a~~", "a | b", "[a]", "[a](", "[a]()", "[a](b", "[](b)", "[a](b c)", "[a](<b>)", "[a](b \"c\")",
        "[a](b(c))", "[a](javascript:b)", "[a](HTTP://b)", "[a](mailto:b)", "[a](//b)", "[a](/b)",
        "[a [b](c)](d)", "![a](b)", "\\![a](b)", "[a]: b", "[^1]", "a\\b", "a\\", "a &copy; b", "a & b",
        "a<b", "a>b",
        "a@b.org", "www.example.org", "see www.example.org", "http://example.org", "a http://example.org",
        "a\u{0}b", "a\rb", "a\u{B}b", "    a", "> a", "é is no letter of ASCII",
    ])
    func theRestIsLeftToTheParser(markdown: String) {
        #expect(plain(markdown) == nil)
    }

    @Test func limitsAreLeftToWhoRefuses() {
        let long = String(repeating: "a", count: 11)
        #expect(plain(long, limits: MarkdownRenderer.Limits(bytes: 10)) == nil)
        #expect(plain("a", limits: MarkdownRenderer.Limits(depth: 1)) == nil)
    }

    @Test func pagesAreOnlyLinkedWhereThatIsAskedFor() {
        let options = MarkdownRenderer.Options()
        #expect(plain("[a](b.md)", options: options) == "<p><a href=\"b.md\">a</a></p>\n")
        #expect(plain("[a](b.md)") == "<p><a href=\"b.html\">a</a></p>\n")
    }

    private static let pieces = [
        "a", "B", "www", "w", ".", ". ", ":", ": ", "/", "//", "\"", "'", " ", "-", "--", "!", "?", "(",
        ")", ";", ",", "0", "1.", "%", "$", "\n", "\n\n", "é", "—", "…", "\u{2028}", "\u{A0}", "http",
        "https",
        "mailto", "ftp", "=", "+", "com", "\u{301}", "# ", "## ", "\n\n# ", "- ", "\n- ", "\n\n- ", "**",
        "**a.** ", "*",
        "[", "]", "](", "[a](b.md)", "[c d](https://e.org/f)", "[g](../h.md#i)", "](j)", "\\", "\\*", "\\[",
        "\\]",
        "\\#", "\\<", "&amp;", "&lt;", "&", "#", "<", "_", "\\_", "@", "Words and words", "javascript:",
        "?k=l",
    ]

    @Test func whatIsTakenReadsAsTheParserReadsIt() throws {
        var numbers = Sequence(state: 7)
        var taken = 0
        for round in 0..<30_000 {
            // Some texts are of few pieces, of which more are taken; pieces at the end are markup more often.
            let (length, kinds) = (UInt64(round % 3 == 0 ? 14 : 6), UInt64(Self.pieces.count))
            let text = (0..<Int(numbers.next() % length)).map { _ in
                Self.pieces[Int(numbers.next() % kinds)]
            }.joined()
            guard let html = plain(text) else { continue }
            taken += 1
            #expect(html == (try parsed(text)), "\(text.debugDescription)")
        }
        #expect(taken > 1500)
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
