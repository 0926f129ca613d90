// SPDX-License-Identifier: MIT

import Testing

@testable import Markup

@Suite struct MarkdownEscapeTests {
    let renderer = MarkdownRenderer()

    /// What a reader of the rendered text sees, without the joiner that keeps mail addresses from becoming links.
    func seen(_ html: String) -> String {
        html.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
            .replacing("&amp;", with: "&").replacing("\u{2060}", with: "")
    }

    @Test(arguments: [
        "*bold* _it_ __so__ ~~no~~ `code` [a](b) ![p](q) <b>x</b> &lt; {#id} | a | # b \\", "- a", "+ a",
        "* a",
        "1. a", "23) b", "# a", "## a ##", "> a", "---", "===", "***", "```", "~~~ x", "|a|b|",
        "[x]: https://a.org",
        "<script>alert(1)</script>", "<https://a.org>", "https://a.org/b", "http://a.org", "ftp://a.org",
        "see www.a.org and WWW.A.org", "write to a@b.org now", "<a@b.org>", "&copy; &#65; &amp;amp;",
        "[a]", "[a][b]", "![a]", "!", "a  ", "\\", "\\*", "{{{body}}}", "-", "=", "1.", "a - b + c = d. (e)!",
        "<!-- x -->", "]]>", "[^1]", "- [ ] done", "AT&T's \"own\"",
    ])
    func foreignTextReadsAsItWas(text: String) throws {
        try expectPlain(text)
    }

    @Test func anyMixtureOfMarksReadsAsItWas() throws {
        let pieces = [
            "*", "_", "`", "[", "]", "(", ")", "<", ">", "#", "+", "-", ".", "!", "|", "~", "&", "\\", " ",
            "a",
            "1", "www.", "://", "https", "@", ":", "=", "{", "}", "\n", "\t", "é", "b.org", "amp;", "\"",
        ]
        var seed: UInt64 = 7
        for _ in 0..<4000 {
            var text = ""
            for _ in 0..<12 {
                seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text += pieces[Int((seed >> 33) % UInt64(pieces.count))]
            }
            try expectPlain(text)
        }
    }

    func expectPlain(_ text: String) throws {
        let plain = MarkdownEscape.plainLine(text)
        guard !plain.isEmpty else { return }
        let line = MarkdownEscape.line(text)
        #expect(seen(try renderer.html(line)) == "<p>\(plain)</p>\n", "\(text)")
        #expect(
            seen(try renderer.html("> \(line)")) == "<blockquote>\n<p>\(plain)</p>\n</blockquote>\n",
            "\(text)")
        #expect(seen(try renderer.html("1. \(line)")) == "<ol>\n<li>\(plain)</li>\n</ol>\n", "\(text)")
        let link = seen(try renderer.html("a [\(line)](https://x.org) b"))
        #expect(link == "<p>a <a href=\"https://x.org\">\(plain)</a> b</p>\n", "\(text)")
        let heading = seen(try renderer.html("## \(line)"))
        #expect(heading.hasSuffix(">\(plain)</h2>\n"), "\(text)")
    }

    @Test func whatIsNotSeenButChangesWhatIsSeenIsDropped() {
        #expect(MarkdownEscape.plainLine("a\u{202E}b\u{0}c\u{7}\u{FEFF}d\u{2066}e") == "abcde")
        #expect(MarkdownEscape.plainLine(" a\r\n\r\nb\u{2028}c\u{85}d\te ") == "a b c d e")
    }

    @Test func aMegabyteOfTitleIsCut() {
        let long = MarkdownEscape.line(String(repeating: "a ", count: 500_000), limit: 300)
        #expect(long.unicodeScalars.count <= 302)
        #expect(long.hasSuffix("…"))
        let marks = MarkdownEscape.line("a" + String(repeating: "\u{301}", count: 1_000_000), limit: 300)
        #expect(marks.unicodeScalars.count == 301)
    }

    @Test(arguments: [
        "https://a.org/b_(c)", "https://a.org/?a=1&copy=2&lt;=3", "https://a.org/*_~!'", "https://a.org/a((b",
    ])
    func addressesArriveAsTheyWere(address: String) throws {
        let html = try renderer.html(MarkdownEscape.link("a", to: address))
        let expected = HTMLEscape.text(address).replacing("&#39;", with: "&#x27;")
        #expect(html == "<p><a href=\"\(expected)\">a</a></p>\n")
    }

    @Test(arguments: [
        "", " ", "\u{2028}", "Plain words.", " 1. no list", "- a", "R&D <b> *x* www.a.org", "café @ a@b.org",
        "a\tb",
        String(repeating: "ab ", count: 40),
    ])
    func whatIsAddedToMarkdownIsTheSame(text: String) {
        var (line, link) = (Array("x".utf8), Array("x".utf8))
        MarkdownEscape.writeLine(text, limit: 50, to: &line)
        MarkdownEscape.writeLink(text, to: "https://a.org/?a=1&b;", limit: 50, to: &link)
        #expect(String(decoding: line, as: UTF8.self) == "x" + MarkdownEscape.line(text, limit: 50))
        let words = MarkdownEscape.line(text, limit: 50)
        #expect(String(decoding: link, as: UTF8.self) == "x[\(words)](https://a.org/?a=1&amp;b;)")
        #expect(MarkdownEscape.isEmptyLine(text) == words.isEmpty)
    }
}
