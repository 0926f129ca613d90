// SPDX-License-Identifier: MIT

import Foundation
import GRDB
import Model

/// Tables in one SQLite file, through GRDB; write-ahead logging, so that readers never wait for a writer.
struct SQLiteDatabase: Database {
    let dialect = Dialect.sqlite
    private let writer: any DatabaseWriter
    private let writes: WriteQueue
    private let path: String

    /// Opens or makes a file.
    ///
    /// Turning on write-ahead logging needs the file for itself for a moment, and SQLite does not wait for that; we do, five
    /// seconds at the most.
    static func open(path: String) async throws(StorageError) -> SQLiteDatabase {
        for _ in 0..<50 {
            do throws(StorageError) {
                return try SQLiteDatabase(path: path)
            } catch .busy {
                try? await Task.sleep(for: .milliseconds(100))
            }
        }
        return try SQLiteDatabase(path: path)
    }

    private init(path: String) throws(StorageError) {
        self.path = path
        var configuration = SQLiteDatabase.configuration
        configuration.label = "cairn"
        do {
            writer = try DatabasePool(path: path, configuration: configuration)
            writes = WriteQueue(writer)
        } catch {
            throw StorageError(error, path: path)
        }
    }

    /// Opens a file that is there, to read it only.
    init(looking path: String) throws(StorageError) {
        self.path = path
        writer = try SQLiteDatabase.lookingQueue(path)
        writes = WriteQueue(writer)
    }

    /// A connection to a file that is there, by which nothing can be written.
    static func lookingQueue(_ path: String) throws(StorageError) -> DatabaseQueue {
        var configuration = SQLiteDatabase.configuration
        configuration.readonly = true
        do {
            return try DatabaseQueue(path: path, configuration: configuration)
        } catch {
            throw StorageError(error, path: path)
        }
    }

    /// Opens an empty database that lives as long as this value.
    init() throws(StorageError) {
        self.path = SQLiteDatabase.memory
        do {
            writer = try DatabaseQueue(configuration: SQLiteDatabase.configuration)
            writes = WriteQueue(writer)
        } catch {
            throw StorageError(error, path: path)
        }
    }

    func read<Value: Sendable>(
        _ work: @escaping @Sendable (any Session) throws -> Value
    ) async throws(StorageError) -> Value {
        do {
            return try await writer.read { try work(SQLiteSession(database: $0)) }
        } catch {
            throw StorageError(error, path: path)
        }
    }

    func write<Value: Sendable>(
        _ work: @escaping @Sendable (any Session) throws -> Value
    ) async throws(StorageError) -> Value {
        do {
            return try await writes.perform { try work(SQLiteSession(database: $0)) }
        } catch {
            throw StorageError(error, path: path)
        }
    }

    func hold(_ task: StoreTask) async throws(StorageError) -> StoreHold? {
        // Nobody else has what is in memory.
        path == SQLiteDatabase.memory ? StoreHold {} : try FileHold.take(task, beside: path)
    }

    /// Pages that a writer keeps in memory, in KiB.
    static let writerPages = 32_000

    /// Says how many KiB of pages a connection may keep in memory.
    static func keepingPages(_ count: Int) -> SQL { "PRAGMA cache_size = -\(raw: String(count))" }

    /// What stands for the path of a database that is in memory.
    private static let memory = "(memory)"

    private static var configuration: Configuration {
        var configuration = Configuration()
        // The desk and a run are two processes on one file. Whoever opens it first after an update brings it up to
        // date, and on a slow machine that takes longer than any other write.
        configuration.busyMode = .timeout(30)
        configuration.foreignKeysEnabled = true
        configuration.maximumReaderCount = 4
        // In write-ahead mode a crash of the process loses nothing; only a power cut may cost the last transactions.
        configuration.prepareDatabase { database in
            // A run goes to and fro between many tables.
            if database.configuration.readonly {
                try database.execute(sql: "PRAGMA cache_size = -8000")
            } else {
                try database.execute(
                    sql: "PRAGMA synchronous = NORMAL; PRAGMA cache_size = -\(SQLiteDatabase.writerPages)")
            }
        }
        return configuration
    }
}

private struct SQLiteSession: Session {
    let database: GRDB.Database
    let dialect = Dialect.sqlite

    func each(_ sql: SQL, _ take: (Row) throws -> Void) throws {
        let statement = try prepared(sql)
        let width = statement.columnCount
        let cursor = try GRDB.Row.fetchCursor(statement)
        while try cursor.next() != nil {
            var values: [SQLValue] = []
            values.reserveCapacity(width)
            for column in 0..<width { values.append(SQLiteSession.value(statement, column)) }
            try take(Row(values))
        }
    }

    func run(_ sql: SQL) throws {
        try prepared(sql).execute()
    }

    func digests(_ sql: SQL, _ take: (String, InputKey) throws -> Void) throws {
        let statement = try prepared(sql)
        let columns = 1..<statement.columnCount
        let digest = InputDigest()
        let cursor = try GRDB.Row.fetchCursor(statement)
        while let row = try cursor.next() {
            for column in columns {
                // The bytes are hashed where SQLite holds them; no text is made of them.
                try row.withUnsafeData(atIndex: column) { bytes in
                    guard let bytes else { return digest.add(nil as String?) }
                    bytes.withUnsafeBytes { digest.add($0) }
                }
            }
            let id: String = row[0]
            try take(id, digest.end())
        }
    }

    private func prepared(_ sql: SQL) throws -> Statement {
        let statement = try database.cachedStatement(sql: sql.text(placeholder: Dialect.sqlite.placeholder))
        // A text that we made has as many places as it has values, so nothing is checked.
        statement.setUncheckedArguments(
            StatementArguments(
                sql.values.map { value -> (any DatabaseValueConvertible)? in
                    switch value {
                    case .null: nil
                    case .integer(let number): number
                    case .real(let number): number
                    case .text(let text): text
                    }
                }))
        return statement
    }

    /// What SQLite holds for a column of the row that it is at.
    private static func value(_ statement: Statement, _ column: Int) -> SQLValue {
        switch DatabaseValue(sqliteStatement: statement.sqliteStatement, index: CInt(column)).storage {
        case .null, .blob: .null
        case .int64(let number): .integer(Int(number))
        case .double(let number): .real(number)
        case .string(let text): .text(text)
        }
    }
}

extension StorageError {
    /// Says in our words what GRDB or our own code threw.
    init(_ error: any Error, path: String) {
        guard let database = error as? DatabaseError else {
            self = (error as? StorageError) ?? .failed(reason: String(describing: error))
            return
        }
        switch database.resultCode {
        case .SQLITE_CANTOPEN: self = .cannotOpen(path: path, reason: SQLiteDatabase.obstacle(at: path))
        case .SQLITE_NOTADB, .SQLITE_CORRUPT: self = .notADatabase(path: path)
        case .SQLITE_FULL: self = .full(path: path)
        case .SQLITE_IOERR:
            self = SQLiteDatabase.isFull(at: path) ? .full(path: path) : .failed(reason: database.words)
        case .SQLITE_READONLY, .SQLITE_PERM: self = .readOnly(path: path)
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(path: path)
        default: self = .failed(reason: database.words)
        }
    }
}

private extension DatabaseError {
    var words: String { message ?? "result code \(resultCode.rawValue)" }
}

private extension SQLiteDatabase {
    static func obstacle(at path: String) -> String {
        let folder = (path as NSString).deletingLastPathComponent
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
            return "it is a folder"
        }
        if !FileManager.default.fileExists(atPath: folder) { return "there is no folder \(folder)" }
        if !FileManager.default.isWritableFile(atPath: folder) { return "\(folder) may not be written" }
        return isFull(at: path) ? "no room is left on its disk" : "it may not be read or written"
    }

    static func isFull(at path: String) -> Bool {
        let folder = (path as NSString).deletingLastPathComponent
        let attributes = try? FileManager.default.attributesOfFileSystem(forPath: folder)
        return (attributes?[.systemFreeSize] as? NSNumber).map { $0.int64Value < 65_536 } ?? false
    }
}
