// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import Model
import TestSupport
import Testing

@Suite struct CurriculumSourceTests {
    private func reading(_ text: String, named name: String) async throws -> CurriculumSource.Reading {
        try await withTemporaryFolder { folder in
            let file = folder.appending(path: name)
            try Data(text.utf8).write(to: file)
            return try CurriculumSource.read(file)
        }
    }

    @Test func listOfTopicsIsACurriculum() async throws {
        let found = try await reading(
            """
            [{"id": "open-data", "name": "Open data", "definition": "Data for all.", "summary": "And how.",
              "aliases": ["open data", "data portal", "open data", ""], "docs": 3},
             {"id": "maps", "broader": "open-data"}]
            """, named: "labels.json")
        let topics = found.curriculum.topics
        #expect(found.mistakes.isEmpty)
        #expect(topics.map(\.id) == ["open-data", "maps"] && topics.map(\.name) == ["Open data", "maps"])
        #expect(topics[0].definition == "Data for all. And how.")
        #expect(topics[0].vocabulary.terms == ["open data", "data portal"])
        #expect(topics[1].place.broader == "open-data")
    }

    @Test func objectWithTopicsIsACurriculum() async throws {
        let found = try await reading(
            #"{"topics": [{"name": "Maps", "terms": ["map"], "weak_terms": ["place"]}]}"#, named: "a.json")
        #expect(found.curriculum.topics.map(\.id) == ["Maps"])
        #expect(found.curriculum.topics[0].vocabulary == .init(terms: ["map"], weakTerms: ["place"]))
    }

    @Test func tableIsACurriculum() async throws {
        let found = try await reading(
            "ID,name,Definition,terms,broader\r\nmaps,\"Maps, and \"\"charts\"\"\",\"Two\nlines\",map; chart,\r\n\r\npies,Pies,,pie,maps\r\n",
            named: "topics.csv")
        let topics = found.curriculum.topics
        #expect(topics.map(\.name) == ["Maps, and \"charts\"", "Pies"])
        #expect(topics[0].definition == "Two\nlines" && topics[0].vocabulary.terms == ["map", "chart"])
        #expect(topics[1].place.broader == "maps")
    }

    @Test func mistakesAreNamedAndTheRestIsKept() async throws {
        let found = try await reading(
            "id,name,broader\na,A,\na,Again,\n,,x\nb,B,nowhere\n", named: "topics.csv")
        #expect(found.curriculum.topics.map(\.id) == ["a", "b"])
        #expect(found.mistakes.map(\.line) == [3, 4, 5])
        #expect(found.mistakes.map(\.message).last == "no broader topic nowhere for b")
    }

    @Test(arguments: [
        ("a.json", "{"), ("a.json", "[]"), ("a.json", "[1]"), ("a.csv", "one,two\n1,2\n"), ("a.csv", ""),
        ("a.ttl", "x"), ("a.json", "\u{FEFF}"),
    ])
    func whatIsNoCurriculumIsRefusedInASentence(name: String, text: String) async throws {
        await #expect(throws: CatalogError.self) { try await reading(text, named: name) }
    }

    @Test func ourOwnFolderIsACurriculum() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let folder = try CurriculumSource.read(root.appending(path: "curated/curriculum"))
        #expect(folder.curriculum.topics.count == 60 && folder.mistakes.isEmpty)
        #expect(try CurriculumSource.read(root).curriculum == folder.curriculum)
    }

    @Test func folderWithoutATopicIsRefused() async throws {
        try await withTemporaryFolder { folder in
            #expect(throws: CatalogError.self) { try CurriculumSource.read(folder) }
            #expect(throws: CatalogError.self) {
                try CurriculumSource.read(folder.appending(path: "nothing"))
            }
        }
    }
}
