// SPDX-License-Identifier: MIT

import Testing

@testable import Markup

/// What comes out of the cleaner is safe, well nested and read back the same.
@Suite struct HTMLCleanerTests {
    private func clean(_ html: String) throws -> String { try HTMLCleaner().clean(fragment: html) }

    /// Checks an outcome, and that cleaning it again changes nothing.
    private func expect(_ html: String, becomes wanted: String) throws {
        let once = try clean(html)
        #expect(once == wanted)
        #expect(try clean(once) == once)
    }

    @Test(arguments: [
        ("<p onclick=x()>Hi <a href='javascript:y()'>there</a><script>z()</script></p>", "<p>Hi there</p>"),
        ("<svg><style><a>x</a></style><desc><p>y</p></desc></svg>a", "a"),
        ("<math><mtext><table><mglyph><style><img src=x>", ""),
        ("<style>p{}</style><title>t</title><textarea>x</textarea>b", "b"),
        ("<select><option>x</select><template><p>y</template><noscript><p>n</p></noscript>z", "z"),
        ("<form><input><button>Send</button></form>", "<div>Send</div>"),
        ("<div id=body class=x style='color:red' name=y data-x=1>t</div>", "<div>t</div>"),
        ("<x-y><font color=red>t</font></x-y>", "t"),
        ("a\u{1}b&#13;c&#x7f;", "ab\nc"),
        ("1 &lt; 2 &amp;&amp; \"x\"", "1 &lt; 2 &amp;&amp; \"x\""),
    ])
    func whatIsNotAllowedIsLeftOut(html: String, wanted: String) throws {
        try expect(html, becomes: wanted)
    }

    @Test(arguments: [
        ("HTTPS://a.example/", "HTTPS://a.example/"), (" /b?c=d:e", "/b?c=d:e"), ("#f", "#f"),
        ("mailto:a@b.example", "mailto:a@b.example"), ("ht\ntps://a.example", "https://a.example"),
        ("https://a.example/x y", "https://a.example/x%20y"),
        ("java\nscript:x", nil), ("\u{1}javascript:x", nil), ("JaVaScRiPt:x", nil), ("data:text/html,x", nil),
        ("vbscript:x", nil), ("\u{A0}javascript:x", nil), ("file:///etc/passwd", nil), ("", nil), (" ", nil),
    ])
    func onlyAddressesOfTheWebAndOfMailStay(address: String, wanted: String?) throws {
        let link = wanted.map { "<a href=\"\($0)\" rel=\"nofollow noopener\">t</a>" } ?? "t"
        try expect("<a href=\"\(address)\">t</a>", becomes: link)
    }

    @Test func imagesHaveWordsAndAreLoadedLateWithoutReferrer() throws {
        let end = " loading=\"lazy\" referrerpolicy=\"no-referrer\">"
        try expect("<img src=/a.png>", becomes: "<img src=\"/a.png\" alt=\"\"\(end)")
        try expect(
            "<img onerror=x() src=//a.example/b.png alt='a \"b\"' title=t width=20px height=9%>",
            becomes:
                "<img src=\"//a.example/b.png\" alt=\"a &quot;b&quot;\" title=\"t\" width=\"20\"\(end)")
        try expect(
            "<img src='data:image/gif;base64,R0' data-src=/late.png>",
            becomes: "<img src=\"/late.png\" alt=\"\"\(end)")
        try expect("<img src='data:image/svg+xml,x'><img><img src=/p.gif width=1 height=1>", becomes: "")
        try expect(
            "<picture><source srcset=/a.webp><img src=/a.png alt=x></picture>",
            becomes: "<img src=\"/a.png\" alt=\"x\"\(end)")
    }

    @Test(arguments: [
        ("<p><button><div>x</div></button>y", "<div>x</div>y"),
        (
            "<a href=/1>a<table><td><a href=/2>b</a></table></a>",
            "<a href=\"/1\" rel=\"nofollow noopener\">a<table><tbody><tr><td>b</td></tr></tbody></table></a>"
        ),
        ("<h2><div>Title</div></h2>", "<h2>Title</h2>"),
        ("<h2>Title<p>Words", "<h2>Title</h2><p>Words</p>"),
        ("<h1><b><h2>x</h2></b></h1>", "<h1><b>x</b></h1>"),
        (
            "<ul><ul><li>a</ul>b<p>c</p><li>d</ul>",
            "<ul><li><ul><li>a</li></ul>b<p>c</p></li><li>d</li></ul>"
        ),
        ("<dl><div><dt>t<dd>d</div>e</dl>", "<dl><dt>t</dt><dd>d</dd><dd>e</dd></dl>"),
        ("<li>a</li>", "<div>a</div>"),
        ("<table><tr><td>1</table>", "<table><tbody><tr><td>1</td></tr></tbody></table>"),
        ("<table>x<tr><td>1</table>", "x<table><tbody><tr><td>1</td></tr></tbody></table>"),
        ("<pre>\n\n x</pre>", "<pre> x</pre>"),
        ("<b>a<b>b</b>c</b>", "<b>abc</b>"),
        ("<b><p>x</b>y", "<p><b>x</b>y</p>"),
        ("<p></p><p><b></b></p>a<p></p>b", "a<p></p>b"),
        ("<ruby>a<rt>b</ruby><rt>c", "<ruby>a<rt>b</rt></ruby>c"),
        ("</article></main>x</p>", "x<p></p>"),
    ])
    func whatIsWrittenNeedsNoMending(html: String, wanted: String) throws {
        try expect(html, becomes: wanted)
    }

    @Test func formattingIsKeptWithWhatSaysSomething() throws {
        let kept =
            "<section lang=\"fi\"><h2>S</h2><blockquote cite=\"https://a.example/\"><p dir=\"rtl\">q</p></blockquote>"
            + "<pre><code class=\"language-swift\">let x</code></pre><ol start=\"3\"><li value=\"4\">a</li></ol>"
            + "<table><caption>c</caption><colgroup><col span=\"2\"></colgroup><thead><tr><th scope=\"row\">h</th>"
            + "</tr></thead><tbody><tr><td colspan=\"2\">d</td></tr></tbody></table>"
            + "<p><abbr title=\"t\">a</abbr> <time datetime=\"2026-01-01\">d</time> <bdo dir=\"rtl\">x</bdo>"
            + "<wbr><br></p><details open=\"\"><summary>s</summary>d</details><hr></section>"
        try expect(kept, becomes: kept)
    }

    @Test func addressesAreResolvedOrRefusedByTheCaller() throws {
        let cleaner = HTMLCleaner { $0 == "/bad" ? nil : $0.hasPrefix("/") ? "https://a.example" + $0 : $0 }
        let html = "<a href=/x>1</a><a href=/bad>2</a><img src=/bad><a href=javascript:x>3</a>"
        #expect(
            try cleaner.clean(fragment: html)
                == "<a href=\"https://a.example/x\" rel=\"nofollow noopener\">1</a>23")
    }

    @Test func partsOfATreeAreCleanedAndElementsLeftOut() throws {
        let tree = try HTMLTree(page: "<body><h1>t</h1><div>a<aside>b</aside></div><p>c<td>d")
        let nodes = Array(tree.children(of: tree.body))
        let clean = HTMLCleaner().clean(tree, nodes: nodes) { tree.name(of: $0) == .aside ? .leaveOut : nil }
        #expect(clean == "<h1>t</h1><div>a</div><p>cd</p>")
    }

    @Test func exceptionsLetNothingThroughThatIsNotAllowed() throws {
        let tree = try HTMLTree(
            page:
                "<body><table><tr><td>a<td>b</table><noscript><img src=/late.png></noscript><script>x()</script>"
                + "<svg><a>s</a></svg><img src=/p.png alt=1><img src=/p.png alt=2><em onclick=x()>c</em>")
        let clean = HTMLCleaner().clean(tree, nodes: Array(tree.children(of: tree.body))) { node in
            switch tree.attribute(.alt, of: node) {
            case "1": .image(address: " https://a.example/1 2.png")
            case "2": .image(address: "javascript:x()")
            default: [.em, .td].contains(tree.name(of: node)) ? nil : .unwrap
            }
        }
        let end = " loading=\"lazy\" referrerpolicy=\"no-referrer\">"
        #expect(
            clean
                == "<div>a</div><div>b</div><img src=\"https://a.example/1%202.png\" alt=\"1\"\(end)<em>c</em>"
        )
    }

    @Test func depthIsLimitedAndCostsNothing() throws {
        for tag in ["div", "b", "ul><li", "table><tr><td", "blockquote", "span lang=fi", "q", "svg"] {
            let once = try clean(String(repeating: "<\(tag)>", count: 3000) + "x")
            #expect(try clean(once) == once)
            #expect(once.utf8.count < 12_000)
        }
    }

    @Test func whatStandsAtTheLimitStandsThereAgain() throws {
        for list in ["ul", "ol", "dl"] {
            for inner in [
                "<b>", "<p>", "<h2>", "<hr>", "<br>", "<table><td>", "<q>", "<a href=y>", "<ul>", "",
            ] {
                for count in 45...50 {
                    for outer in ["", "<div>", "<div>a<p>"] {
                        let once = try clean(
                            outer + String(repeating: "<\(list)>", count: count) + inner + "x")
                        #expect(try clean(once) == once, "\(outer) \(list) \(count) \(inner)")
                    }
                }
            }
        }
    }

    @Test func anAddressIsMeasuredAsItIsWritten() throws {
        for spaces in [5300, 5500] {
            let once = try clean("<a href=\"e" + String(repeating: " ", count: spaces) + "f\">g</a>")
            #expect(once.hasPrefix("<a") == (spaces < 5400))
            #expect(try clean(once) == once)
        }
    }

    @Test func tooMuchIsAnError() {
        let cleaner = HTMLCleaner(limits: HTMLTree.Limits(bytes: 10, nodes: 2))
        #expect(throws: HTMLError.tooLarge(byteLimit: 10)) { try cleaner.clean(fragment: "12345678901") }
        #expect(throws: HTMLError.tooManyNodes(limit: 2)) { try cleaner.clean(fragment: "<b><i><u>") }
    }
}
