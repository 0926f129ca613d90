// SPDX-License-Identifier: MIT

/// The step of the schema that keeps which mail went to whom: the ledger, and letters to single people.
enum DeliveryStep {
    static let statements: [SQL] = [
        // Who gets an issue is settled once, when sending begins.
        """
        CREATE TABLE sends (
            newsletter TEXT NOT NULL, number INTEGER NOT NULL, begun TEXT NOT NULL, finished TEXT,
            PRIMARY KEY (newsletter, number),
            FOREIGN KEY (newsletter, number) REFERENCES issues (newsletter, number))
        """,
        // `due` stands while there is something to do; `letter` until its result is known.
        """
        CREATE TABLE deliveries (
            id TEXT PRIMARY KEY NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('issue', 'letter')),
            newsletter TEXT, number INTEGER, subscriber TEXT, letter_key TEXT UNIQUE, letter TEXT,
            address_key TEXT,
            state TEXT NOT NULL CHECK (state IN ('queued', 'transmitting', 'sent', 'failed', 'unknown', 'skipped')),
            written TEXT NOT NULL, due TEXT, tries INTEGER NOT NULL DEFAULT 0, unsure INTEGER NOT NULL DEFAULT 0,
            first_tried TEXT, ended TEXT, code INTEGER, reason TEXT NOT NULL DEFAULT '',
            UNIQUE (newsletter, number, subscriber),
            CHECK ((kind = 'issue') = (newsletter IS NOT NULL AND number IS NOT NULL AND subscriber IS NOT NULL)),
            CHECK ((kind = 'letter') = (letter_key IS NOT NULL)),
            CHECK (due IS NULL OR state IN ('queued', 'unknown')),
            CHECK (due IS NOT NULL OR state <> 'queued'))
        """,
        "CREATE INDEX deliveries_by_due ON deliveries (kind, due, id) WHERE due IS NOT NULL",
        "CREATE INDEX deliveries_by_issue ON deliveries (newsletter, number, state)",
        "CREATE INDEX deliveries_by_subscriber ON deliveries (subscriber, ended)",
        "CREATE INDEX deliveries_by_address ON deliveries (address_key)",
        "CREATE INDEX deliveries_on_their_way ON deliveries (id) WHERE state = 'transmitting'",
        // No address but what stands for one.
        """
        CREATE TABLE bounces (
            number INTEGER PRIMARY KEY NOT NULL, delivery TEXT NOT NULL, address_key TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('gone', 'failed', 'complaint')), time TEXT NOT NULL, status TEXT,
            words TEXT NOT NULL, UNIQUE (delivery, kind))
        """,
        "CREATE INDEX bounces_by_address ON bounces (address_key, time)",
    ]
}
