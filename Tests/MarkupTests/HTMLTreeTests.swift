// SPDX-License-Identifier: MIT

import Testing

@testable import Markup

/// Trees of HTML are those that browsers would build.
@Suite struct HTMLTreeTests {
    /// A tree on one line: `p(b("x") "y")`.
    private func outline(_ html: String, page: Bool = false) throws -> String {
        let tree = page ? try HTMLTree(page: html) : try HTMLTree(fragment: html)
        return outline(of: tree.root, in: tree)
    }

    private func outline(of node: HTMLTree.Node, in tree: HTMLTree) -> String {
        tree.children(of: node).map { child in
            switch tree.kind(of: child) {
            case .text: return "\"\(tree.text(of: child))\""
            case .comment: return "!"
            case .document, .doctype: return "?"
            case .element:
                let inner = outline(of: child, in: tree)
                return tree.spelling(of: child) + (inner.isEmpty ? "" : "(\(inner))")
            }
        }.joined(separator: " ")
    }

    @Test(arguments: [
        ("<p>one<p>two", "p(\"one\") p(\"two\")"),
        ("<ul><li>a<li>b</ul>", "ul(li(\"a\") li(\"b\"))"),
        ("<b><p>x</b>y", "b p(b(\"x\") \"y\")"),
        ("<a>1<a>2", "a(\"1\") a(\"2\")"),
        ("<table>out<td>in", "\"out\" table(tbody(tr(td(\"in\"))))"),
        ("<p><table></table>", "p table"),
        ("<h2>a<h3>b", "h2(\"a\") h3(\"b\")"),
        ("<dl><dt>t<dd>d", "dl(dt(\"t\") dd(\"d\"))"),
        ("<x-card><div>a</div></x-card>", "x-card(div(\"a\"))"),
        ("<select><div>a<option>b</select>c", "select(\"a\" option(\"b\")) \"c\""),
        ("<svg><title>t</title><p>x", "svg(title(\"t\")) p(\"x\")"),
        ("a</p>b", "\"a\" p \"b\""),
        ("</div>a<br/>b", "\"a\" br \"b\""),
        ("<!-- c --><!d><?e?>x", "! ! ! \"x\""),
        ("a < b <3 </ >", "\"a < b <3 \" !"),
    ])
    func brokenPiecesAreReadAsBrowsersDo(html: String, wanted: String) throws {
        #expect(try outline(html) == wanted)
    }

    @Test func aPageHasItsThreeParts() throws {
        #expect(
            try outline("<!doctype html><title>t</title><p>x", page: true)
                == "? html(head(title(\"t\")) body(p(\"x\")))")
        #expect(try outline("", page: true) == "html(head body)")
        let tree = try HTMLTree(page: "<html lang=en-GB><body class='a  b'>x")
        #expect(tree.name(of: tree.body) == .body)
        #expect(tree.words(.class, of: tree.body) == ["a", "b"])
        #expect(tree.parent(of: tree.body).flatMap { tree.attribute(.lang, of: $0) } == "en-GB")
    }

    @Test(arguments: [
        ("&amp;&lt;&gt", "&<>"), ("&copy2026", "©2026"), ("&notin; &notit;", "∉ ¬it;"), ("&#65;&#x42;", "AB"),
        ("&#128;", "€"), ("&#0;&#xD800;&#x110000;", "\u{FFFD}\u{FFFD}\u{FFFD}"),
        ("&rarr;&NotEqualTilde;", "→≂̸"),
        ("&unknown; & &", "&unknown; & &"), ("a\r\nb\rc", "a\nb\nc"), ("a\u{0}b", "ab"),
    ])
    func referencesAndOddBytesInText(html: String, wanted: String) throws {
        let tree = try HTMLTree(fragment: html)
        #expect(tree.text(of: tree.root) == wanted)
    }

    @Test func attributesAreReadOnceAndInLowerCase() throws {
        let tree = try HTMLTree(
            fragment: "<a HREF='/x?a=1&copy=2&amp;b' href=no data-Id=7 title=\"a&quot;b\" disabled>t</a>")
        let link = try #require(tree.first(.a, in: tree.root))
        #expect(tree.attribute(.href, of: link) == "/x?a=1&copy=2&b")
        #expect(tree.attribute(named: "data-id", of: link) == "7")
        #expect(tree.attribute(named: "disabled", of: link) == "")
        #expect(tree.attribute(.title, of: link) == "a\"b")
        #expect(tree.attribute(.src, of: link) == nil)
        #expect(tree.attributes(of: link).map(\.name) == ["href", "data-id", "title", "disabled"])
    }

    @Test func rawTextIsNoMarkup() throws {
        let tree = try HTMLTree(
            fragment:
                "<script>'<b>'<!--<script></script>--></script><style><i></style><textarea>\n<u>&lt;</textarea>!"
        )
        let parts = tree.children(of: tree.root).map { tree.text(of: $0, skipping: []) }
        #expect(parts == ["'<b>'<!--<script></script>-->", "<i>", "<u><", "!"])
        #expect(tree.text(of: tree.root) == "<u><!")
    }

    @Test func walksGoInOrderAndStayInside() throws {
        let tree = try HTMLTree(fragment: "<div><p>a<b>b</b></p><script>no</script>c</div><i>d</i>")
        let div = try #require(tree.first(.div, in: tree.root))
        #expect(
            tree.descendants(of: div).map { tree.spelling(of: $0) } == ["p", "", "b", "", "script", "", ""])
        let bold = try #require(tree.first(.b, in: div))
        #expect(tree.ancestors(of: bold).map { tree.name(of: $0) } == [.p, .div, .html])
        let lengths = tree.textLengths()
        #expect(lengths[div.place] == 3)
        #expect(lengths[tree.root.place] == 4)
        #expect(tree.following(bold, within: bold).map { tree.text(of: $0) } == "b")
        #expect(tree.followingSkipping(div, within: div) == nil)
    }

    @Test func encodingsAreFound() throws {
        let latin = Array("<meta charset=iso-8859-1><p>caf".utf8) + [0xE9]
        let tree = try HTMLTree(page: latin)
        #expect(tree.text(of: tree.body) == "café")
        let old =
            Array("<meta http-equiv=content-type content='text/html; charset=windows-1251'>".utf8) + [0xC0]
        let other = try HTMLTree(page: old)
        #expect(other.text(of: other.body) == "А")
        let mark = try HTMLTree(page: [0xEF, 0xBB, 0xBF] + Array("<p>é".utf8))
        #expect(mark.text(of: mark.body) == "é")
    }

    @Test(arguments: [
        "<div>", "<b>", "<a>", "<svg>", "<table>", "<font><b><p>", "<ul><li>", "<template>", "<select>",
    ])
    func depthIsBounded(piece: String) throws {
        let tree = try HTMLTree(fragment: String(repeating: piece, count: 20_000) + "end")
        var deepest = 0
        for node in tree.descendants(of: tree.root) where tree.firstChild(of: node) == nil {
            deepest = max(deepest, Array(tree.ancestors(of: node)).count)
        }
        #expect(deepest <= HTMLTree.depthLimit + 8)
        #expect(piece == "<select>" || tree.text(of: tree.root, skipping: []).hasSuffix("end"))
    }

    @Test func limitsAreKept() {
        #expect(throws: HTMLError.tooLarge(byteLimit: 10)) {
            try HTMLTree(fragment: "12345678901", limits: .init(bytes: 10))
        }
        #expect(throws: HTMLError.tooManyNodes(limit: 10)) {
            try HTMLTree(fragment: String(repeating: "<br>", count: 20), limits: .init(nodes: 10))
        }
    }

    @Test func anyBytesAreAPage() throws {
        var state: UInt64 = 7
        let pieces = [
            "<", ">", "/", "a", "table", "td", "svg", "p", "=", "\"", "'", " ", "&", "amp;", "!--", "-->",
            "\u{0}",
        ]
        for _ in 0..<400 {
            var text = ""
            for _ in 0..<60 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text += pieces[Int(state >> 33) % pieces.count]
            }
            let tree = try HTMLTree(page: text)
            for node in tree.descendants(of: tree.root) {
                let parent = try #require(tree.parent(of: node))
                #expect(tree.children(of: parent).contains(node))
            }
        }
    }

    @Test func everyNameIsFoundAgain() {
        #expect(HTMLName.allCases.count < 256)
        for name in HTMLName.allCases { #expect(HTMLName(spelling: name.spelling) == name) }
        #expect(HTMLName(spelling: "marquees") == .other)
        #expect(HTMLName(spelling: String(repeating: "a", count: 40)) == .other)
    }
}
