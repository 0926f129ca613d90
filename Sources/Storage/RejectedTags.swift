// SPDX-License-Identifier: MIT

import Foundation
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
            SELECT number, topic, decision FROM tag_verdicts
            WHERE undone IS NULL AND item IN \(list: members(of: root, in: session)) ORDER BY number
            """)
        var rejections: [String: Int] = [:]
        for row in rows {
            let isRejected = try row.text(2) == TagVerdict.Decision.reject.rawValue
            rejections[try row.text(1)] = isRejected ? try row.integer(0) : nil
        }
        try session.run("DELETE FROM rejected_tags WHERE item = \(root)")
        for (topic, number) in rejections.sorted(by: { $0.value < $1.value }) {
            try session.run(
                "INSERT INTO rejected_tags (item, topic, verdict) VALUES (\(root), \(topic), \(number))")
        }
    }

    /// What was rejected for one item, and with which decision at last.
    struct Rejection {
        var topics: [Topic.ID] = []
        var action = 0
        var decided = Date.distantPast
    }

    /// What persons rejected for all items.
    static func all(in session: any Session) throws -> [Item.ID: Rejection] {
        var found: [Item.ID: Rejection] = [:]
        let rows = try session.rows(
            """
            SELECT rejected_tags.item, rejected_tags.topic, tag_verdicts.action, tag_verdicts.decided
            FROM rejected_tags JOIN tag_verdicts ON tag_verdicts.number = rejected_tags.verdict
            WHERE tag_verdicts.by_rule = 0 ORDER BY rejected_tags.item, rejected_tags.topic
            """)
        for row in rows {
            var rejection = found[Item.ID(try row.text(0))] ?? Rejection()
            rejection.topics.append(Topic.ID(try row.text(1)))
            if try row.integer(2) > rejection.action {
                (rejection.action, rejection.decided) = (try row.integer(2), try row.date(3))
            }
            found[Item.ID(try row.text(0))] = rejection
        }
        return found
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
