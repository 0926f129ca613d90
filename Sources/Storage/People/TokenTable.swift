// SPDX-License-Identifier: MIT

public import Foundation
public import Model

/// The table of what lets programs act for people.
public struct TokenTable: Sendable {
    let database: any Database

    /// Tokens of one person at the most.
    public static let limit = 50

    /// Keeps a new token.
    ///
    /// **Errors**: `refused` for one more than ``limit``.
    ///
    /// - Parameter digest: of the key that the program shows.
    public func add(
        _ token: APIToken, digest: String, by author: AuditEntry.Author
    ) async throws(StorageError) {
        try await database.write { session in
            try session.run("DELETE FROM tokens WHERE ends <= \(token.made)")
            let count = try session.number("SELECT COUNT(*) FROM tokens WHERE person = \(token.person)")
            guard count < TokenTable.limit else {
                throw StorageError.refused("you have \(count) tokens; end one that is not used any more")
            }
            try session.run(
                """
                INSERT INTO tokens (id, digest, person, label, scopes, made, ends)
                VALUES (\(token.id), \(digest), \(token.person), \(token.label),
                    \(JSONText(token.scopes.map(\.rawValue).sorted())), \(token.made), \(token.ends))
                """)
            try AuditTable.append(
                AuditEntry(
                    author: author, time: token.made, action: "token made", subject: "token/\(token.id)",
                    after: JSONText(token).text), in: session)
        }
    }

    /// The tokens of a person that last.
    ///
    /// **Shape**: newest first.
    public func list(of person: Person.ID, at now: Date) async throws(StorageError) -> [APIToken] {
        try await database.read { session in
            try session.rows(
                """
                SELECT \(TokenTable.columns) FROM tokens WHERE person = \(person) AND ends > \(now)
                ORDER BY made DESC, id
                """
            ).map { try TokenTable.token($0) }
        }
    }

    /// The token with a digest and its person, while it lasts and they may come in.
    public func find(
        _ digest: String, at now: Date
    ) async throws(StorageError) -> (token: APIToken, person: Person)? {
        try await database.read { session in
            try session.first(
                """
                SELECT \(TokenTable.columns), \(PeopleTable.columns)
                FROM tokens JOIN people ON people.id = tokens.person
                WHERE digest = \(digest) AND ends > \(now) AND disabled IS NULL
                """
            ).map { (try TokenTable.token($0), try PeopleTable.person($0, from: 7)) }
        }
    }

    /// Notes that a token is used.
    public func touch(_ id: APIToken.ID, at now: Date) async throws(StorageError) {
        try await database.write { session in
            try session.run("UPDATE tokens SET used = \(now) WHERE id = \(id)")
        }
    }

    /// Ends a token of a person; false when they have none such.
    public func remove(
        _ id: APIToken.ID, of person: Person.ID, by author: AuditEntry.Author, at now: Date
    ) async throws(StorageError) -> Bool {
        try await database.write { session in
            let row = try session.first(
                "SELECT \(TokenTable.columns) FROM tokens WHERE id = \(id) AND person = \(person)")
            guard let token = try row.map({ try TokenTable.token($0) }) else { return false }
            try session.run("DELETE FROM tokens WHERE id = \(id)")
            try AuditTable.append(
                AuditEntry(
                    author: author, time: now, action: "token ended", subject: "token/\(id)",
                    before: JSONText(token).text), in: session)
            return true
        }
    }

    private static let columns: SQL = """
        tokens.id, tokens.person, tokens.label, tokens.scopes, tokens.made, tokens.ends, tokens.used
        """

    private static func token(_ row: Row) throws(StorageError) -> APIToken {
        let scopes = try row.json(3, as: [String].self).compactMap(APIToken.Scope.init)
        return APIToken(
            id: APIToken.ID(try row.text(0)), person: Person.ID(try row.text(1)), label: try row.text(2),
            scopes: Set(scopes), made: try row.date(4), ends: try row.date(5), used: try row.optionalDate(6))
    }
}
