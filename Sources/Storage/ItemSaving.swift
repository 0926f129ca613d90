// SPDX-License-Identifier: MIT

import Foundation
public import Model

extension ItemTable {
    /// Saves what one fetch of a feed gave, together with the note of the fetch, in one transaction.
    ///
    /// An item that is known keeps its id, its first-seen date and its verdict. Changed words make a revision and ask the
    /// classifier for a new look. The same article from another feed becomes a further source of the one item. Of a
    /// feed's first fetch only the newest items are taken; the rest is counted and can be fetched later. What a source gives
    /// to the letter as before is not looked at any further.
    ///
    /// - Parameters:
    ///   - isWhole: whether it is the feed's document, so that what is not in it is not in the feed any more.
    ///   - firstLimit: items to take of a feed's first fetch.
    ///   - next: when to look again, by what the fetch brought.
    public func save(
        _ items: [Item], noting fetch: FetchRecord, isWhole: Bool = true, firstLimit: Int = .max,
        next: @escaping @Sendable (SaveReport) -> NextTry
    ) async throws(StorageError) -> SaveReport {
        // What can be reckoned before the transaction is, since only one writer works at a time.
        let items = items.map(KeyedItem.init)
        let keys = Set(items.map(\.sourceKey))
        return try await database.write { session in
            var report = SaveReport()
            let saving = ItemSaving(session: session, fetch: fetch, keys: keys)
            let listed = try ListedSources(of: fetch.feed, about: items.count, in: session)
            for item in try saving.taken(of: items, firstLimit: firstLimit, into: &report) {
                if listed.holds(item) {
                    report.unchanged += 1
                } else {
                    try saving.save(item, into: &report)
                }
            }
            if isWhole { try listed.leave(keys, at: fetch.time, in: session) }
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

    private static let pageLimit = 20
    private var time: Date { fetch.time }

    /// The items to save: all but those that the first fetch left.
    func taken(of items: [KeyedItem], firstLimit: Int, into report: inout SaveReport) throws -> [KeyedItem] {
        let feed = fetch.feed
        let left = try session.rows("SELECT source_key FROM older_items WHERE feed = \(feed)")
        let leftKeys = try Set(left.map { try $0.text(0) })
        guard leftKeys.isEmpty, items.count > firstLimit,
            try session.first("SELECT 1 FROM item_sources WHERE feed = \(feed) LIMIT 1") == nil
        else {
            if leftKeys.isEmpty { return items }
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
            return
        }
        let place = Place(item)
        if let renamed = try renamedItem(item, at: place) {
            try refresh(item, as: renamed, in: &report)
        } else if let twin = try twin(of: item, at: place) {
            try addSource(item, to: twin, origin: item.id)
            try QueueKeeping.mark([twin], in: session)
            report.joined += 1
        } else {
            let id = try insert(item, at: place)
            try addSource(item, to: id, origin: id)
            report.new += 1
        }
    }

    /// The item that this feed gave before under the same key.
    private func knownItem(_ item: KeyedItem) throws -> KnownItem? {
        try session.first(
            """
            SELECT item, origin FROM item_sources
            WHERE feed = \(item.identity.feed) AND source_key = \(item.sourceKey)
            """
        ).map(KnownItem.init)
    }

    /// The item that this feed gave before under a key that it no longer uses: same page, same headline.
    ///
    /// Some sources make new GUIDs for old items at every fetch. The new key takes the old one's place.
    private func renamedItem(_ item: KeyedItem, at place: Place) throws -> KnownItem? {
        guard place.isPage else { return nil }
        let items = try session.rows(
            """
            SELECT id FROM items WHERE page_key = \(place.page) AND canonical = \(place.canonical)
                AND title = \(item.title) LIMIT \(ItemSaving.pageLimit)
            """
        ).map { Item.ID(try $0.text(0)) }
        if items.isEmpty { return nil }
        let rows = try session.rows(
            """
            SELECT item, origin, source_key, feed FROM item_sources WHERE item IN \(list: items)
            UNION SELECT item, origin, source_key, feed FROM item_sources WHERE origin IN \(list: items)
            """
        ).filter { try $0.text(3) == item.identity.feed.rawValue }
        guard rows.count == 1, let row = rows.first else { return nil }
        let old = try row.text(2)
        guard !keys.contains(old) else { return nil }
        try session.run(
            """
            UPDATE item_sources SET source_key = \(item.sourceKey)
            WHERE feed = \(item.identity.feed) AND source_key = \(old)
            """)
        return try KnownItem(row)
    }

    /// The one item of other feeds that has the same page and, in the main, the same headline, unless a curator has
    /// parted the two.
    private func twin(of item: KeyedItem, at place: Place) throws -> Item.ID? {
        guard place.isPage else { return nil }
        // A page on which many items stand is no item's own.
        let rows = try session.rows(
            "SELECT id, title FROM items WHERE page_key = \(place.page) LIMIT \(ItemSaving.pageLimit)")
        guard !rows.isEmpty, rows.count < ItemSaving.pageLimit else { return nil }
        let merging = Merging(session: session)
        let headline = Headline(item.title)
        let alike = try rows.filter { headline.isLike(Headline(try $0.text(1))) }
        let twins = try Set(alike.map { try merging.root(of: Item.ID(try $0.text(0))) })
        guard let twin = twins.first, twins.count == 1 else { return nil }
        let sources = try merging.sources(of: twin)
        guard !sources.contains(where: { $0.feed == item.identity.feed }),
            try !merging.areApart(sources.map(\.origin), [item.id])
        else { return nil }
        return twin
    }

    /// Adds an item.
    ///
    /// - Returns: its id.
    private func insert(_ item: KeyedItem, at place: Place) throws -> Item.ID {
        let date = min(item.item.dates.best ?? time, time)
        let values: SQL = """
            \(item.identity.feed), \(item.title), \(item.address), \(place.canonical), \(place.page),
                \(JSONText(item.item)), \(item.contentKey), \(item.licenceKey), \(date), \(time), 1, 'waiting'
            """
        // A feed may take up a key again that it gave to another item before; then the words tell them apart.
        for id in [item.id, item.otherID] {
            let added = try session.rows(
                """
                INSERT INTO items (id, feed, title, address, canonical, page_key, content, content_key, licence_key,
                    date, first_seen, revision, state)
                VALUES (\(id), \(values)) ON CONFLICT (id) DO NOTHING RETURNING id
                """)
            if added.isEmpty { continue }
            try FingerprintTable.keep(item.item, as: id, in: session)
            try QueueKeeping.mark([id], in: session)
            try ArticleTable.mark(id, in: session)
            return id
        }
        throw StorageError.damaged("an item without a source has the id of a new one (\(item.otherID))")
    }

    private func addSource(_ item: KeyedItem, to id: Item.ID, origin: Item.ID) throws {
        let seen = id == origin ? item.seenKey : nil
        try session.run(
            """
            INSERT INTO item_sources (feed, source_key, item, origin, address, first_seen, last_seen, listed, seen)
            VALUES (\(item.identity.feed), \(item.sourceKey), \(id), \(origin), \(item.address), \(time), \(time), 1,
                \(seen))
            """)
    }

    private func refresh(_ item: KeyedItem, as known: KnownItem, in report: inout SaveReport) throws {
        // Where it does not speak for the item now, it may do so later; then its words have to be looked at.
        let seen = known.isSpeaker ? item.seenKey : nil
        try session.run(
            """
            UPDATE item_sources SET last_seen = \(time), address = \(item.address), listed = 1, seen = \(seen)
            WHERE feed = \(item.identity.feed) AND source_key = \(item.sourceKey)
            """)
        // Only the source that gave an item first speaks for its words.
        let row =
            known.isSpeaker
            ? try session.first(
                "SELECT content_key, revision, title, content, licence_key FROM items WHERE id = \(known.item)"
            )
            : nil
        guard let row, try row.text(0) != item.contentKey else {
            if let row, row.optionalText(4) != item.licenceKey { try relicense(known.item, row, as: item) }
            report.unchanged += 1
            return
        }
        let revision = try row.integer(1)
        try session.run(
            """
            INSERT INTO item_revisions (item, revision, title, content, replaced)
            VALUES (\(known.item), \(revision), \(try row.text(2)), \(try row.text(3)), \(time))
            """)
        let place = Place(item)
        try session.run(
            """
            UPDATE items SET title = \(item.title), address = \(item.address),
                canonical = \(place.canonical),
                page_key = CASE WHEN address = \(item.address) THEN page_key ELSE \(place.page) END, content = \(JSONText(item.item)),
                content_key = \(item.contentKey), licence_key = \(item.licenceKey),
                revision = \(revision + 1), tagged_by = NULL
            WHERE id = \(known.item)
            """)
        try FingerprintTable.renew(known.item, in: session)
        try QueueKeeping.mark([known.item], in: session)
        try ArticleTable.mark(known.item, in: session)
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
        try QueueKeeping.mark([id], in: session)
    }
}

/// The item that a source belongs to.
private struct KnownItem {
    let item: Item.ID
    /// Whether the source gave the item first, and so speaks for its words.
    let isSpeaker: Bool

    init(_ row: Row) throws {
        item = Item.ID(try row.text(0))
        isSpeaker = row.optionalText(1) == item.rawValue
    }
}
