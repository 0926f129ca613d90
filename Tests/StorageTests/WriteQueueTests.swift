// SPDX-License-Identifier: MIT

import GRDB
import Glibc
import Synchronization
import Testing

@testable import Storage

@Suite struct WriteQueueTests {
    private struct Refusal: Error {}

    private func table() throws -> DatabaseQueue {
        let database = try DatabaseQueue()
        try database.write {
            try $0.execute(sql: "CREATE TABLE notes (number INTEGER PRIMARY KEY, words TEXT NOT NULL)")
        }
        return database
    }

    private func numbers(_ database: DatabaseQueue) throws -> [Int] {
        try database.read { try Int.fetchAll($0, sql: "SELECT number FROM notes ORDER BY number") }
    }

    @Test func everyWriteGetsItsOwnAnswer() async throws {
        let database = try table()
        let queue = WriteQueue(database)
        let answers = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<500 {
                group.addTask {
                    try await queue.perform { database in
                        try database.execute(sql: "INSERT INTO notes VALUES (?, 'a')", arguments: [number])
                        return number
                    }
                }
            }
            return try await group.reduce(into: Set<Int>()) { $0.insert($1) }
        }
        #expect(answers == Set(0..<500))
        #expect(try numbers(database) == Array(0..<500))
    }

    @Test func aWriteThatFailsFailsAlone() async throws {
        let database = try table()
        let queue = WriteQueue(database)
        let failed = try await withThrowingTaskGroup(of: Int?.self) { group in
            for number in 0..<200 {
                group.addTask {
                    do {
                        try await queue.perform { database in
                            try database.execute(
                                sql: "INSERT INTO notes VALUES (?, 'a')", arguments: [number])
                            if number.isMultiple(of: 7) { throw Refusal() }
                        }
                        return nil
                    } catch is Refusal {
                        return number
                    }
                }
            }
            return try await group.reduce(into: Set<Int>()) { if let number = $1 { $0.insert(number) } }
        }
        #expect(failed == Set((0..<200).filter { $0.isMultiple(of: 7) }))
        #expect(try numbers(database) == (0..<200).filter { !$0.isMultiple(of: 7) })
    }

    @Test func writesThatWaitShareATransaction() async throws {
        let database = try table()
        let queue = WriteQueue(database)
        let commits = Mutex(0)
        database.add(
            transactionObserver: CommitCount { commits.withLock { $0 += 1 } }, extent: .databaseLifetime)
        // The first holds the writer until the others wait.
        let (waiting, isWaiting) = AsyncStream<Void>.makeStream()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                try await queue.perform { database in
                    isWaiting.yield()
                    while queue.waitingCount < 40 { sched_yield() }
                    try database.execute(sql: "INSERT INTO notes VALUES (-1, 'a')")
                }
            }
            for await _ in waiting { break }
            for number in 0..<40 {
                group.addTask {
                    try await queue.perform { database in
                        try database.execute(sql: "INSERT INTO notes VALUES (?, 'a')", arguments: [number])
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(commits.withLock { $0 } == 2)
        #expect(try numbers(database).count == 41)
    }
}

/// Counts commits.
private final class CommitCount: TransactionObserver {
    private let count: @Sendable () -> Void

    init(_ count: @escaping @Sendable () -> Void) { self.count = count }

    func observes(eventsOfKind eventKind: DatabaseEventKind) -> Bool { true }
    func databaseDidChange(with event: DatabaseEvent) {}
    func databaseDidCommit(_ database: GRDB.Database) { count() }
    func databaseDidRollback(_ database: GRDB.Database) {}
}
