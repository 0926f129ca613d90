// SPDX-License-Identifier: MIT

import Foundation
import Model
import Storage
import TestSupport

@testable import Desk

/// A desk whose queue holds three items, the most useful first.
struct QueueBench: Sendable {
    let desk: DeskBench
    let items: [Item]

    var store: Store { desk.store }

    static func run(
        needsSecond: Bool = false, _ work: @escaping @Sendable (QueueBench) async throws -> Void
    ) async throws {
        let library = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        try await DeskBench.run(needsSecond: needsSecond, library: library) { desk in
            try await work(QueueBench(desk: desk, items: try await fill(desk.store)))
        }
    }

    private static func fill(_ store: Store) async throws -> [Item] {
        let feed = Feed(address: .sample("https://one.example.org/feed"), title: "One")
        try await store.feeds.subscribe(to: [feed])
        let texts = [
            ("A board's risk register", "Each risk has an owner."),
            ("Second <script>alert(1)</script>", "Plain words."), ("Third", "More plain words."),
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
        let tag = Model.Tag(
            topic: "cyber-security", author: .machine, confidence: 0.8,
            evidence: [.init(words: "risk", term: "risk", place: .title, count: 2, weight: 1)], model: "m1")
        try await store.tags.save([TaggedItem(library: .sample(items[0]), tags: [tag])], by: "m1")
        let article = Article(
            address: .sample("https://one.example.org/1/"), facts: ArticleFacts(),
            html: "<p>As laid out.</p>", text: "As laid out.",
            licences: [])
        try await store.articles.save(
            PageVisit(
                item: items[1].id, asked: .sample("https://one.example.org/1/"), time: .sample(),
                result: .read,
                reason: "", article: article), next: nil)
        try await store.queue.catchUp()
        try await store.queue.rank(
            items.enumerated().map {
                QueueRank(
                    item: $1.id, usefulness: 0.9 - Double($0) / 10,
                    reason: $0 == 0 ? "wanted: Cyber security (none approved)" : "")
            })
        return items
    }
}

extension Browser {
    /// Sends a form in which a name comes more than once.
    mutating func postEncoded(_ path: String, _ form: String) async throws -> Answer {
        let proof = proof.utf8.map { String(format: "%%%02X", $0) }.joined()
        return try await send(
            "POST", path,
            fields: ["Content-Type: application/x-www-form-urlencoded", "Origin: \(origin ?? "")"],
            body: form + "&csrf=" + proof)
    }
}
