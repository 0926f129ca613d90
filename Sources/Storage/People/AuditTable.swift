// SPDX-License-Identifier: MIT

public import Model

/// The table of what people changed; it only grows.
///
/// A change and its line are written in one transaction, by ``append(_:in:)``. The database itself refuses to change or
/// remove a line.
public struct AuditTable: Sendable {
    let database: any Database

    /// Adds a line for something that is kept elsewhere, such as a file.
    public func append(_ entry: AuditEntry) async throws(StorageError) {
        try await database.write { session in try AuditTable.append(entry, in: session) }
    }

    /// Adds a line in the transaction of the change that it tells of.
    static func append(_ entry: AuditEntry, in session: any Session) throws {
        let number = try session.number("SELECT COALESCE(MAX(number), 0) FROM audit") + 1
        try session.run(
            """
            INSERT INTO audit (number, time, person, name, action, subject, before, after)
            VALUES (\(number), \(entry.time), \(entry.author.person), \(entry.author.name), \(entry.action),
                \(entry.subject), \(entry.before), \(entry.after))
            """)
    }

    /// What ``entry(_:)`` reads, in its order.
    static let columns: SQL = "number, time, person, name, action, subject, before, after"

    static func entry(_ row: Row) throws -> AuditEntry {
        AuditEntry(
            number: try row.integer(0),
            author: .init(person: row.optionalText(2).map { Person.ID($0) }, name: try row.text(3)),
            time: try row.date(1), action: try row.text(4), subject: try row.text(5),
            before: row.optionalText(6), after: row.optionalText(7))
    }
}
