// SPDX-License-Identifier: MIT

/// The step of the schema that keeps the life of sets: problems, actions, learning, packs, and when all of it goes.
enum SetLifeStep {
    static let statements: [SQL] = [
        "ALTER TABLE learning_sets ADD COLUMN delete_on TEXT",
        """
        CREATE TABLE set_problems (
            number INTEGER PRIMARY KEY NOT NULL, learning_set TEXT NOT NULL REFERENCES learning_sets (id),
            meeting INTEGER NOT NULL, words TEXT NOT NULL, topics TEXT NOT NULL, time TEXT NOT NULL)
        """,
        "CREATE INDEX set_problems_by_set ON set_problems (learning_set, meeting)",
        """
        CREATE TABLE set_actions (
            number INTEGER PRIMARY KEY NOT NULL, learning_set TEXT NOT NULL REFERENCES learning_sets (id),
            meeting INTEGER NOT NULL, person TEXT, what TEXT NOT NULL, due TEXT, outcome TEXT,
            size TEXT CHECK (size IN ('none', 'quick', 'deep')), ended TEXT,
            CHECK ((ended IS NULL) = (size IS NULL)))
        """,
        "CREATE INDEX set_actions_by_set ON set_actions (learning_set, number)",
        // No reference: what was shared outlives its set.
        """
        CREATE TABLE set_learning (
            number INTEGER PRIMARY KEY NOT NULL, learning_set TEXT NOT NULL, content TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('private', 'partner-agreed', 'public')), agreements TEXT NOT NULL)
        """,
        "CREATE INDEX set_learning_by_set ON set_learning (learning_set)",
        "CREATE INDEX set_learning_by_state ON set_learning (state)",
        // What a set reads before a session, once that is settled.
        """
        CREATE TABLE set_packs (
            learning_set TEXT NOT NULL REFERENCES learning_sets (id), meeting INTEGER NOT NULL,
            content TEXT NOT NULL, settled TEXT NOT NULL, PRIMARY KEY (learning_set, meeting))
        """,
    ]
}
