// SPDX-License-Identifier: MIT

import Classification
import Model
import TestSupport
import Testing

@Suite struct ModelComparisonTests {
    private let comparison = ModelComparison(curriculum: LearnedTexts.curriculum)

    @Test func labelsThatTeachBeatTheTerms() throws {
        let trial = try comparison.trial(of: LearnedTexts.examples(60), known: nil)
        #expect(trial.items == 60 && trial.folds == 5 && trial.former == nil)
        #expect(trial.terms.microF1 == 0 && trial.new.microF1 > 0.8)
        #expect(trial.winner == .new)
    }

    @Test func labelsThatContradictTheTermsDoNotTakeOver() throws {
        // The terms are right about every item, and what stands beside them says nothing of its topic.
        let topics = LearnedTexts.topics
        let examples = (0..<40).map { number in
            let topic = topics[(number * 7 + number / 3) % topics.count]
            let handbook = Array(repeating: "The \(topic) handbook.", count: 3).joined(separator: " ")
            return LabelledItem(
                item: .sample(
                    guid: "\(number)", title: "\(topic) handbook", body: "\(handbook) Page \(number)."),
                topics: [topic])
        }
        let trial = try comparison.trial(of: examples, known: nil)
        #expect(trial.terms.microF1 > 0.95)
        #expect(trial.winner == (trial.new.microF1 >= trial.terms.microF1 ? .new : .former))
    }

    @Test func theModelInUseIsJudgedByWhatItKnew() throws {
        let examples = LearnedTexts.examples(60)
        let trial = try comparison.trial(of: examples, known: Set(0..<24))
        let former = try #require(trial.former)
        #expect(former.microF1 <= trial.new.microF1 && former.microF1 > trial.terms.microF1)
        let same = try comparison.trial(of: examples, known: Set(examples.indices))
        #expect(same.former == same.new && same.new == trial.new)
        // What knew too little answers by the terms.
        #expect(try comparison.trial(of: examples, known: [1, 2]).former == trial.terms)
    }

    @Test func theOrderOfItemsDecidesNoPart() throws {
        let examples = LearnedTexts.examples(60)
        #expect(
            try comparison.trial(of: examples.reversed(), known: nil).terms
                == comparison.trial(of: examples, known: nil).terms)
    }

    @Test func whereAPartIsNeededToLearnFromNothingIsCompared() {
        #expect(throws: TrainingError.self) {
            _ = try comparison.trial(of: LearnedTexts.examples(10), known: nil)
        }
    }

    @Test func topicsWithoutALabelAreNamed() throws {
        let examples = LearnedTexts.examples(60).filter { $0.topics != ["railway"] }
        let model = try ModelTrainer(curriculum: LearnedTexts.curriculum).model(from: examples)
        #expect(model.unlabelled(in: LearnedTexts.curriculum) == ["railway"])
        #expect(model.strangers(to: .sample([.sample("garden")])) == ["kitchen", "harbour"])
    }
}
