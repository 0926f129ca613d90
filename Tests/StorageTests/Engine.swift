// SPDX-License-Identifier: MIT

import Foundation
import Model
import TestSupport

@testable import Storage

/// An engine that a claim about Storage is tested on.
enum Engine: String, CaseIterable, Sendable {
    case sqliteInMemory
    case sqliteFile
    case postgres

    /// Every engine that is there.
    static var allCases: [Engine] {
        [.sqliteInMemory, .sqliteFile] + (PostgresCluster.programs == nil ? [] : [.postgres])
    }

    /// Runs a claim on an empty store of this engine and cleans up.
    func withStore(_ claim: (Store) async throws -> Void) async throws {
        try await withPlace { open in try await claim(try await open()) }
    }

    /// Runs a claim on a place for a store of this engine, with what opens it; in memory each opening makes another.
    func withPlace(_ claim: (@escaping () async throws -> Store) async throws -> Void) async throws {
        switch self {
        case .sqliteInMemory: try await claim { try await Store.inMemory() }
        case .sqliteFile:
            try await withTemporaryFolder { folder in
                let path = folder.appending(path: "cairn.sqlite").path
                try await claim { try await Store.open(at: path) }
            }
        case .postgres:
            try await EngineGate.shared.during {
                let address = try await Engine.postgresAddress()
                try await claim { try await Store.open(at: .postgres(address)) }
            }
        }
    }
}

extension Engine {
    /// Where a new and empty schema is.
    static func postgresAddress() async throws -> PostgresAddress {
        try PostgresAddress(try await PostgresCluster.emptySchema()).orThrow()
    }
}

/// Lets only a few tests use the server at a time, as each has some connections.
actor EngineGate {
    static let shared = EngineGate()
    private var room = 6
    private var waiting: [CheckedContinuation<Void, Never>] = []

    /// Does some work once there is room.
    nonisolated func during(_ work: () async throws -> Void) async throws {
        await enter()
        do {
            try await work()
            await leave()
        } catch {
            await leave()
            throw error
        }
    }

    private func enter() async {
        if room > 0 {
            room -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
    }

    private func leave() {
        if waiting.isEmpty { room += 1 } else { waiting.removeFirst().resume() }
    }
}

private extension Optional {
    struct Missing: Error {}

    func orThrow() throws -> Wrapped {
        guard let self else { throw Missing() }
        return self
    }
}

extension Feed {
    static let first = Feed(address: .sample("https://one.example.org/feed"), title: "One")
    static let second = Feed(
        address: .sample("https://two.example.org/feed"), title: "Two",
        standing: Standing(groups: ["Health"], licence: .ccBy))
}

extension FetchRecord {
    static func sample(
        _ feed: Feed, at time: String = "2026-11-02T09:00:00Z", result: FetchResult = .ok,
        validators: Validators? = nil
    ) -> FetchRecord {
        FetchRecord(
            feed: feed.id, time: .sample(time), result: result, reason: "read", byteCount: 10,
            validators: validators)
    }
}

extension NextTry {
    static let sample = NextTry(
        due: .sample("2026-11-03T09:00:00Z"), why: "after a day", intervalMinutes: 120)
}

extension ItemTable {
    func save(
        _ items: [Item], noting fetch: FetchRecord, firstLimit: Int = .max
    ) async throws(StorageError) -> SaveReport {
        try await save(items, noting: fetch, firstLimit: firstLimit) { _ in .sample }
    }
}

extension FeedTable {
    func note(_ fetch: FetchRecord) async throws(StorageError) { try await note(fetch, next: .sample) }
}
