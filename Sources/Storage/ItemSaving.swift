// SPDX-License-Identifier: MIT

import Foundation
public import Model

/// What saving one feed's items did.
public struct SaveReport: Hashable, Sendable, Codable {
    /// Items that the library did not have.
    public var new = 0
    /// Items whose words changed at the source; before and after are kept.
    public var changed = 0
    /// Items that another feed already gave; they got a further source.
    public var joined = 0
    /// Items that are as they were.
    public var unchanged = 0

    /// Nothing yet.
    public init() {}
}

extension ItemTable {
    /// Saves what one fetch of a feed gave, together with the note of the fetch, in one transaction.
    ///
    /// An item that is known keeps its id, its first-seen date and its verdict. Changed words make a revision and ask the
    /// classifier for a new look. The same article from another feed becomes a further source of the one item.
    public func save(_ items: [Item], noting fetch: FetchRecord) async throws(StorageError) -> SaveReport {
        try await database.write { session in
            var report = SaveReport()
            for item in items { try ItemSaving(session: session, time: fetch.time).save(item, into: &report) }
            try FeedTable.note(fetch, new: report.new, changed: report.changed, in: session)
            return report
        }
    }
}

/// Saves items within one transaction.
private struct ItemSaving {
    let session: any Session
    let time: Date

    func save(_ item: Item, into report: inout SaveReport) throws {
        if let known = try knownItem(item) {
            try refresh(item, as: known, in: &report)
        } else if let twin = try twin(of: item) {
            try addSource(item, to: twin)
            report.joined += 1
        } else {
            try insert(item)
            try addSource(item, to: item.id)
            report.new += 1
        }
    }

    /// The item that this feed gave before under the same key.
    private func knownItem(_ item: Item) throws -> Item.ID? {
        let row = try session.first(
            """
            SELECT item FROM item_sources
            WHERE feed = \(item.identity.feed) AND source_key = \(item.sourceKey)
            """)
        return try row.map { Item.ID(try $0.text(0)) }
    }

    /// The one item from another feed that has the same page and the same headline.
    private func twin(of item: Item) throws -> Item.ID? {
        guard let address = item.address, address.path != "/" else { return nil }
        let rows = try session.rows(
            """
            SELECT id, title FROM items
            WHERE canonical = \(address.canonicalKey) AND feed <> \(item.identity.feed) LIMIT 3
            """)
        let same = try rows.filter { try $0.text(1).lowercased() == item.title.lowercased() }
        return same.count == 1 ? Item.ID(try same[0].text(0)) : nil
    }

    private func insert(_ item: Item) throws {
        let date = min(item.dates.best ?? time, time)
        try session.run(
            """
            INSERT INTO items (id, feed, title, address, canonical, content, content_key, date, first_seen, revision, state)
            VALUES (\(item.id), \(item.identity.feed), \(item.title), \(item.address),
                \(item.address?.canonicalKey), \(JSONText(item)), \(item.contentKey), \(date), \(time), 1, 'waiting')
            """)
    }

    private func addSource(_ item: Item, to id: Item.ID) throws {
        try session.run(
            """
            INSERT INTO item_sources (feed, source_key, item, address, first_seen, last_seen)
            VALUES (\(item.identity.feed), \(item.sourceKey), \(id), \(item.address), \(time), \(time))
            """)
    }

    private func refresh(_ item: Item, as id: Item.ID, in report: inout SaveReport) throws {
        try session.run(
            """
            UPDATE item_sources SET last_seen = \(time), address = \(item.address)
            WHERE feed = \(item.identity.feed) AND source_key = \(item.sourceKey)
            """)
        // Only the feed that gave an item first speaks for its words.
        let row = try session.first(
            "SELECT content_key, revision, title, content FROM items WHERE id = \(id) AND feed = \(item.identity.feed)"
        )
        guard let row, try row.text(0) != item.contentKey else {
            report.unchanged += 1
            return
        }
        let revision = try row.integer(1)
        try session.run(
            """
            INSERT INTO item_revisions (item, revision, title, content, replaced)
            VALUES (\(id), \(revision), \(try row.text(2)), \(try row.text(3)), \(time))
            """)
        try session.run(
            """
            UPDATE items SET title = \(item.title), address = \(item.address), canonical = \(item.address?.canonicalKey),
                content = \(JSONText(item)), content_key = \(item.contentKey), revision = \(revision + 1),
                tagged_by = NULL
            WHERE id = \(id)
            """)
        report.changed += 1
    }
}

private extension Item {
    /// What identifies the item within its feed, with what it is made of.
    var sourceKey: String { identity.kind.rawValue + ":" + identity.key }
}
