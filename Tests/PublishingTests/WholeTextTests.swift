// SPDX-License-Identifier: MIT

import Foundation
import Model
import TestSupport
import Testing

@testable import Publishing

/// Which texts stand whole on a page of ours, and what stands beside them.
@Suite struct WholeTextTests {
    func item(_ licence: String) -> ReviewedItem {
        SampleLibrary.item(
            "whole", "A whole text", "The source", "Ada Example", licence: Licence(id: licence),
            topics: ["user-research"], minutes: 2, why: "It matters.", summary: "Some words to begin with.")
    }

    func files(_ licence: String, isCommercial: Bool = false) throws -> [PublishedFile] {
        try SiteComposer(
            site: Site(title: "Cairn", isCommercial: isCommercial), curriculum: SampleLibrary.curriculum
        ).files(Publication(items: [item(licence)]))
    }

    @Test(arguments: [
        ("CC0-1.0", true, true), ("PDM-1.0", true, true), ("US-PD", true, true),
        ("OGL-UK-3.0", true, true), ("CC-BY-4.0", true, true), ("CC-BY-SA-4.0", true, true),
        ("CC-BY-NC-4.0", true, false), ("CC-BY-NC-SA-4.0", true, false), ("CC-BY-ND-4.0", true, true),
        ("CC-BY-NC-ND-4.0", true, false), ("LicenseRef-ARR", false, false),
        ("LicenseRef-Unknown", false, false),
        ("MIT", false, false),
    ])
    func theLicenceDecidesWhetherATextIsShownWhole(licence: String, free: Bool, paid: Bool) throws {
        let path = "items/\(item(licence).id).html"
        #expect(try files(licence).contains { $0.path == path } == free)
        #expect(try files(licence, isCommercial: true).contains { $0.path == path } == paid)
    }

    @Test func aWholeTextCarriesItsCreditItsLicenceAndWhatWeDidToIt() throws {
        let path = "items/\(item("CC-BY-SA-4.0").id)"
        let files = try files("CC-BY-SA-4.0")
        for form in ["md", "html"] {
            let text = try #require(files.first { $0.path == "\(path).\(form)" }).text
            for words in [
                "A whole text", "Ada Example", "The source", "https://whole.example.org/2026/",
                "CC BY-SA 4.0",
                "https://creativecommons.org/licenses/by-sa/4.0/", "no word was changed",
            ] { #expect(text.contains(words), "\(form): \(words)") }
        }
        let page = try #require(files.first { $0.path == "\(path).html" }).text
        #expect(
            page.contains("<link rel=\"license\" href=\"https://creativecommons.org/licenses/by-sa/4.0/\">"))
    }

    @Test func theOpenGovernmentLicenceHasItsStatement() throws {
        let path = "items/\(item("OGL-UK-3.0").id).md"
        let text = try #require(try files("OGL-UK-3.0").first { $0.path == path }).text
        #expect(
            text.contains(
                "Contains public sector information licensed under the Open Government Licence v3.0."))
    }

    @Test func noPageHoldsTwoWholeTexts() throws {
        for file in try SampleLibrary.files() where file.path.hasSuffix(".html") {
            #expect(file.text.ranges(of: "class=\"whole\"").count <= 1, "\(file.path)")
        }
    }
}
