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

    /// The newest lines.
    ///
    /// - Parameters:
    ///   - subject: only what was done to this one.
    ///   - number: only lines before this one, for the next page.
    ///
    /// **Shape**: newest first.
    public func newest(
        _ limit: Int, of subject: String? = nil, before number: Int? = nil
    ) async throws(StorageError) -> [AuditEntry] {
        try await database.read { session in
            let only: SQL = subject.map { "AND subject = \($0)" } ?? ""
            return try session.rows(
                """
                SELECT number, time, person, name, action, subject, before, after FROM audit
                WHERE number < \(number ?? Int.max) \(only) ORDER BY number DESC LIMIT \(limit)
                """
            ).map(AuditTable.entry)
        }
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

    private static func entry(_ row: Row) throws -> AuditEntry {
        AuditEntry(
            number: try row.integer(0),
            author: .init(person: row.optionalText(2).map { Person.ID($0) }, name: try row.text(3)),
            time: try row.date(1), action: try row.text(4), subject: try row.text(5),
            before: row.optionalText(6), after: row.optionalText(7))
    }
}
