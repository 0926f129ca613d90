// SPDX-License-Identifier: MIT

import Testing

@testable import Markup

@Suite struct MarkdownRendererTests {
    let renderer = MarkdownRenderer()

    @Test func tablesStrikethroughAndAutolinksAreUnderstood() throws {
        #expect(try renderer.html("|a|\n|-|\n|b|").contains("<td>b</td>"))
        #expect(try renderer.html("~~old~~") == "<p><del>old</del></p>\n")
        #expect(try renderer.html("www.example.org").contains("href=\"http://www.example.org\""))
    }

    @Test(arguments: [
        "<script>alert(1)</script>", "a <b onclick=x>b</b>", "<iframe src=x></iframe>", "<!-- c -->",
        "<svg/onload=alert(1)>",
    ])
    func rawHTMLIsLeftOut(markdown: String) throws {
        let html = try renderer.html(markdown)
        #expect(!html.contains("<script") && !html.contains("<b") && !html.contains("<iframe"))
        #expect(!html.contains("<svg"))
    }

    @Test(arguments: [
        "[a](javascript:alert(1))", "[a](JaVaScRiPt:alert(1))", "[a](&#106;avascript:alert(1))",
        "[a](vbscript:x)", "[a](data:text/html,x)", "[a](file:///etc/passwd)", "[a](<java\tscript:x>)",
        "<javascript:alert(1)>", "[a][r]\n\n[r]: javascript:alert(1)", "![a](javascript:alert(1))",
        "![a](data:image/svg+xml,x)", "[a](unknown:x)",
    ])
    func linksGoToTheWebOrNowhere(markdown: String) throws {
        let html = try renderer.html(markdown)
        #expect(!html.contains("href") && !html.contains("src"), "\(html)")
    }

    @Test func headingsHaveIDsThatStay() throws {
        let html = try renderer.html("# Où *aller*?\n\n## It's so\n\n## It's so\n\n## !")
        #expect(html.contains("<h1 id=\"où-aller\">"))
        #expect(html.contains("<h2 id=\"its-so\">"))
        #expect(html.contains("<h2 id=\"its-so-2\">"))
        #expect(html.contains("<h2 id=\"part\">"))
    }

    @Test func textThatLooksLikeAHeadingTagGetsNoID() throws {
        let html = try renderer.html("`<h1>` &lt;h1&gt; [a](https://x.org/<h1>)\n\n# B")
        #expect(html.hasSuffix("<h1 id=\"b\">B</h1>\n"))
        #expect(html.ranges(of: " id=").count == 1)
    }

    @Test func partsOfOnePageShareTheirIDs() throws {
        var anchors = Anchors(taken: ["content"])
        #expect(try renderer.html("# Content", anchors: &anchors).contains("id=\"content-2\""))
        #expect(try renderer.html("# Content", anchors: &anchors).contains("id=\"content-3\""))
    }

    @Test func foreignPicturesBecomeLinksWhenAsked() throws {
        let linking = MarkdownRenderer(options: .init(linksForeignPictures: true))
        #expect(
            try linking.html("![A chart](https://x.org/a.png)")
                == "<p><a href=\"https://x.org/a.png\">A chart</a></p>\n")
        #expect(try linking.html("![](//x.org/a.png)") == "<p><a href=\"//x.org/a.png\">Picture</a></p>\n")
        #expect(try linking.html("[![b](https://x.org/a.png)](https://y.org)").contains("y.org\">b</a>"))
        #expect(try linking.html("![a](a.png)").contains("<img src=\"a.png\""))
    }

    @Test func linksToMarkdownLeadToPagesWhenAsked() throws {
        let paging = MarkdownRenderer(options: .init(linksToPages: true))
        #expect(try paging.html("[a](packs/a.md#b)") == "<p><a href=\"packs/a.html#b\">a</a></p>\n")
        #expect(try paging.html("[a](https://x.org/a.md)").contains("a.md"))
        #expect(try renderer.html("[a](a.md)").contains("a.md"))
    }

    @Test func limitsHold() throws {
        let long = String(repeating: "a", count: 1_000_001)
        #expect(throws: MarkdownError.tooLong(bytes: 1_000_001, limit: 1_000_000)) { try renderer.html(long) }
        let deep = String(repeating: "> ", count: 101) + "a"
        #expect(throws: MarkdownError.tooDeep(limit: 100)) { try renderer.html(deep) }
        #expect(try renderer.html(String(repeating: "> ", count: 100) + "a").contains("a"))
        let wide =
            String(repeating: "|a", count: 1000) + "\n" + String(repeating: "|-", count: 1000) + "\n"
            + String(repeating: "|\n", count: 1000)
        #expect(throws: MarkdownError.tooManyCells(limit: 100_000)) { try renderer.html(wide) }
    }

    @Test func anyTextIsMarkdown() throws {
        #expect(try renderer.html("") == "")
        #expect(try renderer.html("a\u{0}b") == "<p>a\u{FFFD}b</p>\n")
    }

    @Test func htmlEscapeLeavesNoMarkup() {
        #expect(HTMLEscape.text("<a href='x'>\"&") == "&lt;a href=&#39;x&#39;&gt;&quot;&amp;")
        for text in ["", "plain", "<a href='x'>\"&", "é < è"] {
            var out = Array("x".utf8)
            HTMLEscape.write(text, to: &out)
            #expect(String(decoding: out, as: UTF8.self) == "x" + HTMLEscape.text(text))
        }
    }
}
