// SPDX-License-Identifier: MIT

import Foundation
import Model
import Storage
import TestSupport
import Testing

/// How well topics are covered, and which of their terms are wrong.
@Suite struct TopicCoverageTests {
    /// Three items that the machine holds to be about cyber security.
    private func fill(_ store: Store) async throws -> [Item] {
        try await store.feeds.subscribe(to: [.first])
        let items = (0..<3).map {
            Item.sample(
                feed: Feed.first.id, guid: "\($0)", title: "Title \($0)",
                address: "https://one.example.org/\($0)/",
                body: "Words of \($0).")
        }
        _ = try await store.items.save(items, noting: .sample(.first))
        try await store.tags.save(
            items.enumerated().map { index, item in
                let terms = index == 0 ? ["risk"] : ["risk", "breach"]
                return TaggedItem(
                    library: .sample(item),
                    tags: [
                        Tag(
                            topic: "cyber-security", author: .machine, confidence: 0.8,
                            evidence: terms.map {
                                .init(
                                    words: $0, term: $0, place: .text, count: 1,
                                    weight: 1 / Double(terms.count))
                            }, model: "m1")
                    ])
            }, by: "m1")
        return items
    }

    @Test(arguments: Engine.allCases)
    func wrongTermsAndCoverageAreCounted(engine: Engine) async throws {
        try await engine.withStore { store in
            let items = try await fill(store)
            let october = Verdict.Signature(name: "Ada", time: .sample("2026-10-05T09:00:00Z"))
            let november = Verdict.Signature(name: "Ada", time: .sample("2026-11-02T09:00:00Z"))
            _ = try await store.tagVerdicts.reject(["cyber-security"], of: [items[0].id], by: october)
            try await store.verdicts.record([
                Verdict(
                    item: items[1].id, decision: .approve, topics: ["cyber-security", "data-protection"],
                    fit: .init(audiences: ["board"], stage: "action"), why: "It helps.", by: november)
            ])
            let wrong = try await store.tagVerdicts.wrongTerms(for: "cyber-security")
            #expect(wrong.map(\.term) == ["risk"] && wrong[0].wrong == 1 && wrong[0].right == 1)

            try await store.queue.catchUp()
            let coverage = try await store.queue.coverage()
            #expect(coverage.count(["cyber-security"], .approved) == 1)
            #expect(coverage.count(["cyber-security"], .waiting) == 1)
            #expect(coverage.count(["cyber-security", "data-protection"], for: "board") == 2)
            #expect(coverage.count(["cyber-security"], for: "action") == 1)
            #expect(coverage.count(["none"], .approved) == 0)
        }
    }
}
