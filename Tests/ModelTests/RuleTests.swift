// SPDX-License-Identifier: MIT

import Model
import Testing

@Suite struct RuleTests {
    @Test func aVersionTellsWordingsApartAndNotTitles() {
        let rule = Rule.about(["bread"], giving: ["baking"])
        let retitled = Rule(
            id: rule.id, title: "Other", condition: rule.condition, consequence: rule.consequence,
            paused: "for a week", why: "Because.")
        #expect(rule.version == retitled.version)
        let others = [
            Rule.about(["cake"], giving: ["baking"]), .about(["bread"], giving: ["eating"]),
            Rule.about(["bread", "baking"], giving: []),
            Rule(
                id: rule.id, title: "", condition: .init(words: .init(all: ["bread"])),
                consequence: rule.consequence),
            Rule(
                id: rule.id, title: "", condition: .init(words: .init(any: ["bread"], place: .title)),
                consequence: rule.consequence),
        ]
        #expect(Set((others + [rule]).map(\.version)).count == others.count + 1)
    }

    @Test func aRuleThatRejectsGivesNothing() {
        let consequence = Rule.Consequence(topics: ["a"], audiences: ["b"], rejection: "an advert")
        #expect(consequence.topics.isEmpty && consequence.audiences.isEmpty && !consequence.isEmpty)
    }

    @Test func rulesThatAgreeMakeOneTagWithTheEvidenceOfAll() throws {
        func finding(_ rule: Rule.ID, _ topics: [Topic.ID]) -> RuleFinding {
            RuleFinding(
                rule: rule, version: "v", consequence: .init(topics: topics, audiences: ["board"]),
                evidence: [
                    Model.Tag.Evidence(
                        words: "bread", term: rule.rawValue, place: .title, count: 1, weight: 1, kind: .rule)
                ])
        }
        let findings = [finding("one", ["b", "a"]), finding("two", ["a"])]
        let tags = findings.tags
        #expect(tags.map(\.topic) == ["b", "a"])
        #expect(tags.allSatisfy { $0.author == .rule && $0.confidence == 1 })
        let shared = try #require(tags.last)
        #expect(shared.evidence.map(\.term) == ["one", "two"])
        #expect(shared.evidence.map(\.weight) == [0.5, 0.5])
        #expect(shared.model == "rule one@v+two@v")
        #expect(findings.audiences == ["board"])
    }
}

private extension Rule {
    static func about(_ words: [String], giving topics: [Topic.ID]) -> Rule {
        Rule(
            id: "a-rule", title: "A rule", condition: .init(words: .init(any: words)),
            consequence: .init(topics: topics))
    }
}
