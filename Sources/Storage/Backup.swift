// SPDX-License-Identifier: MIT

import Dispatch
import Foundation
import GRDB

extension Store {
    /// Copies a store while it is in use, as it was at one moment: nobody waits for it, and it waits for nobody.
    ///
    /// The copy is made beside its place, looked through, and moved there whole; so there is never half of one.
    ///
    /// - Parameters:
    ///   - path: the store's file; it is opened to be read only, whichever Cairn made it.
    ///   - target: the copy's file.
    ///   - isReplacing: whether a file that is there is replaced.
    /// - Throws: `cannotOpen`, `notADatabase`; `refused` when the file is there already; `full`. Then there is no copy.
    public static func backUp(
        _ path: String, to target: String, isReplacing: Bool = false
    ) async throws(StorageError) -> BackupReport {
        guard isReplacing || !FileManager.default.fileExists(atPath: target) else {
            throw .refused("\(target) is there already; name another file, or say --replace")
        }
        let backup = Backup(path: path, target: target)
        let result = await withCheckedContinuation { waiter in
            Backup.queue.async { waiter.resume(returning: backup.perform()) }
        }
        return try result.get()
    }
}

/// What a copy of a store holds.
public struct BackupReport: Hashable, Sendable {
    /// The copy's size.
    public let bytes: Int
    /// The items in it, those that are part of another too.
    public let items: Int
}

/// One copy of a store in the making, on a thread of its own.
private struct Backup: Sendable {
    let path: String
    let target: String

    /// It reads and writes for minutes, which no thread of Swift's pool may.
    static let queue = DispatchQueue(label: "cairn.backup")

    private var aside: String { target + ".part" }

    func perform() -> Result<BackupReport, StorageError> {
        defer { clear() }
        clear()
        do {
            let items = try copy()
            guard rename(aside, target) == 0 else {
                return .failure(.cannotOpen(path: target, reason: String(cString: strerror(errno))))
            }
            let size = try FileManager.default.attributesOfItem(atPath: target)[.size] as? NSNumber
            return .success(BackupReport(bytes: size?.intValue ?? 0, items: items))
        } catch let error as StorageError {
            return .failure(error)
        } catch {
            return .failure(.failed(reason: "\(error)"))
        }
    }

    /// - Returns: the items in the copy.
    private func copy() throws -> Int {
        let source = try SQLiteDatabase.lookingQueue(path)
        let copy: DatabaseQueue
        do {
            copy = try DatabaseQueue(path: aside)
        } catch {
            throw StorageError(error, path: aside)
        }
        do {
            // In one step, so that it is one moment's; in write-ahead mode writers go on meanwhile.
            try source.backup(to: copy)
        } catch {
            throw StorageError(error, path: aside)
        }
        do {
            let items = try copy.writeWithoutTransaction { database in
                try database.execute(sql: "PRAGMA synchronous = FULL")
                guard try String.fetchAll(database, sql: "PRAGMA quick_check(1)") == ["ok"],
                    try database.tableExists("schema_steps")
                else { throw StorageError.notADatabase(path: path) }
                return try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM items") ?? 0
            }
            try copy.close()
            try flush(aside)
            return items
        } catch {
            throw StorageError(error, path: aside)
        }
    }

    /// Sees to it that the copy outlives a power cut.
    private func flush(_ file: String) throws {
        let handle = try FileHandle(forUpdating: URL(filePath: file))
        defer { try? handle.close() }
        try handle.synchronize()
    }

    private func clear() {
        for suffix in ["", "-wal", "-shm", "-journal"] {
            try? FileManager.default.removeItem(atPath: aside + suffix)
        }
    }
}
