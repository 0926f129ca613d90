// SPDX-License-Identifier: MIT

public import Foundation
public import Model

/// An edit of an item at its source: what the feed said before and after it.
public struct ItemRevision: Hashable, Sendable {
    /// The number of the revision that was replaced, from 1.
    public let number: Int
    /// When the feed was read that had the new words, UTC.
    public let replaced: Date
    /// What the feed said until then.
    public let before: Item
    /// What it said from then on, until the next edit.
    public let after: Item
}

extension ItemTable {
    /// The edits of an item at its source, oldest first; empty where its words are the first ones.
    public func revisions(of id: Item.ID) async throws(StorageError) -> [ItemRevision] {
        try await database.read { session in
            let rows = try session.rows(
                "SELECT revision, content, replaced FROM item_revisions WHERE item = \(id) ORDER BY revision")
            guard !rows.isEmpty, let now = try session.first("SELECT content FROM items WHERE id = \(id)")
            else { return [] }
            var after: Item = try now.json(0)
            return try rows.reversed().map { row in
                let before: Item = try row.json(1)
                defer { after = before }
                return ItemRevision(
                    number: try row.integer(0), replaced: try row.date(2), before: before, after: after)
            }.reversed()
        }
    }
}
