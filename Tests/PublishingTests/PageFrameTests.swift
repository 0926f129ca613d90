// SPDX-License-Identifier: MIT

import Model
import Publishing
import Testing

/// A frame that is filled once a shape gives what filling it for each page gives.
@Suite struct PageFrameTests {
    /// Says how tags are written, just as they are anyway; with that no frame is made ahead.
    private static let each = "{{={{ }}=}}"

    private func files(_ template: String) throws -> [PublishedFile] {
        try SiteComposer(
            site: Site(title: "A & B"), curriculum: SampleLibrary.curriculum, template: template
        ).files(SampleLibrary.publication())
    }

    @Test(arguments: [
        "<title>{{title}} - {{site}}</title>{{{body}}}",
        "{{{title}}}|{{title}}|{{summary}}|{{{summary}}}|{{&summary}}{{{body}}}",
        "{{#summary}}<p>{{.}}</p>{{/summary}}{{^summary}}none{{/summary}}{{#head}}{{{head}}}{{/head}}{{{body}}}",
        "{{#rooms}}{{name}}{{#current}}={{.}}{{/current}} {{/rooms}}{{kind}}{{#isWide}}!{{/isWide}}{{root}}{{markdown}}{{{body}}}",
        "{{body}}",
    ])
    func oneFrameForManyPages(template: String) throws {
        #expect(try files(template) == files(PageFrameTests.each + template))
    }

    @Test func aTemplateMayChangeWhatItIsGiven() throws {
        let pages = try files("{{uppercased(title)}}").filter { $0.path == "packs/board-essentials.html" }
        #expect(pages.map(\.text) == [pages.first?.text.uppercased()])
        #expect(pages.first?.text.isEmpty == false)
    }
}
