// SPDX-License-Identifier: MIT

/// The step of the schema that keeps who is at work on the store, and what is theirs alone for a while.
enum WorkerStep {
    static let statements: [SQL] = [
        // Times are seconds since 1970 by the database's own clock, so that no two machines need to agree on theirs.
        """
        CREATE TABLE workers (
            worker TEXT PRIMARY KEY NOT NULL, name TEXT NOT NULL, began REAL NOT NULL, until REAL NOT NULL)
        """,
        // `asked` is when somebody last asked the host for something.
        "CREATE TABLE host_leases (host TEXT PRIMARY KEY NOT NULL, worker TEXT, asked REAL)",
        "CREATE INDEX host_leases_by_worker ON host_leases (worker)",
        "CREATE TABLE item_leases (item TEXT PRIMARY KEY NOT NULL, worker TEXT NOT NULL)",
        "CREATE INDEX item_leases_by_worker ON item_leases (worker)",
    ]
}
