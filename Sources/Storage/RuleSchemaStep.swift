// SPDX-License-Identifier: MIT

/// The step of the schema that keeps what curators' rules did.
enum RuleSchemaStep {
    static let statements: [SQL] = [
        // One rule at one time: what is undone at once. `verdict_action` is the action of its rejections.
        """
        CREATE TABLE rule_steps (
            number INTEGER PRIMARY KEY NOT NULL, rule TEXT NOT NULL, author TEXT NOT NULL,
            by_rule INTEGER NOT NULL CHECK (by_rule IN (0, 1)), time TEXT NOT NULL, verdict_action INTEGER,
            undone TEXT)
        """,
        "CREATE INDEX rule_steps_by_rule ON rule_steps (rule, number)",
        "CREATE UNIQUE INDEX rule_steps_by_action ON rule_steps (verdict_action)",
        // What a rule said of an item. It holds while its step is not undone, and until a later step that is not undone
        // ended it.
        """
        CREATE TABLE rule_effects (
            step INTEGER NOT NULL REFERENCES rule_steps (number), item TEXT NOT NULL REFERENCES items (id),
            content TEXT NOT NULL, ended INTEGER REFERENCES rule_steps (number), PRIMARY KEY (step, item))
        """,
        "CREATE INDEX rule_effects_by_item ON rule_effects (item)",
        "CREATE INDEX rule_effects_by_end ON rule_effects (ended)",
    ]
}
