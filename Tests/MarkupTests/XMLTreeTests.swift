// SPDX-License-Identifier: MIT

import Markup
import Testing

@Suite struct XMLTreeTests {
    @Test func namesNamespacesAttributesAndLinesAreKept() throws {
        let tree = try parsed(
            """
            <?xml version="1.0"?>
            <opml version="2.0" xmlns:c="https://example.org/c">
              <!-- a comment -->
              <outline text="Bread &amp; roses" c:note="n"
                xmlUrl="https://example.org/f"/>
              <c:extra>one<![CDATA[ & two]]></c:extra>
            </opml>
            """)
        #expect(tree.root.name == "opml")
        #expect(tree.root.line == 2)
        #expect(tree.root.declarations.map(\.prefix) == ["c"])
        let outline = try #require(tree.root.elements.first)
        #expect(outline.attributes.map(\.name) == ["text", "note", "xmlUrl"])
        #expect(outline.attributes.map(\.value) == ["Bread & roses", "n", "https://example.org/f"])
        #expect(outline.attributes[1].namespace == "https://example.org/c")
        #expect(outline.attributes[1].prefix == "c")
        #expect(tree.root.elements[1].namespace == "https://example.org/c")
        #expect(tree.root.elements[1].text == "one & two")
        #expect(tree.root.elements[1].line == 6)
    }

    @Test func aMistakeIsReportedWithItsLine() {
        #expect(refusal("<a>\n<b>\n</a>")?.line == 3)
        #expect(refusal("")?.line == 1)
        #expect(refusal("no markup")?.line == 1)
    }

    @Test(arguments: [
        "<!DOCTYPE a><a/>",
        "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>",
        "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
        "<!DOCTYPE a [<!ENTITY x 'ha'><!ENTITY y '&x;&x;&x;&x;'>]><a b='&y;'/>",
    ])
    func documentTypesAreRefused(text: String) {
        #expect(refusal(text) == .documentType(line: 1))
    }

    @Test func anEntityThatNobodyDeclaredIsAMistake() {
        #expect(refusal("<a>&nbsp;</a>")?.line == 1)
    }

    @Test func limitsHold() {
        let small = XMLTree.Limits(bytes: 100, depth: 3, nodes: 10)
        #expect(
            refusal("<a>" + String(repeating: "x", count: 100) + "</a>", small) == .tooLarge(byteLimit: 100))
        #expect(refusal("<a><b>\n<c><d/></c></b></a>", small) == .tooDeep(line: 2, depthLimit: 3))
        let many = "<a>" + String(repeating: "<b/>", count: 10) + "</a>"
        #expect(refusal(many, small) == .tooMany(line: 1, nodeLimit: 10))
        #expect(refusal(String(repeating: "<a>", count: 100_000)) != nil)
    }

    @Test func linesPastSixtyFiveThousandAreCounted() throws {
        let tree = try parsed("<a>" + String(repeating: "\n", count: 70_000) + "<b/>\n</a>")
        #expect(tree.root.elements.first?.line == 70_001)
    }

    @Test func theLineIsTheOneOnWhichATagBegins() throws {
        let tree = try parsed("<?pi >?>\n<a\n  b='>'>\n<!-- <x>\n -->\n<![CDATA[<y>]]><b\n/></a>")
        #expect(tree.root.line == 2)
        #expect(tree.root.elements.first?.line == 6)
    }

    @Test func theDeclaredEncodingIsObeyed() throws {
        let bytes =
            Array("<?xml version='1.0' encoding='ISO-8859-1'?><a>caf".utf8) + [0xE9] + Array("</a>".utf8)
        #expect(try XMLTree(parsing: bytes).root.text == "café")
    }

    @Test func whatIsWrittenIsReadBackUnchanged() throws {
        let hard = "a & b < c > \"d\" 'e'\n\tf\r g é 🧭"
        var writer = XMLWriter()
        writer.open("list", [("note", hard)])
        writer.leaf("entry", text: hard)
        writer.leaf("entry")
        writer.close()
        let tree = try parsed(writer.text)
        #expect(tree.root.attributes.first?.value == hard)
        #expect(tree.root.elements.map(\.text) == [hard, ""])
    }

    @Test func charactersThatXMLForbidsAreLeftOut() {
        #expect(XMLWriter.escaped("a\u{0}b\u{8}c\u{FFFF}d") == "abcd")
    }

    private func parsed(_ text: String) throws -> XMLTree { try XMLTree(parsing: Array(text.utf8)) }

    private func refusal(_ text: String, _ limits: XMLTree.Limits = XMLTree.Limits()) -> XMLError? {
        do {
            _ = try XMLTree(parsing: Array(text.utf8), limits: limits)
            return nil
        } catch { return error }
    }
}
