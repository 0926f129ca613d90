// SPDX-License-Identifier: MIT

import Foundation
import Model
import TestSupport
import Testing

@testable import Publishing

@Suite struct GroupKitTests {
    func composer() throws -> SiteComposer {
        try SiteComposer(site: Site(title: "Cairn"), curriculum: SampleLibrary.curriculum)
    }

    func publication() throws -> Publication {
        let theme = Theme(
            id: "t", title: "T", size: Theme.Size(items: 9, minutes: 90),
            sections: SampleLibrary.theme.sections, facilitation: "Expect *silence* after question two.")
        return Publication(packs: [Pack(theme: theme, sections: try SampleLibrary.pack().sections)])
    }

    @Test func theFacilitatorsEditionIsNeverAmongThePublicFiles() throws {
        let files = try composer().files(try publication())
        for file in files { #expect(!file.text.contains("Expect"), "\(file.path)") }
        #expect(files.contains { $0.path == "packs/t/group.html" })
    }

    @Test func theFacilitatorsEditionHasItsNotesAndLeadsNowhereInTheSite() throws {
        let files = try composer().facilitatorFiles(try publication())
        #expect(files.map(\.path) == ["style.css", "t.html", "t.md"])
        let page = try #require(files.first { $0.path == "t.html" }).text
        #expect(page.contains("Expect <em>silence</em> after question two."))
        #expect(page.contains("<meta name=\"robots\" content=\"noindex\">"))
        #expect(!page.contains("index.html"))
    }

    @Test func aLinkSaysWhenItWasCheckedAndOnlyThen() throws {
        let pack = try SampleLibrary.pack()
        let notes = ItemNotes(checked: [pack.items[0].id: .sample("2026-10-30T09:00:00Z")])
        let page = try PackMarkdown(curriculum: SampleLibrary.curriculum, notes: notes).page(of: pack)
        #expect(page.markdown.ranges(of: "Link checked 30 October 2026").count == 1)
        #expect(page.markdown.ranges(of: "Link checked").count == 1)
    }
}
