// SPDX-License-Identifier: MIT

public import Model

/// The table of what items' texts and headlines are about to the bit, by which copies are found.
public struct FingerprintTable: Sendable {
    let database: any Database

    /// A fingerprint with the number under which it is kept.
    public struct Entry: Hashable, Sendable {
        /// Its number, from 1; a text that changes gets a new one, higher than all others.
        public let number: Int
        /// Its text's fingerprint; nil where there is little text.
        public let fingerprint: TextFingerprint?
        /// Its headline's key; nil where it is short.
        public let headline: Int?

        init(_ row: Row) throws {
            number = try row.integer(0)
            fingerprint = row.optionalInteger(1).map {
                TextFingerprint(bits: UInt64(bitPattern: Int64($0)))
            }
            headline = row.optionalInteger(2)
        }
    }

    /// The fingerprints after a number.
    ///
    /// **Shape**: by number; at most `limit`.
    public func after(_ number: Int, limit: Int) async throws(StorageError) -> [Entry] {
        try await database.read { session in
            try session.rows(
                """
                SELECT number, bits, headline FROM fingerprints WHERE number > \(number)
                ORDER BY number LIMIT \(limit)
                """
            ).map(Entry.init)
        }
    }

    /// The fingerprints of texts that have not been compared with all others.
    ///
    /// **Shape**: by number.
    public func fresh() async throws(StorageError) -> [Entry] {
        try await database.read { session in
            try session.rows(
                """
                SELECT fingerprints.number, bits, headline FROM fresh_texts
                JOIN fingerprints ON fingerprints.number = fresh_texts.number ORDER BY fingerprints.number
                """
            ).map(Entry.init)
        }
    }

    /// Notes that texts have been compared with all others.
    public func setCompared(_ numbers: [Int]) async throws(StorageError) {
        try await database.write { session in
            for part in numbers.parts {
                try session.run("DELETE FROM fresh_texts WHERE number IN \(list: part)")
            }
            // What a text was before it changed is compared no more.
            try session.run(
                """
                DELETE FROM fresh_texts
                WHERE NOT EXISTS (SELECT 1 FROM fingerprints WHERE fingerprints.number = fresh_texts.number)
                """)
        }
    }

    /// The item under a number, and those under others that might be one with it: in the library for themselves, and
    /// carried by no feed that carries it.
    ///
    /// - Parameter numbers: the others, nearest first; at most 500.
    /// - Returns: nil when there is no such item or it is part of another.
    public func candidates(
        for number: Int, among numbers: [Int]
    ) async throws(StorageError) -> (item: LibraryItem, others: [LibraryItem])? {
        try await database.read { session in
            let own = try session.first(
                """
                SELECT items.id FROM fingerprints JOIN items ON items.id = fingerprints.item
                WHERE fingerprints.number = \(number) AND \(Merging.isShown)
                """)
            guard let own else { return nil }
            let id = Item.ID(try own.text(0))
            let rows = try session.rows(
                """
                SELECT fingerprints.number, items.id FROM fingerprints JOIN items ON items.id = fingerprints.item
                WHERE fingerprints.number IN \(list: numbers) AND items.id <> \(id) AND \(Merging.isShown)
                    AND NOT EXISTS (SELECT 1 FROM item_sources mine JOIN item_sources theirs ON theirs.feed = mine.feed
                        WHERE mine.item = \(id) AND theirs.item = items.id)
                """)
            var ids: [Int: Item.ID] = [:]
            for row in rows { ids[try row.integer(0)] = Item.ID(try row.text(1)) }
            let loaded = try ItemTable.load([id] + numbers.compactMap { ids[$0] }, in: session).map(\.library)
            guard let item = loaded.first, item.id == id else { return nil }
            return (item, Array(loaded.dropFirst()))
        }
    }
}

extension FingerprintTable {
    /// Keeps what the fullest words of an item are about, its page's or its feed's.
    static func renew(_ id: Item.ID, in session: any Session) throws {
        guard let item = try ItemTable.load([id], in: session).first else { return }
        try keep(item.library.readable, as: id, in: session)
    }

    /// Keeps what an item's words are about in place of what they were, under the highest number.
    ///
    /// What was kept stays where there is too little now: numbers are never given twice, and whoever finds it compares the
    /// words themselves.
    static func keep(_ item: Item, as id: Item.ID, in session: any Session) throws {
        guard let number = try put(item, as: id, in: session) else { return }
        try session.run("INSERT INTO fresh_texts (number) VALUES (\(number))")
    }

    /// Keeps it without noting that it is to be compared; its number, or nil where there is too little.
    static func put(_ item: Item, as id: Item.ID, in session: any Session) throws -> Int? {
        let bits = TextFingerprint(of: item.text.best).map { Int(Int64(bitPattern: $0.bits)) }
        let headline = Headline(item.title).key
        guard bits != nil || headline != nil else { return nil }
        return try session.number(
            """
            INSERT INTO fingerprints (number, item, bits, headline)
            VALUES (\(session.dialect.nextNumber("fingerprints")), \(id), \(bits), \(headline))
            ON CONFLICT (item) DO UPDATE SET number = excluded.number, bits = excluded.bits,
                headline = excluded.headline
            RETURNING number
            """)
    }
}
