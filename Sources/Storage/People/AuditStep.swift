// SPDX-License-Identifier: MIT

/// The step of the schema by which the audit log is read page by page, however long it is.
enum AuditStep {
    static let statements: [SQL] = [
        "CREATE INDEX audit_by_time ON audit (time, number)",
        "CREATE INDEX audit_by_name ON audit (name, time, number)",
        "CREATE INDEX audit_by_action ON audit (action, time, number)",
    ]
}
