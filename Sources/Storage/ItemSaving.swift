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
    /// Older items that a first fetch offered and that were not taken.
    public var older = 0

    /// Nothing yet.
    public init() {}
}

extension ItemTable {
    /// Saves what one fetch of a feed gave, together with the note of the fetch, in one transaction.
    ///
    /// An item that is known keeps its id, its first-seen date and its verdict. Changed words make a revision and ask the
    /// classifier for a new look. The same article from another feed becomes a further source of the one item. Of a
    /// feed's first fetch only the newest items are taken; the rest is counted and can be fetched later.
    ///
    /// - Parameters:
    ///   - firstLimit: items to take of a feed's first fetch.
    ///   - next: when to look again, by what the fetch brought.
    public func save(
        _ items: [Item], noting fetch: FetchRecord, firstLimit: Int = .max,
        next: @escaping @Sendable (SaveReport) -> NextTry
    ) async throws(StorageError) -> SaveReport {
        // What can be reckoned before the transaction is, since only one writer works at a time.
        let items = items.map(KeyedItem.init)
        let keys = Set(items.map(\.sourceKey))
        return try await database.write { session in
            var report = SaveReport()
            let saving = ItemSaving(session: session, fetch: fetch, keys: keys)
            for item in try saving.taken(of: items, firstLimit: firstLimit, into: &report) {
                try saving.save(item, into: &report)
            }
            try FeedTable.note(fetch, report, next: next(report), in: session)
            return report
        }
    }
}

/// Saves the items of one fetch within one transaction.
private struct ItemSaving {
    let session: any Session
    let fetch: FetchRecord
    /// What identifies the items that the document holds now.
    let keys: Set<String>

    private var time: Date { fetch.time }

    /// The items to save: all but those that the first fetch left.
    func taken(of items: [KeyedItem], firstLimit: Int, into report: inout SaveReport) throws -> [KeyedItem] {
        let feed = fetch.feed
        let known = try session.number("SELECT COUNT(*) FROM item_sources WHERE feed = \(feed)")
        let left = try session.rows("SELECT source_key FROM older_items WHERE feed = \(feed)")
        let leftKeys = try Set(left.map { try $0.text(0) })
        guard known == 0, leftKeys.isEmpty, items.count > firstLimit else {
            let kept = items.filter { !leftKeys.contains($0.sourceKey) }
            report.older = items.count - kept.count
            return kept
        }
        // Newest first; items without a date keep the document's order, which is newest first by custom.
        let byDate = items.enumerated().sorted { left, right in
            let (a, b) = (
                left.element.item.dates.best ?? .distantFuture,
                right.element.item.dates.best ?? .distantFuture
            )
            return a == b ? left.offset < right.offset : a > b
        }
        let chosen = Set(byDate.prefix(firstLimit).map(\.offset))
        for (index, item) in items.enumerated() where !chosen.contains(index) {
            try session.run(
                """
                INSERT INTO older_items (feed, source_key) VALUES (\(feed), \(item.sourceKey))
                ON CONFLICT (feed, source_key) DO NOTHING
                """)
            report.older += 1
        }
        return items.enumerated().filter { chosen.contains($0.offset) }.map(\.element)
    }

    func save(_ item: KeyedItem, into report: inout SaveReport) throws {
        if let known = try knownItem(item) {
            try refresh(item, as: known, in: &report)
        } else if let renamed = try renamedItem(item) {
            try refresh(item, as: renamed, in: &report)
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
    private func knownItem(_ item: KeyedItem) throws -> Item.ID? {
        let row = try session.first(
            """
            SELECT item FROM item_sources
            WHERE feed = \(item.identity.feed) AND source_key = \(item.sourceKey)
            """)
        return try row.map { Item.ID(try $0.text(0)) }
    }

    /// The item that this feed gave before under a key that it no longer uses: same page, same headline.
    ///
    /// Some sources make new GUIDs for old items at every fetch. The new key takes the old one's place.
    private func renamedItem(_ item: KeyedItem) throws -> Item.ID? {
        guard let address = item.address, address.path != "/" else { return nil }
        // A cross join keeps SQLite from walking through all the feed's items for each of them.
        let rows = try session.rows(
            """
            SELECT items.id, item_sources.source_key FROM items CROSS JOIN item_sources
            WHERE items.canonical = \(item.canonical) AND items.title = \(item.title)
                AND item_sources.item = items.id AND item_sources.feed = \(item.identity.feed) LIMIT 3
            """)
        guard rows.count == 1, let row = rows.first else { return nil }
        let old = try row.text(1)
        guard !keys.contains(old) else { return nil }
        try session.run(
            """
            UPDATE item_sources SET source_key = \(item.sourceKey)
            WHERE feed = \(item.identity.feed) AND source_key = \(old)
            """)
        return Item.ID(try row.text(0))
    }

    /// The one item from another feed that has the same page and the same headline.
    private func twin(of item: KeyedItem) throws -> Item.ID? {
        guard let address = item.address, address.path != "/" else { return nil }
        let rows = try session.rows(
            """
            SELECT id, title FROM items
            WHERE canonical = \(item.canonical) AND feed <> \(item.identity.feed) LIMIT 3
            """)
        let same = try rows.filter { try $0.text(1).lowercased() == item.title.lowercased() }
        return same.count == 1 ? Item.ID(try same[0].text(0)) : nil
    }

    private func insert(_ item: KeyedItem) throws {
        let date = min(item.item.dates.best ?? time, time)
        try session.run(
            """
            INSERT INTO items (id, feed, title, address, canonical, content, content_key, licence_key, date,
                first_seen, revision, state)
            VALUES (\(item.id), \(item.identity.feed), \(item.title), \(item.address), \(item.canonical),
                \(JSONText(item.item)), \(item.contentKey), \(item.licenceKey), \(date), \(time), 1, 'waiting')
            """)
    }

    private func addSource(_ item: KeyedItem, to id: Item.ID) throws {
        try session.run(
            """
            INSERT INTO item_sources (feed, source_key, item, address, first_seen, last_seen)
            VALUES (\(item.identity.feed), \(item.sourceKey), \(id), \(item.address), \(time), \(time))
            """)
    }

    private func refresh(_ item: KeyedItem, as id: Item.ID, in report: inout SaveReport) throws {
        try session.run(
            """
            UPDATE item_sources SET last_seen = \(time), address = \(item.address)
            WHERE feed = \(item.identity.feed) AND source_key = \(item.sourceKey)
            """)
        // Only the feed that gave an item first speaks for its words.
        let row = try session.first(
            """
            SELECT content_key, revision, title, content, licence_key FROM items
            WHERE id = \(id) AND feed = \(item.identity.feed)
            """)
        guard let row, try row.text(0) != item.contentKey else {
            if let row, row.optionalText(4) != item.licenceKey { try relicense(id, row, as: item) }
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
            UPDATE items SET title = \(item.title), address = \(item.address),
                canonical = \(item.canonical), content = \(JSONText(item.item)),
                content_key = \(item.contentKey), licence_key = \(item.licenceKey),
                revision = \(revision + 1), tagged_by = NULL
            WHERE id = \(id)
            """)
        report.changed += 1
    }

    /// A source may give the same words under another licence; that is no new revision of them.
    private func relicense(_ id: Item.ID, _ row: Row, as item: KeyedItem) throws {
        let kept: Item = try row.json(3)
        let content = kept.credited(Credit(authors: kept.credit.authors, licence: item.item.credit.licence))
        try session.run(
            """
            UPDATE items SET content = \(JSONText(content)), licence_key = \(item.licenceKey) WHERE id = \(id)
            """)
    }
}

/// An item with the keys by which it is found again.
private struct KeyedItem: Sendable {
    let item: Item
    /// What identifies it within its feed, with what that is made of.
    let sourceKey: String
    let contentKey: String
    let canonical: String?
    /// The licence and where it is stated; empty for none.
    let licenceKey: String

    var id: Item.ID { item.id }
    var identity: ItemIdentity { item.identity }
    var title: String { item.title }
    var address: WebAddress? { item.address }

    init(_ item: Item) {
        self.item = item
        sourceKey = item.identity.kind.rawValue + ":" + item.identity.key
        contentKey = item.contentKey
        canonical = item.address?.canonicalKey
        licenceKey = item.credit.licence.map { "\($0.place.rawValue):\($0.licence.id)" } ?? ""
    }
}
