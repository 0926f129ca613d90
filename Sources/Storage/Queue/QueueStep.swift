// SPDX-License-Identifier: MIT

import Model

/// The step of the schema that makes the queue quick to list, filter and search, whatever its length.
enum QueueStep {
    static func statements(_ dialect: Dialect) -> [SQL] {
        [
            // One narrow row an item that is in the library for itself. An item whose words change gets a new number, so the
            // highest numbers are what came last, and no number ever stands for two texts.
            """
            CREATE TABLE queue (
                number INTEGER PRIMARY KEY NOT NULL, item TEXT NOT NULL UNIQUE REFERENCES items (id),
                state TEXT NOT NULL CHECK (state IN ('waiting', 'approved', 'rejected', 'held')),
                usefulness REAL NOT NULL CHECK (usefulness BETWEEN 0 AND 1), reason TEXT NOT NULL,
                confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1), date TEXT NOT NULL,
                words_key TEXT NOT NULL)
            """,
            "CREATE INDEX queue_by_usefulness ON queue (state, usefulness, number)",
            "CREATE INDEX queue_by_date ON queue (state, date, number)",
            "CREATE INDEX queue_by_confidence ON queue (state, confidence, number)",
            // What items can be filtered by: a topic, a source, a licence, an audience, …, each with a short number.
            """
            CREATE TABLE facets (
                number INTEGER PRIMARY KEY NOT NULL, kind TEXT NOT NULL, value TEXT NOT NULL, UNIQUE (kind, value))
            """,
            // What to sort by stands here again, so that the first page of any filter is read from one index.
            """
            CREATE TABLE queue_facets (
                number INTEGER NOT NULL, facet INTEGER NOT NULL REFERENCES facets (number), state TEXT NOT NULL,
                usefulness REAL NOT NULL, confidence REAL NOT NULL, date TEXT NOT NULL, PRIMARY KEY (number, facet))
            \(raw: dialect.keptByKey)
            """,
            "CREATE INDEX queue_facets_by_usefulness ON queue_facets (facet, state, usefulness, number)",
            "CREATE INDEX queue_facets_by_date ON queue_facets (facet, state, date, number)",
            "CREATE INDEX queue_facets_by_confidence ON queue_facets (facet, state, confidence, number)",
            // The next number; one row.
            "CREATE TABLE queue_numbers (id INTEGER PRIMARY KEY NOT NULL CHECK (id = 1), next INTEGER NOT NULL)",
            "INSERT INTO queue_numbers (id, next) VALUES (1, 1)",
            // Items that have changed since their row was written.
            "CREATE TABLE queue_stale (item TEXT PRIMARY KEY NOT NULL REFERENCES items (id))",
            "INSERT INTO queue_stale (item) SELECT id FROM items",
            // Who gave a verdict, and on which revision, so that each person can take back their own.
            "ALTER TABLE verdicts ADD COLUMN author TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE verdicts ADD COLUMN revision INTEGER",
            "CREATE INDEX verdicts_by_author ON verdicts (author, action)",
        ] + dialect.words.making
    }

    /// Gives the verdicts that are there their authors.
    static func fill(_ session: any Session) throws {
        var last = 0
        while true {
            let rows = try session.rows(
                "SELECT number, content FROM verdicts WHERE number > \(last) ORDER BY number LIMIT 500")
            guard let end = try rows.last?.integer(0) else { break }
            last = end
            for row in rows {
                let verdict: Verdict = try row.json(1)
                try session.run(
                    "UPDATE verdicts SET author = \(verdict.by.name) WHERE number = \(try row.integer(0))")
            }
        }
    }
}
