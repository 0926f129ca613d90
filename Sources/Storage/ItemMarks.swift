// SPDX-License-Identifier: MIT

public import Foundation
public import Model

/// An approved item and a digest of all that the store holds of it for publishing.
public struct ItemMark: Hashable, Sendable {
    /// The item.
    public let id: Item.ID
    /// Where it is the same, so is everything about the item but its tags.
    public let key: InputKey
}

/// An approved item as publishing reads it.
public struct MarkedItem: Sendable {
    /// The digest of all that follows.
    public let key: InputKey
    /// The item, without tags: no page shows them.
    public let reviewed: ReviewedItem
    /// When its link was last found to work, UTC; nil where it was never checked, or is dead.
    public let checked: Date?
}

extension VerdictTable {
    /// Every approved item with its key; no text is decoded for it.
    ///
    /// **Shape**: newest item first, then by id.
    public func marks() async throws(StorageError) -> [ItemMark] {
        try await database.read { try ItemMarking(session: $0).marks() }
    }

    /// Some items with their keys as they are now; those that are no longer approved are left out.
    ///
    /// **Shape**: in the order of the ids.
    public func marked(_ ids: [Item.ID]) async throws(StorageError) -> [MarkedItem] {
        try await database.read { session in
            let marking = ItemMarking(session: session)
            var found: [MarkedItem] = []
            for part in ids.parts { found += try marking.items(part) }
            return found
        }
    }
}

/// Reads approved items with their keys within one transaction.
private struct ItemMarking {
    let session: any Session

    /// All approved items.
    ///
    /// **Shape**: newest item first, then by id.
    func marks() throws -> [ItemMark] {
        let isApproved: SQL = "items.state = 'approved'"
        let parts = try parts(where: isApproved)
        let digest = InputDigest()
        var marks: [ItemMark] = []
        try session.digests(
            """
            SELECT items.id, \(columns) \(tables)
            WHERE \(isApproved) AND \(Merging.isShown) ORDER BY items.date DESC, items.id
            """
        ) { id, key in
            marks.append(ItemMark(id: Item.ID(id), key: whole(key, parts[id], digest)))
        }
        return marks
    }

    /// Some items with their keys, each read once for both.
    func items(_ ids: [Item.ID]) throws -> [MarkedItem] {
        // The state of some items must not lead through all that have it, so no index may help with it.
        let isApproved: SQL = "items.id IN \(list: ids) AND COALESCE(items.state, '') = 'approved'"
        let parts = try parts(where: isApproved)
        let surroundings = try ItemSurroundings(of: ids, in: session)
        let digest = InputDigest()
        var found: [Item.ID: MarkedItem] = [:]
        try session.each(
            """
            SELECT items.id, \(columns), items.first_seen, items.revision, items.address, links.address
            \(tables) WHERE \(isApproved) AND \(Merging.isShown)
            """
        ) { row in
            let id = try row.text(0)
            for column in 1...4 { digest.add(row.optionalText(column)) }
            let key = whole(digest.end(), parts[id], digest)
            let verdict = try row.verdict(3)
            let library = surroundings.around(
                Item.ID(id), try row.item(2), firstSeen: try row.date(5), revision: try row.integer(6))
            // What was found at another address says nothing about this one.
            let isSame = row.optionalText(7) != nil && row.optionalText(7) == row.optionalText(8)
            let check: LinkCheck? = isSame ? try row.json(4) : nil
            let works = check?.result == .works || check?.result == .moved
            guard
                let reviewed = ReviewedItem(
                    tagged: TaggedItem(library: library, tags: []), verdict: verdict)
            else { return }
            found[reviewed.id] = MarkedItem(key: key, reviewed: reviewed, checked: works ? check?.time : nil)
        }
        return ids.compactMap { found[$0] }
    }

    /// What the key of an item is made from, beside what other tables hold of it.
    ///
    /// Each column costs something, so what holds no space (times, addresses) is one column, parted by spaces.
    private var columns: SQL {
        """
        items.feed || ' ' || items.first_seen || ' ' || items.revision || ' ' || COALESCE(items.address, '') || ' '
            || COALESCE(links.address, ''), items.content, verdicts.content, links.content
        """
    }

    private var tables: SQL {
        """
        FROM items JOIN verdicts ON verdicts.number =
            (SELECT MAX(number) FROM verdicts v WHERE v.item = items.id AND v.undone IS NULL)
            LEFT JOIN links ON links.item = items.id
        """
    }

    private func parts(where isApproved: SQL) throws -> [String: [InputKey]] {
        var parts: [String: [InputKey]] = [:]
        for rows in rowsOfParts(where: isApproved) {
            try session.digests(rows) { parts[$0, default: []].append($1) }
        }
        return parts
    }

    private func whole(_ own: InputKey, _ parts: [InputKey]?, _ digest: InputDigest) -> InputKey {
        digest.add(own)
        for part in parts ?? [] { digest.add(part) }
        return digest.end()
    }

    /// What other tables hold of items: their sources, the words on their licences, their pages; each row says which it is.
    private func rowsOfParts(where isApproved: SQL) -> [SQL] {
        [
            """
            SELECT items.id, 'source ' || item_sources.feed || ' ' || item_sources.first_seen || ' '
                    || COALESCE(item_sources.address, ''),
                feeds.title, feeds.standing
            FROM item_sources JOIN feeds ON feeds.id = item_sources.feed JOIN items ON items.id = item_sources.item
            WHERE \(isApproved)
            ORDER BY item_sources.item, item_sources.first_seen, feeds.title, feeds.id, item_sources.source_key
            """,
            """
            SELECT items.id, 'licence', item_licences.content
            FROM item_licences JOIN items ON items.id = item_licences.item
            WHERE item_licences.undone IS NULL AND \(isApproved) ORDER BY item_licences.number
            """,
            """
            SELECT items.id, 'page', articles.result, articles.reason, articles.text_key, articles.facts,
                articles.licences
            FROM articles JOIN items ON items.id = articles.item
            WHERE (articles.asked IS NOT NULL OR articles.text_key <> '') AND \(isApproved)
            """,
        ]
    }
}

extension IssueTable {
    /// A digest of each of ``approved()``, by its newsletter's id, a slash and its number; nothing is decoded for it.
    public func approvedKeys() async throws(StorageError) -> [String: InputKey] {
        try await database.read { session in
            var keys: [String: InputKey] = [:]
            try session.digests(
                """
                SELECT issues.newsletter || '/' || issues.number, issues.content FROM issues LEFT JOIN slots
                    ON slots.newsletter = issues.newsletter AND slots.number = issues.number
                WHERE issues.state = 'approved' AND COALESCE(slots.state, 'released') = 'released'
                """
            ) { keys[$0] = $1 }
            return keys
        }
    }
}

extension AmendmentTable {
    /// A digest of ``all()``; nothing is decoded for it.
    public func key() async throws(StorageError) -> InputKey {
        try await database.read { session in
            let digest = InputDigest()
            try session.digests(
                "SELECT newsletter, number, place, content FROM issue_amendments ORDER BY newsletter, number, place"
            ) { newsletter, key in
                digest.add(newsletter)
                digest.add(key)
            }
            return digest.end()
        }
    }
}
