// SPDX-License-Identifier: MIT

import Foundation
public import Model

/// The table of whether items were of use to readers.
public struct OpinionTable: Sendable {
    let database: any Database

    /// What a reader said of some items.
    public func opinions(
        on items: [Item.ID], by reader: Reader.ID
    ) async throws(StorageError) -> [Item.ID: ItemOpinion] {
        try await database.read { session in
            let found = try OpinionTable.opinions("AND item IN \(list: items)", of: reader, in: session)
            return Dictionary(found.map { ($0.item, $0) }) { first, _ in first }
        }
    }

    /// Keeps what a reader says of an item, in place of what they said before.
    ///
    /// **Errors**: `missing` where there is no such item.
    public func keep(_ opinion: ItemOpinion, by reader: Reader.ID) async throws(StorageError) {
        try await database.write { session in
            let item = opinion.item
            guard try session.number("SELECT COUNT(*) FROM items WHERE id = \(item)") == 1 else {
                throw StorageError.missing(kind: "item", id: item.rawValue)
            }
            try session.run(
                """
                INSERT INTO opinions (reader, item, is_useful, word, time)
                VALUES (\(reader), \(item), \(opinion.isUseful ? 1 : 0), \(opinion.word), \(opinion.time))
                ON CONFLICT (reader, item) DO UPDATE SET is_useful = excluded.is_useful, word = excluded.word,
                    time = excluded.time
                """)
        }
    }

    /// Takes back what a reader said of an item.
    public func withdraw(_ item: Item.ID, by reader: Reader.ID) async throws(StorageError) {
        try await database.write { session in
            try session.run("DELETE FROM opinions WHERE reader = \(reader) AND item = \(item)")
        }
    }

    /// What readers said of items, in numbers.
    ///
    /// **Shape**: those with most opinions first, `limit` at the most.
    public func counts(limit: Int) async throws(StorageError) -> [OpinionCount] {
        try await database.read { session in
            let rows = try session.rows(
                """
                SELECT item, SUM(is_useful), COUNT(*) FROM opinions GROUP BY item
                ORDER BY COUNT(*) DESC, item LIMIT \(limit)
                """)
            let items = try ItemTable.load(rows.map { Item.ID(try $0.text(0)) }, in: session)
            let byID = Dictionary(items.map { ($0.id, $0.library) }) { first, _ in first }
            return try rows.compactMap { row in
                let id = Item.ID(try row.text(0))
                guard let library = byID[id] else { return nil }
                let useful = try row.integer(1)
                let words = try session.rows(
                    """
                    SELECT word FROM opinions WHERE item = \(id) AND word <> '' GROUP BY word
                    ORDER BY COUNT(*) DESC, word LIMIT 10
                    """
                ).map { try $0.text(0) }
                return OpinionCount(
                    item: id, title: library.item.displayTitle, sources: library.sources.map(\.title),
                    useful: useful, useless: try row.integer(2) - useful, words: words)
            }
        }
    }

    static func opinions(
        _ condition: SQL, of reader: Reader.ID, in session: any Session
    ) throws -> [ItemOpinion] {
        try session.rows(
            """
            SELECT item, is_useful, word, time FROM opinions WHERE reader = \(reader) \(condition)
            ORDER BY time, item
            """
        ).map { row in
            ItemOpinion(
                item: Item.ID(try row.text(0)), isUseful: try row.integer(1) == 1, word: try row.text(2),
                time: try row.date(3))
        }
    }
}
