// SPDX-License-Identifier: MIT

public import Model

/// What labels have taught: which stems speak for which topic, which articles are like which, and how far to
/// believe what.
///
/// It stands beside a curriculum's terms and never in their place; ``Classifier`` puts the two together. The same
/// examples give the same model, byte for byte (``bytes``).
public struct LearnedModel: Sendable, Hashable {
    /// Where it comes from and how good it was when it was made.
    public let provenance: ModelProvenance
    /// The topics that had a label, in the curriculum's order.
    let topics: [Topic.ID]
    /// How many labels each of them had.
    let labelCounts: [Int]
    let vocabulary: GramVocabulary
    /// For each topic what single stems say; nil where that could not be learned.
    let rows: [LinearRow?]
    let neighbours: Neighbours
    let stacker: Stacker

    /// What names it on tags: another model has another name.
    ///
    /// **Shape**: `learned-` and 16 hexadecimal digits, the start of a digest of ``bytes``.
    public var name: String { "learned-\(digest)" }

    /// The digest that ``name`` has.
    let digest: String

    init(
        provenance: ModelProvenance, topics: [Topic.ID], labelCounts: [Int], vocabulary: GramVocabulary,
        rows: [LinearRow?], neighbours: Neighbours, stacker: Stacker
    ) {
        self.provenance = provenance
        (self.topics, self.labelCounts) = (topics, labelCounts)
        (self.vocabulary, self.rows) = (vocabulary, rows)
        (self.neighbours, self.stacker) = (neighbours, stacker)
        let body = ModelWriter.body(
            provenance: provenance, topics: topics, labelCounts: labelCounts, vocabulary: vocabulary,
            rows: rows, neighbours: neighbours, stacker: stacker)
        digest = String(Digest.hex(body).prefix(16))
    }

    /// Its topics that a curriculum does not have, or has retired; what it knows of them lies idle.
    public func strangers(to curriculum: Curriculum) -> [Topic.ID] {
        let known = Set(curriculum.topics.filter { !$0.isRetired }.map(\.id))
        return topics.filter { !known.contains($0) }
    }
}

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
}
