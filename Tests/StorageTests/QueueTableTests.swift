// SPDX-License-Identifier: MIT

import Foundation
import Model
import Storage
import TestSupport
import Testing

@Suite struct QueueTableTests {
    @Test(arguments: Engine.allCases)
    func whatIsMoreUsefulComesFirstAndSaysWhy(engine: Engine) async throws {
        try await withQueue(engine) { store, items in
            try await store.queue.rank([
                QueueRank(item: items[2].id, usefulness: 0.9, reason: "No item has this topic."),
                QueueRank(item: items[0].id, usefulness: 0.4, reason: "Its topic has three."),
            ])
            let page = try await store.queue.page(QueueFilter(), limit: 3)
            #expect(page.items.map(\.id).prefix(2) == [items[2].id, items[0].id])
            #expect(page.items.first?.reason == "No item has this topic.")
            #expect(page.items.first?.usefulness == 0.9)
        }
    }

    @Test(arguments: Engine.allCases, QueueFilter.Order.allCases)
    func pagesTogetherHoldEveryItemOnce(engine: Engine, order: QueueFilter.Order) async throws {
        try await withQueue(engine, count: 23) { store, items in
            try await store.queue.rank(
                items.prefix(9).enumerated().map {
                    QueueRank(item: $1.id, usefulness: Double($0 / 2) / 10, reason: "")
                })
            var filter = QueueFilter()
            filter.order = order
            var (seen, cursor): ([Item.ID], QueueCursor?) = ([], nil)
            repeat {
                let page = try await store.queue.page(filter, after: cursor, limit: 5)
                #expect(page.items.count <= 5)
                seen += page.items.map(\.id)
                cursor = try page.next.map { try #require(QueueCursor($0.description)) }
            } while cursor != nil
            #expect(seen.count == 23)
            #expect(Set(seen) == Set(items.map(\.id)))
        }
    }

    @Test(arguments: Engine.allCases)
    func datesOrderBothWays(engine: Engine) async throws {
        try await withQueue(engine) { store, items in
            var filter = QueueFilter()
            filter.order = .newest
            let newestFirst = try await ids(store, filter)
            #expect(newestFirst == items.map(\.id).reversed())
            filter.order = .oldest
            #expect(try await ids(store, filter) == items.map(\.id))
            filter.from = .sample("2026-10-02T00:00:00Z")
            filter.until = .sample("2026-10-03T00:00:00Z")
            #expect(try await ids(store, filter) == [items[1].id])
            filter.order = .usefulness
            #expect(try await ids(store, filter) == [items[1].id])
        }
    }

    @Test(arguments: Engine.allCases)
    func filtersNarrowTogether(engine: Engine) async throws {
        try await withQueue(engine) { store, items in
            try await tag(store, items[0], "data", 0.9)
            try await tag(store, items[1], "data", 0.5)
            try await tag(store, items[2], "risk", 0.7)
            var filter = QueueFilter()
            filter.topics = ["data"]
            filter.order = .confidence
            #expect(try await ids(store, filter) == [items[0].id, items[1].id])
            filter.topics = ["data", "risk"]
            filter.belowConfidence = 0.8
            #expect(try await ids(store, filter) == [items[2].id, items[1].id])
            filter.source = Feed.first.id
            filter.licence = Licence.ccBy.id
            #expect(try await ids(store, filter) == [items[2].id, items[1].id])
            filter.licence = "none-such"
            #expect(try await ids(store, filter).isEmpty)
        }
    }

    @Test(arguments: Engine.allCases)
    func itemsWithoutATopicAreFoundAsUnsorted(engine: Engine) async throws {
        try await withQueue(engine) { store, items in
            try await tag(store, items[0], "data", 0.9)
            var filter = QueueFilter()
            filter.topics = [QueueFilter.unsorted]
            #expect(try await Set(ids(store, filter)) == [items[1].id, items[2].id])
        }
    }

    @Test(arguments: Engine.allCases)
    func aDecisionMovesTheItemAndUndoBringsItBack(engine: Engine) async throws {
        try await withQueue(engine) { store, items in
            let verdict = Verdict(
                item: items[1].id, decision: .approve, topics: ["risk"],
                fit: Verdict.Fit(audiences: ["board"], stage: "awareness", format: "guide"), why: "It helps.",
                by: .init(name: "Ada", time: .sample()))
            try await store.verdicts.record([verdict])
            #expect(try await store.queue.count(QueueFilter()) == 2)
            var filter = QueueFilter()
            filter.states = [.approved]
            filter.topics = ["risk"]
            filter.audience = "board"
            filter.stage = "awareness"
            filter.format = "guide"
            #expect(try await ids(store, filter) == [items[1].id])
            #expect(try await store.verdicts.undo(at: .sample()).verdicts.count == 1)
            #expect(try await ids(store, filter).isEmpty)
            #expect(try await store.queue.count(QueueFilter()) == 3)
        }
    }

    @Test(arguments: Engine.allCases)
    func theNextItemIsFoundFromWhereTheDecidedOneStood(engine: Engine) async throws {
        try await withQueue(engine) { store, items in
            let order = try await ids(store, QueueFilter())
            try await store.verdicts.record([
                Verdict(
                    item: order[0], decision: .hold, topics: [], by: .init(name: "Ada", time: .sample()))
            ])
            #expect(try await store.queue.next(after: order[0], in: QueueFilter()) == order[1])
            #expect(try await store.queue.next(after: order[2], in: QueueFilter()) == nil)
        }
    }

    @Test(arguments: Engine.allCases)
    func anItemThatBecamePartOfAnotherLeavesAndItsSourceIsFound(engine: Engine) async throws {
        try await withQueue(engine) { store, items in
            let author = Verdict.Signature(name: "Ada", time: .sample())
            _ = try await store.merges.merge(items[0].id, into: items[1].id, why: "", by: author)
            try await store.queue.catchUp()
            #expect(try await store.queue.count(QueueFilter()) == 2)
            _ = try await store.merges.undo(at: .sample())
            try await store.queue.catchUp()
            #expect(try await store.queue.count(QueueFilter()) == 3)
        }
    }

    @Test(arguments: Engine.allCases)
    func wordsAreFoundInTitlesBeforeTexts(engine: Engine) async throws {
        try await withQueue(engine) { store, items in
            let risk = try await found(store, "risk")
            #expect(risk == [items[2].id, items[0].id])
            #expect(try await found(store, "risk") == [items[2].id, items[0].id])
            #expect(try await found(store, "RISKS") == [items[2].id, items[0].id])
            #expect(try await found(store, "gover") == [items[0].id])
            #expect(try await found(store, "café") == [items[1].id])
            #expect(try await found(store, "cafe") == [items[1].id])
            #expect(try await found(store, "\"managing risk\"") == [items[2].id])
            #expect(try await found(store, "\"risk managing\"").isEmpty)
        }
    }

    @Test(arguments: Engine.allCases)
    func theStartOfAWordIsLookedForWhereFewItemsHaveItAsItStands(engine: Engine) async throws {
        let smith = Item.sample(feed: Feed.first.id, guid: "smith", title: "Wordsmith", body: "None.")
        for (count, isFound) in [(20, true), (110, false)] {
            try await withQueue(engine, count: count) { store, items in
                _ = try await store.items.save([smith], noting: .sample(.first))
                try await store.queue.catchUp()
                #expect(try await found(store, "wordsm") == [smith.id])
                var filter = QueueFilter()
                filter.words = "word"
                #expect(try await store.queue.count(filter) == count - 3 + (isFound ? 1 : 0))
            }
        }
    }

    @Test(
        arguments: [
            "\"", "*", "risk*", "-risk", "risk AND", "NEAR(risk", "title:risk", "risk)",
            "'; DROP TABLE items; --",
            "^risk", "\"risk", "{title}: risk", "risk + x", "\u{0}risk",
            String(repeating: "risk ", count: 500),
        ])
    func noTextIsAMistakeOrACommand(words: String) async throws {
        try await withQueue(.sqliteInMemory) { store, items in
            _ = try await found(store, words)
            #expect(try await store.queue.count(QueueFilter()) == 3)
        }
    }

    @Test(arguments: Engine.allCases)
    func aChangedTextIsFoundByItsNewWordsOnly(engine: Engine) async throws {
        try await withQueue(engine) { store, items in
            let changed = Item.sample(feed: Feed.first.id, guid: "0", title: "Boards", body: "about cyber")
            _ = try await store.items.save([changed], noting: .sample(.first))
            try await store.queue.catchUp()
            #expect(try await found(store, "governance").isEmpty)
            #expect(try await found(store, "cyber") == [items[0].id])
        }
    }

    @Test func aCursorReadsWhatItWroteAndRefusesOtherTexts() {
        let cursor = QueueCursor("0.125~7")
        #expect(cursor?.description == "0.125~7")
        #expect(QueueCursor("2026-10-01T09:00:00Z~7")?.description == "2026-10-01T09:00:00Z~7")
        #expect(QueueCursor("7") == nil)
        #expect(QueueCursor("1~2~3") == nil)
        #expect(QueueCursor("1~x") == nil)
    }

    private func ids(_ store: Store, _ filter: QueueFilter) async throws -> [Item.ID] {
        try await store.queue.page(filter, limit: 50).items.map(\.id)
    }

    private func found(_ store: Store, _ words: String) async throws -> [Item.ID] {
        var filter = QueueFilter()
        filter.words = words
        filter.order = .match
        return try await ids(store, filter)
    }

    private func tag(_ store: Store, _ item: Item, _ topic: Topic.ID, _ confidence: Double) async throws {
        let tag = Model.Tag(
            topic: topic, author: .machine, confidence: confidence, evidence: [], model: "m1")
        try await store.tags.save([TaggedItem(library: .sample(item), tags: [tag])], by: "m1")
        try await store.queue.catchUp()
    }
}

/// A store with some items of one feed in the queue, a day apart, oldest first.
func withQueue(
    _ engine: Engine, count: Int = 3, _ claim: (Store, [Item]) async throws -> Void
) async throws {
    let texts = [
        ("Boards", "Good governance weighs each risk."), ("Lunch", "We met in a café."),
        ("Managing risk", "A register helps."),
    ]
    try await engine.withStore { store in
        try await store.feeds.subscribe(to: [.first])
        let items = (0..<count).map { index in
            let (title, body) = index < texts.count ? texts[index] : ("Item \(index)", "Words.")
            return Item.sample(
                feed: Feed.first.id, guid: "\(index)", title: title,
                address: "https://one.example.org/\(index)/", body: body,
                published: Date.sample("2026-10-01T09:00:00Z").addingTimeInterval(Double(index) * 86_400))
        }
        _ = try await store.items.save(items, noting: .sample(.first))
        try await store.queue.catchUp()
        try await claim(store, items)
    }
}
