// SPDX-License-Identifier: MIT

/// The step of the schema that keeps how large the store was, day by day.
enum UpkeepStep {
    static let statements: [SQL] = [
        """
        CREATE TABLE store_days (
            day TEXT PRIMARY KEY NOT NULL, bytes INTEGER NOT NULL, items INTEGER NOT NULL, forgotten INTEGER NOT NULL)
        """
    ]
}
