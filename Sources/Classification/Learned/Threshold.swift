// SPDX-License-Identifier: MIT

/// From which confidence on a topic should be a tag.
enum Threshold {
    /// With so many labels a topic's own best threshold counts as much as that of all.
    static let halfCount = 100.0

    /// Where F1 over all topics is best: at half of what it is there.
    ///
    /// **Source**: Lipton, Elkan and Naryanaswamy, "Optimal Thresholding of Classifiers to Maximize F1 Measure", 2014.
    static func best(_ topics: [Judged]) -> Double {
        var threshold = 0.4
        for _ in 0..<20 {
            let all = [Double](repeating: threshold, count: topics.count)
            threshold = (threshold + scores(topics, at: all).microF1 / 2) / 2
        }
        return min(max(threshold, 0.15), 0.5)
    }

    /// A topic's own: the middle of where its F1 is best, moved towards that of all as far as it has few labels.
    static func own(_ topic: Judged, of all: Double) -> Double {
        let labels = Double(topic.isRight.count { $0 })
        guard labels >= 3 else { return all }
        let steps = (5..<40).map { Double($0) / 50 }
        let scores = steps.map { count(topic, at: $0).f1 }
        let best = scores.max() ?? 0
        let good = zip(steps, scores).filter { $0.1 >= best - 0.002 }.map(\.0)
        let middle = good.reduce(0, +) / Double(good.count)
        return (labels * middle + halfCount * all) / (labels + halfCount)
    }

    /// How good tags are that reach their topics' thresholds.
    static func scores(_ topics: [Judged], at thresholds: [Double]) -> ModelProvenance.Scores {
        var all = EvaluationTally.Count()
        for (topic, threshold) in zip(topics, thresholds) {
            let own = count(topic, at: threshold)
            all.right += own.right
            all.wrong += own.wrong
            all.missed += own.missed
        }
        return ModelProvenance.Scores(microF1: all.f1, precision: all.precision, recall: all.recall)
    }

    /// What was said of one topic for some items, and whether it was right.
    struct Judged {
        var confidences: [Double] = []
        var isRight: [Bool] = []
    }

    private static func count(_ topic: Judged, at threshold: Double) -> EvaluationTally.Count {
        var count = EvaluationTally.Count()
        for (confidence, isRight) in zip(topic.confidences, topic.isRight) {
            let isTag = confidence >= threshold
            count.right += isTag && isRight ? 1 : 0
            count.wrong += isTag && !isRight ? 1 : 0
            count.missed += !isTag && isRight ? 1 : 0
        }
        return count
    }
}
