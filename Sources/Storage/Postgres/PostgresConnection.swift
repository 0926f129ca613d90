// SPDX-License-Identifier: MIT

import CPostgres
import Foundation
import Synchronization

/// One connection to PostgreSQL through libpq.
///
/// Whoever uses it blocks while the server works, so that must be no thread of Swift's pool. The mutex guards libpq's side of
/// it; the pool gives a connection to one caller after the other, so nobody waits there.
final class PostgresConnection: Sendable {
    private let wire: Mutex<PostgresWire>

    /// Connects, and waits for the server's answer.
    ///
    /// - Parameter address: as libpq reads it; what it does not say comes from the environment and `~/.pgpass`.
    init(_ address: PostgresAddress) throws(PostgresError) {
        wire = Mutex(try PostgresWire(address.connection))
        for setting in address.settings { try execute(setting) }
    }

    /// Whether the server can still be reached by it, as far as is known.
    var isAlive: Bool { wire.withLock { $0.isAlive } }

    /// Whether no transaction is open on it.
    var isIdle: Bool { wire.withLock { $0.isIdle } }

    /// Runs statements without values, and forgets what they answer.
    func execute(_ text: String) throws(PostgresError) {
        try wire.withLock { wire throws(PostgresError) in try wire.execute(text) }
    }

    /// Runs a statement, and hands on the rows that it answers.
    func each(_ sql: SQL, _ take: (Row) throws -> Void) throws {
        // All of them first: whoever takes one may run further statements.
        let rows = try wire.withLock { wire throws(PostgresError) in try wire.rows(sql) }
        for row in rows { try take(row) }
    }
}

/// libpq's side of a connection.
private struct PostgresWire: ~Copyable {
    private let handle: OpaquePointer
    /// Names of statements that the server knows on this connection, by their text and their values' types.
    private var prepared: [String: String] = [:]
    private var count = 0

    /// The most statements that the server keeps for a connection.
    private static let preparedLimit = 500

    init(_ address: String) throws(PostgresError) {
        guard let handle = PostgresWire.connect(address) else {
            throw PostgresError(state: "", message: "out of memory", isLost: true)
        }
        guard PQstatus(handle) == CONNECTION_OK else {
            defer { PQfinish(handle) }
            throw PostgresError(state: "", message: PostgresWire.message(of: handle), isLost: true)
        }
        // What the server remarks, such as that a table is there already, is no news.
        PQsetNoticeProcessor(handle, { _, _ in }, nil)
        self.handle = handle
    }

    /// Connects; a server that is not heard of any more counts as lost after some seconds, unless the address says otherwise.
    private static func connect(_ address: String) -> OpaquePointer? {
        // What stands before the address, the address may say otherwise.
        let settings = [
            ("connect_timeout", "10"), ("tcp_user_timeout", "15000"), ("keepalives_idle", "10"),
            ("keepalives_interval", "5"), ("keepalives_count", "3"), ("dbname", address),
        ]
        let names = settings.map { strdup($0.0) }
        let values = settings.map { strdup($0.1) }
        defer { for text in names + values { free(text) } }
        return PQconnectdbParams(
            names.map { UnsafePointer($0) } + [nil], values.map { UnsafePointer($0) } + [nil], 1)
    }

    deinit { PQfinish(handle) }

    var isAlive: Bool { PQstatus(handle) == CONNECTION_OK }

    var isIdle: Bool { PQtransactionStatus(handle) == PQTRANS_IDLE }

    func execute(_ text: String) throws(PostgresError) {
        let result = PQexec(handle, text)
        defer { PQclear(result) }
        try check(result)
    }

    mutating func rows(_ sql: SQL) throws(PostgresError) -> [Row] {
        let values = sql.values
        let name = try statement(sql, values)
        let texts = values.map { value -> UnsafeMutablePointer<CChar>? in
            PostgresType.text(of: value).flatMap { strdup($0) }
        }
        defer { for text in texts { free(text) } }
        let pointers = texts.map { UnsafePointer($0) }
        let result = PQexecPrepared(handle, name, Int32(values.count), pointers, nil, nil, 0)
        defer { PQclear(result) }
        try check(result)
        let kinds = (0..<PQnfields(result)).map { PostgresType(PQftype(result, $0)) }
        return (0..<PQntuples(result)).map { row in
            Row(kinds.indices.map { PostgresWire.value(result, row, Int32($0), kinds[$0]) })
        }
    }

    private static func value(
        _ result: OpaquePointer?, _ row: Int32, _ column: Int32, _ kind: PostgresType
    ) -> SQLValue {
        guard PQgetisnull(result, row, column) == 0, let bytes = PQgetvalue(result, row, column) else {
            return .null
        }
        let buffer = UnsafeRawBufferPointer(start: bytes, count: Int(PQgetlength(result, row, column)))
        return kind.value(String(decoding: buffer, as: UTF8.self))
    }

    /// The name under which the server knows a statement.
    private mutating func statement(_ sql: SQL, _ values: [SQLValue]) throws(PostgresError) -> String {
        let text = sql.text(placeholder: Dialect.postgres.placeholder)
        let types = values.map(PostgresType.number(of:))
        let key = text + types.map { " \($0)" }.joined()
        if let name = prepared[key] { return name }
        if prepared.count >= PostgresWire.preparedLimit {
            try execute("DEALLOCATE ALL")
            prepared = [:]
        }
        count += 1
        let name = "s\(count)"
        let result = PQprepare(handle, name, text, Int32(types.count), types)
        defer { PQclear(result) }
        try check(result)
        prepared[key] = name
        return name
    }

    /// Throws what the server has against a statement.
    private func check(_ result: OpaquePointer?) throws(PostgresError) {
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: return
        default:
            let state = PQresultErrorField(result, Int32(UInt8(ascii: "C"))).map { String(cString: $0) }
            let words = PQresultErrorField(result, Int32(UInt8(ascii: "M"))).map { String(cString: $0) }
            throw PostgresError(
                state: state ?? "", message: words ?? PostgresWire.message(of: handle), isLost: !isAlive)
        }
    }

    private static func message(of handle: OpaquePointer) -> String {
        let words = PQerrorMessage(handle).map { String(cString: $0) } ?? ""
        return words.split(whereSeparator: \.isNewline).joined(separator: "; ")
    }
}
