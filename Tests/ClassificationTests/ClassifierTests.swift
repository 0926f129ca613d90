// SPDX-License-Identifier: MIT

import Classification
import Model
import TestSupport
import Testing

@Suite struct ClassifierTests {
    private let classifier = Classifier(
        curriculum: .sample([
            .sample("agile", terms: ["agile", "scrum", "sprint planning"], weakTerms: ["sprint"]),
            .sample("open-source", terms: ["open source", "source code"]),
            .sample("strategy", terms: ["digital strategy", "roadmap"]),
            .sample("product", terms: ["product owner", "roadmap"]),
            .sample("board", terms: ["trustees"]), .sample("data", terms: ["open data"]),
        ]))

    private func confidence(_ topic: Topic.ID, title: String = "", body: String) -> Double {
        let item = Item.sample(title: title, body: body)
        return classifier.suggestions(for: item).first { $0.topic == topic }?.confidence ?? 0
    }

    @Test func titleWeighsMoreThanText() {
        #expect(
            confidence("open-source", title: "Open source", body: "Words.")
                > confidence("open-source", title: "Words", body: "Open source."))
    }

    @Test func firstWordsWeighMoreThanTheRest() {
        let filler = String(repeating: "word ", count: 700)
        #expect(
            confidence("open-source", body: "open source " + filler)
                > confidence("open-source", body: filler + "open source"))
    }

    @Test(arguments: 1...12) func eachFurtherWordRaisesTheConfidence(count: Int) {
        let less = Array(repeating: "open source", count: count).joined(separator: ". ")
        #expect(
            confidence("open-source", body: less + ". Open source") > confidence("open-source", body: less))
        #expect(
            confidence("open-source", body: less + ". Source code")
                > confidence("open-source", body: less + ". Open source"))
    }

    @Test func sameWordsInALongerTextSayLess() {
        let filler = String(repeating: "word ", count: 500)
        #expect(
            confidence("open-source", body: "open source " + filler)
                > confidence("open-source", body: "open source " + filler + filler))
    }

    @Test func termOfSeveralTopicsSaysLess() {
        #expect(confidence("strategy", body: "roadmap") < confidence("board", body: "trustees"))
    }

    @Test func passingMentionBesideAStrongTopicSaysLess() {
        let other = "agile scrum agile scrum sprint planning sprint planning."
        #expect(confidence("data", body: other + " open data") < confidence("data", body: "open data"))
    }

    @Test func tagsStandAtOrAboveTheThresholdMostSureFirst() {
        let item = Item.sample(
            title: "Open source and agile", body: "Open source code. Scrum, agile. Trustees. Roadmap.")
        let all = classifier.suggestions(for: item)
        let tags = classifier.tags(for: item)
        #expect(tags.count == 2 && all.count == 5)
        #expect(tags.allSatisfy { $0.confidence >= 0.5 && $0.confidence <= 1 && $0.author == .machine })
        #expect(Array(all.prefix(tags.count)) == tags)
        #expect(zip(all, all.dropFirst()).allSatisfy { $0.confidence >= $1.confidence })
    }

    @Test func tiesGoByTopicAndFourTagsAreTheMost() {
        let ids = ["f", "b", "d", "a", "e", "c"]
        let classifier = Classifier(
            curriculum: .sample(ids.map { .sample(Topic.ID($0), terms: ["subject \($0)"]) }), threshold: 0)
        let item = Item.sample(title: "", body: ids.map { "subject \($0)" }.joined(separator: ", "))
        #expect(classifier.tags(for: item).map(\.topic) == ["a", "b", "c", "d"])
        #expect(classifier.suggestions(for: item).count == 6)
    }

    @Test func evidenceIsQuotedPlacedCountedAndAddsUp() throws {
        let item = Item.sample(title: "Scrum for all", body: "AGILE, agile and one Sprint. Scrum.")
        let tag = try #require(classifier.suggestions(for: item).first)
        #expect(tag.topic == "agile")
        #expect(tag.evidence.map(\.words) == ["Scrum", "AGILE", "Sprint", "Scrum"])
        #expect(tag.evidence.map(\.term) == ["scrum", "agile", "sprint", "scrum"])
        #expect(tag.evidence.map(\.place) == [.title, .text, .text, .text])
        #expect(tag.evidence.map(\.count) == [1, 2, 1, 1])
        #expect(abs(tag.evidence.reduce(0) { $0 + $1.weight } - 1) < 1e-9)
        #expect(zip(tag.evidence, tag.evidence.dropFirst()).allSatisfy { $0.weight >= $1.weight })
    }

    @Test func atMostTwelvePiecesOfEvidenceAddUpToOne() throws {
        let terms = (1...20).map { "subject number\($0)" }
        let classifier = Classifier(curriculum: .sample([.sample(terms: terms)]))
        let item = Item.sample(title: "", body: terms.joined(separator: ". "))
        let tag = try #require(classifier.tags(for: item).first)
        #expect(tag.evidence.count == 12)
        #expect(abs(tag.evidence.reduce(0) { $0 + $1.weight } - 1) < 1e-9)
    }

    @Test func strongTermInTheTitleLetsWeakOnesOfTheTextCount() {
        #expect(classifier.suggestions(for: .sample(title: "Plans", body: "A sprint.")).isEmpty)
        let tag = classifier.suggestions(for: .sample(title: "Agile", body: "A sprint.")).first
        #expect(tag?.evidence.map(\.term) == ["agile", "sprint"])
    }

    @Test func longerOfSummaryAndTextIsRead() {
        let item = Item.sample(title: "", summary: "All about open source and more", body: "Read on")
        #expect(classifier.suggestions(for: item).map(\.topic) == ["open-source"])
    }

    @Test func modelNamesVocabularyAndFormula() {
        let one = Classifier(curriculum: .sample([.sample(terms: ["a b"])]))
        let same = Classifier(curriculum: .sample([.sample(name: "New name", terms: ["a b"])]))
        let strong = Classifier(curriculum: .sample([.sample(terms: ["a b", "c d"])]))
        let weak = Classifier(curriculum: .sample([.sample(terms: ["a b"], weakTerms: ["c d"])]))
        #expect(one.model.hasPrefix("terms-") && one.model == same.model)
        #expect(Set([one.model, strong.model, weak.model]).count == 3)
    }
}
