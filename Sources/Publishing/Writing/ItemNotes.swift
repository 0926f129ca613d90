// SPDX-License-Identifier: MIT

public import FoundationEssentials
public import Model

/// What is known of items beside their own words: when their links were found to work, and whose text we may show whole.
public struct ItemNotes: Sendable {
    /// When each item's link was last found to work, UTC; an item without an entry was never checked, or is dead.
    public let checked: [Item.ID: Date]
    /// The items whose whole text stands on a page of ours.
    let whole: Set<Item.ID>

    /// Nothing is known.
    public static let none = ItemNotes(checked: [:])

    /// Holds what it is given.
    public init(checked: [Item.ID: Date]) { self.init(checked: checked, whole: []) }

    init(checked: [Item.ID: Date], whole: Set<Item.ID>) {
        self.checked = checked
        self.whole = whole
    }
}
