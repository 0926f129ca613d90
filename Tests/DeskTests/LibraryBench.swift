// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import Model
import Storage
import TestSupport

@testable import Desk

/// A desk whose library is a copy of this repo's curated files, so that they can be changed.
enum LibraryBench {
    static func run(_ work: @escaping @Sendable (DeskBench, Library) async throws -> Void) async throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        try await withTemporaryFolder { folder in
            let curated = folder.appending(path: "curated")
            try FileManager.default.createDirectory(at: curated, withIntermediateDirectories: true)
            for name in ["curriculum", "themes", "paths", "newsletters"] {
                try FileManager.default.copyItem(
                    at: root.appending(path: "curated/\(name)"), to: curated.appending(path: name))
            }
            try await DeskBench.run(library: folder) { bench in
                try await fill(bench.store)
                try await work(bench, Library(folder: folder))
            }
        }
    }

    /// Approves all three items for a topic of the newsletter and of themes.
    ///
    /// - Returns: them, by id.
    static func approveAll(in store: Store) async throws -> [Item.ID] {
        let ids = try await store.queue.page(QueueFilter(), after: nil, limit: 10).items.map(\.id).sorted()
        try await store.verdicts.record(
            ids.map {
                Verdict(
                    item: $0, decision: .approve, topics: ["board-oversight"], why: "It helps a board.",
                    by: .init(name: "Ada", time: .sample()))
            })
        try await store.queue.catchUp()
        return ids
    }

    /// Three items: an advert, one on cyber security, one on nothing of ours.
    private static func fill(_ store: Store) async throws {
        let feed = Feed(address: .sample("https://one.example.org/feed"), title: "One")
        try await store.feeds.subscribe(to: [feed])
        let texts = [
            ("A vacancy at the council", "We look for a clerk."),
            (
                "Phishing mails at charities",
                "Phishing is on the rise. Report phishing mails: phishing tricks people."
            ),
            ("Roses", "They flower in June."),
        ]
        let items = texts.enumerated().map { index, text in
            Item.sample(
                feed: feed.id, guid: "\(index)", title: text.0, address: "https://one.example.org/\(index)/",
                body: text.1)
        }
        let fetch = FetchRecord(
            feed: feed.id, time: .sample(), result: .ok, reason: "read", byteCount: 10, validators: nil)
        _ = try await store.items.save(items, noting: fetch) { _ in
            NextTry(due: .sample("2026-11-03T09:00:00Z"), why: "after a day", intervalMinutes: 120)
        }
        try await store.queue.catchUp()
    }
}
