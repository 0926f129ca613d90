// SPDX-License-Identifier: MIT

import Model

/// The step of the schema that lets an article be known again, joined and parted.
enum SeenBeforeStep {
    static let statements: [SQL] = [
        // The address that all versions of a page share; see `WebAddress.pageKey`.
        "ALTER TABLE items ADD COLUMN page_key TEXT",
        "DROP INDEX items_by_canonical",
        "CREATE INDEX items_by_page ON items (page_key, title)",
        // The id of the item that a source has, or would have, for itself. It never changes, wherever the source goes.
        "ALTER TABLE item_sources ADD COLUMN origin TEXT",
        "CREATE INDEX item_sources_by_origin ON item_sources (origin)",
        // A text that changes gets a new number, so what is new has the highest numbers.
        """
        CREATE TABLE fingerprints (
            number INTEGER PRIMARY KEY NOT NULL, item TEXT NOT NULL UNIQUE REFERENCES items (id),
            bits INTEGER, headline INTEGER)
        """,
        // Up to which number texts have been compared with all others; one row.
        "CREATE TABLE compared (id INTEGER PRIMARY KEY NOT NULL CHECK (id = 1), number INTEGER NOT NULL)",
        "INSERT INTO compared (id, number) VALUES (1, 0)",
        // Items that have become part of another. They keep their words, tags and verdicts, and are shown no more.
        """
        CREATE TABLE merged (
            item TEXT PRIMARY KEY NOT NULL REFERENCES items (id),
            into_item TEXT NOT NULL REFERENCES items (id), CHECK (item <> into_item))
        """,
        "CREATE INDEX merged_by_into ON merged (into_item)",
        // Who joined or parted items and when; several rows with one number were done at once.
        """
        CREATE TABLE merges (
            number INTEGER NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('merge', 'split')),
            item TEXT NOT NULL REFERENCES items (id), other TEXT NOT NULL REFERENCES items (id),
            author TEXT NOT NULL, by_rule INTEGER NOT NULL CHECK (by_rule IN (0, 1)), why TEXT NOT NULL,
            time TEXT NOT NULL, undone TEXT, PRIMARY KEY (number, item))
        """,
        "CREATE INDEX merges_by_item ON merges (item, number)",
        """
        CREATE TABLE merge_moves (
            number INTEGER NOT NULL, origin TEXT NOT NULL, item TEXT NOT NULL REFERENCES items (id),
            PRIMARY KEY (number, origin))
        """,
        // Sources that a curator has parted: no rule joins them again. In force unless a later merge lifted it.
        """
        CREATE TABLE kept_apart (
            one TEXT NOT NULL, other TEXT NOT NULL, since INTEGER NOT NULL, lifted INTEGER,
            PRIMARY KEY (one, other, since))
        """,
        "CREATE INDEX kept_apart_by_other ON kept_apart (other)",
    ]

    /// Gives what is there its page keys, origins and fingerprints.
    static func fill(_ session: any Session) throws {
        try session.run(
            """
            UPDATE item_sources SET origin = item
            WHERE feed = (SELECT feed FROM items WHERE items.id = item_sources.item)
            """)
        let strays = try session.rows("SELECT feed, source_key FROM item_sources WHERE origin IS NULL")
        for row in strays {
            let (feed, key) = (Feed.ID(try row.text(0)), try row.text(1))
            let origin = SourceKey.identity(feed: feed, key).id
            try session.run(
                "UPDATE item_sources SET origin = \(origin) WHERE feed = \(feed) AND source_key = \(key)")
        }
        var last = ""
        while true {
            let rows = try session.rows(
                "SELECT id, content FROM items WHERE id > \(last) ORDER BY id LIMIT 500")
            guard let end = try rows.last?.text(0) else { break }
            last = end
            for row in rows {
                let (id, item): (Item.ID, Item) = (Item.ID(try row.text(0)), try row.json(1))
                try session.run("UPDATE items SET page_key = \(item.address?.pageKey) WHERE id = \(id)")
                _ = try FingerprintTable.put(item, as: id, in: session)
            }
        }
    }
}

/// What identifies an item within its feed, as the table of sources keeps it: what it is made of, a colon, the key.
enum SourceKey {
    static func text(_ identity: ItemIdentity) -> String { identity.kind.rawValue + ":" + identity.key }

    static func identity(feed: Feed.ID, _ text: String) -> ItemIdentity {
        let kind = text.prefix { $0 != ":" }
        return ItemIdentity(
            feed: feed, kind: ItemIdentity.Kind(rawValue: String(kind)) ?? .guid,
            key: String(text.dropFirst(kind.count + 1)))
    }
}
