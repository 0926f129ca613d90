// SPDX-License-Identifier: MIT

import Model

/// Which topics never return for an item.
///
/// What was decided of an item's parts counts for the item that they are part of, and goes with them when they are parted
/// from it. Where curators decided twice, the later word holds.
enum RejectedTags {
    /// Whether a tag of the table `tags` is not one of them, for a `WHERE`.
    static let isStanding: SQL =
        "NOT EXISTS (SELECT 1 FROM rejected_tags r WHERE r.item = tags.item AND r.topic = tags.topic)"

    /// Works out what holds for an item, or for the one that it is part of.
    static func derive(for item: Item.ID, in session: any Session) throws {
        let root = try Merging(session: session).root(of: item)
        let rows = try session.rows(
            """
            SELECT topic, decision FROM tag_verdicts
            WHERE undone IS NULL AND item IN \(list: members(of: root, in: session)) ORDER BY number
            """)
        var isRejected: [String: Bool] = [:]
        for row in rows {
            isRejected[try row.text(0)] = try row.text(1) == TagVerdict.Decision.reject.rawValue
        }
        try session.run("DELETE FROM rejected_tags WHERE item = \(root)")
        for topic in isRejected.filter(\.value).keys.sorted() {
            try session.run("INSERT INTO rejected_tags (item, topic) VALUES (\(root), \(topic))")
        }
    }

    /// An item and all that became part of it.
    static func members(of root: Item.ID, in session: any Session) throws -> [Item.ID] {
        var (found, open) = ([root], [root])
        while !open.isEmpty {
            let rows = try session.rows(
                "SELECT item FROM merged WHERE into_item IN \(list: open) ORDER BY item")
            open = try rows.map { Item.ID(try $0.text(0)) }.filter { !found.contains($0) }
            found += open
        }
        return found
    }
}
