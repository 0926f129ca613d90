// SPDX-License-Identifier: MIT

import Classification
import Model
import TestSupport
import Testing

@Suite struct RuleBookTests {
    private let item = LibraryItem.sample(
        .sample(
            feed: "f1", title: "Job adverts for our digital teams",
            body: "We are hiring service designers in Hackney. The vacancies close soon."),
        source: "Hackney blog")

    private func isAbout(_ condition: Rule.Condition, _ item: LibraryItem? = nil) -> Bool {
        let rule = Rule(
            id: "r", title: "R", condition: condition, consequence: .init(topics: ["hiring"]))
        return !RuleBook([rule]).findings(for: item ?? self.item).isEmpty
    }

    @Test(arguments: [
        (["job advert"], true), (["Job Adverts"], true), (["HACKNEY"], false),
        (["service design", "service designer"], true),
        (["vacancy"], true), (["ob advert"], false), (["hackney service"], false), (["bread"], false),
        (["bread", "vacancy"], true),
    ])
    func wordsAreFoundWhateverTheirCaseAndNumber(words: [String], isFound: Bool) {
        #expect(isAbout(.init(words: .init(any: words))) == isFound)
    }

    @Test func everyPartOfAConditionMustHold() {
        #expect(isAbout(.init(words: .init(all: ["vacancy", "job"]))))
        #expect(!isAbout(.init(words: .init(all: ["vacancy", "bread"]))))
        #expect(!isAbout(.init(words: .init(any: ["vacancy"], none: ["hiring"]))))
        #expect(isAbout(.init(words: .init(any: ["vacancy"], none: ["bread"]))))
        #expect(!isAbout(.init(words: .init(any: ["vacancy"], place: .title))))
        #expect(isAbout(.init(words: .init(any: ["job"], none: ["vacancy"], place: .title))))
        #expect(isAbout(.init(feeds: ["f2", "f1"])))
        #expect(!isAbout(.init(feeds: ["f2"])))
        #expect(isAbout(.init(feeds: ["f1"], words: .init(any: ["vacancy"]), licences: [.ccBy])))
        #expect(!isAbout(.init(feeds: ["f1"], licences: [.allRightsReserved])))
    }

    @Test func evidenceSaysWhatMadeTheRuleApply() throws {
        let rule = Rule(
            id: "no-jobs", title: "No jobs",
            condition: .init(
                feeds: ["f1"], words: .init(any: ["vacancy"], all: ["job advert"]), licences: [.ccBy]),
            consequence: .init(rejection: "a job advert"))
        let finding = try #require(RuleBook([rule]).findings(for: item).first)
        #expect(finding.rule == "no-jobs" && finding.version == rule.version)
        #expect(finding.consequence.rejection == "a job advert")
        #expect(finding.evidence.map(\.words) == ["vacancies", "Job adverts", "Hackney blog", "CC BY 4.0"])
        #expect(finding.evidence.map(\.place) == [.text, .title, .source, .licence])
        #expect(finding.evidence.allSatisfy { $0.term == "no-jobs" && $0.kind == .rule })
        #expect(abs(finding.evidence.map(\.weight).reduce(0, +) - 1) < 1e-9)
    }

    @Test func pausedAndEmptyRulesAreNotApplied() {
        let words = Rule.Condition(words: .init(any: ["vacancy"]))
        let book = RuleBook([
            Rule(
                id: "a", title: "A", condition: words, consequence: .init(topics: ["t"]), paused: "too broad"),
            Rule(id: "b", title: "B", condition: .init(), consequence: .init(topics: ["t"])),
            Rule(
                id: "c", title: "C", condition: .init(words: .init(none: ["bread"])),
                consequence: .init(topics: ["t"])),
            Rule(id: "d", title: "D", condition: words, consequence: .init()),
        ])
        #expect(book.rules.isEmpty)
        #expect(book.findings(for: item).isEmpty)
    }

    @Test func manyRulesAreReadInOnePassOverHostileText() {
        let rules = (0..<100).map { number in
            Rule(
                id: Rule.ID("r\(number)"), title: "R",
                condition: .init(words: .init(any: ["alpha beta \(number)", "a a a a a a a a \(number)"])),
                consequence: .init(topics: ["t"]))
        }
        let text = String(repeating: "a ", count: 400_000) + "alpha beta 7"
        let hostile = LibraryItem.sample(.sample(title: "alpha beta 99", body: text))
        #expect(RuleBook(rules).findings(for: hostile).map(\.rule) == ["r99"])
    }
}
