// SPDX-License-Identifier: MIT

public import Model

/// What a classifier says of one item: every topic that something speaks for, and which of them are tags.
public struct Prediction: Sendable, Hashable {
    /// Every topic that something speaks for.
    ///
    /// **Shape**: most sure first, then by topic id.
    public let suggestions: [Tag]
    /// The suggestions that are tags; empty for an unsorted item.
    ///
    /// **Shape**: in the suggestions' order.
    public let tags: [Tag]

    /// Holds what it is given.
    public init(suggestions: [Tag], tags: [Tag]) {
        self.suggestions = suggestions
        self.tags = tags
    }
}
