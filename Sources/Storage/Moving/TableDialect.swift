// SPDX-License-Identifier: MIT

/// How an engine lists its tables and lets them be filled, for whoever moves all of them.
struct TableDialect: Sendable {
    /// The names of all tables, those first that others refer to.
    let names: SQL
    /// A table's columns in their order, each with its place in the key, counted from 1, or 0.
    let columns: @Sendable (_ table: String) -> SQL
    /// What is said in a transaction before tables are filled.
    let beforeFilling: [SQL]
    /// What lets a table with a key `number` go on counting after it was filled; nil where it does so by itself.
    let counting: (@Sendable (_ table: String) -> SQL)?

    static let sqlite = TableDialect(
        names:
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY rowid",
        columns: { "SELECT name, pk FROM pragma_table_info('\(raw: $0)') ORDER BY cid" },
        beforeFilling: ["PRAGMA defer_foreign_keys = ON"], counting: nil)

    static let postgres = TableDialect(
        names: """
            SELECT relname::text FROM pg_class
            WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace ORDER BY oid
            """,
        columns: { table in
            """
            SELECT attname::text, COALESCE(place, 0) FROM pg_attribute
            LEFT JOIN (
                SELECT unnest(indkey) AS number, generate_subscripts(indkey, 1) + 1 AS place FROM pg_index
                WHERE indrelid = '\(raw: table)'::regclass AND indisprimary) AS keys ON number = attnum
            WHERE attrelid = '\(raw: table)'::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum
            """
        },
        beforeFilling: [
            "SET LOCAL statement_timeout = 0", "SET LOCAL idle_in_transaction_session_timeout = 0",
        ],
        counting: { table in
            "SELECT setval(pg_get_serial_sequence('\(raw: table)', 'number'), MAX(number)) FROM \(raw: table)"
        })
}

/// One table as it is moved.
struct MovedTable: Sendable {
    let name: String
    let columns: [String]
    /// The columns of its key, in the key's order.
    let key: [String]

    /// What is made of other tables, is the engine's own, or lasts a minute; it stays behind, and is made anew.
    private static let derived: Set = [
        "schema_steps", "queue", "facets", "queue_facets", "queue_numbers", "queue_stale", "workers",
        "host_leases", "item_leases", "item_keys",
    ]

    /// All that are moved, those first that others refer to.
    static func all(in session: any Session, _ dialect: TableDialect) throws -> [MovedTable] {
        try session.rows(dialect.names).map { try $0.text(0) }
            .filter { !derived.contains($0) && !$0.hasPrefix("queue_words") }
            .map { try MovedTable($0, in: session, dialect) }
    }

    private init(_ name: String, in session: any Session, _ dialect: TableDialect) throws {
        self.name = name
        let rows = try session.rows(dialect.columns(name)).map {
            (name: try $0.text(0), place: try $0.integer(1))
        }
        columns = rows.map(\.name)
        key = rows.filter { $0.place > 0 }.sorted { $0.place < $1.place }.map(\.name)
    }

    private var columnList: String { columns.joined(separator: ", ") }
    private var keyList: String { key.joined(separator: ", ") }

    /// The rows after one, in the order of the key.
    func rows(after last: [SQLValue]?, limit: Int) -> SQL {
        var statement: SQL = "SELECT \(raw: columnList) FROM \(raw: name)"
        if let last {
            statement = "\(statement) WHERE (\(raw: keyList)) > \(list: last.map(PlainValue.init))"
        }
        return "\(statement) ORDER BY \(raw: keyList) LIMIT \(limit)"
    }

    /// The values of the key in a row.
    func key(of row: [SQLValue]) -> [SQLValue] {
        key.compactMap { name in columns.firstIndex(of: name).map { row[$0] } }
    }

    /// Puts a row into the table.
    func inserting(_ row: [SQLValue]) -> SQL {
        "INSERT INTO \(raw: name) (\(raw: columnList)) VALUES \(list: row.map(PlainValue.init))"
    }
}

/// A value as it is.
struct PlainValue: SQLValueConvertible {
    let sqlValue: SQLValue

    init(_ value: SQLValue) { sqlValue = value }
}
