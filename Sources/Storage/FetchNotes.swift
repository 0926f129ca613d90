// SPDX-License-Identifier: MIT

public import Foundation
public import Model

extension FeedTable {
    /// Notes a try that brought no items.
    ///
    /// A feed that is gone for good (410) is paused, with the reason.
    public func note(_ fetch: FetchRecord, next: NextTry) async throws(StorageError) {
        try await database.write { try FeedTable.note(fetch, SaveReport(), next: next, in: $0) }
    }

    /// Notes that a feed says it has moved for good, or (with nil) that it does not say so.
    ///
    /// The new address is adopted when it was named at three tries over two days or more and the same feed was there
    /// each time, and undone by ``stayAtOldAddress(_:by:at:)``. Where the first look found another feed, it is never adopted.
    ///
    /// - Parameter isSameFeed: whether known entries came from there. A feed without any item yet is taken as the same.
    public func noteMove(
        _ id: Feed.ID, to target: WebAddress?, isSameFeed: Bool = true, at time: Date
    ) async throws(StorageError) {
        try await database.write { session in
            guard let target else {
                try session.run(
                    """
                    UPDATE feeds SET moved_to = NULL, moved_since = NULL, moved_seen = 0
                    WHERE id = \(id) AND adopted IS NULL
                    """)
                return
            }
            let known = try session.first(
                "SELECT moved_to, moved_since, moved_seen, unwanted FROM feeds WHERE id = \(id)")
            guard let known, known.optionalText(3) != target.text else { return }
            let isSame = known.optionalText(0) == target.text
            let since = try isSame ? known.optionalDate(1) ?? time : time
            let before = try isSame ? known.integer(2) : 0
            let counts =
                try (isSame ? before > 0 : true)
                && (isSameFeed || !knowsItems(of: id, before: time, in: session))
            let seen = counts ? before + 1 : before
            let isSure = seen >= 3 && time.timeIntervalSince(since) >= 2 * 86_400
            try session.run(
                """
                UPDATE feeds SET moved_to = \(target), moved_since = \(since), moved_seen = \(seen),
                    adopted = CASE WHEN \(isSure ? 1 : 0) = 1 THEN \(target) ELSE adopted END
                WHERE id = \(id)
                """)
        }
    }

    private func knowsItems(of id: Feed.ID, before time: Date, in session: any Session) throws -> Bool {
        try session.first("SELECT 1 FROM item_sources WHERE feed = \(id) AND first_seen < \(time) LIMIT 1")
            != nil
    }

    /// Seconds for which a server can have itself left alone; what lasts longer was noted while a clock went wrong.
    private static let longestWait = 90_000.0

    /// The servers that asked to be left alone, with until when and why.
    public func waits(after now: Date) async throws(StorageError) -> [String: HostWait] {
        try await database.read { session in
            var waits: [String: HostWait] = [:]
            let last = now.addingTimeInterval(FeedTable.longestWait)
            for row in try session.rows(
                "SELECT host, until, reason FROM host_waits WHERE until > \(now) AND until <= \(last)")
            {
                waits[try row.text(0)] = HostWait(until: try row.date(1), reason: try row.text(2))
            }
            return waits
        }
    }

    /// Notes that a server asked to be left alone, all its feeds together.
    public func note(_ wait: HostWait, of host: String) async throws(StorageError) {
        try await database.write { session in
            try session.run(
                """
                INSERT INTO host_waits (host, until, reason) VALUES (\(host), \(wait.until), \(wait.reason))
                ON CONFLICT (host) DO UPDATE SET until = excluded.until, reason = excluded.reason
                """)
        }
    }
}

/// A server that asked to be left alone.
public struct HostWait: Hashable, Sendable, Codable {
    /// Until when, UTC.
    public let until: Date
    /// What it said, in words.
    public let reason: String

    /// Holds what it is given.
    public init(until: Date, reason: String) {
        self.until = until
        self.reason = reason
    }
}

extension FeedTable {
    /// Validators are dropped after so many seconds, so that a server that answers wrongly is found out.
    private static let validatorsLive = 8.0 * 86_400

    /// The last tries that are kept of each feed; a newer one takes the place of the oldest.
    static let keptTries = 100

    /// Notes a try and what it brought, within the transaction that saves the items.
    ///
    /// Two statements, as most tries find nothing new and there are many feeds.
    static func note(_ fetch: FetchRecord, _ saved: SaveReport, next: NextTry, in session: any Session) throws
    {
        let isWell = fetch.result.isSuccess ? 1 : 0
        let isRead = fetch.validators == nil ? 0 : 1
        let oldest = fetch.time.addingTimeInterval(-validatorsLive)
        let row = try session.first(
            """
            UPDATE feeds SET tries = tries + 1, last_tried = \(fetch.time), last_result = \(fetch.result.rawValue),
                last_reason = \(fetch.reason), next_due = \(next.due), next_why = \(next.why),
                interval_minutes = \(next.intervalMinutes),
                failures = CASE WHEN \(isWell) = 1 THEN 0 ELSE failures + 1 END,
                failing_since = CASE WHEN \(isWell) = 1 THEN NULL ELSE COALESCE(failing_since, \(fetch.time)) END,
                last_changed = CASE WHEN \(saved.new + saved.changed) > 0 THEN \(fetch.time) ELSE last_changed END,
                paused = CASE WHEN \(fetch.result.rawValue) = 'gone' THEN \(fetch.reason) ELSE paused END,
                terms = COALESCE(\(fetch.terms.map(JSONText.init)), terms),
                etag = CASE WHEN \(isRead) = 1 THEN \(fetch.validators?.etag)
                    WHEN validators_since <= \(oldest) THEN NULL ELSE etag END,
                last_modified = CASE WHEN \(isRead) = 1 THEN \(fetch.validators?.lastModified)
                    WHEN validators_since <= \(oldest) THEN NULL ELSE last_modified END,
                validators_since = CASE WHEN \(isRead) = 1 THEN \(fetch.time)
                    WHEN validators_since <= \(oldest) THEN NULL ELSE validators_since END
            WHERE id = \(fetch.feed) RETURNING tries
            """)
        guard let row else { throw StorageError.missing(kind: "feed", id: fetch.feed.rawValue) }
        let number = try row.integer(0)
        try session.run(
            """
            INSERT INTO fetches (feed, place, number, time, result, reason, bytes, new, changed)
            VALUES (\(fetch.feed), \(number % keptTries), \(number), \(fetch.time), \(fetch.result.rawValue),
                \(fetch.reason), \(fetch.byteCount), \(saved.new), \(saved.changed))
            ON CONFLICT (feed, place) DO UPDATE SET number = excluded.number, time = excluded.time,
                result = excluded.result, reason = excluded.reason, bytes = excluded.bytes, new = excluded.new,
                changed = excluded.changed
            """)
    }
}
