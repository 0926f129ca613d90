// SPDX-License-Identifier: MIT

import Foundation
import Model

/// Joins and parts items within one transaction.
///
/// An item that becomes part of another keeps its row, since verdicts and issues point at it; its sources go over. Each
/// source knows by its origin which item it has, or would have, for itself, so everything can be parted again.
struct Merging {
    let session: any Session

    /// Whether an item of the table `items` is in the library for itself, for a `WHERE`.
    static let isShown: SQL = "NOT EXISTS (SELECT 1 FROM merged WHERE merged.item = items.id)"

    /// One feed that carries an item.
    struct Source: Hashable {
        let feed: Feed.ID
        let key: String
        let origin: Item.ID
        let address: WebAddress?
        let firstSeen: Date
    }

    /// Sources that leave an item together, and the item that they get.
    struct Group {
        let item: Item.ID
        let sources: [Source]

        init(_ item: Item.ID, _ sources: [Source]) {
            self.item = item
            self.sources = sources
        }

        /// The item that the first of them has for itself.
        init?(_ sources: [Source]) {
            guard let first = sources.first else { return nil }
            self.init(first.origin, sources)
        }
    }

    /// The item that an item is part of now: itself, unless it was joined to another.
    func root(of item: Item.ID) throws -> Item.ID {
        var item = item
        // Joining never makes a circle; a damaged table must not hold us up.
        for _ in 0..<1_000 {
            guard let row = try session.first("SELECT into_item FROM merged WHERE item = \(item)") else {
                return item
            }
            item = Item.ID(try row.text(0))
        }
        throw StorageError.damaged("joined items go round in a circle at \(item)")
    }

    /// The sources of an item, first seen first.
    func sources(of item: Item.ID) throws -> [Source] {
        try session.rows(
            """
            SELECT feed, source_key, origin, address, first_seen FROM item_sources WHERE item = \(item)
            ORDER BY first_seen, feed, source_key
            """
        ).map { row in
            Source(
                feed: Feed.ID(try row.text(0)), key: try row.text(1), origin: Item.ID(try row.text(2)),
                address: row.optionalAddress(3), firstSeen: try row.date(4))
        }
    }

    /// Whether a curator has parted any of some sources from any of others.
    func areApart(_ some: [Item.ID], _ others: [Item.ID]) throws -> Bool {
        try session.number(
            """
            SELECT COUNT(*) FROM kept_apart WHERE lifted IS NULL
                AND (one IN \(list: some) AND other IN \(list: others)
                    OR one IN \(list: others) AND other IN \(list: some))
            """) > 0
    }

    /// The number of the next thing that is done.
    func nextNumber() throws -> Int {
        try session.number("SELECT COALESCE(MAX(number), 0) FROM merges") + 1
    }

    /// Makes an item part of another.
    ///
    /// - Parameter number: of what is done at once; nil for a new one.
    func merge(
        _ item: Item.ID, into other: Item.ID, why: String, by author: Verdict.Signature, number: Int? = nil
    ) throws {
        let number = try number ?? nextNumber()
        let (gone, kept) = (try sources(of: item).map(\.origin), try sources(of: other).map(\.origin))
        try note(number, "merge", item, other, why: why, by: author)
        try move(gone, from: item, to: other, number: number)
        try session.run("INSERT INTO merged (item, into_item) VALUES (\(item), \(other))")
        try session.run(
            """
            UPDATE kept_apart SET lifted = \(number) WHERE lifted IS NULL
                AND (one IN \(list: gone) AND other IN \(list: kept)
                    OR one IN \(list: kept) AND other IN \(list: gone))
            """)
        try QueueKeeping.mark([item, other], in: session)
        try RejectedTags.derive(for: other, in: session)
    }

    /// Gives some sources of an item an item for themselves, made where there is none, and keeps them apart from the rest.
    func split(
        _ group: Group, of item: Item.ID, from rest: [Source], number: Int, by author: Verdict.Signature
    ) throws {
        let known = try session.number("SELECT COUNT(*) FROM items WHERE id = \(group.item)")
        if known == 0, let first = group.sources.first { try makeItem(group.item, like: item, for: first) }
        try session.run("DELETE FROM merged WHERE item = \(group.item)")
        try QueueKeeping.mark([group.item, item], in: session)
        try note(number, "split", group.item, item, why: "", by: author)
        try move(group.sources.map(\.origin), from: item, to: group.item, number: number)
        for item in [group.item, item] { try RejectedTags.derive(for: item, in: session) }
        for source in group.sources {
            for other in rest {
                let pair = [source.origin, other.origin].sorted()
                try session.run(
                    """
                    INSERT INTO kept_apart (one, other, since) VALUES (\(pair[0]), \(pair[1]), \(number))
                    ON CONFLICT (one, other, since) DO NOTHING
                    """)
            }
        }
    }
}

private extension Merging {
    func note(
        _ number: Int, _ kind: String, _ item: Item.ID, _ other: Item.ID, why: String,
        by author: Verdict.Signature
    ) throws {
        try session.run(
            """
            INSERT INTO merges (number, kind, item, other, author, by_rule, why, time)
            VALUES (\(number), \(kind), \(item), \(other), \(author.name), \(author.isRule ? 1 : 0), \(why),
                \(author.time))
            """)
        guard !author.isRule else { return }
        let (apart, joined) = (["item": item.rawValue], ["item": other.rawValue, "why": why])
        try AuditTable.append(
            AuditEntry(
                author: .init(name: author.name), time: author.time,
                action: kind == "merge" ? "item joined" : "item parted", subject: "item/\(item)",
                before: JSONText(kind == "merge" ? apart : joined).text,
                after: JSONText(kind == "merge" ? joined : apart).text), in: session)
    }

    func move(_ origins: [Item.ID], from item: Item.ID, to other: Item.ID, number: Int) throws {
        for origin in origins {
            try session.run(
                "INSERT INTO merge_moves (number, origin, item) VALUES (\(number), \(origin), \(item))")
        }
        try session.run(
            "UPDATE item_sources SET item = \(other) WHERE item = \(item) AND origin IN \(list: origins)")
    }

    /// Makes the item of a source that never had one: it says what the joined item says, until its feed speaks.
    func makeItem(_ id: Item.ID, like other: Item.ID, for source: Source) throws {
        let found = try session.first("SELECT content, content_key, date FROM items WHERE id = \(other)")
        guard let found else { throw StorageError.missing(kind: "item", id: other.rawValue) }
        let former: Item = try found.json(0)
        let item = Item(
            identity: SourceKey.identity(feed: source.feed, source.key), title: former.title,
            address: source.address ?? former.address, text: former.text, credit: former.credit,
            dates: former.dates, categories: former.categories)
        try session.run(
            """
            INSERT INTO items (id, feed, title, address, canonical, page_key, content, content_key, date, first_seen,
                revision, state)
            VALUES (\(id), \(source.feed), \(item.title), \(item.address), \(item.address?.canonicalKey),
                \(item.address?.pageKey), \(JSONText(item)), \(try found.text(1)), \(try found.date(2)),
                \(source.firstSeen), 1, 'waiting')
            """)
        try FingerprintTable.keep(item, as: id, in: session)
        try ArticleTable.mark(id, in: session)
    }
}
