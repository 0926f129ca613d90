// SPDX-License-Identifier: MIT

public import Foundation
public import Model

extension FeedTable {
    /// How all feeds are doing that the library subscribes to.
    ///
    /// **Shape**: by title, then id.
    public func health(now: Date) async throws(StorageError) -> [FeedHealth] {
        let (records, items) = (try await all(), try await items(now: now))
        let (waits, left) = (try await waits(after: now), try await left(at: now))
        return records.map {
            FeedHealth(
                $0, items: items[$0.feed.id], wait: waits[$0.address.host], left: left[$0.feed.id] ?? [],
                now: now)
        }
    }

    /// How one feed is doing, subscribed to or not; nil where there is none.
    public func health(of id: Feed.ID, now: Date) async throws(StorageError) -> FeedHealth? {
        guard let record = try await find(id) else { return nil }
        return FeedHealth(
            record, items: try await items(of: id, now: now)[id],
            wait: try await waits(after: now)[record.address.host], left: try await left(at: now)[id] ?? [],
            now: now)
    }

    /// Keeps a feed from being fetched until it is resumed.
    ///
    /// - Throws: `StorageError.missing` when there is no such feed.
    public func pause(
        _ id: Feed.ID, reason: String, by author: AuditEntry.Author? = nil, at now: Date
    ) async throws(StorageError) {
        try await change(
            id, to: "UPDATE feeds SET paused = \(reason), next_due = NULL",
            where: "subscribed = 1", AuditLine("feed paused", author, now, after: reason))
    }

    /// Lets a feed be fetched again, at once.
    ///
    /// - Throws: `StorageError.missing` when there is no such feed.
    public func resume(
        _ id: Feed.ID, by author: AuditEntry.Author? = nil, at now: Date
    ) async throws(StorageError) {
        try await change(
            id, to: "UPDATE feeds SET paused = NULL, next_due = NULL",
            where: "subscribed = 1", AuditLine("feed resumed", author, now))
    }

    /// Asks at the new address that a feed names, from the next try on; ``stayAtOldAddress(_:by:at:)`` takes it back.
    ///
    /// - Throws: `StorageError.missing` when there is no such feed, or it names none.
    public func followMove(
        of id: Feed.ID, by author: AuditEntry.Author? = nil, at now: Date
    ) async throws(StorageError) {
        try await change(
            id,
            to: """
                UPDATE feeds SET adopted = moved_to, moved_seen = CASE WHEN moved_seen < 1 THEN 1 ELSE moved_seen END,
                    next_due = NULL, etag = NULL, last_modified = NULL
                """,
            where: "moved_to IS NOT NULL", missing: "moved feed", AuditLine("move followed", author, now))
    }

    /// Asks at the old address again, and never adopts the present new one.
    ///
    /// - Throws: `StorageError.missing` when there is no such feed, or it names none.
    public func stayAtOldAddress(
        _ id: Feed.ID, by author: AuditEntry.Author? = nil, at now: Date
    ) async throws(StorageError) {
        try await change(
            id,
            to: """
                UPDATE feeds SET unwanted = moved_to, adopted = NULL, moved_to = NULL, moved_since = NULL,
                    moved_seen = 0, next_due = NULL
                """,
            where: "moved_to IS NOT NULL", missing: "moved feed", AuditLine("move refused", author, now))
    }

    /// Says that what is the matter with a feed is all right so for ninety days.
    ///
    /// - Throws: `StorageError.missing` when there is no such feed.
    public func leave(
        _ id: Feed.ID, _ concerns: [FeedConcern.Kind], by author: AuditEntry.Author, at now: Date
    ) async throws(StorageError) {
        let until = now.addingTimeInterval(FeedConcern.leaveDays * 86_400)
        try await database.write { session in
            guard try session.first("SELECT 1 FROM feeds WHERE id = \(id)") != nil else {
                throw StorageError.missing(kind: "feed", id: id.rawValue)
            }
            for concern in concerns {
                try session.run(
                    """
                    INSERT INTO left_concerns (feed, concern, until) VALUES (\(id), \(concern.rawValue), \(until))
                    ON CONFLICT (feed, concern) DO UPDATE SET until = excluded.until
                    """)
            }
            let words = concerns.map(\.rawValue).joined(separator: ", ")
            try AuditLine("feed left as it is", author, now, after: words).append(on: id, in: session)
        }
    }

    /// What people said is all right so, and until now holds.
    func left(at now: Date) async throws(StorageError) -> [Feed.ID: Set<FeedConcern.Kind>] {
        try await database.read { session in
            var left: [Feed.ID: Set<FeedConcern.Kind>] = [:]
            for row in try session.rows("SELECT feed, concern FROM left_concerns WHERE until > \(now)") {
                guard let kind = FeedConcern.Kind(rawValue: try row.text(1)) else { continue }
                left[Feed.ID(try row.text(0)), default: []].insert(kind)
            }
            return left
        }
    }

    private func change(
        _ id: Feed.ID, to update: SQL, where condition: SQL, missing kind: String = "feed", _ line: AuditLine
    ) async throws(StorageError) {
        try await database.write { session in
            let found = try session.rows("\(update) WHERE id = \(id) AND \(condition) RETURNING id")
            if found.isEmpty { throw StorageError.missing(kind: kind, id: id.rawValue) }
            try line.append(on: id, in: session)
        }
    }
}

/// What the audit log is told of a change of a feed; nothing where no person did it.
private struct AuditLine: Sendable {
    let action: String
    let author: AuditEntry.Author?
    let time: Date
    let after: String?

    init(_ action: String, _ author: AuditEntry.Author?, _ time: Date, after: String? = nil) {
        (self.action, self.author, self.time) = (action, author, time)
        self.after = after.map { JSONText($0).text }
    }

    func append(on feed: Feed.ID, in session: any Session) throws {
        guard let author else { return }
        try AuditTable.append(
            AuditEntry(author: author, time: time, action: action, subject: "feed/\(feed)", after: after),
            in: session)
    }
}
