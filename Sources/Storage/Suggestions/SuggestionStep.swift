// SPDX-License-Identifier: MIT

/// The step of the schema that keeps what readers suggested; their words stand beside the item, as a comment.
enum SuggestionStep {
    static let statements: [SQL] = [
        // `origin` stands for whence it came, and is taken away after a day.
        """
        CREATE TABLE suggestions (
            number INTEGER PRIMARY KEY NOT NULL, item TEXT NOT NULL, origin TEXT, time TEXT NOT NULL)
        """,
        "CREATE INDEX suggestions_by_item ON suggestions (item)",
        "CREATE INDEX suggestions_by_time ON suggestions (time)",
    ]
}
