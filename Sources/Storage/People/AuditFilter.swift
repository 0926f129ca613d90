// SPDX-License-Identifier: MIT

public import Foundation
public import Model

/// Which lines of the audit log to show.
public struct AuditFilter: Hashable, Sendable {
    /// Only what was done under this name; empty for all.
    public var name: String
    /// Only this action; empty for all.
    public var action: String
    /// Only what was done to this one, as `item/i3f…`; empty for all.
    public var subject: String
    /// Only from this moment on, UTC.
    public var from: Date?
    /// Only before this moment, UTC.
    public var until: Date?

    /// All of it, unless said otherwise.
    public init(
        name: String = "", action: String = "", subject: String = "", from: Date? = nil, until: Date? = nil
    ) {
        self.name = name
        self.action = action
        self.subject = subject
        self.from = from
        self.until = until
    }

    /// What a line must be, for a `WHERE`.
    var condition: SQL {
        var sql: SQL = "1 = 1"
        if !name.isEmpty { sql = "\(sql) AND name = \(name)" }
        if !action.isEmpty { sql = "\(sql) AND action = \(action)" }
        if !subject.isEmpty { sql = "\(sql) AND subject = \(subject)" }
        if let from { sql = "\(sql) AND time >= \(from)" }
        if let until { sql = "\(sql) AND time < \(until)" }
        return sql
    }
}

extension AuditTable {
    /// A page of the log.
    ///
    /// - Parameters:
    ///   - number: the last line of the page before; nil for the first page.
    ///   - limit: this many lines at the most.
    ///
    /// **Shape**: newest first.
    public func page(
        _ filter: AuditFilter = AuditFilter(), after number: Int? = nil, limit: Int
    ) async throws(StorageError) -> [AuditEntry] {
        try await database.read { session in
            var condition = filter.condition
            if let number {
                guard let last = try session.first("SELECT time FROM audit WHERE number = \(number)") else {
                    return []
                }
                let time = try last.text(0)
                condition = "\(condition) AND (time < \(time) OR (time = \(time) AND number < \(number)))"
            }
            return try session.rows(
                """
                SELECT \(AuditTable.columns) FROM audit WHERE \(condition)
                ORDER BY time DESC, number DESC LIMIT \(limit)
                """
            ).map(AuditTable.entry)
        }
    }

    /// The newest lines on one subject, or on all.
    public func newest(_ limit: Int, of subject: String = "") async throws(StorageError) -> [AuditEntry] {
        try await page(AuditFilter(subject: subject), limit: limit)
    }

    /// The names under which something was done, in their order.
    public func names() async throws(StorageError) -> [String] { try await different("name") }

    /// What was done, each once, in its order.
    public func actions() async throws(StorageError) -> [String] { try await different("action") }

    /// The different values of a column that an index begins with: one look at the index for each of them.
    private func different(_ column: String) async throws(StorageError) -> [String] {
        try await database.read { session in
            try session.rows(
                """
                WITH RECURSIVE found (value) AS (
                    SELECT MIN(\(raw: column)) FROM audit
                    UNION ALL
                    SELECT (SELECT MIN(\(raw: column)) FROM audit WHERE \(raw: column) > found.value) FROM found
                    WHERE found.value IS NOT NULL)
                SELECT value FROM found WHERE value IS NOT NULL LIMIT 500
                """
            ).map { try $0.text(0) }
        }
    }
}
