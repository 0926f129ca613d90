// SPDX-License-Identifier: MIT

import Classification
import Model
import TestSupport
import Testing

@Suite struct ModelTrainerTests {
    private let curriculum = LearnedTexts.curriculum

    private func classifier(_ examples: [LabelledItem]) throws -> Classifier {
        Classifier(
            curriculum: curriculum, learned: try ModelTrainer(curriculum: curriculum).model(from: examples))
    }

    @Test func labelsTeachWhatNoTermSays() throws {
        let tests = LearnedTexts.examples(40, from: 500)
        let untrained = Classifier(curriculum: curriculum)
        #expect(tests.allSatisfy { untrained.tags(for: $0.item).isEmpty })
        let trained = try classifier(LearnedTexts.examples(60))
        let right = tests.count { trained.prediction(for: $0.item).suggestions.first?.topic == $0.topics[0] }
        #expect(right >= 38)
        #expect(Evaluation(tests.map { ($0, trained.prediction(for: $0.item)) }).microF1 > 0.9)
    }

    @Test func itemsWithoutATopicTeachToStaySilent() throws {
        let quiet = (200..<230).map { LabelledItem(item: LearnedTexts.item($0, about: nil), topics: []) }
        let trained = try classifier(quiet + LearnedTexts.examples(60))
        let silent = (700..<720).count { trained.tags(for: LearnedTexts.item($0, about: nil)).isEmpty }
        #expect(silent >= 18)
    }

    @Test func sameExamplesGiveTheSameBytes() throws {
        let trainer = ModelTrainer(curriculum: curriculum)
        let one = try trainer.model(from: LearnedTexts.examples(40))
        let other = try ModelTrainer(curriculum: curriculum).model(from: LearnedTexts.examples(40))
        #expect(one.bytes == other.bytes && one.name == other.name)
        let another = try trainer.model(from: LearnedTexts.examples(41))
        #expect(another.name != one.name && another.provenance.data != one.provenance.data)
    }

    @Test func tagsShowLearnedWordsAndNeighboursWithShares() throws {
        let trained = try classifier(LearnedTexts.examples(60))
        let item = LearnedTexts.item(501, about: 1)
        let tag = try #require(trained.tags(for: item).first)
        #expect(tag.topic == "kitchen" && tag.model == trained.model && tag.model.hasPrefix("learned-"))
        #expect(Set(tag.evidence.map(\.kind)) == [.learned, .neighbour])
        #expect(abs(tag.evidence.reduce(0) { $0 + $1.weight } - 1) < 1e-9)
        #expect(tag.evidence.allSatisfy { $0.weight > 0 && $0.count > 0 && !$0.words.isEmpty })
        #expect(tag.evidence.map(\.weight) == tag.evidence.map(\.weight).sorted(by: >))
        #expect(trained.tags(for: item).first == tag)
    }

    @Test func topicWithoutLabelsStandsOnItsTerms() throws {
        let examples = LearnedTexts.examples(60).filter { $0.topics != ["railway"] }
        let trained = try classifier(examples)
        let item = Item.sample(
            title: "The railway handbook",
            body: "A railway handbook. Our railway handbook, in railway handbooks.")
        #expect(trained.prediction(for: item).suggestions.first?.topic == "railway")
    }

    @Test func changedCurriculumKeepsWhatItStillHas() throws {
        let model = try ModelTrainer(curriculum: curriculum).model(from: LearnedTexts.examples(60))
        let smaller = Curriculum.sample(
            [.sample("new", name: "new")] + curriculum.topics.filter { $0.id != "garden" })
        #expect(model.strangers(to: smaller) == ["garden"] && model.strangers(to: curriculum).isEmpty)
        let classifier = Classifier(curriculum: smaller, learned: model)
        #expect(classifier.tags(for: LearnedTexts.item(501, about: 1)).first?.topic == "kitchen")
        #expect(
            !classifier.suggestions(for: LearnedTexts.item(500, about: 0)).contains { $0.topic == "garden" })
    }

    @Test func tooLittleIsRefusedInASentence() {
        let trainer = ModelTrainer(curriculum: curriculum)
        func refusal(_ examples: [LabelledItem]) -> TrainingError? {
            do throws(TrainingError) {
                _ = try trainer.model(from: examples)
                return nil
            } catch { return error }
        }
        let item = LearnedTexts.item(1, about: 1)
        #expect(refusal([]) == .noLabels)
        #expect(refusal([LabelledItem(item: item, topics: ["nobody-knows"])]) == .noLabels)
        #expect(refusal(LearnedTexts.examples(3)) == .tooFew(found: 3, needed: 10))
        let alike = (0..<12).map {
            LabelledItem(item: LearnedTexts.item($0, about: 1), topics: ["kitchen"])
        }
        #expect(refusal(alike) == .nothingToTellApart("kitchen"))
        let empty = (0..<12).map { number in
            LabelledItem(
                item: .sample(guid: "\(number)", title: "", body: ""),
                topics: [LearnedTexts.topics[number % 4]])
        }
        #expect(refusal(empty) == .noWords)
        #expect(TrainingError.tooFew(found: 1, needed: 10).description.hasPrefix("1 labelled article is"))
    }

    @Test(arguments: ["", "\u{0}", "статья о железной дороге", "鉄道の記事", "🚂🚂", "\u{FEFF}\u{301}"])
    func oddTextsAreRead(text: String) throws {
        let trained = try classifier(LearnedTexts.examples(40))
        let item = Item.sample(title: text, body: String(repeating: text + " ", count: 50))
        for tag in trained.suggestions(for: item) {
            #expect(tag.confidence >= 0 && tag.confidence <= 1 && !tag.evidence.isEmpty)
        }
    }

    @Test func otherScriptsAreLearnedToo() throws {
        let words = [["поезд", "вокзал", "рельсы"], ["сад", "лопата", "роза"]]
        func item(_ number: Int) -> Item {
            .sample(
                guid: "c\(number)", title: words[number % 2][number % 3],
                body: (0..<20).map { words[number % 2][($0 + number) % 3] }.joined(separator: " "))
        }
        let trained = try classifier(
            (0..<24).map { LabelledItem(item: item($0), topics: [["railway", "garden"][$0 % 2]]) })
        #expect(trained.tags(for: item(40)).first?.topic == "railway")
        #expect(trained.tags(for: item(41)).first?.topic == "garden")
    }

    @Test func hugeTextIsReadAsFarAsItsBeginning() throws {
        let trained = try classifier(LearnedTexts.examples(40))
        let text = LearnedTexts.item(501, about: 1).text.best
        let huge = Item.sample(title: "", body: text + String(repeating: " ferry tide", count: 900_000))
        #expect(trained.suggestions(for: huge).contains { $0.topic == "kitchen" })
    }
}

@Suite struct ModelBytesTests {
    private let model: LearnedModel

    init() throws {
        model = try ModelTrainer(curriculum: LearnedTexts.curriculum).model(
            from: LearnedTexts.examples(40), span: ["2026-01-01", "2026-02-01"])
    }

    private func refusal(_ bytes: [UInt8]) -> ModelFileError? {
        do throws(ModelFileError) {
            _ = try LearnedModel(bytes: bytes)
            return nil
        } catch { return error }
    }

    @Test func modelComesBackFromItsBytes() throws {
        let again = try LearnedModel(bytes: model.bytes)
        #expect(again == model && again.name == model.name && again.bytes == model.bytes)
        #expect(again.provenance.span == ["2026-01-01", "2026-02-01"] && again.provenance.examples == 40)
    }

    @Test func cutOrChangedBytesAreRefused() {
        let bytes = model.bytes
        for length in [0, 5, 12, 14, 60, 80, bytes.count / 2, bytes.count - 1] {
            #expect(refusal(Array(bytes.prefix(length))) != nil)
        }
        #expect(refusal(Array(bytes.dropLast())) == .damaged)
        var changed = bytes
        changed[bytes.count / 2] ^= 1
        #expect(refusal(changed) == .damaged)
        #expect(refusal(Array("{}".utf8)) == .noModel)
        #expect(refusal(Array("cairn-model 9\nx\n".utf8)) == .newer(version: 9))
    }

    @Test func partsThatDoNotHoldTogetherAreRefused() {
        for body in [[], [1, 0, 0, 0], [255, 255, 255, 255], Array(repeating: UInt8(0), count: 200)]
            as [[UInt8]]
        {
            let file = Array("cairn-model 1\n\(Digest.hex(body))\n".utf8) + body
            #expect(refusal(file) == .damaged)
        }
    }
}
