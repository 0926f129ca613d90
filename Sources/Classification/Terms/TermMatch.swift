// SPDX-License-Identifier: MIT

public import Model

/// One place where a term stands in a text.
public struct TermMatch: Hashable, Sendable {
    /// The topic that the term belongs to.
    public let topic: Topic.ID
    /// The term as the curriculum has it.
    public let term: String
    /// Whether it is only a hint.
    public let isWeak: Bool
    /// The words as they stand in the text.
    public let words: String
    /// Where they stand, in bytes of the text's UTF-8.
    public let bytes: Range<Int>

    /// Holds what it is given.
    public init(topic: Topic.ID, term: String, isWeak: Bool, words: String, bytes: Range<Int>) {
        self.topic = topic
        self.term = term
        self.isWeak = isWeak
        self.words = words
        self.bytes = bytes
    }
}
