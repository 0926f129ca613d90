// SPDX-License-Identifier: MIT

import Classification
import Model
import TestSupport
import Testing

@Suite struct LearningCurveTests {
    @Test func moreLabelsMakeBetterTags() throws {
        let examples = LearnedTexts.examples(120)
        let curve = try LearningCurve(of: examples, curriculum: LearnedTexts.curriculum)
        #expect(curve.articles == 40)
        #expect(curve.points.map(\.examples) == [0, 50, 80])
        let first = try #require(curve.points.first)
        let last = try #require(curve.points.last)
        #expect(first.microF1 == 0 && first.labels == 0)
        #expect(last.microF1 > 0.8 && last.precisionAt1 > 0.8)
        #expect(try LearningCurve(of: examples, curriculum: LearnedTexts.curriculum) == curve)
    }

    @Test func tooFewArticlesHaveNoCurve() {
        #expect(throws: TrainingError.tooFew(found: 12, needed: LearningCurve.leastCount)) {
            _ = try LearningCurve(of: LearnedTexts.examples(12), curriculum: LearnedTexts.curriculum)
        }
    }
}
