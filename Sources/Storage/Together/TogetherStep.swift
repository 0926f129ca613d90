// SPDX-License-Identifier: MIT

/// The step of the schema that lets several curators work side by side.
enum TogetherStep {
    static let statements: [SQL] = [
        // Who is at work on an item; one at a time, until a moment.
        """
        CREATE TABLE claims (
            item TEXT PRIMARY KEY NOT NULL REFERENCES items (id), person TEXT NOT NULL, since TEXT NOT NULL,
            until TEXT NOT NULL)
        """,
        // What was written and not yet decided. The highest revision is the draft; the others are what it was.
        """
        CREATE TABLE drafts (
            item TEXT NOT NULL REFERENCES items (id), revision INTEGER NOT NULL CHECK (revision >= 1),
            person TEXT NOT NULL, content TEXT NOT NULL, saved TEXT NOT NULL, PRIMARY KEY (item, revision))
        """,
        """
        CREATE TABLE comments (
            number INTEGER PRIMARY KEY NOT NULL, item TEXT NOT NULL REFERENCES items (id), person TEXT NOT NULL,
            text TEXT NOT NULL, time TEXT NOT NULL, withdrawn TEXT)
        """,
        "CREATE INDEX comments_by_item ON comments (item, number)",
        // Approvals that wait for a second person: open while no action ended them and the item has the same revision.
        """
        CREATE TABLE proposals (
            number INTEGER PRIMARY KEY NOT NULL, item TEXT NOT NULL REFERENCES items (id), person TEXT NOT NULL,
            action INTEGER NOT NULL, revision INTEGER NOT NULL, content TEXT NOT NULL, time TEXT NOT NULL,
            ended_by INTEGER, ending TEXT)
        """,
        "CREATE UNIQUE INDEX proposals_open ON proposals (item) WHERE ended_by IS NULL",
        "CREATE INDEX proposals_by_item ON proposals (item, number)",
        "CREATE INDEX proposals_by_action ON proposals (action)",
        "CREATE INDEX proposals_by_ending ON proposals (ended_by)",
        """
        CREATE TABLE saved_filters (
            number INTEGER PRIMARY KEY NOT NULL, person TEXT NOT NULL, name TEXT NOT NULL,
            shared INTEGER NOT NULL CHECK (shared IN (0, 1)), content TEXT NOT NULL, saved TEXT NOT NULL,
            UNIQUE (person, name))
        """,
    ]
}
