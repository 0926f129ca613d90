// SPDX-License-Identifier: MIT

public import Foundation
public import Model

/// The table of readers, of the links by which they come in, and of the browsers that they are in.
///
/// Links and sessions are named by the digests of their keys, so whoever reads the tables cannot use what is in them.
public struct ReaderTable: Sendable {
    let database: any Database

    /// How long a mailed link works, seconds.
    public static let linkTerm: TimeInterval = 86_400
    /// How long a browser that is not used stays signed in, seconds.
    public static let sessionTerm: TimeInterval = 180 * 86_400

    /// What a mailed link leads to.
    public struct Entry: Hashable, Sendable {
        /// Who asked for it, as they said.
        public let address: MailAddress
        /// The path that they want to follow; nil where they only come back.
        public let path: LearningPath.ID?
    }

    /// Somebody asks for a link to their own address; whether it is they is known once they use it.
    ///
    /// - Parameters:
    ///   - digest: of the link's key.
    ///   - path: what they want to follow.
    /// - Returns: false where nothing is mailed to that address.
    public func ask(
        _ address: MailAddress, for path: LearningPath.ID?, link digest: String, at now: Date
    ) async throws(StorageError) -> Bool {
        try await database.write { session in
            try session.run("DELETE FROM reader_links WHERE until <= \(now)")
            let key = try AddressKeys(in: session).digest(of: address)
            switch try SubscriberTable.suppression(of: key, in: session)?.reason {
            case .bounced, .complained, .asked: return false
            case .erased, nil: break
            }
            try session.run(
                """
                INSERT INTO reader_links (digest, address, address_key, path, until)
                VALUES (\(digest), \(address.text), \(key), \(path?.rawValue), \(now + ReaderTable.linkTerm))
                """)
            return true
        }
    }

    /// What a link leads to; nil for one that was used, or is too old.
    public func entry(by digest: String, at now: Date) async throws(StorageError) -> Entry? {
        try await database.read { session in try ReaderTable.entry(by: digest, at: now, in: session) }
    }

    /// Uses a link: from then on a browser is its reader's, who follows the path that they asked for.
    ///
    /// - Parameters:
    ///   - link: the digest of the link's key.
    ///   - session: the digest of a new session's key.
    /// - Returns: the reader; nil for a link that was used, or is too old.
    public func enter(
        by link: String, beginning digest: String, at now: Date
    ) async throws(StorageError) -> (reader: Reader, path: LearningPath.ID?)? {
        let fresh = ReaderTable.newID()
        return try await database.write { session in
            guard let entry = try ReaderTable.entry(by: link, at: now, in: session) else { return nil }
            let key = try AddressKeys(in: session).digest(of: entry.address)
            try session.run(
                """
                INSERT INTO readers (id, address, address_key, since, answers)
                VALUES (\(fresh), \(entry.address.text), \(key), \(now), \(JSONText(ReaderAnswers())))
                ON CONFLICT (address_key) DO NOTHING
                """)
            let row = try session.first("\(ReaderTable.selecting) WHERE address_key = \(key)")
            guard let reader = try row.map(ReaderTable.reader) else {
                throw StorageError.damaged("a reader who has just come in")
            }
            try session.run("DELETE FROM reader_links WHERE digest = \(link)")
            try session.run("DELETE FROM suppressions WHERE reason = 'erased' AND address_key = \(key)")
            try session.run(
                """
                INSERT INTO reader_sessions (digest, reader, begun, seen) VALUES (\(digest), \(reader.id), \(now), \(now))
                """)
            if let path = entry.path { try FollowingTable.follow(path, reader.id, at: now, in: session) }
            return (reader, entry.path)
        }
    }

    /// Whose a browser is; nil where the session was ended, or not used for long.
    public func find(session digest: String, at now: Date) async throws(StorageError) -> Reader? {
        try await database.read { session in
            try session.first(
                """
                \(ReaderTable.selecting) JOIN reader_sessions ON reader_sessions.reader = readers.id
                WHERE digest = \(digest) AND seen > \(now - ReaderTable.sessionTerm)
                """
            ).map(ReaderTable.reader)
        }
    }

    /// Notes that a session is used; once a day is enough.
    public func touch(session digest: String, at now: Date) async throws(StorageError) {
        try await database.write { session in
            try session.run(
                "UPDATE reader_sessions SET seen = \(now) WHERE digest = \(digest) AND seen < \(now - 86_400)"
            )
        }
    }

    /// Ends a session.
    public func end(session digest: String) async throws(StorageError) {
        try await database.write { session in
            try session.run("DELETE FROM reader_sessions WHERE digest = \(digest)")
        }
    }

    /// Keeps what a reader said of themselves.
    ///
    /// **Errors**: `missing`.
    public func set(_ answers: ReaderAnswers, of id: Reader.ID) async throws(StorageError) {
        try await database.write { session in
            let changed = try session.rows(
                "UPDATE readers SET answers = \(JSONText(answers)) WHERE id = \(id) RETURNING id")
            guard !changed.isEmpty else { throw StorageError.missing(kind: "reader", id: id.rawValue) }
        }
    }
}

extension ReaderTable {
    static let selecting: SQL =
        "SELECT readers.id, readers.address, readers.since, readers.answers FROM readers"

    static func reader(_ row: Row) throws -> Reader {
        Reader(
            id: Reader.ID(try row.text(0)), address: try row.mailAddress(1), since: try row.date(2),
            answers: try row.json(3))
    }

    private static func entry(by digest: String, at now: Date, in session: any Session) throws -> Entry? {
        try session.first(
            "SELECT address, path FROM reader_links WHERE digest = \(digest) AND until > \(now)"
        )
        .map { row in
            Entry(
                address: try row.mailAddress(0), path: row.optionalText(1).map { LearningPath.ID($0) })
        }
    }

    private static func newID() -> Reader.ID { Reader.ID("r" + AccessKey().digest.prefix(20)) }
}
