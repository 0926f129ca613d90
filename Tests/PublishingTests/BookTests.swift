// SPDX-License-Identifier: MIT

import Foundation
import Markup
import Model
import TestSupport
import Testing

@testable import Publishing

@Suite struct BookTests {
    static func book(_ path: String) throws -> PublishedFile {
        try #require(try SampleLibrary.files().first { $0.path == path })
    }

    /// The names and texts of an archive's entries, read from its local headers.
    static func entries(of bytes: [UInt8]) -> [(
        name: String, method: Int, extra: Int, data: ArraySlice<UInt8>
    )] {
        func number(_ place: Int, _ width: Int) -> Int {
            (0..<width).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
        }
        var found: [(name: String, method: Int, extra: Int, data: ArraySlice<UInt8>)] = []
        var place = 0
        while place + 30 < bytes.count, number(place, 4) == 0x0403_4b50 {
            let (size, name, extra) = (number(place + 18, 4), number(place + 26, 2), number(place + 28, 2))
            let start = place + 30 + name + extra
            found.append(
                (
                    String(decoding: bytes[place + 30..<place + 30 + name], as: UTF8.self),
                    number(place + 8, 2), extra, bytes[start..<start + size]
                ))
            place = start + size
        }
        return found
    }

    /// The chapters before they are packed.
    static func xhtml(_ page: PublishedPage, links: BookLinks = BookLinks(files: [:], base: nil)) throws
        -> String
    {
        try BookChapter(page, at: "packs/sample", number: 0, links: links, isPart: false).xhtml
    }

    static func page(_ markdown: String) -> PublishedPage {
        PublishedPage(
            title: "Sample", summary: "", language: "en-GB", frontMatter: FrontMatter(),
            passages: [Passage(.opening, markdown)])
    }

    @Test(arguments: ["packs/board-essentials.epub", "paths/first-steps.epub", "paths/warm-up.epub"])
    func theTypeComesFirstStoredAndBare(path: String) throws {
        let entries = BookTests.entries(of: try BookTests.book(path).bytes)
        let first = try #require(entries.first)
        #expect(first.name == "mimetype")
        #expect(first.method == 0)
        #expect(String(decoding: first.data, as: UTF8.self) == "application/epub+zip")
        #expect(entries.allSatisfy { $0.extra == 0 })
        #expect(entries[1].name == "META-INF/container.xml")
        #expect(entries.count >= 6)
    }

    @Test func theSameBookHasTheSameBytes() throws {
        #expect(
            try BookTests.book("packs/board-essentials.epub") == BookTests.book("packs/board-essentials.epub")
        )
    }

    @Test func theNameOfABookStays() throws {
        let book = Book(
            place: "packs/start", page: BookTests.page("Words."), creator: "Cairn",
            base: "https://learn.example.org/", date: .sample())
        #expect(
            book.identifier.wholeMatch(
                of: /urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/) != nil)
        let other = Book(
            place: "packs/start", page: BookTests.page("Other words."), creator: "Another",
            base: "https://learn.example.org/", date: .sample("2027-01-01T00:00:00Z"))
        #expect(book.identifier == other.identifier)
    }

    @Test func linksLeadIntoTheBookOrToTheSite() throws {
        let links = BookLinks(
            files: ["packs/sample": "part-1.xhtml", "items/i1": "part-4.xhtml"],
            base: "https://learn.example.org/")
        let html = try BookTests.xhtml(
            BookTests.page(
                "[a](../items/i1.md) [b](../topics/x.md) [c](https://else.example/) [d](#nowhere) [e](sample.md)"
            ),
            links: links)
        #expect(html.contains(#"<a href="part-4.xhtml">a</a>"#))
        #expect(html.contains(#"<a href="https://learn.example.org/topics/x.html">b</a>"#))
        #expect(html.contains(#"<a href="https://else.example/">c</a>"#))
        #expect(html.contains("</a> d <a"))
        #expect(html.contains(#"<a href="part-1.xhtml">e</a>"#))
    }

    @Test func withoutAnAddressLinksToTheSiteAreWordsOnly() throws {
        let html = try BookTests.xhtml(BookTests.page("[b *now*](../topics/x.md), then."))
        #expect(html.contains("<p>b <em>now</em>, then.</p>"))
    }

    @Test func whatXMLForbidsIsLeftOut() throws {
        let html = try BookTests.xhtml(BookTests.page("a\u{B}b\u{FFFE}c"))
        #expect(html.contains("<p>abc</p>"))
    }

    @Test func wholeTextsAreChaptersOfTheirOwn() throws {
        let files = try SampleLibrary.files()
        let book = try #require(files.first { $0.path == "packs/board-essentials.epub" })
        let items = Set(try SampleLibrary.pack().items.map { "items/\($0.id).html" })
        let whole = files.count { items.contains($0.path) }
        #expect(whole > 0)
        let parts = BookTests.entries(of: book.bytes).count { $0.name.hasPrefix("book/part-") }
        // Opening, three sections, questions, how it was made, the kit, and the whole texts.
        #expect(parts == 7 + whole)
    }
}
