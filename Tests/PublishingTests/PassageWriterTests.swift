// SPDX-License-Identifier: MIT

import Markup
import Model
import Testing

@testable import Publishing

/// What is written straight into both forms is what the parts of a page would be.
@Suite struct PassageWriterTests {
    private func page(_ passages: [Passage]) -> PublishedPage {
        PublishedPage(
            title: "Sample", summary: "", language: "en-GB", frontMatter: FrontMatter(), passages: passages)
    }

    private func same(_ passages: [Passage], _ write: (inout PassageWriter) throws -> Void) throws {
        var writer = PassageWriter()
        // What a writer wrote before leaves nothing behind.
        writer.begin(on: "another")
        try writer.add(.words) { $0.append("Other *words*") }
        writer.begin(on: "this")
        try write(&writer)
        let (wanted, found) = (page(passages), page([Passage(rendered: [writer.rendered])]))
        #expect(found.markdown == wanted.markdown)
        #expect(try found.body(named: "a") == wanted.body(named: "a"))
    }

    @Test func groupsQuietLinesAndTexts() throws {
        let parts = [
            Passage(
                .masthead,
                of: [
                    Passage(.title, "# One", language: "fr"), Passage(.meta, "By A · [B](c.md) · 2 minutes"),
                ]),
            Passage(.words, ""), Passage(.whole, "A text.\n\nR&amp;D", language: "ar"),
            Passage(.about, "## One\n\n| a |\n| --- |"),
        ]
        try same(parts) { writer in
            writer.open(.masthead)
            try writer.add(.title, language: "fr") { $0.append("# One") }
            try writer.add(.meta) { $0.append("By A · [B](c.md) · 2 minutes") }
            writer.close()
            try writer.add(.words) { _ in }
            try writer.add(.whole, language: "ar", paragraphs: "A text.\n\nR&D\n")
            try writer.add(.about) { $0.append("## One\n\n| a |\n| --- |") }
        }
    }

    @Test func nothingAtAll() throws {
        try same([Passage(.words, ""), Passage(.whole, "")]) { writer in
            try writer.add(.words) { _ in }
            try writer.add(.whole, language: nil, paragraphs: " \n")
        }
    }

    @Test func severalMadePartsFollowEachOther() throws {
        var writer = PassageWriter()
        var made: [RenderedPassage] = []
        for words in ["# One", "## Two"] {
            writer.begin(on: "a")
            try writer.add(.heading) { $0.append(utf8: words) }
            made.append(writer.rendered)
        }
        let wanted = page([Passage(.heading, "# One"), Passage(.heading, "## Two")])
        let found = page([Passage(rendered: made)])
        #expect(found.markdown == wanted.markdown)
        #expect(try found.body(named: "a") == wanted.body(named: "a"))
    }
}
