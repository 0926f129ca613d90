// SPDX-License-Identifier: MIT

/// The step of the schema that keeps what a feed lists now, so that a document in which little is new costs little, and what
/// the queue's order is reckoned from beside it.
///
/// `listed` is 1 for what the feed's last document held; its `last_seen` stays behind until it is gone. `seen` is
/// ``KeyedItem/seenKey`` of what the source last gave; NULL where that has to be looked at in any case.
enum ListedStep {
    static let statements: [SQL] = [
        "ALTER TABLE item_sources ADD COLUMN listed INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE item_sources ADD COLUMN seen INTEGER",
        """
        UPDATE item_sources SET listed = 1
        WHERE last_seen >= COALESCE((SELECT last_changed FROM feeds WHERE feeds.id = item_sources.feed), '')
        """,
        "CREATE INDEX item_sources_listed ON item_sources (feed, source_key, seen, listed) WHERE listed = 1",
        // Whoever puts the queue in order needs to know of each item which feed gave it first, and nothing else of it.
        "ALTER TABLE queue ADD COLUMN source TEXT NOT NULL DEFAULT ''",
        "UPDATE queue SET source = (SELECT feed FROM items WHERE items.id = queue.item)",
        // What a run looks for stands in an index or a table of its own, so that nothing is read through to find little.
        "CREATE TABLE unsurveyed_items (item TEXT PRIMARY KEY NOT NULL REFERENCES items (id))",
        """
        INSERT INTO unsurveyed_items (item) SELECT items.id FROM items LEFT JOIN articles ON articles.item = items.id
        WHERE articles.item IS NULL OR articles.revision <> items.revision
        """,
        "CREATE INDEX articles_by_result ON articles (result, words)",
        "DROP INDEX items_by_model",
        "CREATE INDEX items_by_model ON items (tagged_by, state, date, id)",
    ]
}
