// SPDX-License-Identifier: MIT

import GRDB
import Synchronization

/// Lets writes that wait at the same time share one transaction, since committing costs more than most of them.
///
/// Nobody hears of a write before the transaction that holds it is on its way to the disk. Where one of those that share a
/// transaction fails, all of it is undone and each is done again on its own, so a write fails only by itself.
///
/// The mutex guards the writes that wait, in the order in which they came, and whether somebody is at work on them.
final class WriteQueue: Sendable {
    private let writer: any DatabaseWriter
    private let state = Mutex(State())
    /// The most writes that share a transaction, so that nobody waits long for a commit.
    private static let batchLimit = 256

    private struct State {
        var waiting: [PendingWrite] = []
        var isAtWork = false
    }

    init(_ writer: any DatabaseWriter) { self.writer = writer }

    /// How many writes wait; for tests.
    var waitingCount: Int { state.withLock { $0.waiting.count } }

    /// Does a piece of work in a transaction.
    ///
    /// - Parameter work: may be done twice, the first time undone; it must do nothing but SQL.
    func perform<Value: Sendable>(
        _ work: @escaping @Sendable (GRDB.Database) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { waiter in
            let write = PendingWrite(
                work: { database in
                    let value = try work(database)
                    return { waiter.resume(returning: value) }
                }, fail: { waiter.resume(throwing: $0) })
            let isFirst = state.withLock { state in
                state.waiting.append(write)
                defer { state.isAtWork = true }
                return !state.isAtWork
            }
            if isFirst { writer.asyncWriteWithoutTransaction { self.work(on: $0) } }
        }
    }

    /// Works until nobody waits, on the database's own thread.
    private func work(on database: GRDB.Database) {
        while true {
            let batch = state.withLock { state in
                let batch = Array(state.waiting.prefix(WriteQueue.batchLimit))
                state.waiting.removeFirst(batch.count)
                if batch.isEmpty { state.isAtWork = false }
                return batch
            }
            if batch.isEmpty { return }
            if batch.count > 1, let tellings = try? WriteQueue.commit(batch, to: database) {
                for tell in tellings { tell() }
                continue
            }
            for write in batch {
                do {
                    for tell in try WriteQueue.commit([write], to: database) { tell() }
                } catch {
                    write.fail(error)
                }
            }
        }
    }

    /// Does some writes in one transaction: all of them or none.
    ///
    /// - Returns: what tells their callers.
    private static func commit(
        _ batch: [PendingWrite], to database: GRDB.Database
    ) throws -> [@Sendable () -> Void] {
        var tellings: [@Sendable () -> Void] = []
        try database.inTransaction(.immediate) {
            for write in batch { tellings.append(try write.work(database)) }
            return .commit
        }
        return tellings
    }
}

/// One write that waits for its turn.
private struct PendingWrite: Sendable {
    /// Does it, and gives what tells its caller once it is committed.
    let work: @Sendable (GRDB.Database) throws -> @Sendable () -> Void
    /// Tells its caller that it came to nothing.
    let fail: @Sendable (any Error) -> Void
}
