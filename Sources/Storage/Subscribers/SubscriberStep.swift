// SPDX-License-Identifier: MIT

import Model

/// The step of the schema that keeps who gets newsletters, and what they said about it.
enum SubscriberStep {
    static let statements: [SQL] = [
        // What addresses in mails are made with, and by what an address is known that is not kept.
        "CREATE TABLE link_keys (name TEXT PRIMARY KEY NOT NULL, secret TEXT NOT NULL)",
        // `held_since` stands while issues are kept back: mails go out to those who have none.
        """
        CREATE TABLE subscribers (
            id TEXT PRIMARY KEY NOT NULL, newsletter TEXT NOT NULL, address TEXT NOT NULL,
            address_key TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('waiting', 'confirmed', 'left')),
            since TEXT NOT NULL, choices TEXT NOT NULL, asked_until TEXT, held_since TEXT, held_until TEXT,
            paused_until TEXT, UNIQUE (newsletter, address_key),
            CHECK ((held_since IS NULL) = (held_until IS NULL)))
        """,
        "CREATE INDEX subscribers_by_newsletter ON subscribers (newsletter, state, id)",
        "CREATE INDEX subscribers_by_address ON subscribers (address_key)",
        "CREATE INDEX subscribers_by_hold ON subscribers (held_until)",
        "CREATE INDEX subscribers_by_asking ON subscribers (asked_until)",
        """
        CREATE TABLE consents (
            number INTEGER PRIMARY KEY NOT NULL, subscriber TEXT NOT NULL REFERENCES subscribers (id),
            kind TEXT NOT NULL, time TEXT NOT NULL, source TEXT NOT NULL, wording TEXT NOT NULL)
        """,
        "CREATE INDEX consents_by_subscriber ON consents (subscriber, number)",
        // No address: it outlives those who had theirs erased.
        """
        CREATE TABLE suppressions (
            address_key TEXT PRIMARY KEY NOT NULL,
            reason TEXT NOT NULL CHECK (reason IN ('bounced', 'complained', 'asked', 'erased')),
            time TEXT NOT NULL, note TEXT NOT NULL)
        """,
        // What people said they have read, whatever they get.
        """
        CREATE TABLE read_items (
            address_key TEXT NOT NULL, item TEXT NOT NULL REFERENCES items (id), time TEXT NOT NULL,
            PRIMARY KEY (address_key, item))
        """,
        // Kept for some hours each.
        """
        CREATE TABLE asks (
            number INTEGER PRIMARY KEY NOT NULL, address_key TEXT NOT NULL, origin TEXT NOT NULL,
            time TEXT NOT NULL)
        """,
        "CREATE INDEX asks_by_address ON asks (address_key, time)",
        "CREATE INDEX asks_by_origin ON asks (origin, time)",
        "CREATE INDEX asks_by_time ON asks (time)",
    ]

    /// Makes the library's own key.
    static func makeKey(_ session: any Session) throws {
        try session.run(
            "INSERT INTO link_keys (name, secret) VALUES ('subscribers', \(AccessKey().text))")
    }
}

/// By what addresses are known in the tables.
struct AddressKeys {
    private let key: AccessKey

    init(in session: any Session) throws {
        let row = try session.first("SELECT secret FROM link_keys WHERE name = 'subscribers'")
        guard let key = try row.flatMap({ AccessKey(try $0.text(0)) }) else {
            throw StorageError.damaged("the key of the subscribers' addresses is missing")
        }
        self.key = key
    }

    /// The library's own key.
    var secret: AccessKey { key }

    /// What stands for an address: nobody who has only the table can guess it.
    func digest(of address: MailAddress) -> String { key.proof(of: "address \(address.key)") }
}
