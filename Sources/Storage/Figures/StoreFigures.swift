// SPDX-License-Identifier: MIT

public import Foundation
import Model

/// How much there is in a store, and how much waits, at one moment.
public struct StoreFigures: Hashable, Sendable {
    /// Feeds that are subscribed to.
    public let feeds: Int
    /// Those among them that are paused.
    public let pausedFeeds: Int
    /// Those among them whose last tries failed.
    public let failingFeeds: Int
    /// Those among them whose time has come.
    public let dueFeeds: Int
    /// Items by what was decided on them: `waiting`, `approved`, `rejected`, `held`.
    public let items: [String: Int]
    /// Undecided items that no model has looked at.
    public let untaggedItems: Int
    /// Pages of items whose time to be read has come.
    public let duePages: Int
    /// Mails whose time has come.
    public let dueMails: Int
    /// Who is at work.
    public let workers: Int
    /// When the last run began, UTC; nil where none did.
    public let lastRun: Date?
    /// What needs a person of the last run that ended.
    public let lastProblems: Int
    /// How large the database is, in bytes.
    public let bytes: Int
}

extension Store {
    /// How much there is, and how much waits.
    public func figures(at now: Date) async throws(StorageError) -> StoreFigures {
        let dialect = database.dialect
        let counts = try await database.read { session in
            let feeds = try session.first(
                """
                SELECT COUNT(*), COUNT(paused), COUNT(CASE WHEN failures > 0 THEN 1 END),
                    COUNT(CASE WHEN \(FeedTable.isDue(at: now)) THEN 1 END)
                FROM feeds WHERE subscribed = 1
                """)
            var numbers = try feeds.map { row in try (0..<4).map { try row.integer($0) } } ?? [0, 0, 0, 0]
            numbers.append(try session.number("SELECT COUNT(*) FROM deliveries WHERE due <= \(now)"))
            numbers.append(try session.number(dialect.byteCount))
            var items: [String: Int] = [:]
            for row in try session.rows("SELECT state, COUNT(*) FROM items GROUP BY state") {
                items[try row.text(0)] = try row.integer(1)
            }
            return (numbers, items)
        }
        let runs = try await runRecords.newest(20)
        return StoreFigures(
            feeds: counts.0[0], pausedFeeds: counts.0[1], failingFeeds: counts.0[2], dueFeeds: counts.0[3],
            items: counts.1, untaggedItems: try await items.undecidedCount(),
            duePages: try await articles.dueCount(at: now), dueMails: counts.0[4],
            workers: try await workers.present().count, lastRun: runs.first?.began,
            lastProblems: runs.first { $0.ended != nil }?.problems.count ?? 0, bytes: counts.0[5])
    }
}
