// SPDX-License-Identifier: MIT

/// The step of the schema that keeps whole runs, stage by stage, also those that never ended.
enum RunRecordStep {
    static let statements: [SQL] = [
        """
        CREATE TABLE run_records (
            number INTEGER PRIMARY KEY NOT NULL, begun_by TEXT NOT NULL, began TEXT NOT NULL, ended TEXT,
            stages TEXT NOT NULL)
        """
    ]
}
