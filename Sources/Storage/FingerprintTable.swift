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

    /// Up to which number texts have been compared with all others.
    public func compared() async throws(StorageError) -> Int {
        try await database.read { try $0.number("SELECT number FROM compared") }
    }

    /// Notes up to which number texts have been compared with all others.
    public func setCompared(upTo number: Int) async throws(StorageError) {
        try await database.write { try $0.run("UPDATE compared SET number = \(number)") }
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
        let bits = TextFingerprint(of: item.text.best).map { Int(Int64(bitPattern: $0.bits)) }
        let headline = Headline(item.title).key
        guard bits != nil || headline != nil else { return }
        try session.run(
            """
            INSERT INTO fingerprints (number, item, bits, headline)
            VALUES ((SELECT COALESCE(MAX(number), 0) + 1 FROM fingerprints), \(id), \(bits), \(headline))
            ON CONFLICT (item) DO UPDATE SET number = excluded.number, bits = excluded.bits,
                headline = excluded.headline
            """)
    }
}
