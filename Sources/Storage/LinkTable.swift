// SPDX-License-Identifier: MIT

public import Foundation
public import Model

/// The table of links that readers are given, and of what came of checking them.
public struct LinkTable: Sendable {
    let database: any Database

    /// Every link of an item that is approved or stands in an approved issue.
    ///
    /// **Shape**: newest item first, then by id; without those that have no address.
    public func published() async throws(StorageError) -> [PublishedLink] {
        try await links(due: "", order: "items.date DESC, items.id")
    }

    /// Those of them that were never checked, or whose time has come.
    ///
    /// **Shape**: those first that have waited longest; at most `limit`.
    public func due(at now: Date, limit: Int) async throws(StorageError) -> [PublishedLink] {
        try await links(
            due: "AND (links.due IS NULL OR links.due <= \(now) OR links.address <> items.address)",
            order: "COALESCE(links.due, ''), items.date DESC, items.id LIMIT \(limit)")
    }

    /// Notes what came of a check.
    ///
    /// - Parameter next: when to check again, UTC.
    public func note(_ check: LinkCheck, of link: PublishedLink, next: Date) async throws(StorageError) {
        try await database.write { session in
            try session.run(
                """
                INSERT INTO links (item, address, content, due)
                VALUES (\(link.item), \(link.address), \(JSONText(check)), \(next))
                ON CONFLICT (item) DO UPDATE SET address = excluded.address, content = excluded.content,
                    due = excluded.due
                """)
        }
    }

    private func links(due: SQL, order: SQL) async throws(StorageError) -> [PublishedLink] {
        try await database.read { session in
            try session.rows(
                """
                SELECT items.id, items.title, items.address, items.date, links.content, links.address
                FROM items LEFT JOIN links ON links.item = items.id
                WHERE items.address IS NOT NULL AND (items.state = 'approved' AND \(Merging.isShown)
                    OR EXISTS (SELECT 1 FROM issue_items JOIN issues ON issues.newsletter = issue_items.newsletter
                        AND issues.number = issue_items.number
                        WHERE issue_items.item = items.id AND issues.state = 'approved'))
                    \(due) ORDER BY \(order)
                """
            ).compactMap { row in
                guard let address = row.optionalAddress(2) else { return nil }
                // What was found at another address says nothing about this one.
                let isSame = row.optionalText(5) == address.text
                return PublishedLink(
                    item: Item.ID(try row.text(0)), title: try row.text(1), address: address,
                    date: try row.date(3), last: isSame ? try row.json(4) : nil)
            }
        }
    }
}
