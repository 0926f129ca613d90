// SPDX-License-Identifier: MIT

/// The step of the schema that keeps which readers follow a path together.
enum GroupStep {
    static let statements: [SQL] = [
        """
        CREATE TABLE path_groups (
            id TEXT PRIMARY KEY NOT NULL, title TEXT NOT NULL, path TEXT NOT NULL, since TEXT NOT NULL)
        """,
        // `name` is there for those only who want the others to see it.
        """
        CREATE TABLE group_members (
            path_group TEXT NOT NULL REFERENCES path_groups (id), reader TEXT NOT NULL REFERENCES readers (id),
            name TEXT, since TEXT NOT NULL, PRIMARY KEY (path_group, reader))
        """,
        "CREATE INDEX group_members_by_reader ON group_members (reader)",
    ]
}
