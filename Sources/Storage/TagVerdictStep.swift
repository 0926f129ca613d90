// SPDX-License-Identifier: MIT

import Model

/// The step of the schema that keeps what curators decide of single topics.
enum TagVerdictStep {
    static let statements: [SQL] = [
        // Given with a verdict, then with its action, or on their own. Of one item and topic the newest that is not undone
        // holds. `confidence` and `model` are those of the suggestion; null where the curator added the topic.
        """
        CREATE TABLE tag_verdicts (
            number INTEGER PRIMARY KEY NOT NULL, action INTEGER NOT NULL, item TEXT NOT NULL REFERENCES items (id),
            topic TEXT NOT NULL, decision TEXT NOT NULL CHECK (decision IN ('keep', 'reject')), confidence REAL,
            model TEXT, author TEXT NOT NULL, by_rule INTEGER NOT NULL CHECK (by_rule IN (0, 1)),
            decided TEXT NOT NULL, undone TEXT)
        """,
        "CREATE INDEX tag_verdicts_by_item ON tag_verdicts (item, topic, number)",
        "CREATE INDEX tag_verdicts_by_topic ON tag_verdicts (topic, item)",
        "CREATE INDEX tag_verdicts_by_action ON tag_verdicts (action)",
        // What holds now, worked out of the former: the topics that never return for an item.
        """
        CREATE TABLE rejected_tags (
            item TEXT NOT NULL REFERENCES items (id), topic TEXT NOT NULL,
            verdict INTEGER NOT NULL REFERENCES tag_verdicts (number), PRIMARY KEY (item, topic))
        """,
    ]

    /// Says of the verdicts that are there what they decided of each topic: decided items keep the tags that they had.
    static func fill(_ session: any Session) throws {
        let rows = try session.rows(
            "SELECT action, content FROM verdicts WHERE undone IS NULL AND decision = 'approve' ORDER BY number"
        )
        for row in rows {
            let verdict: Verdict = try row.json(1)
            try TagVerdictTable.note(verdict, action: try row.integer(0), in: session)
            try QueueKeeping.mark([verdict.item], in: session)
        }
    }
}
