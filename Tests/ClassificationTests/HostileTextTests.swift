// SPDX-License-Identifier: MIT

import Classification
import Model
import TestSupport
import Testing

@Suite struct HostileTextTests {
    private let classifier = Classifier(
        curriculum: .sample([.sample(terms: ["digital strategy", "AI", "co-design"])]), threshold: 0)

    @Test(arguments: [
        "", " \n\t ", "\u{0}\u{0}", "-----", "''''", "&&&&", "\u{301}\u{301}\u{301}", "🙂🙂 🏳️‍🌈",
        "\u{202E}ygetarts",
        "стратегия цифровая и AI", "数字战略与AI以及更多的文字", "استراتيجية رقمية", "डिजिटल रणनीति", "ΑΙ",
    ])
    func nothingToReadGivesNoTags(text: String) {
        #expect(classifier.tags(for: .sample(title: "", body: text)).isEmpty)
        #expect(classifier.tags(for: .sample(title: text, body: text)).isEmpty)
    }

    @Test func textIsReadAsFarAsTheLimit() {
        let before = String(repeating: "é ", count: 99_000)
        let beyond = String(repeating: "é ", count: 100_000)
        #expect(classifier.tags(for: .sample(title: "", body: before + "digital strategy")).count == 1)
        #expect(classifier.tags(for: .sample(title: "", body: beyond + "digital strategy")).isEmpty)
    }

    @Test(
        .timeLimit(.minutes(10)),
        arguments: ["co-", "c", "digital ", "digital strateg ", "d i g i t a l ", "AI"])
    func repetitionCostsNoMoreThanItsLength(unit: String) {
        let body = String(repeating: unit, count: 400_000 / unit.utf8.count)
        let tags = classifier.tags(for: .sample(title: body, body: body))
        #expect(tags.allSatisfy { $0.confidence <= 1 })
    }

    @Test func hitsWithoutEndStayBelowOne() {
        let body = String(repeating: "digital strategy, AI, co-design. ", count: 5000)
        let tag = classifier.tags(for: .sample(title: body, body: body)).first
        #expect((tag?.confidence ?? 2) <= 1)
    }

    @Test func termWithManyWordsDoesNotExplode() {
        let long = Array(repeating: "organise model centre", count: 12).joined(separator: " ")
        let matcher = TermMatcher(curriculum: .sample([.sample(terms: [long])]))
        #expect(matcher.matches(in: long).count == 1)
    }

    @Test func emptyCurriculumTagsNothing() {
        #expect(Classifier(curriculum: .sample([])).suggestions(for: .sample()).isEmpty)
    }
}
