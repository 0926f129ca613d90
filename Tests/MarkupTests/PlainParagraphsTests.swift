// SPDX-License-Identifier: MIT

import Testing

@testable import Markup

/// Paragraphs of foreign text are the same whether both forms are written at once or one after the other.
@Suite struct PlainParagraphsTests {
    private static let renderer = MarkdownRenderer()

    private static let pieces = [
        "Plain words.", "Words, and more; so!", " 1. no list", "- a", "R&D <b> *x* www.a.org",
        "café @ a@b.org", "\u{2028}",
        "  ", "a\tb", "a", "b ", " c", "w.w", "see www.b.org", "ww.", "www.", "#", "x", "it's (so) - not 5%?",
        "A: b", "a/b",
        "2. x", "1x", "*", "_", "[a](b)", "\"so\"", "…", "http://c.org", "\r", "\n", "\n", "\n", "A | b",
        "---", "ﬁ",
        String(repeating: "ab ", count: 20),
    ]

    private func plain(_ text: String) throws -> (markdown: String, html: String) {
        let lines = text.utf8.split(separator: UInt8(ascii: "\n"))
            .map { MarkdownEscape.line(String(Substring($0)), limit: 50) }
        let markdown = lines.filter { !$0.isEmpty }.joined(separator: "\n\n")
        guard !markdown.isEmpty else { return ("", "") }
        let tree = MarkdownTree(markdown)
        _ = try tree.tidy(MarkdownRenderer.Options(), depthLimit: 100)
        let html = tree.html()
        return (markdown, try #require(html))
    }

    private func written(_ text: String) throws -> (markdown: String, html: String) {
        var (markdown, html) = (Array("before".utf8), RenderedMarkdown())
        html.append("<i>" as StaticString)
        try PlainParagraphs.write(text, limit: 50, to: &markdown, &html, by: Self.renderer)
        return (
            String(decoding: markdown.dropFirst(6), as: UTF8.self),
            String(decoding: html.utf8.dropFirst(3), as: UTF8.self)
        )
    }

    @Test func bothFormsAreThoseOfTheLines() throws {
        var numbers: UInt64 = 3
        func next(_ count: Int) -> Int {
            numbers = numbers &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(numbers >> 33) % count
        }
        var simple = 0
        for _ in 0..<4000 {
            let text = (0..<next(8)).map { _ in Self.pieces[next(Self.pieces.count)] }.joined()
            let (wanted, found) = (try plain(text), try written(text))
            #expect(found.markdown == wanted.markdown, "\(text.debugDescription)")
            #expect(found.html == wanted.html, "\(text.debugDescription)")
            if wanted.html == "<p>\(text)</p>\n" { simple += 1 }
        }
        #expect(simple > 100)
    }

    @Test func aLimitThatIsPassedAddsNothing() throws {
        let renderer = MarkdownRenderer(limits: MarkdownRenderer.Limits(bytes: 10))
        var (markdown, html) = ([UInt8](), RenderedMarkdown())
        #expect(throws: MarkdownError.self) {
            try PlainParagraphs.write("Words\nand words", limit: 50, to: &markdown, &html, by: renderer)
        }
        #expect(html.isEmpty)
        try PlainParagraphs.write("Words", limit: 50, to: &markdown, &html, by: renderer)
        #expect(String(decoding: html.utf8, as: UTF8.self) == "<p>Words</p>\n")
    }
}
