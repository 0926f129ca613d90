// SPDX-License-Identifier: MIT

public import Foundation
public import Model

/// How many items a feed has given and could give.
public struct FeedItems: Hashable, Sendable, Codable {
    /// In the library.
    public internal(set) var count = 0
    /// Approved by curators; of those that it gave first.
    public internal(set) var approved = 0
    /// Rejected by curators; of those that it gave first.
    public internal(set) var rejected = 0
    /// Offered at the first fetch and not taken.
    public internal(set) var older = 0
    /// When the newest was published, UTC.
    public internal(set) var newest: Date?
    /// Items a month, by the last 90 days; 0 for a feed without items.
    public internal(set) var perMonth = 0.0

    private enum CodingKeys: String, CodingKey {
        case count, approved, rejected, older, newest
        case perMonth = "per_month"
    }

    /// None yet.
    public init() {}
}

extension FeedTable {
    /// What feeds have given.
    ///
    /// **Shape**: feeds without items are left out.
    ///
    /// - Parameter feed: only this one.
    public func items(of feed: Feed.ID? = nil, now: Date) async throws(StorageError) -> [Feed.ID: FeedItems] {
        try await database.read { session in
            var found: [Feed.ID: FeedItems] = [:]
            let chosen: SQL = feed.map { "WHERE feed = \($0)" } ?? ""
            for row in try session.rows("SELECT feed, COUNT(*) FROM item_sources \(chosen) GROUP BY feed") {
                found[Feed.ID(try row.text(0)), default: FeedItems()].count = try row.integer(1)
            }
            for row in try session.rows("SELECT feed, COUNT(*) FROM older_items \(chosen) GROUP BY feed") {
                found[Feed.ID(try row.text(0)), default: FeedItems()].older = try row.integer(1)
            }
            for row in try session.rows(FeedTable.firstGiven(chosen, now: now)) {
                try found[Feed.ID(try row.text(0)), default: FeedItems()].take(row, now: now)
            }
            return found
        }
    }

    /// The days that the items of a month are counted over.
    fileprivate static let countedDays = 90.0

    /// Of the items that feeds gave first: verdicts, the newest, and how many lately since when.
    private static func firstGiven(_ chosen: SQL, now: Date) -> SQL {
        let start = now.addingTimeInterval(-countedDays * 86_400)
        return """
            SELECT feed, SUM(CASE WHEN state = 'approved' THEN 1 ELSE 0 END),
                SUM(CASE WHEN state = 'rejected' THEN 1 ELSE 0 END), MAX(date),
                SUM(CASE WHEN date >= \(start) THEN 1 ELSE 0 END), MIN(CASE WHEN date >= \(start) THEN date END)
            FROM items \(chosen) GROUP BY feed
            """
    }
}

private extension FeedItems {
    mutating func take(_ row: Row, now: Date) throws {
        approved = try row.integer(1)
        rejected = try row.integer(2)
        newest = try row.optionalDate(3)
        // A feed of which only the newest items were taken is judged by the time that these span, a month at the least.
        let days = try row.optionalDate(5).map { now.timeIntervalSince($0) / 86_400 } ?? FeedTable.countedDays
        perMonth = Double(try row.integer(4)) * 30 / max(days, 30)
    }
}
