// SPDX-License-Identifier: MIT

public import Foundation
public import Model

/// The table of whole runs.
///
/// A record is made before the first stage begins and grows with each, so that what a run did is known also where the
/// machine was switched off in the middle of it.
public struct RunRecordTable: Sendable {
    let database: any Database

    /// How many records are kept; the oldest go first.
    public static let limit = 5_000

    /// Begins a record.
    ///
    /// - Returns: its number.
    public func begin(by name: String, at moment: Date) async throws(StorageError) -> Int {
        try await database.write { session in
            let number = try session.number("SELECT COALESCE(MAX(number), 0) FROM run_records") + 1
            let none: [RunReport] = []
            try session.run(
                """
                INSERT INTO run_records (number, begun_by, began, stages)
                VALUES (\(number), \(name), \(moment), \(JSONText(none)))
                """)
            try session.run("DELETE FROM run_records WHERE number <= \(number - RunRecordTable.limit)")
            return number
        }
    }

    /// Notes what the stages of a run have done so far, and when it ended.
    ///
    /// - Parameter moment: nil as long as it is at work.
    public func note(
        _ stages: [RunReport], of number: Int, ended moment: Date? = nil
    ) async throws(StorageError) {
        try await database.write { session in
            try session.run(
                """
                UPDATE run_records SET stages = \(JSONText(stages)), ended = \(moment) WHERE number = \(number)
                """)
        }
    }

    /// The newest records.
    ///
    /// **Shape**: newest first.
    public func newest(_ limit: Int) async throws(StorageError) -> [RunRecord] {
        try await database.read { session in
            try RunRecordTable.records("ORDER BY number DESC LIMIT \(limit)", in: session)
        }
    }

    /// The record with a number.
    public func record(_ number: Int) async throws(StorageError) -> RunRecord? {
        try await database.read { session in
            try RunRecordTable.records("WHERE number = \(number)", in: session).first
        }
    }

    private static func records(_ rest: SQL, in session: any Session) throws -> [RunRecord] {
        try session.rows("SELECT number, begun_by, began, ended, stages FROM run_records \(rest)").map {
            row in
            RunRecord(
                number: try row.integer(0), by: try row.text(1), began: try row.date(2),
                ended: try row.optionalDate(3), stages: try row.json(4))
        }
    }
}
