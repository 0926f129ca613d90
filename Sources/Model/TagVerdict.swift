// SPDX-License-Identifier: MIT

/// A curator's decision on one topic of one item: that it is its topic, or that it is not.
public struct TagVerdict: Hashable, Sendable, Codable {
    /// The item.
    public let item: Item.ID
    /// The topic.
    public let topic: Topic.ID
    /// What was decided.
    public let decision: Decision
    /// How sure the machine was of the topic at that time, 0...1; nil where it did not suggest it.
    public let confidence: Double?
    /// The version of the model that suggested it; nil where none did.
    public let model: String?
    /// Who decided, and when (UTC).
    public let by: Verdict.Signature

    /// What a curator can decide of a topic.
    public enum Decision: String, Sendable, Codable, CaseIterable {
        /// It is the item's topic.
        case keep
        /// It is not, and is never suggested for the item again.
        case reject
    }

    /// Holds what it is given.
    public init(
        item: Item.ID, topic: Topic.ID, decision: Decision, confidence: Double? = nil, model: String? = nil,
        by signature: Verdict.Signature
    ) {
        self.item = item
        self.topic = topic
        self.decision = decision
        self.confidence = confidence
        self.model = model
        self.by = signature
    }
}
