// SPDX-License-Identifier: MIT

public import Model

/// How good predictions are beside what people said.
///
/// Topics on which people do not agree count neither for nor against, in every figure. An item that no prediction
/// is given for is no part of this.
///
/// **Units**: all figures 0...1; a figure of which there is nothing to count is 0. **Source**: precision, recall
/// and F1 over all decisions (micro) and as the mean over topics that people gave (macro); nDCG with gain 1 and
/// the base 2 logarithm (Järvelin and Kekäläinen, 2002); expected calibration error in 15 bins of equal width
/// (Guo and others, 2017).
public struct Evaluation: Sendable, Hashable, Codable {
    /// How many items were looked at.
    public let items: Int
    /// F1 over all decisions.
    public let microF1: Double
    /// Which share of the tags is right.
    public let precision: Double
    /// Which share of the wanted topics is found.
    public let recall: Double
    /// The mean of the topics' F1.
    public let macroF1: Double
    /// Of items with a topic: the share whose surest suggestion is right.
    public let precisionAt1: Double
    /// Of items with a topic: how well the five surest suggestions are ordered.
    public let ndcgAt5: Double
    /// Of items with a topic: the mean of their average precision over all suggestions.
    public let meanAveragePrecision: Double
    /// Of items without a topic: the share rightly left without a tag.
    public let unsortedRight: Double
    /// How many items no topic fits.
    public let topicless: Int
    /// How far confidence is from frequency, over the five surest suggestions of each item.
    public let calibrationError: Double
    /// The same over all suggestions.
    public let calibrationErrorOfAll: Double
    /// Each topic that people or the classifier gave, by id.
    public let topics: [TopicFigures]
    /// Which topics stand in for which, most often first, twenty at the most.
    public let confusions: [Confusion]

    /// How good one topic's tags are.
    public struct TopicFigures: Sendable, Hashable, Codable {
        /// The topic.
        public let topic: Topic.ID
        /// Tags that people gave too.
        public let right: Int
        /// Tags that people did not give.
        public let wrong: Int
        /// What people gave and no tag says.
        public let missed: Int
        /// F1 of these.
        public let f1: Double
    }

    /// A wanted topic that was missed where another was given wrongly.
    public struct Confusion: Sendable, Hashable, Codable {
        /// What people gave.
        public let wanted: Topic.ID
        /// What the classifier gave in its place.
        public let given: Topic.ID
        /// In how many items.
        public let count: Int
    }

    /// Compares predictions with what people said, one by one.
    ///
    /// - Parameter judged: each item as people labelled it, with what was predicted for it.
    public init(_ judged: [(labelled: LabelledItem, prediction: Prediction)]) {
        var tally = EvaluationTally()
        for (labelled, prediction) in judged { tally.add(labelled, prediction) }
        items = judged.count
        (precision, recall, microF1) = (tally.all.precision, tally.all.recall, tally.all.f1)
        topics = tally.topics.sorted { $0.key < $1.key }.map { topic, count in
            TopicFigures(
                topic: topic, right: count.right, wrong: count.wrong, missed: count.missed, f1: count.f1)
        }
        macroF1 = mean(topics.filter { $0.right + $0.missed > 0 }.map(\.f1))
        precisionAt1 = mean(tally.firsts)
        ndcgAt5 = mean(tally.gains)
        meanAveragePrecision = mean(tally.averagePrecisions)
        topicless = tally.quiets.count
        unsortedRight = mean(tally.quiets)
        calibrationError = tally.fiveSurest.error
        calibrationErrorOfAll = tally.everySuggestion.error
        confusions = tally.confusions.map {
            Confusion(wanted: $0.key.wanted, given: $0.key.given, count: $0.value)
        }
        .sorted { ($1.count, $0.wanted, $0.given) < ($0.count, $1.wanted, $1.given) }.prefix(20).map { $0 }
    }
}

private func mean(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
}
