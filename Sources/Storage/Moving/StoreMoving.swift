// SPDX-License-Identifier: MIT

import Foundation
import Model

/// What was moved, table by table.
public struct MovingReport: Hashable, Sendable {
    /// One table.
    public struct Table: Hashable, Sendable {
        /// What it is called.
        public let name: String
        /// How many rows it has.
        public let rows: Int
        /// The BLAKE2b checksum of its rows' lines; the same on both engines.
        public let checksum: String
    }

    /// The tables, those first that others refer to.
    public let tables: [Table]
}

extension Store {
    /// Writes all that is in the store to one file, as it is at one moment, whichever engine keeps it.
    ///
    /// **Shape**: JSON Lines; docs/scaling.md says what stands in them. The same store gives the same bytes. The file is written
    /// beside its place and moved there whole.
    ///
    /// - Throws: `refused` where there is such a file; `full`; what the store says.
    public func export(to path: String) async throws(StorageError) -> MovingReport {
        guard !FileManager.default.fileExists(atPath: path) else {
            throw .refused("\(path) is there already; name another file")
        }
        let (dialect, aside) = (database.dialect.tables, path + ".part")
        do throws(StorageError) {
            let report = try await database.read { session in
                try ArchiveWriter(aside).write(MovedTable.all(in: session, dialect), of: session)
            }
            guard rename(aside, path) == 0 else {
                throw .cannotOpen(path: path, reason: String(cString: strerror(errno)))
            }
            return report
        } catch {
            try? FileManager.default.removeItem(atPath: aside)
            throw error
        }
    }

    /// Fills an empty store from a file that ``export(to:)`` wrote: with all of it or with nothing.
    ///
    /// The queue is to catch up afterwards (``QueueTable/catchUp(tell:)``).
    ///
    /// - Throws: `refused` where the store is not empty, or the file is of another schema, damaged or cut off.
    public func fill(from path: String) async throws(StorageError) -> MovingReport {
        let dialect = database.dialect.tables
        return try await database.write { session in
            for statement in dialect.beforeFilling { try session.run(statement) }
            let tables = try MovedTable.all(in: session, dialect)
            try insistOnEmpty(tables, in: session)
            var filling = ArchiveFilling(reader: try ArchiveReader(path), path: path)
            let report = try filling.fill(tables, in: session)
            for table in tables where table.key == ["number"] {
                if let counting = dialect.counting?(table.name) { try session.run(counting) }
            }
            try session.run("INSERT INTO queue_stale (item) SELECT id FROM items")
            return report
        }
    }
}

/// What a new store has in it before anybody uses it.
private let ownBeginnings: Set = ["link_keys"]

private func insistOnEmpty(_ tables: [MovedTable], in session: any Session) throws {
    for table in tables {
        if ownBeginnings.contains(table.name) {
            try session.run("DELETE FROM \(raw: table.name)")
            continue
        }
        guard
            try session.number("SELECT COUNT(*) FROM (SELECT 1 FROM \(raw: table.name) LIMIT 1) AS found")
                == 0
        else {
            throw StorageError.refused(
                "the database is not empty (\(table.name)); only an empty one can be filled")
        }
    }
}

/// Writes an archive.
private struct ArchiveWriter {
    private let handle: FileHandle
    private let path: String

    /// Rows that are read at a time.
    private static let pieceSize = 500

    init(_ path: String) throws(StorageError) {
        self.path = path
        let made = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard made >= 0 else { throw .cannotOpen(path: path, reason: String(cString: strerror(errno))) }
        handle = FileHandle(fileDescriptor: made, closeOnDealloc: true)
    }

    func write(_ tables: [MovedTable], of session: any Session) throws -> MovingReport {
        try put(try ArchiveLine.text(ArchiveLine.Head(schema: Migrations.newest)))
        var done: [MovingReport.Table] = []
        for table in tables {
            try put(try ArchiveLine.text(ArchiveLine.Table(table: table.name, columns: table.columns)))
            let digest = Digest.Running()
            var (rows, last) = (0, [SQLValue]?.none)
            while true {
                let piece = try session.rows(table.rows(after: last, limit: ArchiveWriter.pieceSize)).map(
                    \.all)
                guard let end = piece.last else { break }
                last = table.key(of: end)
                rows += piece.count
                let text = try piece.map { try ArchiveLine.text(row: $0) }.joined()
                digest.add(text)
                try put(text)
            }
            let end = ArchiveLine.End(end: table.name, rows: rows, checksum: digest.end())
            try put(try ArchiveLine.text(end))
            done.append(MovingReport.Table(name: end.end, rows: rows, checksum: end.checksum))
        }
        try put(
            try ArchiveLine.text(ArchiveLine.End(end: ArchiveLine.Head.name, rows: done.count, checksum: "")))
        try handle.synchronize()
        return MovingReport(tables: done)
    }

    private func put(_ text: String) throws {
        do {
            try handle.write(contentsOf: Data(text.utf8))
        } catch {
            throw StorageError.full(path: path)
        }
    }
}

/// Reads an archive into tables.
private struct ArchiveFilling {
    var reader: ArchiveReader
    let path: String

    mutating func fill(_ tables: [MovedTable], in session: any Session) throws -> MovingReport {
        guard let head = try next(ArchiveLine.Head.self), head.format == ArchiveLine.Head.name,
            head.version == 1
        else { throw StorageError.refused("\(path) is no archive of cairn export") }
        guard head.schema == Migrations.newest else {
            throw StorageError.refused(
                "\(path) was made with schema \(head.schema), this Cairn knows \(Migrations.newest); use the Cairn that made it"
            )
        }
        var done: [MovingReport.Table] = []
        for table in tables {
            guard
                try next(ArchiveLine.Table.self)
                    == ArchiveLine.Table(table: table.name, columns: table.columns)
            else { throw broken(table.name) }
            done.append(try fill(table, in: session))
        }
        guard let end = try next(ArchiveLine.End.self), end.end == ArchiveLine.Head.name else {
            throw broken("its end")
        }
        return MovingReport(tables: done)
    }

    private mutating func fill(_ table: MovedTable, in session: any Session) throws -> MovingReport.Table {
        let digest = Digest.Running()
        var rows = 0
        while let line = try reader.line() {
            guard line.first == UInt8(ascii: "[") else {
                let end = ArchiveLine.End(end: table.name, rows: rows, checksum: digest.end())
                guard ArchiveLine.read(line, as: ArchiveLine.End.self) == end else { break }
                return MovingReport.Table(name: table.name, rows: rows, checksum: end.checksum)
            }
            guard let row = ArchiveLine.row(line), row.count == table.columns.count else { break }
            digest.add(String(decoding: line, as: UTF8.self) + "\n")
            try session.run(table.inserting(row))
            rows += 1
        }
        throw broken(table.name)
    }

    private mutating func next<Value: Decodable>(_ type: Value.Type) throws -> Value? {
        try reader.line().flatMap { ArchiveLine.read($0, as: type) }
    }

    private func broken(_ what: String) -> StorageError {
        .refused("\(path) is damaged or cut off at \(what); nothing was kept of it")
    }
}
