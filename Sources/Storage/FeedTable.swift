// SPDX-License-Identifier: MIT

public import Foundation
public import Model

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
            let known = try FeedTable.subscriptions(in: session)
            for feed in feeds where known[feed.id] != Subscription(feed) {
                try session.run(
                    """
                    INSERT INTO feeds (id, address, title, site, standing, subscribed)
                    VALUES (\(feed.id), \(feed.address), \(feed.title), \(feed.site), \(JSONText(feed.standing)), 1)
                    ON CONFLICT (id) DO UPDATE SET title = excluded.title, site = excluded.site,
                        standing = excluded.standing, subscribed = 1
                    """)
                // A feed's licence is that of its items, unless they say another.
                if known[feed.id] != nil { try QueueKeeping.mark(itemsOf: feed.id, in: session) }
            }
            if keepingOthers { return }
            for id in Set(known.keys).subtracting(feeds.map(\.id)).sorted() {
                try session.run("UPDATE feeds SET subscribed = 0 WHERE id = \(id)")
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

    /// The feeds that the library subscribes to and whose time has come.
    ///
    /// **Shape**: by title, then id.
    public func due(at now: Date) async throws(StorageError) -> [FeedRecord] {
        try await database.read { session in
            try session.rows(
                """
                \(FeedTable.selection) WHERE subscribed = 1 AND \(FeedTable.isDue(at: now)) ORDER BY title, id
                """
            ).map(FeedTable.record)
        }
    }

    /// Those of some feeds that the library subscribes to and whose time has come.
    ///
    /// **Shape**: in the order in which they are named.
    public func due(at now: Date, among ids: [Feed.ID]) async throws(StorageError) -> [FeedRecord] {
        try await database.read { session in
            var found: [Feed.ID: FeedRecord] = [:]
            for part in ids.parts {
                let rows = try session.rows(
                    """
                    \(FeedTable.selection) WHERE id IN \(list: part) AND subscribed = 1 AND \(FeedTable.isDue(at: now))
                    """)
                for record in try rows.map(FeedTable.record) { found[record.feed.id] = record }
            }
            return ids.compactMap { found[$0] }
        }
    }

    /// Whether a feed's time has come.
    ///
    /// One that was asked in days to come was asked while a clock went wrong; what was settled then does not count.
    static func isDue(at now: Date) -> SQL {
        """
        paused IS NULL AND (next_due IS NULL OR next_due <= \(now)
            OR last_tried > \(now.addingTimeInterval(FeedRecord.clockDrift)))
        """
    }

    /// One feed, subscribed to or not.
    public func find(_ id: Feed.ID) async throws(StorageError) -> FeedRecord? {
        try await database.read { session in
            try session.first("\(FeedTable.selection) WHERE id = \(id)").map(FeedTable.record)
        }
    }

    /// Makes the next fetch take the whole document, with the items that the first one left.
    public func takeOlder(_ id: Feed.ID) async throws(StorageError) {
        try await database.write { session in
            try session.run("DELETE FROM older_items WHERE feed = \(id)")
            try session.run("UPDATE feeds SET etag = NULL, last_modified = NULL WHERE id = \(id)")
        }
    }

    /// Makes a feed due at the next run, but not against a wish of its server.
    public func makeDue(_ id: Feed.ID, why: String, at now: Date) async throws(StorageError) {
        try await database.write { session in
            try session.run(
                """
                UPDATE feeds SET next_due = \(now), next_why = \(why)
                WHERE id = \(id) AND next_due > \(now) AND failures = 0
                """)
        }
    }

    /// The last tries of a feed, newest first; the last 100 are kept.
    public func fetches(of id: Feed.ID, limit: Int) async throws(StorageError) -> [FeedRecord.LastTry] {
        try await database.read { session in
            try session.rows(
                """
                SELECT time, result, reason FROM fetches WHERE feed = \(id) ORDER BY number DESC LIMIT \(limit)
                """
            ).map { row in
                FeedRecord.LastTry(
                    time: try row.date(0), result: FetchResult(rawValue: try row.text(1)) ?? .protocol,
                    reason: try row.text(2))
            }
        }
    }
}

/// What the library's files say of a feed, as the table keeps it.
private struct Subscription: Hashable {
    let title: String
    let site: String?
    let standing: String

    init(_ feed: Feed) {
        title = feed.title
        site = feed.site?.text
        standing = JSONText(feed.standing).text
    }

    init(_ row: Row) throws {
        title = try row.text(1)
        site = row.optionalText(2)
        standing = try row.text(3)
    }
}

private extension FeedTable {
    /// The feeds that are subscribed to; most runs find them as the files say, and write nothing.
    static func subscriptions(in session: any Session) throws -> [Feed.ID: Subscription] {
        var known: [Feed.ID: Subscription] = [:]
        for row in try session.rows("SELECT id, title, site, standing FROM feeds WHERE subscribed = 1") {
            known[Feed.ID(try row.text(0))] = try Subscription(row)
        }
        return known
    }

    static let selection: SQL = """
        SELECT id, address, title, site, standing, paused, etag, last_modified, last_tried, last_result, last_reason,
            next_due, next_why, interval_minutes, failures, failing_since, moved_to, moved_since, moved_seen, adopted, terms,
            hub, push_state, ends, heard, push_reason
        FROM feeds LEFT JOIN pushes ON pushes.feed = feeds.id AND pushes.push_state <> 'leaving'
        """

    static func record(_ row: Row) throws -> FeedRecord {
        guard let address = row.optionalAddress(1) else {
            throw StorageError.damaged("feed \(try row.text(0)) has no web address")
        }
        return FeedRecord(
            feed: Feed(
                address: address, title: try row.text(2), site: row.optionalAddress(3),
                standing: try row.json(4)),
            paused: row.optionalText(5),
            validators: Validators(etag: row.optionalText(6), lastModified: row.optionalText(7)),
            terms: try row.json(20),
            last: try row.optionalDate(8).map { time in
                FeedRecord.LastTry(
                    time: time, result: FetchResult(rawValue: row.optionalText(9) ?? "") ?? .protocol,
                    reason: row.optionalText(10) ?? "")
            },
            next: FeedRecord.Next(
                due: try row.optionalDate(11), why: try row.text(12), intervalMinutes: try row.integer(13)),
            failing: FeedRecord.Failing(count: try row.integer(14), since: try row.optionalDate(15)),
            move: try move(row), push: try push(row))
    }

    static func push(_ row: Row) throws -> FeedRecord.Push? {
        guard let hub = row.optionalAddress(21), let state = row.optionalText(22).flatMap(Push.State.init)
        else { return nil }
        return FeedRecord.Push(
            hub: hub, state: state, ends: try row.optionalDate(23), heard: try row.optionalDate(24),
            reason: row.optionalText(25) ?? "")
    }

    static func move(_ row: Row) throws -> FeedRecord.Move? {
        guard let target = row.optionalAddress(16), let since = try row.optionalDate(17) else { return nil }
        return FeedRecord.Move(
            to: target, since: since, seen: try row.integer(18),
            isAdopted: row.optionalText(19) == target.text)
    }
}
