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
