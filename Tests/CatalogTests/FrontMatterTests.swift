// SPDX-License-Identifier: MIT

import Catalog
import Testing

@Suite struct FrontMatterTests {
    @Test func aFileIsSplitWithItsLines() throws {
        let page = try FrontMatter(splitting: "---\nid: a\n---\n\n\nOne\ntwo.\n\nThree.\n", file: "a.md")
        #expect(page.yaml == "id: a\n")
        #expect(page.yamlLine == 2)
        #expect(page.body == "One\ntwo.\n\nThree.")
        #expect(page.bodyLine == 6)
        #expect(page.firstParagraph == "One two.")
    }

    @Test func windowsLineEndingsAreRead() throws {
        let page = try FrontMatter(
            splitting: "---\r\nid: a\r\nname: b\r\n---\r\nOne\r\ntwo.\r\n", file: "a.md")
        #expect(page.yaml == "id: a\nname: b\n")
        #expect(page.firstParagraph == "One two.")
        #expect(page.bodyLine == 5)
    }

    @Test(arguments: ["", "id: a\n", "---\nid: a\n", "----\n"])
    func aFileWithoutFrontMatterIsAMistakeOnLineOne(text: String) {
        #expect(throws: Mistake.self) { try FrontMatter(splitting: text, file: "a.md") }
    }

    @Test func aBodyThatBeginsWithAHeadingHasNoFirstParagraph() throws {
        #expect(
            try FrontMatter(splitting: "---\n---\n# Heading\n\nText", file: "a.md").firstParagraph.isEmpty)
    }
}
