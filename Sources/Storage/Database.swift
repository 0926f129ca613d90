// SPDX-License-Identifier: MIT

import Model

/// An engine that keeps tables: the seam for two databases, under the SQL.
protocol Database: Sendable {
    /// Where this engine's language differs.
    var dialect: Dialect { get }

    /// Reads in one consistent snapshot.
    func read<Value: Sendable>(
        _ work: @escaping @Sendable (any Session) throws -> Value
    ) async throws(StorageError) -> Value

    /// Writes in one transaction: all of it or nothing.
    ///
    /// Writes that wait at the same time may share a transaction. The work may be done twice, the first time undone, so it
    /// must do nothing but SQL.
    func write<Value: Sendable>(
        _ work: @escaping @Sendable (any Session) throws -> Value
    ) async throws(StorageError) -> Value

    /// Writes in one transaction that takes things for a worker: it sees what others did up to each statement, passes over
    /// what they are taking, and is never in the way of a ``write(_:)``.
    func claim<Value: Sendable>(
        _ work: @escaping @Sendable (any Session) throws -> Value
    ) async throws(StorageError) -> Value

    /// Takes a task that one process at a time may do; nil while another holds it.
    func hold(_ task: StoreTask) async throws(StorageError) -> StoreHold?

    /// Does some work, all of its transactions, while no other program changes the schema.
    func alone<Value: Sendable>(
        _ work: @escaping @Sendable () async throws(StorageError) -> Value
    ) async throws(StorageError) -> Value
}

extension Database {
    /// Where one writer follows the other, there is nothing to pass over.
    func claim<Value: Sendable>(
        _ work: @escaping @Sendable (any Session) throws -> Value
    ) async throws(StorageError) -> Value {
        try await write(work)
    }

    /// Each step of the schema looks anew whether it is done; where one transaction waits for the other, that is enough.
    func alone<Value: Sendable>(
        _ work: @escaping @Sendable () async throws(StorageError) -> Value
    ) async throws(StorageError) -> Value {
        try await work()
    }
}

/// One connection within one transaction; lives only as long as the closure that got it.
protocol Session {
    /// Where the engine's language differs.
    var dialect: Dialect { get }

    /// Hands on the rows that a statement answers, one by one.
    func each(_ sql: SQL, _ take: (Row) throws -> Void) throws

    /// Runs a statement.
    func run(_ sql: SQL) throws

    /// Hands on the text in the first column of each row with a digest of the others, which costs less than reading them.
    ///
    /// **Shape**: the same rows give the same digests as long as the engine is the same.
    func digests(_ sql: SQL, _ take: (String, InputKey) throws -> Void) throws
}

extension Session {
    /// The rows that a statement answers.
    func rows(_ sql: SQL) throws -> [Row] {
        var rows: [Row] = []
        try each(sql) { rows.append($0) }
        return rows
    }

    /// The first row that a statement answers.
    func first(_ sql: SQL) throws -> Row? { try rows(sql).first }

    func digests(_ sql: SQL, _ take: (String, InputKey) throws -> Void) throws {
        let digest = InputDigest()
        try each(sql) { row in
            for value in row.all.dropFirst() {
                switch value {
                case .null: digest.add(nil as String?)
                case .integer(let number): digest.add(number)
                case .real(let number): digest.add(String(number))
                case .text(let text): digest.add(text)
                }
            }
            try take(try row.text(0), digest.end())
        }
    }

    /// The number that a statement answers, such as a count.
    func number(_ sql: SQL) throws -> Int { try first(sql)?.integer(0) ?? 0 }
}

/// The few places where the engines' languages differ, each by name.
struct Dialect: Sendable {
    /// The placeholder of the nth value, counted from 1.
    let placeholder: @Sendable (Int) -> String

    /// Counts the tables named `schema_steps`: 0 in a database that Cairn has not made.
    let stepsTableCount: SQL

    /// What stands behind a table whose rows are kept in the order of its key; may be empty.
    let keptByKey: String

    /// How tables are listed, emptied and filled, whatever is in them.
    let tables: TableDialect

    /// What is said in a transaction before a step of the schema.
    let beforeStep: [SQL]

    /// A statement of the schema with the engine's own types.
    let inOwnTypes: @Sendable (SQL) -> SQL

    /// The index of words.
    let words: WordIndex

    /// What lets the engine look its own pages through; each answers `ok`, nothing, or what is wrong.
    let soundness: [SQL]

    /// Counts the bytes of the database.
    let byteCount: SQL

    /// The time by the database's own clock, in seconds since 1970.
    let now: SQL

    /// The next number of a table whose key is `number`, higher than all before.
    ///
    /// Where many write at once, it is counted by the engine and not found out, so that nobody is in another's way; numbers
    /// may then be missing, and a lower one may be kept after a higher one.
    let nextNumber: @Sendable (_ table: String) -> SQL

    /// What stands behind a query whose rows nobody else shall take meanwhile, and which passes over those that others take.
    let passingOver: @Sendable (_ table: String) -> SQL

    /// What stands behind a query whose rows nobody else shall change until the transaction ends.
    let sharing: SQL

    /// Makes a table refuse to have a row changed or removed.
    let neverChanging: @Sendable (_ table: String) -> [SQL]

    /// What is said before much is read that a writer will not need again, and after it, so that it does not stay in memory.
    let readingThrough: [SQL]
    let readThrough: [SQL]

    /// Makes the rows of a table take away the keys of items when something happens to them.
    let forgetting: @Sendable (RowWatch) -> [SQL]

    /// SQLite, 3.35 or later.
    static let sqlite = Dialect(
        placeholder: { _ in "?" },
        stepsTableCount: "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = 'schema_steps'",
        keptByKey: "WITHOUT ROWID", tables: .sqlite, beforeStep: [], inOwnTypes: { $0 }, words: .sqlite,
        soundness: ["PRAGMA integrity_check(20)", "PRAGMA foreign_key_check"],
        byteCount: "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
        now: "((julianday('now') - 2440587.5) * 86400.0)",
        nextNumber: { "(SELECT COALESCE(MAX(number), 0) + 1 FROM \(raw: $0))" }, passingOver: { _ in "" },
        sharing: "",
        neverChanging: { table in
            ["UPDATE", "DELETE"].map { verb in
                """
                CREATE TRIGGER \(raw: table)_refuses_\(raw: verb.lowercased()) BEFORE \(raw: verb) ON \(raw: table)
                BEGIN SELECT RAISE(ABORT, '\(raw: table) only grows'); END
                """
            }
        },
        readingThrough: [SQLiteDatabase.keepingPages(4_000)],
        readThrough: [SQLiteDatabase.keepingPages(SQLiteDatabase.writerPages)],
        forgetting: \.sqliteTriggers)
}
