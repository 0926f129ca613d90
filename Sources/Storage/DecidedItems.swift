// SPDX-License-Identifier: MIT

public import Foundation
public import Model

/// An item on whose topics a person has decided: what a model learns from.
public struct DecidedItem: Hashable, Sendable {
    /// The item.
    public let library: LibraryItem
    /// The topics that it was approved for.
    public let topics: [Topic.ID]
    /// The topics that never return for it.
    public let rejected: [Topic.ID]
    /// Whether the whole was looked at, so that what is not among its topics is no topic of it; else only what was rejected
    /// is known.
    public let isWhole: Bool
    /// When the newest of this was decided, UTC.
    public let decided: Date
    /// The action with which the newest of this was decided.
    public let action: Int
}

extension VerdictTable {
    /// The items on whose topics a person has decided.
    ///
    /// They are the approved ones, those that no topic fits, and those of which a tag was rejected. What a rule decided
    /// teaches nothing.
    ///
    /// **Shape**: the newest ones, at most `limit`; in the order in which they were decided, then by id.
    public func decided(limit: Int) async throws(StorageError) -> [DecidedItem] {
        try await database.read { session in
            let rows = try session.rows(
                """
                SELECT items.id, v.content, v.action FROM items
                LEFT JOIN verdicts v ON v.number =
                    (SELECT MAX(number) FROM verdicts w WHERE w.item = items.id AND w.undone IS NULL)
                WHERE \(Merging.isShown) AND (items.state IN ('approved', 'rejected')
                    OR EXISTS (SELECT 1 FROM rejected_tags r WHERE r.item = items.id))
                """)
            let rejected = try RejectedTags.all(in: session)
            let words = try rows.compactMap { row -> Word? in
                let id = Item.ID(try row.text(0))
                return try Word(id, row, rejected: rejected[id])
            }.sorted { ($0.action, $0.item) < ($1.action, $1.item) }.suffix(limit)
            let items = try ItemTable.load(words.map(\.item), in: session)
            let byID = Dictionary(items.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
            return words.compactMap { word in byID[word.item].map { word.decided($0.library) } }
        }
    }

    /// On how many items' topics persons have decided after an action.
    public func decisionCount(after action: Int) async throws(StorageError) -> Int {
        try await database.read { session in
            try session.number(
                """
                SELECT COUNT(DISTINCT item) FROM tag_verdicts
                WHERE undone IS NULL AND by_rule = 0 AND action > \(action)
                """)
        }
    }
}

/// What holds of one item.
private struct Word {
    let item: Item.ID
    let topics: [Topic.ID]
    let rejected: [Topic.ID]
    let isWhole: Bool
    let time: Date
    let action: Int

    /// Reads the columns `id, content, action` of an item and its verdict; nil for what teaches nothing.
    init?(_ item: Item.ID, _ row: Row, rejected: RejectedTags.Rejection?) throws {
        let verdict = row.optionalText(1) == nil ? nil : try row.json(1, as: Verdict.self)
        self.item = item
        self.rejected = rejected?.topics ?? []
        if let verdict, verdict.decision == .approve || verdict.isOffTopic {
            if verdict.by.isRule { return nil }
            (isWhole, topics) = (true, verdict.topics)
            (time, action) = (verdict.by.time, try row.integer(2))
        } else {
            guard let rejected else { return nil }
            (isWhole, topics) = (false, [])
            (time, action) = (rejected.decided, rejected.action)
        }
    }

    func decided(_ library: LibraryItem) -> DecidedItem {
        DecidedItem(
            library: library, topics: topics, rejected: rejected, isWhole: isWhole, decided: time,
            action: action)
    }
}
