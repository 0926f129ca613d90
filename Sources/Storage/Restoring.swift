// SPDX-License-Identifier: MIT

import Foundation
import GRDB

extension Store {
    /// Says whether the store can be reached and read.
    public func answer() async throws(StorageError) {
        _ = try await database.read { try $0.number("SELECT 1") }
    }

    /// Puts a copy of a store in the place of a store that nobody uses; the former one is kept under another name.
    ///
    /// The copy is looked through first, and stays as it is.
    ///
    /// - Parameters:
    ///   - copy: what ``backUp(_:to:isReplacing:)`` made.
    ///   - path: the store's file; there may be none.
    ///   - former: where the former store goes; nothing may be there yet.
    /// - Throws: `cannotOpen`, `notADatabase` and `newerSchema` of the copy; `busy` when somebody uses the store; `refused`; `full`.
    ///   Then the store is as it was.
    public static func restore(
        _ copy: String, to path: String, keepingFormer former: String
    ) async throws(StorageError) -> BackupReport {
        guard FileManager.default.fileExists(atPath: copy) else {
            throw .cannotOpen(path: copy, reason: "there is no such file")
        }
        guard !FileManager.default.fileExists(atPath: former) else {
            throw .refused("\(former) is there already")
        }
        do throws(StorageError) {
            _ = try await lookInto(.file(copy))
        } catch {
            // An older Cairn made it: the next to open it brings it up to date.
            guard case .failed = error else { throw error }
        }
        let next = path + ".next"
        let report = try await backUp(copy, to: next, isReplacing: true)
        do throws(StorageError) {
            let isThere = FileManager.default.fileExists(atPath: path)
            if isThere {
                try await leaveAlone(path)
                try move(path, to: former)
            }
            do throws(StorageError) {
                try move(next, to: path)
            } catch {
                if isThere { try? move(former, to: path) }
                throw error
            }
        } catch {
            try? FileManager.default.removeItem(atPath: next)
            throw error
        }
        return report
    }

    /// Takes what is beside a store's file into it, which SQLite does only where nobody else has it open.
    private static func leaveAlone(_ path: String) async throws(StorageError) {
        let outcome = await withCheckedContinuation { waiter in
            DispatchQueue.global().async {
                waiter.resume(
                    returning: Result {
                        var configuration = Configuration()
                        configuration.busyMode = .timeout(2)
                        let queue = try DatabaseQueue(path: path, configuration: configuration)
                        defer { try? queue.close() }
                        let mode = try queue.writeWithoutTransaction {
                            try String.fetchOne($0, sql: "PRAGMA journal_mode = DELETE")
                        }
                        guard mode == "delete" else { throw StorageError.busy(path: path) }
                    })
            }
        }
        if case .failure(let error) = outcome { throw StorageError(error, path: path) }
    }

    private static func move(_ path: String, to other: String) throws(StorageError) {
        guard rename(path, other) == 0 else {
            throw .cannotOpen(path: other, reason: String(cString: strerror(errno)))
        }
    }
}
