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
            for start in stride(from: 0, to: ids.count, by: 500) {
                found += try marking.items(Array(ids[start..<min(start + 500, ids.count)]))
            }
            return found
        }
    }
}

/// Reads approved items with their keys within one transaction.
private struct ItemMarking {
    let session: any Session

    /// All approved items, or those of some that are approved.
    ///
    /// **Shape**: newest item first, then by id; some items in any order.
    func marks(of ids: [Item.ID]? = nil) throws -> [ItemMark] {
        // The state of some items must not lead through all that have it, so no index may help with it.
        let isApproved: SQL =
            ids.map { "items.id IN \(list: $0) AND COALESCE(items.state, '') = 'approved'" }
            ?? "items.state = 'approved'"
        let order: SQL = ids == nil ? "ORDER BY items.date DESC, items.id" : ""
        var parts: [String: [InputKey]] = [:]
        for rows in rowsOfParts(where: isApproved) {
            try session.digests(rows) { parts[$0, default: []].append($1) }
        }
        let digest = InputDigest()
        var marks: [ItemMark] = []
        // Each column costs something, so what holds no space (ids, times, addresses) is one column, parted by spaces.
        try session.digests(
            """
            SELECT items.id, items.feed || ' ' || items.first_seen || ' ' || items.revision || ' '
                    || COALESCE(items.address, '') || ' ' || COALESCE(links.address, ''),
                items.content, verdicts.content, links.content
            FROM items JOIN verdicts ON verdicts.number =
                (SELECT MAX(number) FROM verdicts v WHERE v.item = items.id AND v.undone IS NULL)
                LEFT JOIN links ON links.item = items.id
            WHERE \(isApproved) AND \(Merging.isShown) \(order)
            """
        ) { id, key in
            digest.add(key)
            for part in parts[id] ?? [] { digest.add(part) }
            marks.append(ItemMark(id: Item.ID(id), key: digest.end()))
        }
        return marks
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

    func items(_ ids: [Item.ID]) throws -> [MarkedItem] {
        let keys = try marks(of: ids)
        let tagged = try ItemTable.load(keys.map(\.id), withTags: false, in: session)
        var verdicts: [Item.ID: (verdict: Verdict, checked: Date?)] = [:]
        try session.each(
            """
            SELECT verdicts.content, items.address, links.address, links.content
            FROM items JOIN verdicts ON verdicts.number =
                (SELECT MAX(number) FROM verdicts v WHERE v.item = items.id AND v.undone IS NULL)
                LEFT JOIN links ON links.item = items.id
            WHERE items.id IN \(list: ids)
            """
        ) { row in
            let verdict: Verdict = try row.json(0)
            // What was found at another address says nothing about this one.
            let isSame = row.optionalText(1) != nil && row.optionalText(1) == row.optionalText(2)
            let check: LinkCheck? = isSame ? try row.json(3) : nil
            let works = check?.result == .works || check?.result == .moved
            verdicts[verdict.item] = (verdict, works ? check?.time : nil)
        }
        let byID = Dictionary(tagged.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let keyByID = Dictionary(keys.map { ($0.id, $0.key) }, uniquingKeysWith: { first, _ in first })
        return ids.compactMap { id in
            guard let item = byID[id], let found = verdicts[id], let key = keyByID[id],
                let reviewed = ReviewedItem(tagged: item, verdict: found.verdict)
            else { return nil }
            return MarkedItem(key: key, reviewed: reviewed, checked: found.checked)
        }
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
