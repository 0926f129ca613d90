// SPDX-License-Identifier: MIT

public import Foundation
public import Model

extension UpkeepTable {
    /// Items that are deleted in one transaction, at the most.
    private static let batch = 200

    /// Deletes items that no feed gives any more, and that nobody has decided on or used.
    ///
    /// An item counts as gone from a feed when the feed has given a document without it, or is not subscribed to any more, and
    /// it was last seen in it before the given moment. What a person ever decided, wrote, read, joined, suggested or
    /// put into an issue stays for ever, and so does what models learned from. Should a feed give such an item once more, it is
    /// not taken again.
    ///
    /// - Parameters:
    ///   - date: when it was last seen at the latest, UTC.
    ///   - kept: items that stay all the same, such as those that files name.
    ///   - limit: items to delete at the most; the next day goes on.
    /// - Returns: how many were deleted.
    public func forget(
        lastSeenBefore date: Date, keeping kept: Set<Item.ID>, limit: Int = 50_000
    ) async throws(StorageError) -> Int {
        var (count, last) = (0, "")
        while count < limit {
            let after = last
            let ids = try await database.read { session in
                try session.rows(
                    "\(UpkeepTable.unused(since: date)) AND items.id > \(after) ORDER BY items.id LIMIT \(UpkeepTable.batch)"
                ).map { try $0.text(0) }
            }
            guard let end = ids.last else { break }
            last = end
            let gone = ids.map { Item.ID($0) }.filter { !kept.contains($0) }
            count += try await delete(gone, since: date)
        }
        return count
    }

    private func delete(_ ids: [Item.ID], since date: Date) async throws(StorageError) -> Int {
        let dialect = database.dialect
        return try await database.write { session in
            // Somebody may have used one of them in the meantime.
            let ids = try session.rows("\(UpkeepTable.unused(since: date)) AND items.id IN \(list: ids)")
                .map { Item.ID(try $0.text(0)) }
            let keeping = QueueKeeping(session: session, dialect: dialect)
            for id in ids {
                try session.run(
                    """
                    INSERT INTO older_items (feed, source_key)
                    SELECT feed, source_key FROM item_sources WHERE item = \(id)
                    ON CONFLICT (feed, source_key) DO NOTHING
                    """)
                try keeping.remove(id)
                for table in UpkeepTable.parts {
                    try session.run("DELETE FROM \(raw: table) WHERE item = \(id)")
                }
                try session.run("DELETE FROM items WHERE id = \(id)")
            }
            return ids.count
        }
    }

    /// Tables whose rows are a part of an item that nobody has used.
    private static let parts = [
        "queue_stale", "unsurveyed_items", "item_leases", "item_keys", "rule_effects", "claims", "tags",
        "fingerprints", "articles",
        "item_revisions", "item_sources",
    ]

    /// Tables in which an item stands when somebody has used it.
    private static let uses = [
        "verdicts", "tag_verdicts", "rejected_tags", "issue_items", "item_licences", "links", "drafts",
        "comments",
        "proposals", "read_items", "opinions", "suggestions", "merges", "merge_moves",
    ]

    /// Undecided items without a trace of a person that every feed of theirs has left since.
    private static func unused(since date: Date) -> SQL {
        let used = uses.reduce(SQL("")) { sql, table in
            "\(sql) AND NOT EXISTS (SELECT 1 FROM \(raw: table) WHERE \(raw: table).item = items.id)"
        }
        return """
            SELECT items.id FROM items
            WHERE items.state = 'waiting' AND items.first_seen < \(date) \(used)
                AND NOT EXISTS (SELECT 1 FROM merged WHERE items.id IN (merged.item, merged.into_item))
                AND NOT EXISTS (SELECT 1 FROM merges WHERE merges.other = items.id)
                AND NOT EXISTS (
                    SELECT 1 FROM item_sources JOIN feeds ON feeds.id = item_sources.feed
                    WHERE item_sources.item = items.id AND NOT (
                        item_sources.listed = 0 AND item_sources.last_seen < \(date)
                        OR item_sources.listed = 1 AND feeds.subscribed = 0
                            AND COALESCE(feeds.last_tried, item_sources.last_seen) < \(date)))
            """
    }
}
