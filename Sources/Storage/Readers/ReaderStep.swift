// SPDX-License-Identifier: MIT

/// The step of the schema that keeps who follows which path, and how far they are.
enum ReaderStep {
    static let statements: [SQL] = [
        """
        CREATE TABLE readers (
            id TEXT PRIMARY KEY NOT NULL, address TEXT NOT NULL, address_key TEXT NOT NULL UNIQUE,
            since TEXT NOT NULL, answers TEXT NOT NULL)
        """,
        // Links that were mailed and not used yet: whoever has one has the address, so nobody is a reader before.
        """
        CREATE TABLE reader_links (
            digest TEXT PRIMARY KEY NOT NULL, address TEXT NOT NULL, address_key TEXT NOT NULL, path TEXT,
            until TEXT NOT NULL)
        """,
        "CREATE INDEX reader_links_by_address ON reader_links (address_key)",
        "CREATE INDEX reader_links_by_end ON reader_links (until)",
        """
        CREATE TABLE reader_sessions (
            digest TEXT PRIMARY KEY NOT NULL, reader TEXT NOT NULL REFERENCES readers (id), begun TEXT NOT NULL,
            seen TEXT NOT NULL)
        """,
        "CREATE INDEX reader_sessions_by_reader ON reader_sessions (reader)",
        // `seen` is the list of the steps that the path had when its reader last looked.
        """
        CREATE TABLE followings (
            reader TEXT NOT NULL REFERENCES readers (id), path TEXT NOT NULL, since TEXT NOT NULL, paused TEXT,
            seen TEXT NOT NULL, PRIMARY KEY (reader, path))
        """,
        "CREATE INDEX followings_by_path ON followings (path)",
        """
        CREATE TABLE step_marks (
            reader TEXT NOT NULL, path TEXT NOT NULL, step TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('done', 'known')), time TEXT NOT NULL,
            PRIMARY KEY (reader, path, step), FOREIGN KEY (reader, path) REFERENCES followings (reader, path))
        """,
        "CREATE INDEX step_marks_by_path ON step_marks (path, step, kind)",
        """
        CREATE TABLE reflections (
            reader TEXT NOT NULL REFERENCES readers (id), path TEXT NOT NULL, step TEXT NOT NULL,
            question TEXT NOT NULL, words TEXT NOT NULL, time TEXT NOT NULL,
            PRIMARY KEY (reader, path, step, question))
        """,
        """
        CREATE TABLE opinions (
            reader TEXT NOT NULL REFERENCES readers (id), item TEXT NOT NULL REFERENCES items (id),
            is_useful INTEGER NOT NULL CHECK (is_useful IN (0, 1)), word TEXT NOT NULL, time TEXT NOT NULL,
            PRIMARY KEY (reader, item))
        """,
        "CREATE INDEX opinions_by_item ON opinions (item, is_useful)",
    ]
}
