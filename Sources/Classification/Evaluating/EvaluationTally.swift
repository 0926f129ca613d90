// SPDX-License-Identifier: MIT

import Model

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What an evaluation counts while it goes from item to item.
struct EvaluationTally {
    private(set) var all = Count()
    private(set) var topics: [Topic.ID: Count] = [:]
    private(set) var firsts: [Double] = []
    private(set) var gains: [Double] = []
    private(set) var averagePrecisions: [Double] = []
    private(set) var quiets: [Double] = []
    private(set) var fiveSurest = Calibration()
    private(set) var everySuggestion = Calibration()
    private(set) var confusions: [Pair: Int] = [:]

    struct Pair: Hashable {
        let wanted: Topic.ID
        let given: Topic.ID
    }

    /// Decisions on one topic, or on all.
    struct Count {
        var right = 0
        var wrong = 0
        var missed = 0

        var precision: Double { right == 0 ? 0 : Double(right) / Double(right + wrong) }
        var recall: Double { right == 0 ? 0 : Double(right) / Double(right + missed) }
        var f1: Double { right == 0 ? 0 : 2 * Double(right) / Double(2 * right + wrong + missed) }
    }

    /// How often what was said with some confidence is so, in bins of equal width.
    struct Calibration {
        private var sums = [Double](repeating: 0, count: 15)
        private var hits = [Double](repeating: 0, count: 15)
        private var count = 0

        mutating func add(_ confidence: Double, isRight: Bool) {
            let bin = min(Int(max(confidence, 0) * 15), 14)
            sums[bin] += confidence
            hits[bin] += isRight ? 1 : 0
            count += 1
        }

        var error: Double {
            guard count > 0 else { return 0 }
            return zip(sums, hits).reduce(0) { $0 + abs($1.0 - $1.1) } / Double(count)
        }
    }

    mutating func add(_ labelled: LabelledItem, _ prediction: Prediction) {
        let wanted = Set(labelled.topics)
        let open = Set(labelled.open).subtracting(wanted)
        let given = Set(prediction.tags.map(\.topic)).subtracting(open)
        let ranked = prediction.suggestions.filter { !open.contains($0.topic) }
        count(wanted: wanted, given: given)
        for (place, tag) in ranked.enumerated() {
            let isRight = wanted.contains(tag.topic)
            if place < 5 { fiveSurest.add(tag.confidence, isRight: isRight) }
            everySuggestion.add(tag.confidence, isRight: isRight)
        }
        if wanted.isEmpty {
            if open.isEmpty { quiets.append(prediction.tags.isEmpty ? 1 : 0) }
        } else {
            rank(ranked.map(\.topic), wanted: wanted)
        }
    }
}

private extension EvaluationTally {
    mutating func count(wanted: Set<Topic.ID>, given: Set<Topic.ID>) {
        let (right, wrong) = (wanted.intersection(given), given.subtracting(wanted))
        let missed = wanted.subtracting(given)
        for topic in right { topics[topic, default: Count()].right += 1 }
        for topic in wrong { topics[topic, default: Count()].wrong += 1 }
        for topic in missed { topics[topic, default: Count()].missed += 1 }
        all.right += right.count
        all.wrong += wrong.count
        all.missed += missed.count
        for topic in missed {
            for other in wrong { confusions[Pair(wanted: topic, given: other), default: 0] += 1 }
        }
    }

    mutating func rank(_ ranked: [Topic.ID], wanted: Set<Topic.ID>) {
        firsts.append(ranked.first.map(wanted.contains) == true ? 1 : 0)
        var (hits, sum, gain) = (0, 0.0, 0.0)
        for (place, topic) in ranked.enumerated() where wanted.contains(topic) {
            hits += 1
            sum += Double(hits) / Double(place + 1)
            if place < 5 { gain += 1 / log2(Double(place + 2)) }
        }
        averagePrecisions.append(sum / Double(wanted.count))
        let best = (0..<min(5, wanted.count)).reduce(0) { $0 + 1 / log2(Double($1 + 2)) }
        gains.append(gain / best)
    }
}
