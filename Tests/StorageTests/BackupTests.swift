// SPDX-License-Identifier: MIT

import Foundation
import GRDB
import Model
import TestSupport
import Testing

@testable import Storage

@Suite struct BackupTests {
    @Test func aCopyIsTheStoreAsItWas() async throws {
        try await withTemporaryFolder { folder in
            let (path, copy) = (folder.path + "/cairn.sqlite", folder.path + "/copy.sqlite")
            let store = try await Store.open(at: path)
            try await store.fill(items: 40)
            let report = try await Store.backUp(path, to: copy)
            #expect(report.items == 40)
            #expect(try contents(of: copy) == contents(of: path))
            // Made, looked through, moved: nothing is left beside it.
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: folder.path).contains {
                    $0.contains("part")
                } == false)
            let restored = try await Store.open(at: copy)
            #expect(try await restored.queue.count(QueueFilter()) == 40)
        }
    }

    @Test func aCopyMadeWhileManyDecideHoldsEachDecisionWholeOrNotAtAll() async throws {
        try await withTemporaryFolder { folder in
            let path = folder.path + "/cairn.sqlite"
            let store = try await Store.open(at: path)
            let items = try await store.fill(items: 40)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    for round in 0..<30 {
                        let by = Verdict.Signature(name: "Ada", time: .sample())
                        let decision: Verdict.Decision = round.isMultiple(of: 2) ? .hold : .reject
                        _ = try await store.verdicts.record(
                            items.map { Verdict(item: $0, decision: decision, topics: [], note: "x", by: by) }
                        )
                    }
                }
                for number in 0..<5 {
                    group.addTask { _ = try await Store.backUp(path, to: "\(folder.path)/\(number).sqlite") }
                }
                try await group.waitForAll()
            }
            for number in 0..<5 {
                let copy = try DatabaseQueue(path: "\(folder.path)/\(number).sqlite")
                let (states, verdicts, audit) = try await copy.read { database in
                    (
                        try String.fetchSet(database, sql: "SELECT DISTINCT state FROM items"),
                        try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM verdicts") ?? 0,
                        try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM audit") ?? 0
                    )
                }
                #expect(states.count == 1)
                #expect(verdicts % 40 == 0)
                #expect(audit == verdicts)
            }
        }
    }

    @Test func whatIsThereAlreadyIsReplacedOnlyWhereThatIsSaid() async throws {
        try await withTemporaryFolder { folder in
            let (path, copy) = (folder.path + "/cairn.sqlite", folder.path + "/copy.sqlite")
            try await Store.open(at: path).fill(items: 1)
            try Data("mine".utf8).write(to: URL(filePath: copy))
            await #expect(throws: StorageError.self) { try await Store.backUp(path, to: copy) }
            #expect(try Data(contentsOf: URL(filePath: copy)) == Data("mine".utf8))
            #expect(try await Store.backUp(path, to: copy, isReplacing: true).items == 1)
        }
    }

    @Test func whatIsNoStoreOrCannotBeWrittenIsSaid() async throws {
        try await withTemporaryFolder { folder in
            let (path, copy) = (folder.path + "/cairn.sqlite", folder.path + "/none/copy.sqlite")
            await #expect(throws: StorageError.self) {
                try await Store.backUp(path, to: folder.path + "/copy.sqlite")
            }
            try Data("no database at all, and long enough to be looked at as one".utf8).write(
                to: URL(filePath: path))
            await #expect(throws: StorageError.notADatabase(path: path)) {
                try await Store.backUp(path, to: folder.path + "/copy.sqlite")
            }
            try FileManager.default.removeItem(atPath: path)
            try await Store.open(at: path).fill(items: 1)
            await #expect(throws: StorageError.self) { try await Store.backUp(path, to: copy) }
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: folder.path).allSatisfy {
                    $0.hasPrefix("cairn.sqlite")
                })
        }
    }

    /// Every row of every table.
    private func contents(of path: String) throws -> [String: [String]] {
        let queue = try DatabaseQueue(path: path)
        return try queue.read { database in
            let names = try String.fetchAll(
                database, sql: "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
            var found: [String: [String]] = [:]
            for name in names {
                found[name] = try GRDB.Row.fetchAll(database, sql: "SELECT * FROM \"\(name)\"").map {
                    "\($0)"
                }.sorted()
            }
            return found
        }
    }
}

private extension Store {
    /// Saves some items of one feed.
    @discardableResult
    func fill(items count: Int) async throws -> [Item.ID] {
        let feed = Feed(address: .sample("https://one.example.org/feed"), title: "One")
        try await feeds.subscribe(to: [feed])
        let some = (0..<count).map { number in
            Item.sample(
                feed: feed.id, guid: "\(number)", title: "Item \(number)",
                address: "https://one.example.org/\(number)/", body: "Words of \(number).")
        }
        let fetch = FetchRecord(
            feed: feed.id, time: .sample(), result: .ok, reason: "read", byteCount: 10, validators: nil)
        _ = try await items.save(some, noting: fetch) { _ in
            NextTry(due: .sample("2026-11-03T09:00:00Z"), why: "after a day", intervalMinutes: 120)
        }
        try await queue.catchUp()
        return some.map(\.id)
    }
}
