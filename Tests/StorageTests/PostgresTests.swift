// SPDX-License-Identifier: MIT

import Foundation
import Model
import TestSupport
import Testing

@testable import Storage

/// What only PostgreSQL has: other programs at the same time, and connections that are lost.
@Suite(.enabled(if: PostgresCluster.programs != nil)) struct PostgresTests {
    @Test(arguments: [
        ("postgres://cairn@db.example.org/cairn", "postgres://cairn@db.example.org/cairn", false),
        (
            "postgresql://db.example.org:5433/cairn?sslmode=verify-full",
            "postgresql://db.example.org:5433/cairn", false
        ),
        ("postgres://cairn:se@cret@db/cairn", "postgres://cairn@db/cairn", true),
        ("postgres:///cairn?host=/run/postgresql&password=secret", "postgres:///cairn", true),
    ])
    func anAddressIsShownWithoutItsPassword(text: String, shown: String, hasPassword: Bool) throws {
        let address = try #require(PostgresAddress(text))
        #expect(address.place == shown && address.hasPassword == hasPassword)
    }

    @Test(arguments: [
        "cairn.sqlite", "mysql://db/cairn", "postgres:/db", "postgres://a b", "postgres://a\nb",
    ])
    func whatIsNoAddressIsNone(text: String) {
        #expect(PostgresAddress(text) == nil)
    }

    @Test func ofManyWhoCountAtOnceNobodyIsLost() async throws {
        try await withPool { address, _ in
            let databases = [
                try await PostgresDatabase.open(address), try await PostgresDatabase.open(address),
            ]
            try await databases[0].write { try $0.run("CREATE TABLE counted (name TEXT, number BIGINT)") }
            try await databases[0].write { try $0.run("INSERT INTO counted VALUES ('a', 0)") }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for index in 0..<40 {
                    group.addTask {
                        try await databases[index % 2].write { session in
                            let number = try session.number("SELECT number FROM counted")
                            try session.run("UPDATE counted SET number = \(number + 1)")
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await databases[1].read { try $0.number("SELECT number FROM counted") } == 40)
        }
    }

    @Test func manyWhoOpenAnEmptyDatabaseMakeItsTablesOnce() async throws {
        try await withPool { address, _ in
            let stores = try await withThrowingTaskGroup(of: Store.self) { group in
                for _ in 0..<4 { group.addTask { try await Store.open(at: .postgres(address)) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            try await stores[0].feeds.subscribe(to: [.first])
            #expect(try await stores[3].feeds.all().count == 1)
        }
    }

    @Test func aConnectionThatWasLostIsReplaced() async throws {
        try await withPool { address, pool in
            let store = try await Store.open(at: .postgres(address))
            try await store.feeds.subscribe(to: [.first])
            try await pool.use {
                try $0.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
                        + " AND query LIKE '%feeds%'")
            }
            #expect(try await store.feeds.all().count == 1)
            try await store.feeds.subscribe(to: [.first, .second])
            #expect(try await store.feeds.all().count == 2)
        }
    }

    @Test func aFailedWriteLeavesNothingBehind() async throws {
        try await withPool { address, _ in
            let database = try await PostgresDatabase.open(address)
            try await database.write { try $0.run("CREATE TABLE kept (name TEXT UNIQUE)") }
            await #expect(throws: StorageError.self) {
                try await database.write { session in
                    try session.run("INSERT INTO kept VALUES (\("a"))")
                    try session.run("INSERT INTO kept VALUES (\("a"))")
                }
            }
            #expect(try await database.read { try $0.number("SELECT COUNT(*) FROM kept") } == 0)
            try await database.write { try $0.run("INSERT INTO kept VALUES (\("null \0 stays text"))") }
            let texts = try await database.read {
                try $0.rows("SELECT name FROM kept").map { try $0.text(0) }
            }
            #expect(texts == ["null \u{FFFD} stays text"])
        }
    }

    @Test func whoOnlyLooksWritesNothingAndFindsNothingWhereNothingIs() async throws {
        try await withPool { address, _ in
            #expect(try await Store.lookInto(.postgres(address)) == nil)
            let store = try await Store.open(at: .postgres(address))
            try await store.feeds.subscribe(to: [.first])
            let item = Item.sample(feed: Feed.first.id, guid: "a")
            _ = try await store.items.save([item], noting: .sample(.first))
            try await store.verdicts.record([.sample(item, .approve)])
            let looking = try #require(try await Store.lookInto(.postgres(address)))
            #expect(try await looking.verdicts.marks().map(\.id) == [item.id])
            await #expect(throws: StorageError.readOnly(path: address.place)) {
                try await looking.feeds.subscribe(to: [.second])
            }
        }
    }

    @Test func anOlderCairnLeavesANewerDatabaseAlone() async throws {
        try await withPool { address, _ in
            let store = try await Store.open(at: .postgres(address))
            let next = Migrations.newest + 1
            try await store.database.write {
                try $0.run("INSERT INTO schema_steps (number) VALUES (\(next))")
            }
            await #expect(throws: StorageError.newerSchema(found: next, known: next - 1)) {
                try await Store.open(at: .postgres(address))
            }
        }
    }

    @Test func aServerThatIsNotThereIsSaidToBeAway() async throws {
        let address = try #require(PostgresAddress("postgres://cairn:secret@127.0.0.1:1/cairn"))
        await #expect {
            try await Store.open(at: .postgres(address))
        } throws: { error in
            guard case StorageError.cannotOpen(let path, let reason) = error else { return false }
            return path == "postgres://cairn@127.0.0.1:1/cairn" && !reason.contains("secret")
        }
    }

    /// Runs a claim on an empty schema, with a connection beside.
    private func withPool(_ claim: (PostgresAddress, PostgresPool) async throws -> Void) async throws {
        try await EngineGate.shared.during {
            let address = try await Engine.postgresAddress()
            try await claim(address, PostgresPool(address, limit: 1))
        }
    }
}
