// SPDX-License-Identifier: MIT

import Model

/// What rows and neighbours say of examples that they have not seen.
struct HeldBack {
    /// For each topic with a label and each example what a row says that was trained without it.
    private let scores: [[Float]]
    /// For each example the neighbours' shares for the topics with a label.
    private let shares: [[Float]]

    static let foldCount = 3
    /// The stacker learns from this many pairs of example and topic at the most, the last ones.
    static let pairLimit = 100_000

    init(set: ExampleSet, neighbours: Neighbours, size: Int) {
        let examples = neighbours.vectors
        let folds = Self.folds(examples.count)
        var scores = set.labels.map { [Float](repeating: -1, count: $0.count) }
        for fold in 0..<Self.foldCount {
            let rows = set.labels.map { labels in
                LinearTrainer.row(
                    examples, labels: labels.indices.map { folds[$0] == fold ? 0 : labels[$0] }, size: size)
            }
            let together = TopicRows(rows, size: size)
            for index in examples.indices where folds[index] == fold {
                for (topic, score) in together.scores(examples[index]).enumerated() {
                    scores[topic][index] = score
                }
            }
        }
        self.scores = scores
        shares = examples.indices.map { index in
            neighbours.shares(
                neighbours.nearest(to: examples[index]) { folds[$0] != folds[index] },
                topicCount: set.topics.count)
        }
    }

    /// Each example's third, by chance that is the same everywhere.
    private static func folds(_ count: Int) -> [Int] {
        var folds = (0..<count).map { $0 % foldCount }
        var numbers = NumberSequence(seed: 2)
        for index in stride(from: count - 1, to: 0, by: -1) {
            folds.swapAt(index, numbers.next(below: index + 1))
        }
        return folds
    }

    /// What the trial teaches.
    struct Lesson {
        /// How far to believe what, without being too sure.
        let stacker: Stacker
        /// From which confidence on a topic is a tag.
        let threshold: Double
        /// The same for each topic with a label.
        let thresholds: [Double]
        /// How good that was on what had not been seen.
        let scores: ModelProvenance.Scores
    }

    /// Learns how far to believe what.
    ///
    /// - Parameter terms: for each example and each topic of the curriculum the terms' log odds.
    func lesson(terms: [[Double]], _ set: ExampleSet) -> Lesson {
        let used = terms.indices.suffix(max(Self.pairLimit / max(set.topicCount, 1), 1))
        var numbers = [Int?](repeating: nil, count: set.topicCount)
        for (number, place) in set.places.enumerated() { numbers[place] = number }
        let said = used.map { index in
            let opinions = set.opinions(
                terms: terms[index], scores: scores.map { $0[index] }, shares: shares[index])
            return opinions.indices.compactMap { place -> Said? in
                let label = numbers[place].map { set.labels[$0][index] } ?? -1
                return label == 0 ? nil : Said(place: place, opinion: opinions[place], isRight: label > 0)
            }
        }
        let all = said.joined()
        let raw = Stacker(learning: all.map(\.opinion), isRight: all.map(\.isRight))
        let stacker = raw.calibrated(
            Calibration(
                shown: said.map { $0.map { raw.logOdds($0.opinion) } },
                isRight: said.map { $0.map(\.isRight) }))
        var judged = [Threshold.Judged](repeating: Threshold.Judged(), count: set.topicCount)
        for one in all {
            judged[one.place].confidences.append(stacker.confidence(one.opinion))
            judged[one.place].isRight.append(one.isRight)
        }
        let threshold = Threshold.best(judged)
        let thresholds = judged.map { Threshold.own($0, of: threshold) }
        return Lesson(
            stacker: stacker, threshold: threshold, thresholds: set.places.map { thresholds[$0] },
            scores: Threshold.scores(judged, at: thresholds))
    }

    /// What was said of one topic for one example, and whether it was right.
    private struct Said {
        let place: Int
        let opinion: Opinion
        let isRight: Bool
    }
}

extension ExampleSet {
    /// What is said of each topic of the curriculum.
    func opinions(terms: [Double], scores: [Float], shares: [Float]) -> [Opinion] {
        Opinion.all(terms: terms, places: places, counts: counts, scores: scores, shares: shares)
    }
}

extension Opinion {
    /// What is said of each topic of a curriculum.
    ///
    /// - Parameters:
    ///   - terms: for each of them the terms' log odds.
    ///   - places: for each topic with a label its number in the curriculum; nil where that has it no more.
    ///   - counts: for each topic with a label how many it has.
    static func all(
        terms: [Double], places: [Int?], counts: [Int], scores: [Float], shares: [Float]
    ) -> [Opinion] {
        var opinions = terms.map { Opinion(terms: $0) }
        let best = scores.max() ?? 0
        let labels = Double(counts.reduce(0, +))
        for (number, place) in places.enumerated() {
            guard let place else { continue }
            let count = Double(counts[number])
            opinions[place].linear = Double(scores[number])
            opinions[place].margin = Double(scores[number] - best)
            opinions[place].share = Double(shares[number])
            opinions[place].trust = count / (count + 5)
            opinions[place].prior = Exactly.log((count + 1) / (labels + Double(terms.count)))
        }
        return opinions
    }
}
