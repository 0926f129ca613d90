// SPDX-License-Identifier: MIT

public import Foundation
import Model

/// The table of the days on which the store was looked after, and of how large it was on each.
public struct UpkeepTable: Sendable {
    let database: any Database

    /// One day.
    public struct Day: Hashable, Sendable {
        /// Its date, UTC: `2026-11-02`.
        public let day: String
        /// How large the database was, in bytes.
        public let bytes: Int
        /// How many items there were.
        public let items: Int
        /// How many items were deleted on it.
        public let forgotten: Int
    }

    /// Days that are kept; the oldest go first.
    private static let limit = 800

    /// Whether nobody has looked after the store yet on the day of a moment.
    public func isDue(at now: Date) async throws(StorageError) -> Bool {
        let day = UpkeepTable.day(of: now)
        return try await database.read { session in
            try session.number("SELECT COUNT(*) FROM store_days WHERE day = \(day)") == 0
        }
    }

    /// Notes how large the store is on the day of a moment.
    ///
    /// - Parameter forgotten: items that were deleted.
    public func note(forgotten: Int, at now: Date) async throws(StorageError) {
        let (day, count) = (UpkeepTable.day(of: now), database.dialect.byteCount)
        try await database.write { session in
            let bytes = try session.number(count)
            let items = try session.number("SELECT COUNT(*) FROM items")
            try session.run(
                """
                INSERT INTO store_days (day, bytes, items, forgotten)
                VALUES (\(day), \(bytes), \(items), \(forgotten))
                ON CONFLICT (day) DO UPDATE SET bytes = excluded.bytes, items = excluded.items,
                    forgotten = store_days.forgotten + excluded.forgotten
                """)
            try session.run(
                """
                DELETE FROM store_days WHERE day <
                    (SELECT MIN(day) FROM (SELECT day FROM store_days ORDER BY day DESC LIMIT \(UpkeepTable.limit)) AS kept)
                """)
        }
    }

    /// The days that are known.
    ///
    /// **Shape**: newest first, at most `limit`.
    public func days(_ limit: Int) async throws(StorageError) -> [Day] {
        try await database.read { session in
            try session.rows(
                "SELECT day, bytes, items, forgotten FROM store_days ORDER BY day DESC LIMIT \(limit)"
            ).map { row in
                Day(
                    day: try row.text(0), bytes: try row.integer(1), items: try row.integer(2),
                    forgotten: try row.integer(3))
            }
        }
    }

    /// How large the database is now, in bytes.
    public func bytes() async throws(StorageError) -> Int {
        let count = database.dialect.byteCount
        return try await database.read { try $0.number(count) }
    }

    private static func day(of date: Date) -> String { String(date.formatted(.iso8601).prefix(10)) }
}
