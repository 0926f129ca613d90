// SPDX-License-Identifier: MIT

import Model
public import Publishing
public import Storage

/// The cards of all approved items for a program that goes on, such as the desk: an item is read again only where it changed.
public actor CardShelf {
    private var cards: [Item.ID: ItemCard] = [:]

    /// Items that are read at once, since all of their texts would not fit into memory.
    private static let batch = 250

    /// Nothing is on it yet.
    public init() {}

    /// The cards of what a store has approved, as of now.
    ///
    /// **Shape**: newest item first, then by id.
    public func cards(of store: Store) async throws(StorageError) -> [ItemCard] {
        let marks = try await store.verdicts.marks()
        let unknown = marks.filter { cards[$0.id]?.key != $0.key }.map(\.id)
        for start in stride(from: 0, to: unknown.count, by: CardShelf.batch) {
            let ids = Array(unknown[start..<min(start + CardShelf.batch, unknown.count)])
            for item in try await store.verdicts.marked(ids) {
                cards[item.reviewed.id] = ItemCard(item.reviewed, key: item.key, checked: item.checked)
            }
        }
        if cards.count > marks.count {
            let ids = Set(marks.map(\.id))
            cards = cards.filter { ids.contains($0.key) }
        }
        return marks.compactMap { cards[$0.id] }
    }
}
