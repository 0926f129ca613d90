// SPDX-License-Identifier: MIT

import Foundation
import Model
import TestSupport
import Testing

@testable import Catalog

@Suite struct SKOSTests {
    private static let turtle = """
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        PREFIX ex: <https://example.org/topics/>
        @base <https://example.org/topics/> .
        # Two languages, a bracket, a list, a long text.
        ex:data a skos:Concept ; skos:prefLabel "Data"@en-GB , "Daten"@de ;
            skos:altLabel "open data"@en , "offene Daten"@de ;
            skos:scopeNote \"\"\"What is "kept"
        and shared\"\"\"@en ; ex:size 3.5 ; ex:seen true ; ex:list ( 1 "two" <three> ) ;
            ex:note [ ex:by "Ann \\"A\\" Marsh \\u00E9" ; ex:deep [ ] ] .
        <ai> a skos:Concept; skos:prefLabel "Artificial intelligence"@en; skos:broader ex:data;
            skos:hiddenLabel "machine learning"@en, "ML" .
        ex:statistics skos:prefLabel "Statistics"@en ; a skos:Concept .
        ex:data skos:narrower ex:statistics .
        ex:old a skos:Concept ; skos:prefLabel "Old"@en ; <http://www.w3.org/2002/07/owl#deprecated> true .

        """

    private static let xml = """
        <?xml version="1.0" encoding="UTF-8"?>
        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xml:base="https://example.org/topics/"
            xmlns:skos="http://www.w3.org/2004/02/skos/core#" xmlns:owl="http://www.w3.org/2002/07/owl#" xml:lang="en">
          <skos:Concept rdf:about="data">
            <skos:prefLabel>Data</skos:prefLabel><skos:prefLabel xml:lang="de">Daten</skos:prefLabel>
            <skos:altLabel>open data</skos:altLabel><skos:scopeNote>What is kept</skos:scopeNote>
            <skos:narrower><skos:Concept rdf:about="statistics" skos:prefLabel="Statistics"/></skos:narrower>
          </skos:Concept>
          <rdf:Description rdf:about="ai">
            <rdf:type rdf:resource="http://www.w3.org/2004/02/skos/core#Concept"/>
            <skos:prefLabel>Artificial intelligence</skos:prefLabel><skos:broader rdf:resource="data"/>
            <skos:hiddenLabel>machine learning</skos:hiddenLabel>
          </rdf:Description>
          <skos:Concept rdf:ID="old"><skos:prefLabel>Old</skos:prefLabel><owl:deprecated>true</owl:deprecated></skos:Concept>
        </rdf:RDF>
        """

    private func reading(_ text: String, as name: String) async throws -> CurriculumSource.Reading {
        try await withTemporaryFolder { folder in
            let file = folder.appending(path: name)
            try Data(text.utf8).write(to: file)
            return try CurriculumSource.read(file)
        }
    }

    @Test(arguments: [("topics.ttl", turtle), ("topics.rdf", xml)])
    func conceptsAreTopics(name: String, text: String) async throws {
        let reading = try await reading(text, as: name)
        #expect(reading.mistakes.isEmpty)
        let topics = reading.curriculum.topics
        #expect(Set(topics.map(\.id)) == ["data", "ai", "statistics"])
        let data = try #require(reading.curriculum.topic("data"))
        #expect(data.name == "Data" && data.vocabulary.terms == ["open data"])
        #expect(data.definition.hasPrefix("What is"))
        let ai = try #require(reading.curriculum.topic("ai"))
        #expect(ai.place.broader == "data" && ai.vocabulary.terms.contains("machine learning"))
        #expect(reading.curriculum.topic("statistics")?.place.broader == "data")
    }

    @Test func nTriplesAreTurtle() throws {
        let line =
            "<http://a.example/x> <http://www.w3.org/2004/02/skos/core#prefLabel> \"A\\tb\"@en-gb .\n"
            + "_:b1 <http://a.example/size> \"3\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n"
        let statements = try TurtleReader.statements(line, file: "a.nt")
        #expect(statements.map(\.subject) == ["http://a.example/x", "_:named-b1"])
        #expect(statements[0].object == .words("A\tb", language: "en-gb"))
    }

    @Test func aVocabularyWithoutEnglishIsReadInTheLanguageThatItHas() async throws {
        let text = """
            @prefix s: <http://www.w3.org/2004/02/skos/core#> .
            <http://a.example/1> a s:Concept ; s:prefLabel "Daten"@de ; s:altLabel "Zahlen"@de , "données"@fr .
            <http://a.example/2> a s:Concept ; s:prefLabel "Dienste"@de , "services"@fr .
            <http://b.example/2> a s:Concept ; s:prefLabel "Andere"@de .
            """
        let topics = try await reading(text, as: "t.ttl").curriculum.topics
        #expect(topics.map(\.name) == ["Daten", "Dienste", "Andere"])
        #expect(topics[0].vocabulary.terms == ["Zahlen"])
        // Two addresses end alike, so that the whole address is the id.
        #expect(topics.map(\.id) == ["1", "http://a.example/2", "http://b.example/2"])
    }

    @Test func notationsAreIdsAndStrandsOfOurOwnExportAreNoTopics() async throws {
        let text = """
            @prefix s: <http://www.w3.org/2004/02/skos/core#> .
            <http://a.example/strand/data> a s:Concept ; s:prefLabel "Data"@en ; s:notation "strand-data" .
            <http://a.example/data> a s:Concept ; s:prefLabel "Data"@en ; s:notation "data" ;
                s:broader <http://a.example/strand/data> .
            <http://a.example/maps> a s:Concept ; s:prefLabel "Maps"@en ; s:notation "3.1" ;
                s:broader <http://a.example/data> .
            """
        let reading = try await reading(text, as: "t.ttl")
        #expect(reading.mistakes.isEmpty && reading.curriculum.topics.map(\.id) == ["data", "3.1"])
        #expect(reading.curriculum.topics.map(\.place.broader) == [nil, "data"])
    }

    @Test(arguments: [
        ("<a> <b> \"c", 1, "without its end"), ("<a> <b> <c>\n<d> <e> <f> .", 2, "a . or a ;"),
        ("x:a <b> <c> .", 1, "stands for"), ("<a <b> <c> .", 1, "without its >"),
        ("<a> <b> \"\\uD800\" .", 1, "no letter"), ("@prefix a: b .", 1, "an address after prefix"),
        ("<a> <b> ( 1 2", 1, "at the end of a list"), ("}", 1, "no place here"),
        ("<a> <b> \"x\\", 1, "without its end"),
    ])
    func whatIsNoTurtleIsNamedWithItsLine(text: String, line: Int, words: String) throws {
        let mistake = try #require(throws: Mistake.self) {
            _ = try TurtleReader.statements(text, file: "a.ttl")
        }
        #expect(mistake.line == line && mistake.message.contains(words), "\(mistake)")
    }

    @Test func bracketsWithoutEndAreRefused() throws {
        let text = "<a> <b> " + String(repeating: "[ <b> ", count: 10_000)
        #expect(throws: Mistake.self) { _ = try TurtleReader.statements(text, file: "a.ttl") }
        let lists = "<a> <b> " + String(repeating: "( ", count: 10_000)
        #expect(throws: Mistake.self) { _ = try TurtleReader.statements(lists, file: "a.ttl") }
    }

    @Test(arguments: [
        ("a.ttl", "<a> <b> <c> ."), ("a.rdf", "<rdf/>"), ("a.xml", "no xml"), ("a.ttl", ""),
        ("a.skos", turtle),
    ])
    func aFileWithoutConceptsIsNoCurriculum(name: String, text: String) async throws {
        await #expect(throws: CatalogError.self) { _ = try await reading(text, as: name) }
    }
}
