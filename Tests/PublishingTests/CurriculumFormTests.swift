// SPDX-License-Identifier: MIT

import Foundation
import Markup
import Model
import TestSupport
import Testing

@testable import Publishing

@Suite struct CurriculumFormTests {
    /// Two topics of which one is wider, beside each other and mapped to another framework, and a retired one.
    static let curriculum = Curriculum(
        scheme: Curriculum.Scheme(
            id: "sample", uri: "https://example.org/sample/", title: "Sample \"curriculum\"",
            version: "1.2.0",
            language: "en-GB", licence: .ccBy, changed: .sample("2026-11-02T00:00:00Z")),
        strands: [Curriculum.Strand(id: "data", name: "Data & AI", definition: "Using data, with care.")],
        topics: [
            topic("data", "Data", related: ["quality", "maps"], terms: ["data", "DATA sets"]),
            topic("quality", "Data quality", broader: "data", related: ["data"], terms: ["clean data"]),
            topic(
                "maps", "Maps", related: ["data"],
                maps: [.init(framework: "f", code: "C 2", relation: "close")]),
            topic("old", "Old", replacedBy: "maps"),
        ],
        audiences: [], stages: [],
        frameworks: [Curriculum.Framework(id: "f", name: "A framework", about: "C1, C 2")])

    static func topic(
        _ id: Topic.ID, _ name: String, broader: Topic.ID? = nil, related: [Topic.ID] = [],
        terms: [String] = [], maps: [Topic.Mapping] = [], replacedBy: Topic.ID? = nil
    ) -> Topic {
        Topic(
            id: id, name: name, definition: "What \(name) means, \"said\" <plainly>.",
            place: Topic.Place(
                strand: "data", level: .core, broader: broader, related: related, replacedBy: replacedBy),
            vocabulary: Topic.Vocabulary(terms: terms), outcomes: ["tell good \(name) from bad"],
            questions: ["Who checks \(name)?"], maps: maps)
    }

    func json(_ form: CurriculumForm) throws -> [String: Any] {
        let text = form.text(of: CurriculumFormTests.curriculum)
        return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    @Test(arguments: [
        (CurriculumForm.skos, "curriculum.ttl"), (.skosJSON, "curriculum.jsonld"),
        (.case, "curriculum-case.json"),
        (.csv, "curriculum.csv"), (.json, "curriculum.json"),
    ])
    func formIsAsItWasReadLast(form: CurriculumForm, golden: String) throws {
        try GoldenTests.hold(form.text(of: CurriculumFormTests.curriculum), to: golden)
    }

    @Test func relatedThingsAreNotBroaderOnes() {
        let text = CurriculumForm.skos.text(of: CurriculumFormTests.curriculum)
        let quality = text.split(separator: "\n\n").first { $0.contains("\"Data quality\"@en-GB") } ?? ""
        #expect(quality.contains("skos:broader <https://example.org/sample/data>"))
        #expect(!quality.contains("skos:related"))
    }

    @Test func labelsAreDisjoint() {
        let text = CurriculumForm.skos.text(of: CurriculumFormTests.curriculum)
        #expect(!text.contains("skos:hiddenLabel \"data\"@en-GB"))
        #expect(text.contains("skos:hiddenLabel \"DATA sets\"@en-GB"))
    }

    @Test func addressesInTurtleAreWellFormed() {
        let text = CurriculumForm.skos.text(of: CurriculumFormTests.curriculum)
        #expect(text.contains("<https://example.org/sample/framework/f/C%202>"))
    }

    @Test func competenciesHangTogether() throws {
        let package = try json(.case)
        let items = try #require(package["CFItems"] as? [[String: Any]])
        let links = try #require(package["CFAssociations"] as? [[String: Any]])
        let document = try #require(package["CFDocument"] as? [String: Any])
        let known = Set(
            items.compactMap { $0["identifier"] as? String } + [document["identifier"] as? String ?? ""])
        #expect(known.count == items.count + 1)
        for link in links {
            for end in ["originNodeURI", "destinationNodeURI"] {
                let node = try #require(link[end] as? [String: Any])
                #expect(known.contains(node["identifier"] as? String ?? "none"))
            }
        }
        let parents = links.count { $0["associationType"] as? String == "isChildOf" }
        #expect(parents == items.count)
        #expect(!CurriculumForm.case.text(of: CurriculumFormTests.curriculum).contains("\"Old\""))
    }

    @Test func theTableHasAColumnForEachCell() throws {
        let lines = CurriculumForm.csv.text(of: CurriculumFormTests.curriculum).split(separator: "\r\n")
        #expect(lines.count == 6)
        #expect(lines[0].split(separator: ",").count == 14)
        #expect(lines[4].hasPrefix("data,quality,Data quality,\"<p>"))
    }

    @Test func theSiteHasEveryForm() throws {
        let paths = Set(try SampleLibrary.files().map(\.path))
        for form in CurriculumForm.allCases { #expect(paths.contains(form.path)) }
    }
}
