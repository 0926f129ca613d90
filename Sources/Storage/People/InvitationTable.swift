// SPDX-License-Identifier: MIT

public import Foundation
public import Model

/// The table of one-time links that let people in: the first time, or when they have lost their password.
///
/// A link is named by the digest of its key. Once a person uses one of their links, all of theirs end.
public struct InvitationTable: Sendable {
    let database: any Database

    /// Keeps a new link for somebody.
    ///
    /// **Errors**: `refused` for somebody who is shut out, `missing`.
    public func add(
        _ digest: String, for id: Person.ID, until ends: Date, by author: AuditEntry.Author, at now: Date
    ) async throws(StorageError) {
        try await database.write { session in
            let person = try PeopleTable.known(id, in: session)
            guard person.disabled == nil else {
                throw StorageError.refused("\(person.name) may not come in; let them in again first")
            }
            try session.run("DELETE FROM invitations WHERE ends <= \(now)")
            try session.run(
                """
                INSERT INTO invitations (digest, person, made, ends) VALUES (\(digest), \(id), \(now), \(ends))
                """)
            try AuditTable.append(
                AuditEntry(author: author, time: now, action: "link made", subject: "person/\(id)"),
                in: session)
        }
    }

    /// Whom a link lets in; nil for one that is used, too old or none.
    public func person(_ digest: String, at now: Date) async throws(StorageError) -> Person? {
        try await database.read { session in try InvitationTable.person(digest, at: now, in: session) }
    }

    /// Begins a session by a link and ends all links of that person.
    ///
    /// **Shape**: whom it lets in; nil for a link that is used, too old or none.
    public func use(
        _ digest: String, beginning key: String, at now: Date
    ) async throws(StorageError) -> Person? {
        try await database.write { session in
            guard let person = try InvitationTable.person(digest, at: now, in: session) else { return nil }
            try session.run("DELETE FROM invitations WHERE person = \(person.id)")
            try SessionTable.begin(key, for: person.id, byLink: true, at: now, in: session)
            try AuditTable.append(
                AuditEntry(
                    author: .init(person), time: now, action: "signed in by link",
                    subject: "person/\(person.id)"), in: session)
            return person
        }
    }

    private static func person(_ digest: String, at now: Date, in session: any Session) throws -> Person? {
        try session.first(
            """
            SELECT \(PeopleTable.columns) FROM invitations JOIN people ON people.id = invitations.person
            WHERE digest = \(digest) AND ends > \(now) AND disabled IS NULL
            """
        ).map { try PeopleTable.person($0) }
    }
}
