// SPDX-License-Identifier: MIT

import Classification
import Model
import TestSupport
import Testing

extension Curriculum {
    /// A curriculum with as many words as ours has: one more topic brings what the others lack.
    fileprivate static func wordy(_ topics: [Topic]) -> Curriculum {
        let words = (0...(25 * (topics.count + 1))).map { "filler number\($0)" }
        return .sample(topics + [.sample("filler", name: "filler", terms: words)])
    }
}

@Suite struct ClassifierTests {
    private let classifier = Classifier(
        curriculum: .wordy([
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

    @Test func tagsComeMostSureFirstAndTheFirstReachesTheThreshold() throws {
        let item = Item.sample(
            title: "Open source and agile",
            body:
                "Open source: source code, open source. Scrum, agile, sprint planning, scrum. Trustees. Roadmap."
        )
        let all = classifier.suggestions(for: item)
        let tags = classifier.tags(for: item)
        #expect(Set(tags.map(\.topic)) == ["open-source", "agile"] && all.count >= 5)
        #expect(try #require(tags.first).confidence >= classifier.threshold)
        #expect(tags.allSatisfy { $0.confidence >= classifier.threshold * 0.8 && $0.author == .machine })
        #expect(Array(all.prefix(tags.count)) == tags)
        #expect(zip(all, all.dropFirst()).allSatisfy { $0.confidence >= $1.confidence })
    }

    @Test func tiesGoByTopicAndFourTagsAreTheMost() {
        let ids = ["fern", "birch", "daisy", "acorn", "elm", "clover"]
        let classifier = Classifier(
            curriculum: .sample(ids.map { .sample(Topic.ID($0), name: "Plant \($0)", terms: []) }),
            threshold: 0)
        let item = Item.sample(title: "", body: ids.map { "plant \($0)" }.joined(separator: ", "))
        #expect(classifier.tags(for: item).map(\.topic) == ["acorn", "birch", "clover", "daisy"])
        #expect(classifier.suggestions(for: item).count == 6)
    }

    @Test func commonWordsSayLess() {
        let classifier = Classifier(
            curriculum: .sample([
                .sample("common", name: "common", terms: ["service"]),
                .sample("rare", name: "rare", terms: ["aardvark"]),
            ]))
        let tags = classifier.suggestions(for: .sample(title: "", body: "A service and an aardvark."))
        #expect(tags.map(\.topic) == ["rare", "common"] && tags[0].confidence > 2 * tags[1].confidence)
    }

    @Test func noticesAreSortedUnderNothing() {
        let plain = Curriculum.wordy([.sample("open-source", terms: ["open source"])])
        let wary = Curriculum(
            scheme: plain.scheme, strands: plain.strands, topics: plain.topics, audiences: [], stages: [],
            notices: Topic.Vocabulary(terms: ["call for participation", "newsletter"]))
        let item = Item.sample(
            title: "Open source newsletter",
            body: "Open source. Our call for participation is out. Open source, open source. Open source.")
        #expect(Classifier(curriculum: plain, threshold: 0.3).tags(for: item).map(\.topic) == ["open-source"])
        #expect(Classifier(curriculum: wary, threshold: 0.3).tags(for: item).isEmpty)
        #expect(Classifier(curriculum: wary).suggestions(for: item).map(\.topic) == ["open-source"])
        #expect(TermMatcher(curriculum: wary).matches(in: "a newsletter").isEmpty)
    }

    @Test func deeperTopicsThatAreNotSureEnoughMakeTheirBroaderOneSure() throws {
        let classifier = Classifier(
            curriculum: .wordy([
                .sample("wide", name: "wide", terms: ["meadow"]),
                .sample("one", name: "one", broader: "wide", terms: ["poppy"]),
                .sample("two", name: "two", broader: "wide", terms: ["thistle"]),
            ]), threshold: 0.3)
        let item = Item.sample(title: "", body: "A poppy beside a thistle. Thistle and poppy again.")
        let prediction = classifier.prediction(for: item)
        let wide = try #require(prediction.tags.first)
        #expect(prediction.tags.map(\.topic) == ["wide"] && wide.confidence >= 0.3)
        #expect(Set(wide.evidence.map(\.words)) == ["poppy", "thistle"])
        #expect(abs(wide.evidence.reduce(0) { $0 + $1.weight } - 1) < 1e-9)
        #expect(prediction.suggestions.map(\.topic) == ["wide", "one", "two"])
        #expect(classifier.tags(for: .sample(title: "", body: "A poppy. Poppy again.")).isEmpty)
    }

    @Test func whereACurriculumHasFewWordsEachSaysMore() {
        let topics = [Topic.sample("open-source", terms: ["open source"])]
        let item = Item.sample(title: "", body: "Open source.")
        let few = Classifier(curriculum: .sample(topics)).suggestions(for: item)
        let many = Classifier(curriculum: .wordy(topics)).suggestions(for: item)
        #expect(few[0].confidence > many[0].confidence)
    }

    @Test func nameOfATopicIsATermOfIt() {
        let classifier = Classifier(
            curriculum: .sample([.sample("x", name: "Bread and butter", terms: ["toast"])]))
        let evidence = { (text: String) in
            classifier.suggestions(for: .sample(title: "", body: text)).flatMap { $0.evidence.map(\.term) }
        }
        #expect(evidence("bread and butter") == ["Bread and butter"])
        #expect(evidence("butter") == ["butter"])
    }

    @Test func evidenceIsQuotedPlacedCountedAndAddsUp() throws {
        let item = Item.sample(title: "Scrum for all", body: "AGILE, agile and one Sprint. Scrum.")
        let tag = try #require(classifier.suggestions(for: item).first)
        #expect(tag.topic == "agile")
        #expect(tag.evidence.map(\.words) == ["Scrum", "AGILE", "Scrum", "Sprint"])
        #expect(tag.evidence.map(\.term) == ["scrum", "agile", "scrum", "sprint"])
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

    @Test func weakTermsAloneAreASuggestionAndNoTag() {
        let item = Item.sample(title: "A sprint", body: "Sprint after sprint, one more sprint.")
        #expect(classifier.suggestions(for: item).map(\.topic) == ["agile"])
        #expect(classifier.tags(for: item).isEmpty)
    }

    @Test func longerOfSummaryAndTextIsRead() {
        let item = Item.sample(title: "", summary: "All about open source and more", body: "Read on")
        #expect(classifier.suggestions(for: item).map(\.topic) == ["open-source"])
    }

    @Test func modelNamesVocabularyAndFormula() {
        func model(_ topic: Topic) -> String { Classifier(curriculum: .sample([topic])).model }
        let one = model(.sample(terms: ["a b"]))
        #expect(one.hasPrefix("terms-") && one == model(.sample(terms: ["a b"], questions: ["Why?"])))
        let others = [
            model(.sample(name: "New name", terms: ["a b"])), model(.sample(terms: ["a b", "c d"])),
            model(.sample(terms: ["a b"], weakTerms: ["c d"])),
        ]
        #expect(Set(others + [one]).count == 4)
    }
}
