// SPDX-License-Identifier: MIT

public import Model

/// What other topics or other terms would change in the items that are there.
public struct TopicOutlook: Sendable, Hashable {
    /// How many items were looked at.
    public var looked = 0
    /// The items whose suggested topics would change, by id.
    public var changes: [Change] = []

    /// What would become of one item.
    public struct Change: Sendable, Hashable {
        /// The item.
        public let item: Item.ID
        /// Its headline.
        public let title: String
        /// Topics that it would get.
        public let gained: [Topic.ID]
        /// Topics that it would lose.
        public let lost: [Topic.ID]
        /// What a curator decided on it; its topics then stay as they are.
        public let verdict: Verdict?

        /// Holds what it is given.
        public init(
            item: Item.ID, title: String, gained: [Topic.ID], lost: [Topic.ID], verdict: Verdict?
        ) {
            self.item = item
            self.title = title
            self.gained = gained
            self.lost = lost
            self.verdict = verdict
        }
    }

    /// Nothing looked at yet.
    public init() {}

    /// The items that would change: those on which nobody has decided.
    public var open: [Change] { changes.filter { $0.verdict == nil } }

    /// The numbers in one sentence.
    public var sentence: String {
        let decided = changes.count - open.count
        let rest =
            decided == 0
            ? ""
            : " \(counted(decided, "decided item")) would be suggested otherwise today, and stay as they are."
        return "Would change \(counted(open.count, "item")) of \(looked).\(rest)"
    }
}
