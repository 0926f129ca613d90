// SPDX-License-Identifier: MIT

public import Foundation
public import Model

/// The table of who is signed in.
///
/// A session is named by the digest of its key, so whoever reads the table cannot use what is in it.
public struct SessionTable: Sendable {
    let database: any Database
    /// How long a session lasts.
    let term = DeskSession.Term()

    /// Begins a session.
    ///
    /// **Errors**: `refused` for somebody who is shut out.
    public func begin(_ digest: String, for id: Person.ID, at now: Date) async throws(StorageError) {
        try await database.write { session in
            try SessionTable.begin(digest, for: id, byLink: false, at: now, in: session)
            try AuditTable.append(
                AuditEntry(
                    author: .init(try PeopleTable.known(id, in: session)), time: now, action: "signed in",
                    subject: "person/\(id)"), in: session)
        }
    }

    /// The session with a digest, while it lasts.
    ///
    /// **Shape**: nil for one that was ended, is too old, or whose person is shut out.
    public func find(_ digest: String, at now: Date) async throws(StorageError) -> DeskSession? {
        try await database.read { session in
            let row = try session.first(
                """
                SELECT \(PeopleTable.columns), begun, seen, by_link, notice
                FROM sessions JOIN people ON people.id = sessions.person
                WHERE digest = \(digest) AND disabled IS NULL AND seen >= \(now - term.idle)
                    AND begun >= \(now - term.whole)
                """)
            return try row.map { row in
                DeskSession(
                    person: try PeopleTable.person(row), begun: try row.date(8), seen: try row.date(9),
                    isByLink: try row.integer(10) == 1, notice: row.optionalText(11))
            }
        }
    }

    /// Notes that a session is used.
    public func touch(_ digest: String, at now: Date) async throws(StorageError) {
        try await database.write { session in
            try session.run("UPDATE sessions SET seen = \(now) WHERE digest = \(digest)")
        }
    }

    /// Keeps what the next page has to say; nil once it has said it.
    public func setNotice(_ notice: String?, of digest: String) async throws(StorageError) {
        try await database.write { session in
            try session.run("UPDATE sessions SET notice = \(notice) WHERE digest = \(digest)")
        }
    }

    /// Ends a session.
    public func end(_ digest: String) async throws(StorageError) {
        try await database.write { session in
            try session.run("DELETE FROM sessions WHERE digest = \(digest)")
        }
    }

    /// Ends all sessions of a person but one.
    public func endOthers(than digest: String, of person: Person.ID) async throws(StorageError) {
        try await database.write { session in
            try session.run("DELETE FROM sessions WHERE person = \(person) AND digest <> \(digest)")
        }
    }

    /// One browser in which somebody is signed in.
    public struct Place: Hashable, Sendable {
        /// Names it for its person; opens nothing.
        public let name: String
        /// When they signed in, UTC.
        public let begun: Date
        /// When they were there last, UTC; minutes behind at the most.
        public let seen: Date
        /// Whether a one-time link began it.
        public let isByLink: Bool
    }

    /// What a session is called on pages: the start of its digest.
    public static func name(of digest: String) -> String { String(digest.prefix(16)) }

    /// Where a person is signed in.
    ///
    /// **Shape**: the last used first.
    public func places(of person: Person.ID, at now: Date) async throws(StorageError) -> [Place] {
        try await database.read { session in
            try session.rows(
                """
                SELECT digest, begun, seen, by_link FROM sessions WHERE person = \(person)
                    AND seen >= \(now - term.idle) AND begun >= \(now - term.whole)
                ORDER BY seen DESC, begun DESC, digest
                """
            ).map { row in
                Place(
                    name: SessionTable.name(of: try row.text(0)), begun: try row.date(1),
                    seen: try row.date(2), isByLink: try row.integer(3) == 1)
            }
        }
    }

    /// Ends one of a person's sessions.
    ///
    /// - Parameter name: what ``places(of:at:)`` calls it.
    /// - Returns: whether there was one.
    public func end(named name: String, of person: Person.ID) async throws(StorageError) -> Bool {
        try await database.write { session in
            try session.first(
                """
                DELETE FROM sessions WHERE person = \(person) AND SUBSTR(digest, 1, 16) = \(name)
                RETURNING digest
                """) != nil
        }
    }

    /// How many sessions of a person last.
    public func count(of person: Person.ID, at now: Date) async throws(StorageError) -> Int {
        try await database.read { session in
            try session.number(
                """
                SELECT COUNT(*) FROM sessions WHERE person = \(person) AND seen >= \(now - term.idle)
                    AND begun >= \(now - term.whole)
                """)
        }
    }

    static func begin(
        _ digest: String, for id: Person.ID, byLink: Bool, at now: Date, in session: any Session
    ) throws {
        let term = DeskSession.Term()
        guard try PeopleTable.known(id, in: session).disabled == nil else {
            throw StorageError.refused("that person may not come in")
        }
        try session.run(
            "DELETE FROM sessions WHERE seen < \(now - term.idle) OR begun < \(now - term.whole)")
        try session.run(
            """
            INSERT INTO sessions (digest, person, begun, seen, by_link)
            VALUES (\(digest), \(id), \(now), \(now), \(byLink ? 1 : 0))
            """)
        try session.run("UPDATE people SET arrived = \(now) WHERE id = \(id) AND arrived IS NULL")
    }
}
