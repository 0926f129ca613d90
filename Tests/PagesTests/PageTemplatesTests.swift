// SPDX-License-Identifier: MIT

import Pages
import Testing

/// A shelf and its books.
private struct Shelf: Sendable {
    struct Book: Sendable {
        let title: String
        let author: Author?
        var isLent = false
    }

    struct Author: Sendable { let name: String }

    struct Mark: Sendable, CustomStringConvertible {
        let number: Int
        var description: String { "mark \(number)" }
    }

    enum Room: String, Sendable { case cellar }

    var mark = Mark(number: 7)
    var room = Room.cellar
    var books: [Book] = []
    var words: [String] = []
    var note: String?
    var best: Book?
    var html = TrustedHTML(cleaned: "<b>bold</b>")
}

private struct Frame: Sendable {
    let note: String
    let place: String
}

@Suite struct PageTemplatesTests {
    private func page(_ template: String, _ values: some Sendable) throws -> String {
        let templates = try PageTemplates(["page": Array(template.utf8)])
        return templates.html("page", values, in: Frame(note: "from the frame", place: "here")).text
    }

    @Test func listsAndWhatIsInThemAreFound() throws {
        let shelf = Shelf(books: [
            .init(title: "One & only", author: .init(name: "Ada")),
            .init(title: "Two", author: nil, isLent: true),
        ])
        let template =
            "{{#books}}{{title}} by {{author.name}}{{^author}}nobody{{/author}}{{#isLent}}, lent{{/isLent}} {{place}}; {{/books}}"
        #expect(try page(template, shelf) == "One &amp; only by Ada here; Two by nobody, lent here; ")
        #expect(try page("{{^books}}none{{/books}}", Shelf()) == "none")
        #expect(try page("{{#best}}{{title}}{{/best}}{{^best}}no best{{/best}}", Shelf()) == "no best")
        let best = Shelf(best: .init(title: "Best", author: .init(name: "Ada")))
        #expect(try page("{{#best}}{{title}} {{#author}}{{name}}{{/author}}{{/best}}", best) == "Best Ada")
    }

    @Test func plainValuesAreWrittenAsTheyAre() throws {
        #expect(try page("{{mark}} {{room}} {{mark.number}}", Shelf()) == "mark 7 cellar 7")
        let words = Shelf(words: ["b", "<a>"])
        #expect(
            try page("{{#sorted(words)}}{{.}} {{/sorted(words)}}{{count(words)}}", words) == "&lt;a&gt; b 2")
    }

    @Test func whatAPageDoesNotSayTheFrameDoes() throws {
        #expect(try page("{{note}}", Shelf()) == "from the frame")
        #expect(try page("{{note}}", Shelf(note: "its own")) == "its own")
        #expect(try page("{{unknown}}", Shelf()) == "")
    }

    @Test func onlyTrustedHTMLIsWrittenAsItIs() throws {
        #expect(try page("{{{trusted(html)}}} {{html}}", Shelf()) == "<b>bold</b> &lt;b&gt;bold&lt;/b&gt;")
        #expect(try page("{{{trusted(note)}}}", Shelf(note: "<i>")) == "")
        #expect(throws: TemplateError.unescaped(name: "page")) { try page("{{{note}}}", Shelf()) }
    }
}
