// SPDX-License-Identifier: MIT

public import Foundation
public import Model

/// The table of people who work at the desk.
///
/// Nobody is ever removed, as their name stands under what they did; they are shut out. One administrator who may come in
/// always stays.
public struct PeopleTable: Sendable {
    let database: any Database

    /// Everybody.
    ///
    /// **Shape**: by name; those who are shut out too.
    public func list() async throws(StorageError) -> [Person] {
        try await database.read { session in
            try session.rows("SELECT \(PeopleTable.columns) FROM people ORDER BY name_key").map {
                try PeopleTable.person($0)
            }
        }
    }

    /// The person with an id.
    public func find(_ id: Person.ID) async throws(StorageError) -> Person? {
        try await database.read { session in try PeopleTable.find(id, in: session) }
    }

    /// The person with a name.
    public func find(named name: PersonName) async throws(StorageError) -> Person? {
        try await database.read { session in
            try session.first("SELECT \(PeopleTable.columns) FROM people WHERE name_key = \(name.key)")
                .map { try PeopleTable.person($0) }
        }
    }

    /// The person with a name, and what their password is checked against.
    public func password(
        named name: PersonName
    ) async throws(StorageError) -> (person: Person, hash: String)? {
        try await database.read { session in
            let row = try session.first(
                "SELECT \(PeopleTable.columns), password FROM people WHERE name_key = \(name.key)")
            guard let row, let hash = row.optionalText(8) else { return nil }
            return (try PeopleTable.person(row), hash)
        }
    }

    /// Adds somebody, who comes in by a link.
    ///
    /// **Errors**: `refused` when somebody has that name.
    public func add(
        _ name: PersonName, role: Role, by author: AuditEntry.Author, at now: Date
    ) async throws(StorageError) -> Person {
        let id = Person.ID("p" + AccessKey().digest.prefix(12))
        return try await database.write { session in
            guard try session.number("SELECT COUNT(*) FROM people WHERE name_key = \(name.key)") == 0 else {
                throw StorageError.refused("there is a person named \(name.text) already")
            }
            try session.run(
                """
                INSERT INTO people (id, name, name_key, role, joined)
                VALUES (\(id), \(name.text), \(name.key), \(role.rawValue), \(now))
                """)
            try AuditTable.append(
                AuditEntry(
                    author: author, time: now, action: "person added", subject: "person/\(id)",
                    after: JSONText(["name": name.text, "role": role.rawValue]).text), in: session)
            return Person(id: id, name: name.text, role: role, joined: now)
        }
    }

    /// Sets what somebody may do.
    ///
    /// **Errors**: `refused` for the last administrator, `missing`.
    public func setRole(
        _ role: Role, of id: Person.ID, by author: AuditEntry.Author, at now: Date
    ) async throws(StorageError) {
        try await database.write { session in
            let person = try PeopleTable.known(id, in: session)
            guard person.role != role else { return }
            if role != .administrator { try PeopleTable.keepAnAdministrator(beside: person, in: session) }
            try session.run("UPDATE people SET role = \(role.rawValue) WHERE id = \(id)")
            try AuditTable.append(
                AuditEntry(
                    author: author, time: now, action: "role changed", subject: "person/\(id)",
                    before: JSONText(["role": person.role.rawValue]).text,
                    after: JSONText(["role": role.rawValue]).text), in: session)
        }
    }

    /// Shuts somebody out: every session, link and token of theirs ends.
    ///
    /// **Errors**: `refused` for the last administrator, `missing`.
    public func disable(
        _ id: Person.ID, by author: AuditEntry.Author, at now: Date
    ) async throws(StorageError) {
        try await database.write { session in
            let person = try PeopleTable.known(id, in: session)
            guard person.disabled == nil else { return }
            try PeopleTable.keepAnAdministrator(beside: person, in: session)
            try session.run("UPDATE people SET disabled = \(now) WHERE id = \(id)")
            try session.run("DELETE FROM sessions WHERE person = \(id)")
            try session.run("DELETE FROM invitations WHERE person = \(id)")
            try session.run("DELETE FROM tokens WHERE person = \(id)")
            try AuditTable.append(
                AuditEntry(
                    author: author, time: now, action: "person shut out", subject: "person/\(id)"),
                in: session)
        }
    }

    /// Lets somebody in again who was shut out, with the password they had.
    ///
    /// **Errors**: `missing`.
    public func enable(
        _ id: Person.ID, by author: AuditEntry.Author, at now: Date
    ) async throws(StorageError) {
        try await database.write { session in
            guard try PeopleTable.known(id, in: session).disabled != nil else { return }
            try session.run("UPDATE people SET disabled = NULL WHERE id = \(id)")
            try AuditTable.append(
                AuditEntry(
                    author: author, time: now, action: "person let in again", subject: "person/\(id)"),
                in: session)
        }
    }

    /// Sets somebody's password: every session and link of theirs ends.
    ///
    /// - Parameter hash: what it is checked against; never the password.
    public func setPassword(
        _ hash: String, of id: Person.ID, by author: AuditEntry.Author, at now: Date
    ) async throws(StorageError) {
        try await database.write { session in
            _ = try PeopleTable.known(id, in: session)
            try session.run("UPDATE people SET password = \(hash) WHERE id = \(id)")
            try session.run("DELETE FROM sessions WHERE person = \(id)")
            try session.run("DELETE FROM invitations WHERE person = \(id)")
            try AuditTable.append(
                AuditEntry(author: author, time: now, action: "password set", subject: "person/\(id)"),
                in: session)
        }
    }

    /// Sets whether single letters are keys for somebody; their own taste, so not in the audit log.
    public func setKeys(_ usesKeys: Bool, of id: Person.ID) async throws(StorageError) {
        try await database.write { session in
            try session.run("UPDATE people SET uses_keys = \(usesKeys ? 1 : 0) WHERE id = \(id)")
        }
    }
}

extension PeopleTable {
    /// What ``person(_:from:)`` reads, in its order.
    static let columns: SQL = """
        people.id, people.name, people.role, people.joined, people.disabled, people.arrived,
        people.password IS NOT NULL, people.uses_keys
        """

    /// The person in some columns of a row.
    static func person(_ row: Row, from start: Int = 0) throws(StorageError) -> Person {
        guard let role = Role(rawValue: try row.text(start + 2)) else {
            throw .damaged("role of \(try row.text(start))")
        }
        return Person(
            id: Person.ID(try row.text(start)), name: try row.text(start + 1), role: role,
            joined: try row.date(start + 3), disabled: try row.optionalDate(start + 4),
            arrived: try row.optionalDate(start + 5), hasPassword: try row.integer(start + 6) == 1,
            usesKeys: try row.integer(start + 7) == 1)
    }

    static func find(_ id: Person.ID, in session: any Session) throws -> Person? {
        try session.first("SELECT \(columns) FROM people WHERE id = \(id)").map { try person($0) }
    }

    static func known(_ id: Person.ID, in session: any Session) throws -> Person {
        guard let person = try find(id, in: session) else {
            throw StorageError.missing(kind: "person", id: id.rawValue)
        }
        return person
    }
}

private extension PeopleTable {
    static func keepAnAdministrator(beside person: Person, in session: any Session) throws {
        guard person.role == .administrator, person.disabled == nil else { return }
        let others = try session.number(
            """
            SELECT COUNT(*) FROM people
            WHERE role = 'administrator' AND disabled IS NULL AND id <> \(person.id)
            """)
        if others == 0 {
            throw StorageError.refused(
                "\(person.name) is the only administrator; make somebody else one first")
        }
    }
}
