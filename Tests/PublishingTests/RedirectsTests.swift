// SPDX-License-Identifier: MIT

import Foundation
import Model
import TestSupport
import Testing

@testable import Publishing

@Suite struct RedirectsTests {
    func files(_ moves: [MovedPage]) throws -> [PublishedFile] {
        let sample = try SampleLibrary.publication()
        return try SiteComposer(site: Site(title: "Cairn"), curriculum: SampleLibrary.curriculum).files(
            Publication(packs: sample.packs, paths: sample.paths, items: SampleLibrary.items, moves: moves))
    }

    @Test func anOldAddressLeadsToTheNewOneThroughAllMovesBetween() throws {
        let files = try files([
            MovedPage(from: "packs/older", to: "packs/old"),
            MovedPage(from: "packs/old", to: "packs/board-essentials"),
        ])
        let page = try #require(files.first { $0.path == "packs/older.html" }).text
        #expect(page.contains("content=\"0; url=../packs/board-essentials.html\""))
        #expect(page.contains("<a href=\"../packs/board-essentials.html\">"))
        #expect(
            files.first { $0.path == "_redirects" }?.text == """
                /packs/old.html /packs/board-essentials.html 301
                /packs/older.html /packs/board-essentials.html 301

                """)
    }

    @Test(arguments: [
        (MovedPage(from: "packs/old", to: "packs/nowhere"), "there is no page at packs/nowhere"),
        (
            MovedPage(from: "packs/board-essentials", to: "paths/warm-up"),
            "there is a page at packs/board-essentials"
        ),
        (MovedPage(from: "packs/round", to: "packs/round"), "it goes round in a circle"),
    ])
    func aMoveThatCannotWorkStopsTheBuild(move: MovedPage, why: String) throws {
        #expect(throws: PublishingError.badMove(from: move.from, to: move.to, why: why)) {
            try files([move])
        }
    }

    @Test func aLinkThatLeadsNowhereStopsTheBuild() throws {
        let theme = Theme(
            id: "t", title: "T", size: Theme.Size(items: 5, minutes: 60),
            sections: SampleLibrary.theme.sections,
            opening: "Read [this](../packs/gone.md) first.")
        let pack = Pack(theme: theme, sections: try SampleLibrary.pack().sections)
        let markdown = try PackMarkdown(curriculum: SampleLibrary.curriculum).page(of: pack).markdown
        let lines = markdown.split(separator: "\n", omittingEmptySubsequences: false)
        let line = try #require(lines.firstIndex { $0.contains("../packs/gone.md") }) + 1
        let error = PublishingError.brokenLink(page: "packs/t.md", line: line, target: "../packs/gone.md")
        #expect(throws: error) {
            try SiteComposer(site: Site(title: "Cairn"), curriculum: SampleLibrary.curriculum)
                .files(Publication(packs: [pack]))
        }
    }
}
