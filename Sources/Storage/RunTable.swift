// SPDX-License-Identifier: MIT

public import Model

/// The table of runs: what was done, when, and how it went.
public struct RunTable: Sendable {
    let database: any Database

    /// How many runs are kept; the oldest go first.
    public static let limit = 20_000

    /// Keeps the record of a run.
    public func save(_ report: RunReport) async throws(StorageError) {
        try await database.write { session in
            let number = try session.number("SELECT COALESCE(MAX(number), 0) FROM runs") + 1
            try session.run(
                """
                INSERT INTO runs (number, name, started, finished, report)
                VALUES (\(number), \(report.name), \(report.started), \(report.finished), \(JSONText(report)))
                """)
            try session.run("DELETE FROM runs WHERE number <= \(number - RunTable.limit)")
        }
    }

    /// The newest runs.
    ///
    /// **Shape**: newest first.
    public func newest(_ limit: Int) async throws(StorageError) -> [RunReport] {
        try await database.read { session in
            try session.rows("SELECT report FROM runs ORDER BY number DESC LIMIT \(limit)").map {
                try $0.json(0)
            }
        }
    }
}
