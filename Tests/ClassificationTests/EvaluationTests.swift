// SPDX-License-Identifier: MIT

import Classification
import Model
import TestSupport
import Testing

@Suite struct EvaluationTests {
    /// An item that people gave `wanted` and left `open`, and what was suggested: `+` marks a tag.
    private func row(
        _ wanted: [Topic.ID], open: [Topic.ID] = [], _ suggested: [(String, Double)]
    ) -> (LabelledItem, Prediction) {
        let suggestions = suggested.map { name, confidence in
            Tag(
                topic: Topic.ID(name.hasPrefix("+") ? String(name.dropFirst()) : name), author: .machine,
                confidence: confidence, evidence: [], model: "test")
        }
        let tags = zip(suggested, suggestions).filter { $0.0.0.hasPrefix("+") }.map(\.1)
        return (
            LabelledItem(item: .sample(), topics: wanted, open: open),
            Prediction(suggestions: suggestions, tags: tags)
        )
    }

    @Test func decisionsAreCountedOverAllAndByTopic() {
        let evaluation = Evaluation([
            row(["a", "b"], [("+a", 0.9), ("+c", 0.6), ("b", 0.2)]), row(["a"], [("+a", 0.8)]),
        ])
        #expect(evaluation.items == 2)
        #expect(evaluation.precision == 2.0 / 3 && evaluation.recall == 2.0 / 3)
        #expect(evaluation.topics.map(\.topic) == ["a", "b", "c"])
        #expect(evaluation.topics.map(\.f1) == [1, 0, 0])
        #expect(evaluation.macroF1 == 0.5)
        #expect(evaluation.confusions.map(\.wanted) == ["b"] && evaluation.confusions.map(\.given) == ["c"])
    }

    @Test func topicsWithoutAgreementCountNeitherForNorAgainst() {
        let evaluation = Evaluation([row(["a"], open: ["b"], [("+b", 0.9), ("+a", 0.8)])])
        #expect(evaluation.microF1 == 1 && evaluation.precisionAt1 == 1)
        #expect(abs(evaluation.calibrationError - 0.2) < 1e-9)
    }

    @Test func orderOfSuggestionsIsMeasured() {
        let evaluation = Evaluation([row(["a", "b"], [("c", 0.5), ("a", 0.4), ("b", 0.3)])])
        #expect(evaluation.precisionAt1 == 0 && evaluation.microF1 == 0)
        #expect(abs(evaluation.meanAveragePrecision - (1.0 / 2 + 2.0 / 3) / 2) < 1e-9)
        #expect(abs(evaluation.ndcgAt5 - (0.6309297535714575 + 0.5) / 1.6309297535714575) < 1e-9)
    }

    @Test func itemsWithoutATopicAreRightWhenUnsorted() {
        let evaluation = Evaluation([
            row([], [("a", 0.4)]), row([], [("+a", 0.6)]), row([], open: ["b"], [("+a", 0.6)]),
        ])
        #expect(evaluation.topicless == 2 && evaluation.unsortedRight == 0.5)
    }

    @Test func confidenceIsHeldAgainstFrequency() {
        let half = (0..<10).map { row($0 < 5 ? ["a"] : ["b"], [("a", 0.5)]) }
        #expect(Evaluation(half).calibrationError == 0)
        let sure = (0..<10).map { row($0 < 5 ? ["a"] : ["b"], [("a", 1)]) }
        #expect(Evaluation(sure).calibrationError == 0.5)
    }

    @Test func nothingToCountIsZero() {
        let evaluation = Evaluation([])
        #expect(evaluation.microF1 == 0 && evaluation.calibrationError == 0 && evaluation.topics.isEmpty)
    }
}
