// SPDX-License-Identifier: MIT

import Foundation
import Model
import TestSupport
import Testing

@testable import Storage

@Suite struct StoreMovingTests {
    @Test(arguments: Engine.allCases, Engine.allCases)
    func allThatIsInOneEngineComesToAnotherAndBack(from: Engine, to: Engine) async throws {
        try await withTemporaryFolder { folder in
            let (first, second) = (folder.path + "/first.jsonl", folder.path + "/second.jsonl")
            var items: [Item.ID] = []
            try await from.withStore { store in
                items = try await StoreMovingTests.use(store)
                let report = try await store.export(to: first)
                #expect(report.tables.first { $0.name == "items" }?.rows == 3)
                await #expect(throws: StorageError.self) { try await store.export(to: first) }
                await #expect(throws: StorageError.self) { try await store.fill(from: first) }
            }
            try await to.withStore { store in
                let filled = try await store.fill(from: first)
                try await store.queue.catchUp()
                #expect(try await store.export(to: second) == filled)
                let page = try await store.queue.page(QueueFilter(), after: nil, limit: 9)
                #expect(page.items.count == 1)
                // It goes on where it was: numbers are not given twice.
                try await store.verdicts.record([
                    Verdict(
                        item: items[1], decision: .hold, topics: [], by: .init(name: "Bob", time: .sample()))
                ])
                _ = try await store.verdicts.undo(at: .sample())
                #expect(try await store.verdicts.current(for: items[1]) == nil)
            }
            #expect(try Data(contentsOf: URL(filePath: first)) == Data(contentsOf: URL(filePath: second)))
        }
    }

    @Test(arguments: Engine.allCases)
    func whatIsDamagedOrOfAnotherSchemaFillsNothing(engine: Engine) async throws {
        try await withTemporaryFolder { folder in
            let path = folder.path + "/whole.jsonl"
            let store = try await Store.inMemory()
            _ = try await StoreMovingTests.use(store)
            _ = try await store.export(to: path)
            let whole = try String(contentsOfFile: path, encoding: .utf8)
            let spoilt = [
                whole.replacing("Roses", with: "Tulips"), String(whole.dropLast(300)), "", "{}\n",
                whole.replacing("\"schema\":\(Migrations.newest)", with: "\"schema\":1"),
                whole.replacing("\"table\":\"verdicts\"", with: "\"table\":\"people\""),
            ]
            try await engine.withStore { store in
                for (number, text) in spoilt.enumerated() {
                    let file = folder.path + "/\(number).jsonl"
                    try text.write(toFile: file, atomically: true, encoding: .utf8)
                    await #expect(throws: StorageError.self, "\(number)") { try await store.fill(from: file) }
                    #expect(try await store.feeds.all().isEmpty)
                }
                _ = try await store.fill(from: path)
            }
        }
    }

    /// Puts something into many tables.
    private static func use(_ store: Store) async throws -> [Item.ID] {
        try await store.feeds.subscribe(to: [.first, .second])
        let items = ["Roses \"in\" June\n\u{1F339}", "A strategy", "On\\two"].map {
            Item.sample(
                feed: Feed.first.id, guid: $0, title: $0, address: "https://one.example.org/\($0.count)/",
                body: $0)
        }
        _ = try await store.items.save(items, noting: .sample(.first))
        let signature = Verdict.Signature(name: "Ada", time: .sample())
        try await store.verdicts.record([
            Verdict(
                item: items[0].id, decision: .approve, topics: ["open-data"], why: "Because.", by: signature)
        ])
        _ = try await store.merges.merge(items[1].id, into: items[2].id, why: "the same", by: signature)
        try await store.comments.add("What of it?", to: items[0].id, by: "Ada", now: .sample())
        try await store.queue.catchUp()
        return items.map(\.id)
    }
}
