// SPDX-License-Identifier: MIT

/// The step of the schema that lets people in: who they are, what opens the desk for them, what they changed.
enum PeopleStep {
    static func statements(_ dialect: Dialect) -> [SQL] {
        // The audit log only grows, whatever a program of ours may try.
        tables + dialect.neverChanging("audit")
    }

    private static let tables: [SQL] = [
        """
        CREATE TABLE people (
            id TEXT PRIMARY KEY NOT NULL, name TEXT NOT NULL, name_key TEXT NOT NULL UNIQUE,
            role TEXT NOT NULL CHECK (role IN ('contributor', 'curator', 'publisher', 'administrator')),
            joined TEXT NOT NULL, disabled TEXT, arrived TEXT, password TEXT,
            uses_keys INTEGER NOT NULL DEFAULT 1 CHECK (uses_keys IN (0, 1)))
        """,
        // Of whatever opens something only the digest is kept.
        """
        CREATE TABLE sessions (
            digest TEXT PRIMARY KEY NOT NULL, person TEXT NOT NULL REFERENCES people (id), begun TEXT NOT NULL,
            seen TEXT NOT NULL, by_link INTEGER NOT NULL CHECK (by_link IN (0, 1)), notice TEXT)
        """,
        "CREATE INDEX sessions_by_person ON sessions (person)",
        """
        CREATE TABLE invitations (
            digest TEXT PRIMARY KEY NOT NULL, person TEXT NOT NULL REFERENCES people (id), made TEXT NOT NULL,
            ends TEXT NOT NULL)
        """,
        "CREATE INDEX invitations_by_person ON invitations (person)",
        // Kept for some minutes each.
        """
        CREATE TABLE sign_in_tries (
            number INTEGER PRIMARY KEY NOT NULL, account TEXT NOT NULL, address TEXT NOT NULL, time TEXT NOT NULL)
        """,
        "CREATE INDEX sign_in_tries_by_account ON sign_in_tries (account, time)",
        "CREATE INDEX sign_in_tries_by_address ON sign_in_tries (address, time)",
        "CREATE INDEX sign_in_tries_by_time ON sign_in_tries (time)",
        """
        CREATE TABLE tokens (
            id TEXT PRIMARY KEY NOT NULL, digest TEXT NOT NULL UNIQUE, person TEXT NOT NULL REFERENCES people (id),
            label TEXT NOT NULL, scopes TEXT NOT NULL, made TEXT NOT NULL, ends TEXT NOT NULL, used TEXT)
        """,
        "CREATE INDEX tokens_by_person ON tokens (person)",
        """
        CREATE TABLE audit (
            number INTEGER PRIMARY KEY NOT NULL, time TEXT NOT NULL, person TEXT REFERENCES people (id),
            name TEXT NOT NULL, action TEXT NOT NULL, subject TEXT NOT NULL, before TEXT, after TEXT)
        """,
        "CREATE INDEX audit_by_subject ON audit (subject, number)",
        "CREATE INDEX verdicts_by_time ON verdicts (decided)",
    ]
}
