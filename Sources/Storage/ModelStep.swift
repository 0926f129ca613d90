// SPDX-License-Identifier: MIT

/// The step of the schema that keeps what was learned from verdicts.
enum ModelStep {
    static let statements: [SQL] = [
        // Versions are added and never changed; version 0 is the terms alone and stands nowhere.
        """
        CREATE TABLE models (
            number INTEGER PRIMARY KEY NOT NULL CHECK (number >= 1), name TEXT NOT NULL, content TEXT NOT NULL,
            made TEXT NOT NULL)
        """,
        // A model's bytes in base64, in pieces that no engine finds too long.
        """
        CREATE TABLE model_pieces (
            model INTEGER NOT NULL REFERENCES models (number), place INTEGER NOT NULL, piece TEXT NOT NULL,
            PRIMARY KEY (model, place))
        """,
        // Which version was in use from when; the newest row counts. `prior` is the row that going back leads to.
        """
        CREATE TABLE model_uses (
            number INTEGER PRIMARY KEY NOT NULL, version INTEGER NOT NULL, prior INTEGER NOT NULL, why TEXT NOT NULL,
            author TEXT NOT NULL, by_rule INTEGER NOT NULL CHECK (by_rule IN (0, 1)), time TEXT NOT NULL)
        """,
    ]
}
