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
        scores = set.labels.map { labels in
            var scores = [Float](repeating: -1, count: examples.count)
            for fold in 0..<Self.foldCount {
                let seen = labels.indices.map { folds[$0] == fold ? 0 : labels[$0] }
                guard let row = LinearTrainer.row(examples, labels: seen, size: size) else { continue }
                for index in examples.indices where folds[index] == fold {
                    scores[index] = row.score(examples[index])
                }
            }
            return scores
        }
        shares = examples.indices.map { index in
            neighbours.shares(
                neighbours.nearest(to: examples[index], except: index), topicCount: set.topics.count)
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

    /// Learns how far to believe what.
    ///
    /// - Parameter terms: for each example and each topic of the curriculum the terms' log odds.
    func stacker(
        terms: [[Double]], _ set: ExampleSet
    ) -> (stacker: Stacker, threshold: Double, scores: ModelProvenance.Scores) {
        let share = max(Self.pairLimit / max(set.topicCount, 1), 1)
        let used = terms.indices.suffix(share)
        var opinions: [Opinion] = []
        var isRight: [Bool] = []
        for index in used {
            let said = set.opinions(
                terms: terms[index], scores: scores.map { $0[index] }, shares: shares[index])
            for (place, opinion) in said.enumerated() {
                let label = set.topicOfPlace(place).map { set.labels[$0][index] } ?? -1
                guard label != 0 else { continue }
                opinions.append(opinion)
                isRight.append(label > 0)
            }
        }
        let stacker = Stacker(learning: opinions, isRight: isRight)
        let confidences = opinions.map { stacker.confidence($0) }
        let threshold = Threshold.best(confidences, isRight: isRight)
        return (stacker, threshold, Threshold.scores(confidences, isRight: isRight, at: threshold))
    }
}

extension ExampleSet {
    /// The number among the topics with a label of a topic of the curriculum.
    func topicOfPlace(_ place: Int) -> Int? { places.firstIndex(of: place) }

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

/// From which confidence on a topic should be a tag.
enum Threshold {
    /// Where F1 is best: at half of what it is there.
    ///
    /// **Source**: Lipton, Elkan and Naryanaswamy, "Optimal Thresholding of Classifiers to Maximize F1 Measure", 2014.
    static func best(_ confidences: [Double], isRight: [Bool]) -> Double {
        var threshold = 0.4
        for _ in 0..<20 {
            threshold = (threshold + scores(confidences, isRight: isRight, at: threshold).microF1 / 2) / 2
        }
        return min(max(threshold, 0.15), 0.5)
    }

    static func scores(
        _ confidences: [Double], isRight: [Bool], at threshold: Double
    ) -> ModelProvenance.Scores {
        var count = EvaluationTally.Count()
        for (confidence, isRight) in zip(confidences, isRight) {
            let isTag = confidence >= threshold
            count.right += isTag && isRight ? 1 : 0
            count.wrong += isTag && !isRight ? 1 : 0
            count.missed += !isTag && isRight ? 1 : 0
        }
        return ModelProvenance.Scores(microF1: count.f1, precision: count.precision, recall: count.recall)
    }
}
