// SPDX-License-Identifier: MIT

import Foundation
import TestSupport
import Testing

@Suite struct ModelCommandTests {
    private static let topics = """
        [{"id": "open-source", "name": "Open source", "terms": ["open source", "source code"]},
         {"id": "agile", "name": "Agile", "terms": ["agile", "scrum"]}]
        """
    private static let articles = """
        {"id": "one", "title": "Open source for all", "text": "Our source code is open source.", "topics": ["open-source"]}
        {"id": "two", "title": "Tea and cake", "text": "Cake.", "labels": [], "maybe": ["agile"]}

        """

    private func walking(_ body: (Walk) async throws -> Void) async throws {
        try await Walk.begin { walk in
            try Data(Self.topics.utf8).write(to: walk.home.appending(path: "topics.json"))
            try Data(Self.articles.utf8).write(to: walk.home.appending(path: "articles.jsonl"))
            try await body(walk)
        }
    }

    @Test func predictionsNeedNoLibrary() async throws {
        try await walking { walk in
            let ending = try await walk.cairn(
                "model", "predict", "--input", "articles.jsonl", "--curriculum", "topics.json")
            #expect(ending.status == 0 && ending.complaints.isEmpty)
            let lines = try ending.lines()
            #expect(lines.map { $0["id"] as? String } == ["one", "two"])
            #expect(lines[0]["topics"] as? [String] == ["open-source"])
            #expect(lines[0]["labels"] as? [String] == ["open-source"])
            let scores = try #require(lines[0]["scores"] as? [String: Double])
            #expect(try #require(scores["open-source"]) > 0.5)
            let evidence = try #require(lines[0]["evidence"] as? [String: [String]])
            #expect(evidence["open-source"]?.contains("Open source") == true)
            #expect(lines[1]["topics"] as? [String] == [])
        }
    }

    @Test func evaluationSaysHowGoodTheTagsAre() async throws {
        try await walking { walk in
            let ending = try await walk.cairn(
                "model", "evaluate", "--gold", "articles.jsonl", "--curriculum", "topics.json", "--json")
            #expect(ending.status == 0)
            let object = try ending.object()
            #expect(object["microF1"] as? Double == 1 && object["items"] as? Int == 2)
        }
    }

    @Test func linesThatCannotBeReadAreNamedAndPassedOver() async throws {
        try await walking { walk in
            let bad = "no json\n[]\n{\"id\": \"one\"}\n" + Self.articles
            try Data(bad.utf8).write(to: walk.home.appending(path: "bad.jsonl"))
            let ending = try await walk.cairn(
                "model", "predict", "--input", "bad.jsonl", "--curriculum", "topics.json")
            #expect(ending.status == 1)
            #expect(try ending.lines().count == 2)
            #expect(ending.errors.contains("bad.jsonl:1: not a JSON object with id, title and text"))
            #expect(ending.errors.contains("bad.jsonl:4: the id one is there twice"))
        }
    }

    @Test func topicsThatTheCurriculumLacksAreNamed() async throws {
        try await walking { walk in
            let gold = #"{"id": "x", "title": "Agile", "text": "", "topics": ["agile", "gone"]}"#
            try Data(gold.utf8).write(to: walk.home.appending(path: "gold.jsonl"))
            let ending = try await walk.cairn(
                "model", "evaluate", "--gold", "gold.jsonl", "--curriculum", "topics.json")
            #expect(ending.status == 1 && ending.errors.contains("there is no topic gone"))
        }
    }

    @Test(arguments: [
        ["--input", "nothing.jsonl", "--curriculum", "topics.json"],
        ["--input", "articles.jsonl", "--curriculum", "nothing.json"],
        ["--input", "articles.jsonl", "--curriculum", "articles.jsonl"],
        ["--input", "articles.jsonl"],
    ])
    func whatCannotBeDoneEndsWithOneSentence(arguments: [String]) async throws {
        try await walking { walk in
            let ending = try await walk.cairn(
                "model", "predict", arguments[0], arguments[1],
                arguments.count > 2 ? arguments[2] : "--quiet",
                arguments.count > 3 ? arguments[3] : "--quiet")
            #expect(ending.status == 2 && ending.output.isEmpty)
            #expect(ending.complaints.count == 1)
        }
    }

    @Test func trainedModelTagsWhatNoTermSays() async throws {
        try await walking { walk in
            try Data(Self.labelled.utf8).write(to: walk.home.appending(path: "labelled.jsonl"))
            let training = try await walk.cairn(
                "model", "train", "--input", "labelled.jsonl", "--curriculum", "topics.json", "--output", "m",
                "--json")
            #expect(training.status == 0)
            let provenance = try #require(training.object()["provenance"] as? [String: Any])
            #expect(provenance["examples"] as? Int == 20 && provenance["labels"] as? Int == 20)
            try Data("{\"id\": \"x\", \"title\": \"Kettles\", \"text\": \"Kettle and pantry.\"}\n".utf8)
                .write(
                    to: walk.home.appending(path: "new.jsonl"))
            let ending = try await walk.cairn(
                "model", "predict", "--input", "new.jsonl", "--curriculum", "topics.json", "--model", "m")
            #expect(try ending.lines().first?["topics"] as? [String] == ["agile"])
        }
    }

    @Test func aCurveSaysWhatMoreLabelsAreWorth() async throws {
        try await walking { walk in
            let labelled = (0..<60).map { number in
                let words = number.isMultiple(of: 2) ? "kettle pantry whisk ladle" : "anchor ferry quay tide"
                let topic = number.isMultiple(of: 2) ? "agile" : "open-source"
                return "{\"id\": \"\(number)\", \"title\": \"\(words)\", \"text\": \"\(words)\", "
                    + "\"topics\": [\"\(topic)\"]}\n"
            }.joined()
            try Data(labelled.utf8).write(to: walk.home.appending(path: "gold.jsonl"))
            let arguments = [
                "model", "evaluate", "--gold", "gold.jsonl", "--curriculum", "topics.json", "--curve",
            ]
            let told = try await walk.cairn(arguments: arguments + ["--json"]).object()
            let curve = try #require(told["curve"] as? [[String: Any]])
            #expect(curve.map { $0["examples"] as? Int } == [0, 40])
            #expect(curve.last?["microF1"] as? Double == 1 && told["microF1"] as? Double == 0)
            #expect(try await walk.cairn(arguments: arguments).output.contains("measured on 20 others"))
        }
    }

    @Test func aVocabularyInSKOSIsACurriculum() async throws {
        try await walking { walk in
            let turtle = """
                @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
                <https://example.org/open-source> a skos:Concept ; skos:prefLabel "Open source"@en ;
                    skos:altLabel "source code"@en .
                <https://example.org/agile> a skos:Concept ; skos:prefLabel "Agile"@en .
                """
            try Data(turtle.utf8).write(to: walk.home.appending(path: "topics.ttl"))
            let ending = try await walk.cairn(
                "model", "predict", "--input", "articles.jsonl", "--curriculum", "topics.ttl")
            #expect(ending.status == 0)
            #expect(try ending.lines()[0]["topics"] as? [String] == ["open-source"])
        }
    }

    @Test func badLabelsAndABrokenModelAreOneSentence() async throws {
        try await walking { walk in
            func trying(_ labels: (Int) -> String) async throws -> Program.Ending {
                let lines = (0..<12).map {
                    "{\"id\": \"\($0)\", \"title\": \"Kettle \($0 % 3)\", \"text\": \"tea\", \"topics\": [\(labels($0))]}\n"
                }
                try Data(lines.joined().utf8).write(to: walk.home.appending(path: "few.jsonl"))
                return try await walk.cairn(
                    "model", "train", "--input", "few.jsonl", "--curriculum", "topics.json", "--output", "m")
            }
            try Data(Self.labelled.utf8).write(to: walk.home.appending(path: "labelled.jsonl"))
            let good = try await walk.cairn(
                "model", "train", "--input", "labelled.jsonl", "--curriculum", "topics.json", "--output", "m")
            #expect(good.status == 0)
            let file = walk.home.appending(path: "m")
            let model = try Data(contentsOf: file)
            for ending in [
                try await trying { _ in "" }, try await trying { _ in "\"agile\"" },
                try await trying { _ in "\"gone\"" },
            ] {
                #expect(ending.status == 2 && ending.complaints.count == 1, "\(ending.errors)")
            }
            #expect(try Data(contentsOf: file) == model)
            for count in [0, 5, 40, 200, model.count / 2, model.count - 1] {
                try model.prefix(count).write(to: walk.home.appending(path: "cut"))
                let cut = try await walk.cairn(
                    "model", "predict", "--input", "articles.jsonl", "--curriculum", "topics.json", "--model",
                    "cut")
                #expect(cut.status == 2 && cut.complaints.count == 1 && cut.output.isEmpty)
            }
        }
    }

    @Test func hugeEmptyAndForeignTextsAreTagged() async throws {
        try await walking { walk in
            let huge = String(repeating: "Source code and scrum, over and over. ", count: 300_000)
            let lines = [
                #"{"id": "huge", "title": "Open source", "text": "\#(huge)"}"#,
                #"{"id": "empty", "title": "", "text": ""}"#,
                #"{"id": "bare"}"#,
                #"{"id": "cyrillic", "title": "Открытый код", "text": "Ночь. Улица. Фонарь."}"#,
                #"{"id": "japanese", "title": "公開", "text": "吾輩は猫である。", "language": "ja"}"#,
                #"{"id": "odd", "title": "\u0000\ud800", "text": "\u202e\ufeff"}"#,
            ]
            try Data(lines.joined(separator: "\n").utf8).write(to: walk.home.appending(path: "odd.jsonl"))
            let ending = try await walk.cairn(
                "model", "predict", "--input", "odd.jsonl", "--curriculum", "topics.json")
            #expect(ending.status == 0, "\(ending.errors)")
            let rows = try ending.lines()
            #expect(rows.count == 6)
            #expect((rows[0]["topics"] as? [String])?.contains("open-source") == true)
            #expect(rows.dropFirst().allSatisfy { ($0["topics"] as? [String])?.isEmpty == true })
        }
    }

    @Test func badInputLeavesTheFormerModelAlone() async throws {
        try await walking { walk in
            let file = walk.home.appending(path: "m")
            try Data("former".utf8).write(to: file)
            let ending = try await walk.cairn(
                "model", "train", "--input", "articles.jsonl", "--curriculum", "topics.json", "--output", "m")
            #expect(ending.status == 2)
            #expect(
                ending.complaints == ["cairn: 2 labelled articles are too few to learn from; it takes 10"])
            #expect(try Data(contentsOf: file) == Data("former".utf8))
            let predicting = try await walk.cairn(
                "model", "predict", "--input", "articles.jsonl", "--curriculum", "topics.json", "--model", "m"
            )
            #expect(predicting.status == 2)
            #expect(predicting.complaints == ["cairn: m: this is no model of Cairn's"])
        }
    }

    private static let labelled = (0..<20).map { number in
        let words = number.isMultiple(of: 2) ? "kettle pantry whisk ladle" : "anchor ferry quay tide"
        let topic = number.isMultiple(of: 2) ? "agile" : "open-source"
        return
            "{\"id\": \"\(number)\", \"title\": \"\(words)\", \"text\": \"\(words)\", \"topics\": [\"\(topic)\"]}\n"
    }.joined()
}
