// SPDX-License-Identifier: MIT

import Model

/// Where a model comes from.
public struct ModelProvenance: Sendable, Hashable, Codable {
    /// How many labelled items it has seen.
    public let examples: Int
    /// How many of them no topic fits.
    public let topicless: Int
    /// How many labels these have together.
    public let labels: Int
    /// How many topics have one.
    public let topics: Int
    /// When the first and the last of the labels were given, as the caller says; empty where it does not.
    public let span: [String]
    /// From when to when the labelled items were published, without the farthest fiftieth at either end.
    ///
    /// **Units**: days since 1970; empty where the items have no dates.
    public let published: [Double]
    /// A digest of the items and their labels.
    ///
    /// **Shape**: 64 hexadecimal digits.
    public let data: String
    /// The digest of the curriculum's words beside which it was trained.
    public let curriculum: String
    /// How good it was on items that it had not seen: three times a third was held back.
    public let scores: Scores
    /// The confidence from which on a topic is a tag: where F1 was best on those items.
    public let threshold: Double
    /// The same for each topic with enough labels to know better, by its id.
    public let thresholds: [String: Double]
    /// How many tags an item gets at the most.
    public let tagLimit: Int

    /// Figures of a model, 0...1.
    public struct Scores: Sendable, Hashable, Codable {
        /// F1 over all decisions.
        public let microF1: Double
        /// Which share of the tags was right.
        public let precision: Double
        /// Which share of the labels was found.
        public let recall: Double
    }

    init(
        _ set: ExampleSet, span: [String], time: LabelledTime?, curriculum: String,
        trial: HeldBack.Lesson
    ) {
        examples = set.topicsOfExample.count
        topicless = set.topicsOfExample.count(where: \.isEmpty)
        labels = set.counts.reduce(0, +)
        topics = set.topics.count
        self.span = span
        published = time.map { [$0.first, $0.last] } ?? []
        data = set.digest
        self.curriculum = curriculum
        (scores, threshold) = (trial.scores, trial.threshold)
        thresholds = Dictionary(
            zip(set.topics.map(\.rawValue), trial.thresholds), uniquingKeysWith: { first, _ in first })
        tagLimit = set.tagLimit
    }

    /// Reads it; models that were made before thresholds of topics and dates were kept have none.
    public init(from decoder: any Decoder) throws {
        let object = try decoder.container(keyedBy: CodingKeys.self)
        examples = try object.decode(Int.self, forKey: .examples)
        topicless = try object.decode(Int.self, forKey: .topicless)
        labels = try object.decode(Int.self, forKey: .labels)
        topics = try object.decode(Int.self, forKey: .topics)
        span = try object.decode([String].self, forKey: .span)
        published = try object.decodeIfPresent([Double].self, forKey: .published) ?? []
        data = try object.decode(String.self, forKey: .data)
        curriculum = try object.decode(String.self, forKey: .curriculum)
        scores = try object.decode(Scores.self, forKey: .scores)
        threshold = try object.decode(Double.self, forKey: .threshold)
        thresholds = try object.decodeIfPresent([String: Double].self, forKey: .thresholds) ?? [:]
        tagLimit = try object.decode(Int.self, forKey: .tagLimit)
    }

    /// The time of the labelled items, where it is known.
    var time: LabelledTime? {
        published.count == 2 ? LabelledTime(first: published[0], last: published[1]) : nil
    }
}
