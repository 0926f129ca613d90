// SPDX-License-Identifier: MIT

public import Model

/// An item with the topics that people gave it: what a model learns from, and what it is measured by.
public struct LabelledItem: Sendable, Hashable {
    /// The item.
    public let item: Item
    /// Its topics; empty when no topic fits it.
    public let topics: [Topic.ID]
    /// Topics on which people do not agree; they count neither for nor against.
    public let open: [Topic.ID]

    /// Holds what it is given.
    public init(item: Item, topics: [Topic.ID], open: [Topic.ID] = []) {
        self.item = item
        self.topics = topics
        self.open = open
    }
}
