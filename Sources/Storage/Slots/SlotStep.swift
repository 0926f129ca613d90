// SPDX-License-Identifier: MIT

/// The step of the schema that keeps the times at which newsletters go out.
enum SlotStep {
    static let statements: [SQL] = [
        "ALTER TABLE issues ADD COLUMN revision INTEGER NOT NULL DEFAULT 1",
        "ALTER TABLE issues ADD COLUMN editor TEXT",
        // The key is what keeps a slot from going out twice.
        """
        CREATE TABLE slots (
            newsletter TEXT NOT NULL, day TEXT NOT NULL, due TEXT NOT NULL, draft_due TEXT NOT NULL,
            number INTEGER, why TEXT NOT NULL, since TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('drafted', 'held', 'asked', 'released', 'skipped')),
            PRIMARY KEY (newsletter, day),
            FOREIGN KEY (newsletter, number) REFERENCES issues (newsletter, number))
        """,
        // And this keeps an issue from going out in two slots.
        "CREATE UNIQUE INDEX slots_by_issue ON slots (newsletter, number) WHERE number IS NOT NULL",
        "CREATE INDEX slots_by_state ON slots (state, due)",
        """
        CREATE TABLE slot_watches (newsletter TEXT PRIMARY KEY NOT NULL, until TEXT NOT NULL)
        """,
    ]
}
