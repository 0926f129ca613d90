// SPDX-License-Identifier: MIT

public import FoundationEssentials
public import Model

/// An item that waits for a verdict, as the queue's order sees it.
public struct QueueItem: Sendable, Hashable {
    /// Names the item.
    public let id: Item.ID
    /// What the classifier suggests, tags or not; more than the five surest change little.
    public let suggestions: [Suggestion]
    /// The feed that gave it; of several the first.
    public let source: Feed.ID
    /// When it was published, or first seen where that is not known.
    public let date: Date

    /// One topic and how sure the classifier is of it.
    public struct Suggestion: Sendable, Hashable {
        /// The topic.
        public let topic: Topic.ID
        /// How sure, 0...1.
        public let confidence: Double

        /// Holds what it is given; a confidence beyond 0...1 as the nearer end, one that is no number as 0.
        public init(topic: Topic.ID, confidence: Double) {
            self.topic = topic
            self.confidence = confidence >= 0 ? min(confidence, 1) : 0
        }
    }

    /// Holds what it is given.
    public init(id: Item.ID, suggestions: [Suggestion], source: Feed.ID, date: Date) {
        self.id = id
        self.suggestions = suggestions
        self.source = source
        self.date = date
    }

    /// Takes the suggestions from a classifier's answer.
    public init(id: Item.ID, prediction: Prediction, source: Feed.ID, date: Date) {
        let surest = prediction.suggestions.prefix(5)
        self.init(
            id: id, suggestions: surest.map { Suggestion(topic: $0.topic, confidence: $0.confidence) },
            source: source, date: date)
    }
}

/// Where an item stands in the queue, and why.
public struct QueuePlace: Sendable, Hashable {
    /// The item.
    public let id: Item.ID
    /// What its verdict is worth to the library, 0...1; the places before it have as much or more.
    public let usefulness: Double
    /// Why, in words for a curator, the weightiest first; not empty.
    ///
    /// **Shape**: each a few words without a full stop: `wanted: Open data (1 approved)`.
    public let reasons: [String]
}
