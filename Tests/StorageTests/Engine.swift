// SPDX-License-Identifier: MIT

import Foundation
import Model
import Storage
import TestSupport

/// An engine that a claim about Storage is tested on.
enum Engine: String, CaseIterable, Sendable {
    case sqliteInMemory
    case sqliteFile

    /// Runs a claim on an empty store of this engine and cleans up.
    func withStore(_ claim: (Store) async throws -> Void) async throws {
        switch self {
        case .sqliteInMemory: try await claim(Store.inMemory())
        case .sqliteFile:
            try await withTemporaryFolder { folder in
                try await claim(Store.open(at: folder.appending(path: "cairn.sqlite").path))
            }
        }
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
