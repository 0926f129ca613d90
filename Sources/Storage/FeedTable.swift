// SPDX-License-Identifier: MIT

public import Foundation
public import Model

/// A feed with how its fetching goes.
public struct FeedRecord: Hashable, Sendable, Codable {
    /// The subscription.
    public let feed: Feed
    /// Why a curator paused it; nil when it is not paused.
    public let paused: String?
    /// What to send with the next request.
    public let validators: Validators
    /// How the last try went; nil before the first.
    public let last: LastTry?
    /// When it is due, UTC; nil means at once.
    public let nextDue: Date?
    /// How many tries in a row have failed.
    public let failures: Int
    /// How many items it has given.
    public let itemCount: Int

    /// How the last try to fetch a feed went.
    public struct LastTry: Hashable, Sendable, Codable {
        /// When, UTC.
        public let time: Date
        /// How it ended.
        public let result: FetchResult
        /// The same in words.
        public let reason: String

        init(time: Date, result: FetchResult, reason: String) {
            self.time = time
            self.result = result
            self.reason = reason
        }
    }

    /// Whether it may be fetched now: not paused, and its time has come.
    public func isDue(at now: Date) -> Bool { paused == nil && (nextDue ?? .distantPast) <= now }
}

/// The table of feeds.
public struct FeedTable: Sendable {
    let database: any Database

    /// Makes the table say what the library's files say: the given feeds are subscribed to, all others no longer.
    ///
    /// What is known about a feed (its items, its validators) stays when it leaves and when it comes back.
    ///
    /// - Parameter keepingOthers: subscribe to the given feeds and let no other go.
    public func subscribe(to feeds: [Feed], keepingOthers: Bool = false) async throws(StorageError) {
        try await database.write { session in
            if !keepingOthers { try session.run("UPDATE feeds SET subscribed = 0") }
            for feed in feeds {
                try session.run(
                    """
                    INSERT INTO feeds (id, address, title, site, standing, subscribed)
                    VALUES (\(feed.id), \(feed.address), \(feed.title), \(feed.site), \(JSONText(feed.standing)), 1)
                    ON CONFLICT (id) DO UPDATE SET title = excluded.title, site = excluded.site,
                        standing = excluded.standing, subscribed = 1
                    """)
            }
        }
    }

    /// The feeds that the library subscribes to.
    ///
    /// **Shape**: by title, then id.
    public func all() async throws(StorageError) -> [FeedRecord] {
        try await database.read { session in
            try session.rows("\(FeedTable.selection) WHERE subscribed = 1 ORDER BY title, id")
                .map(FeedTable.record)
        }
    }

    /// One feed, subscribed to or not.
    public func find(_ id: Feed.ID) async throws(StorageError) -> FeedRecord? {
        try await database.read { session in
            try session.first("\(FeedTable.selection) WHERE id = \(id)").map(FeedTable.record)
        }
    }

    /// Keeps a feed from being fetched until it is resumed.
    ///
    /// - Throws: `StorageError.missing` when there is no such feed.
    public func pause(_ id: Feed.ID, reason: String) async throws(StorageError) {
        try await setPaused(id, to: reason)
    }

    /// Lets a feed be fetched again, at once.
    ///
    /// - Throws: `StorageError.missing` when there is no such feed.
    public func resume(_ id: Feed.ID) async throws(StorageError) {
        try await setPaused(id, to: nil)
    }

    /// Notes a try that brought no items.
    public func note(_ fetch: FetchRecord) async throws(StorageError) {
        try await database.write { try FeedTable.note(fetch, new: 0, changed: 0, in: $0) }
    }

    /// The last tries of a feed, newest first.
    public func fetches(of id: Feed.ID, limit: Int) async throws(StorageError) -> [FeedRecord.LastTry] {
        try await database.read { session in
            try session.rows(
                """
                SELECT time, result, reason FROM fetches WHERE feed = \(id)
                ORDER BY time DESC, id DESC LIMIT \(limit)
                """
            ).map { row in
                FeedRecord.LastTry(
                    time: try row.date(0), result: FetchResult(rawValue: try row.text(1)) ?? .protocol,
                    reason: try row.text(2))
            }
        }
    }
}

extension FeedTable {
    /// Notes a try and what it brought, within the transaction that saves the items.
    static func note(_ fetch: FetchRecord, new: Int, changed: Int, in session: any Session) throws {
        let count = try session.number("SELECT COUNT(*) FROM fetches WHERE feed = \(fetch.feed)")
        try session.run(
            """
            INSERT INTO fetches (id, feed, time, result, reason, bytes, new, changed)
            VALUES (\("\(fetch.feed)-\(count + 1)"), \(fetch.feed), \(fetch.time), \(fetch.result.rawValue),
                \(fetch.reason), \(fetch.byteCount), \(new), \(changed))
            """)
        try session.run(
            """
            UPDATE feeds SET last_tried = \(fetch.time), last_result = \(fetch.result.rawValue),
                last_reason = \(fetch.reason), next_due = \(fetch.nextDue),
                failures = CASE WHEN \(fetch.result.isSuccess ? 1 : 0) = 1 THEN 0 ELSE failures + 1 END,
                last_changed = CASE WHEN \(new + changed) > 0 THEN \(fetch.time) ELSE last_changed END
            WHERE id = \(fetch.feed)
            """)
        guard let validators = fetch.validators else { return }
        try session.run(
            """
            UPDATE feeds SET etag = \(validators.etag), last_modified = \(validators.lastModified)
            WHERE id = \(fetch.feed)
            """)
    }

    private func setPaused(_ id: Feed.ID, to reason: String?) async throws(StorageError) {
        try await database.write { session in
            let found = try session.rows(
                """
                UPDATE feeds SET paused = \(reason), next_due = NULL WHERE id = \(id) AND subscribed = 1 RETURNING id
                """)
            if found.isEmpty { throw StorageError.missing(kind: "feed", id: id.rawValue) }
        }
    }

    private static let selection: SQL = """
        SELECT id, address, title, site, standing, paused, etag, last_modified, last_tried, last_result, last_reason,
            next_due, failures, (SELECT COUNT(*) FROM item_sources WHERE item_sources.feed = feeds.id)
        FROM feeds
        """

    private static func record(_ row: Row) throws -> FeedRecord {
        guard let address = row.optionalAddress(1) else {
            throw StorageError.damaged("feed \(try row.text(0)) has no web address")
        }
        return FeedRecord(
            feed: Feed(
                address: address, title: try row.text(2), site: row.optionalAddress(3),
                standing: try row.json(4)),
            paused: row.optionalText(5),
            validators: Validators(etag: row.optionalText(6), lastModified: row.optionalText(7)),
            last: try row.optionalDate(8).map { time in
                FeedRecord.LastTry(
                    time: time, result: FetchResult(rawValue: row.optionalText(9) ?? "") ?? .protocol,
                    reason: row.optionalText(10) ?? "")
            },
            nextDue: try row.optionalDate(11), failures: try row.integer(12), itemCount: try row.integer(13))
    }
}
