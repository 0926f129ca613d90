// SPDX-License-Identifier: MIT

import Foundation
import Model
import TestSupport
import Testing

@testable import Classification

@Suite struct CalibrationTests {
    /// Items with six topics; of those said with some log odds the given share is right.
    private func said(_ odds: [Double], rightShare: (Double) -> Double) -> (odds: [[Double]], right: [[Bool]])
    {
        var right: [[Bool]] = []
        for number in 0..<400 {
            right.append(odds.map { Double(number) / 400 < rightShare($0) })
        }
        return (Array(repeating: odds, count: 400), right)
    }

    @Test func whatIsTooSureIsTakenBack() {
        let trial = said([3, 2, 1, 0, -2, -3]) { Exactly.probability(ofLogOdds: 0.6 * $0 - 0.4) }
        let calibration = Calibration(shown: trial.odds, isRight: trial.right)
        #expect(abs(calibration.slope - 0.6) < 0.06 && abs(calibration.shift + 0.4) < 0.06)
    }

    @Test func whatIsTooUnsureStays() {
        let trial = said([1, 0.5, 0, -0.5, -1, -1.5]) { Exactly.probability(ofLogOdds: 2 * $0 + 0.5) }
        #expect(Calibration(shown: trial.odds, isRight: trial.right) == Calibration())
    }

    @Test func nothingSeenChangesNothing() {
        #expect(Calibration(shown: [], isRight: []) == Calibration())
        #expect(Calibration(shown: [[]], isRight: [[]]) == Calibration())
    }

    @Test func fewSuggestionsHardlyMoveIt() {
        let calibration = Calibration(
            shown: [[1, 0.5], [0, -1]], isRight: [[false, false], [false, true]])
        #expect(calibration.slope > 0.7 && calibration.shift > -0.3)
    }

    @Test func stackerSaysTheSameLessSure() {
        let stacker = Stacker(weights: Stacker.prior)
        let opinion = Opinion(terms: 2)
        var calibration = Calibration()
        (calibration.slope, calibration.shift) = (0.5, -0.25)
        #expect(stacker.calibrated(calibration).logOdds(opinion) == 0.75)
    }
}

@Suite struct LabelledTimeTests {
    private func day(_ number: Double) -> Date { Date(timeIntervalSince1970: number * 86_400) }

    @Test func farthestFiftiethDoesNotCount() throws {
        let time = try #require(LabelledTime((0..<100).map { day($0 == 99 ? 9999 : Double($0)) }))
        #expect(time == LabelledTime(first: 2, last: 97))
    }

    @Test func doubtGrowsForHalfAYear() {
        let time = LabelledTime(first: 100, last: 200)
        #expect(time.distance(of: day(150)) == 0 && time.distance(of: nil) == 0)
        #expect(time.distance(of: day(290)) == 0.5 && time.distance(of: day(10)) == 0.5)
        #expect(time.distance(of: day(2000)) == 1)
        #expect(LabelledTime.doubted(2, distance: 0) == 2)
        #expect(abs(LabelledTime.doubted(2, distance: 1) - 1.45) < 1e-12)
    }

    @Test func impossibleAndFewDatesAreNoTime() {
        #expect(LabelledTime((0..<9).map { day(Double($0)) }) == nil)
        #expect(LabelledTime((0..<50).map { _ in Date(timeIntervalSince1970: .infinity) }) == nil)
    }

    @Test func modelIsLessSureOfArticlesFromAnotherTime() throws {
        let examples = LearnedTexts.examples(60).enumerated().map { number, example in
            LabelledItem(item: example.item.dated(day(Double(20_000 + number))), topics: example.topics)
        }
        let model = try ModelTrainer(curriculum: LearnedTexts.curriculum).model(from: examples)
        #expect(model.provenance.published == [20_001, 20_058])
        #expect(try LearnedModel(bytes: model.bytes).provenance == model.provenance)
        let classifier = Classifier(curriculum: LearnedTexts.curriculum, learned: model)
        let item = LearnedTexts.item(501, about: 1)
        let within = classifier.suggestions(for: item.dated(day(20_030)))[0]
        let after = classifier.suggestions(for: item.dated(day(20_900)))[0]
        #expect(within.topic == "kitchen" && after.topic == "kitchen")
        #expect(after.confidence < within.confidence)
        #expect(classifier.suggestions(for: item.dated(nil))[0].confidence == within.confidence)
    }
}

@Suite struct ThresholdTests {
    /// So many labels, all said with 0.8, and wrong suggestions with 0.6.
    private func judged(_ labels: Int) -> Threshold.Judged {
        Threshold.Judged(
            confidences: Array(repeating: 0.8, count: labels) + Array(repeating: 0.6, count: labels),
            isRight: Array(repeating: true, count: labels) + Array(repeating: false, count: labels))
    }

    @Test func topicMovesAwayFromTheOthersAsFarAsItHasLabels() {
        let few = Threshold.own(judged(5), of: 0.3)
        let many = Threshold.own(judged(2000), of: 0.3)
        #expect(few > 0.3 && few < 0.33)
        #expect(many > 0.6 && many < 0.8)
        #expect(Threshold.own(judged(2), of: 0.3) == 0.3)
    }

    @Test func thresholdOfAllIsHalfOfWhatF1IsThere() {
        let topics = [judged(50)]
        let threshold = Threshold.best(topics)
        let scores = Threshold.scores(topics, at: [threshold])
        #expect(abs(threshold - min(max(scores.microF1 / 2, 0.15), 0.5)) < 1e-3)
    }

    @Test func fewTermsMakeLessSureAndTagTheSame() {
        #expect(TermFormula.confidence(ofLogOdds: 2, scale: 1) == Exactly.probability(ofLogOdds: 2))
        #expect(TermFormula.confidence(ofLogOdds: 2, scale: 4) < 0.7)
        for odds in [-3.0, -0.2, 0, 0.3, 2.5] {
            for scale in [1.0, 1.5, 4, 16] {
                let isTag =
                    TermFormula.confidence(ofLogOdds: odds, scale: scale)
                    >= TermFormula.threshold(0.5, scale: scale)
                #expect(isTag == (odds >= 0))
            }
        }
    }
}

extension Item {
    fileprivate func dated(_ date: Date?) -> Item {
        Item(
            identity: identity, title: title, address: address, text: text,
            dates: ItemDates(published: date))
    }
}
