// SPDX-License-Identifier: MIT

import Catalog
import Model
import Testing

@Suite struct CurriculumTests {
    @Test func topicsStandByStrandThenCoreBeforeDeeperThenName() async throws {
        let changes = ["curated/curriculum/lead/zeal.md": topic("zeal", name: "Ambition")]
        let curriculum = try #require(try await withLibrary(changes) { $0.read().curriculum })
        #expect(curriculum.topics.map(\.id) == ["zeal", "strategy", "change", "research"])
    }

    @Test func aTopicHoldsWhatItsFileSays() async throws {
        let curriculum = try #require(try await withLibrary { $0.read().curriculum })
        let topic = try #require(curriculum.topic("change"))
        #expect(topic.name == "Change")
        #expect(topic.definition == "A definition of change.")
        #expect(topic.place.level == .deeper)
        #expect(topic.place.broader == "strategy")
        #expect(topic.place.audiences == ["board"])
        #expect(topic.maps == [Topic.Mapping(framework: "code", code: "C1", relation: "close")])
        #expect(curriculum.stages.first?.about == "Doing.")
        #expect(curriculum.frameworks.first?.about == "C1-C8; licence: not stated")
    }

    @Test func aLinkNamedOnceHoldsBothWays() async throws {
        let curriculum = try #require(try await withLibrary { $0.read().curriculum })
        #expect(curriculum.topic("research")?.place.related == ["strategy"])
        #expect(curriculum.topic("strategy")?.place.related == ["research"])
    }

    @Test(arguments: [
        ("level: core", "level: basic", "4: level must be one of core, deeper, not basic"),
        ("terms: [strategy term]", "termz: [x]", "5: unknown key termz"),
        ("[board]", "[bored]", "8: no audience bored in curriculum.md"),
        ("{code:", "{codex:", "9: no framework codex in curriculum.md"),
        ("close", "near", "9: code C1 must be one of exact, close, broad, narrow"),
        ("related: [research]", "related: [reserch]", "10: no related topic reserch in the curriculum"),
        ("related: [research]", "status: deprecated", "10: a deprecated topic needs replaced_by"),
        ("[What?]", "[Where: here]", "7: questions must hold texts only"),
        ("name: Strategy", "name: Strategy\nname: Again", "3: the key name stands here twice"),
        ("name: Strategy", "name: 'Strategy", "3: not YAML: found unexpected end of stream"),
    ])
    func aMistakeInATopicIsToldByLine(old: String, new: String, message: String) async throws {
        let path = "curated/curriculum/lead/strategy.md"
        let found = try await mistakes([path: .good(path, old, new)])
        #expect(found.contains { $0.hasPrefix("\(path):\(message)") }, "\(found)")
    }

    @Test func broaderTopicsInACircleAreAMistake() async throws {
        let path = "curated/curriculum/lead/strategy.md"
        let found = try await mistakes([path: .good(path, "related: [research]", "broader: change")])
        #expect(
            found == [
                "curated/curriculum/lead/change.md:10: the broader topics of change go round in a circle"
            ])
    }

    @Test func aMissingDefinitionIsAMistake() async throws {
        let path = "curated/curriculum/serve/research.md"
        let found = try await mistakes([
            path: .good(path, "A definition of\nresearch.\n\nMore words.", "")
        ])
        #expect(found == ["\(path):11: no definition: the body must begin with a paragraph"])
    }

    @Test func aFolderThatIsNoStrandIsAMistake() async throws {
        let found = try await mistakes([
            "curated/curriculum/other/x.md": topic("x", name: "X"),
            "curated/curriculum/y.md": topic("y", name: "Y"),
        ])
        #expect(
            found == [
                "curated/curriculum/other: no strand other in curriculum.md",
                "curated/curriculum/y.md: a topic must lie in the folder of its strand",
            ])
    }

    @Test func aTopicInTwoStrandsIsAMistake() async throws {
        let found = try await mistakes([
            "curated/curriculum/serve/strategy.md": topic("strategy", name: "Strategy")
        ])
        #expect(
            found == [
                "curated/curriculum/serve/strategy.md: the topic strategy is also in "
                    + "curated/curriculum/lead/strategy.md"
            ])
    }
}
