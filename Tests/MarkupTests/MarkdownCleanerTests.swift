// SPDX-License-Identifier: MIT

import Testing

@testable import Markup

/// Foreign Markdown becomes safe HTML, whatever HTML is in it.
@Suite struct MarkdownCleanerTests {
    private func html(_ markdown: String, shift: Int = 0) throws -> String {
        try MarkdownCleaner(headingShift: shift).html(markdown)
    }

    @Test func rawMarkupIsCleaned() throws {
        #expect(
            try html("a <b onclick=x()>b</b> <script>c</script> [d](javascript:x) <svg><a>e</a></svg>")
                == "<p>a <b>b</b>  d </p>\n")
        #expect(try html("<div id=x>\n\n*a*\n\n</div>") == "<div>\n<p><em>a</em></p>\n</div>\n")
    }

    @Test func githubsAdditionsAreUnderstood() throws {
        #expect(
            try html("| a |\n|--:|\n| ~~b~~ |\n")
                == "<table><thead><tr><th align=\"right\">a</th></tr></thead>"
                + "<tbody><tr><td align=\"right\"><del>b</del></td></tr></tbody></table>\n")
        #expect(
            try html("www.a.example")
                == "<p><a href=\"http://www.a.example\" rel=\"nofollow noopener\">www.a.example</a></p>\n")
        #expect(try html("```swift\nlet x\n```").contains("<code class=\"language-swift\">let x\n</code>"))
    }

    @Test func headingsHaveIdsAndLinksLeadToThem() throws {
        let text =
            "# Why ask?\n\n<h2 id=location>Why ask?</h2>\n\n[up](#why-ask) [Ü](#%C3%BCber) [?](#no)\n\n### Über"
        #expect(
            try html(text, shift: 1) == """
                <h2 id="h-why-ask">Why ask?</h2>
                <h3 id="h-why-ask-2">Why ask?</h3>
                <p><a href="#h-why-ask">up</a> <a href="#h-über">Ü</a> \
                <a href="#no" rel="nofollow noopener">?</a></p>
                <h4 id="h-über">Über</h4>

                """)
        #expect(try html("##### a", shift: 3) == "<h6 id=\"h-a\">a</h6>\n")
    }

    @Test func manyHeadingsOfTheSameWordsAreCountedOn() throws {
        let html = try html(String(repeating: "# a\n\n", count: 20_000))
        #expect(html.hasSuffix("<h1 id=\"h-a-20000\">a</h1>\n"))
    }

    @Test func footnotesLeadThereAndBack() throws {
        #expect(
            try html("a[^x] b\n\n[^x]: Note") == """
                <p>a<sup><a href="#h-fn-x" id="h-fnref-x">1</a></sup> b</p>
                <section>
                <ol><li id="h-fn-x">
                <p>Note <a href="#h-fnref-x" aria-label="Back to the text">↩</a></p>
                </li></ol>
                </section>

                """)
    }

    @Test func aTextThatWouldTakeLongIsRefused() throws {
        let long = String(repeating: "x", count: 100_000)
        for text in [
            String(repeating: "![[]()", count: 40_000), String(repeating: "a@", count: 100_000),
            "[a]: /\(long)\n\n" + String(repeating: "[a]\n", count: 20_000),
            "[a]: /u \"x\n" + String(repeating: "[b]: /x\n", count: 10_000) + "\"\n\n"
                + String(repeating: "[a]\n", count: 10_000),
        ] {
            #expect(throws: MarkdownError.tooTangled) { try html(text) }
        }
        let notes = (1...2000).map { "[\($0)]: https://a.example/compare/\($0)\n" }.joined()
        let uses = (1...2000).map { "## [\($0)]\n\n- Mended 'it' ([x](y))\n\n" }.joined()
        #expect(try html(uses + notes).utf8.count > 100_000)
    }

    @Test func cleaningWhatCameOutTakesOnlyTheIds() throws {
        let once = try html("# a\n\n> b <i>c</i>\n\n1. d\n2. e\n")
        let again = try HTMLCleaner().clean(fragment: once)
        #expect(again == once.replacing(" id=\"h-a\"", with: ""))
    }
}
