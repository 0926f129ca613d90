// SPDX-License-Identifier: MIT

import Model
import Storage
import TestSupport
import Testing

@Suite struct ItemTableTests {
    @Test(arguments: Engine.allCases)
    func itemsAreSavedOnceHoweverOftenTheyCome(engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.feeds.subscribe(to: [.first])
            let item = Item.sample(feed: Feed.first.id)
            let once = try await store.items.save([item], noting: .sample(.first))
            let twice = try await store.items.save(
                [item], noting: .sample(.first, at: "2026-11-03T09:00:00Z"))
            #expect(once.new == 1)
            #expect(twice.new == 0 && twice.changed == 0 && twice.unchanged == 1)
            #expect(try await store.items.list(ItemFilter(limit: 10)).map(\.library.item) == [item])
        }
    }

    @Test(arguments: Engine.allCases)
    func changedWordsKeepTheIdAndTheFormerWords(engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.feeds.subscribe(to: [.first])
            let before = Item.sample(feed: Feed.first.id, title: "Before")
            let after = Item.sample(feed: Feed.first.id, title: "After")
            _ = try await store.items.save([before], noting: .sample(.first))
            try await store.tags.save(
                [TaggedItem(library: .sample(before), tags: [])], by: "m1")
            let report = try await store.items.save(
                [after], noting: .sample(.first, at: "2026-11-03T09:00:00Z"))
            let found = try #require(try await store.items.find(before.id.rawValue))
            #expect(report.changed == 1)
            #expect(found.library.item.title == "After")
            #expect(found.library.revision == 2)
            #expect(found.library.firstSeen == .sample("2026-11-02T09:00:00Z"))
            let edit = try #require(try await store.items.revisions(of: before.id).first)
            #expect(edit.number == 1)
            #expect(edit.replaced == .sample("2026-11-03T09:00:00Z"))
            #expect(edit.before == before && edit.after == after)
            // The words are new, so the classifier looks again.
            #expect(try await store.items.untagged(by: "m1", limit: 10).count == 1)
        }
    }

    @Test(arguments: Engine.allCases)
    func everyEditIsKeptWithWhatWasSaidBeforeAndAfterIt(engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.feeds.subscribe(to: [.first])
            let said = ["One", "Two", "Three"].map { Item.sample(feed: Feed.first.id, title: $0) }
            for (day, item) in said.enumerated() {
                _ = try await store.items.save(
                    [item], noting: .sample(.first, at: "2026-11-0\(day + 1)T09:00:00Z"))
            }
            let edits = try await store.items.revisions(of: said[0].id)
            #expect(edits.map(\.number) == [1, 2])
            #expect(edits.map(\.before.title) == ["One", "Two"])
            #expect(edits.map(\.after.title) == ["Two", "Three"])
            #expect(try await store.items.revisions(of: "i-none").isEmpty)
        }
    }

    @Test(arguments: Engine.allCases)
    func sameArticleInTwoFeedsIsOneItemWithTwoSources(engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.feeds.subscribe(to: [.first, .second])
            let original = Item.sample(feed: Feed.first.id, guid: "a")
            let copy = Item.sample(
                feed: Feed.second.id, guid: "b",
                address: "http://www.blog.example.org/2026/a-post?utm_source=two")
            _ = try await store.items.save([original], noting: .sample(.first))
            let report = try await store.items.save([copy], noting: .sample(.second))
            let again = try await store.items.save(
                [copy], noting: .sample(.second, at: "2026-11-03T09:00:00Z"))
            let all = try await store.items.list(ItemFilter(limit: 10))
            #expect(report.joined == 1 && report.new == 0)
            #expect(again.unchanged == 1)
            #expect(all.count == 1)
            #expect(all.first?.library.sources.map(\.title) == ["One", "Two"])
            #expect(try await store.items.list(ItemFilter(feed: Feed.second.id, limit: 10)).count == 1)
        }
    }

    @Test(arguments: Engine.allCases)
    func itemsOfOneFeedThatShareAnAddressStayApart(engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.feeds.subscribe(to: [.first])
            let items = ["a", "b"].map { Item.sample(feed: Feed.first.id, guid: $0) }
            let report = try await store.items.save(items, noting: .sample(.first))
            #expect(report.new == 2)
        }
    }

    @Test(arguments: Engine.allCases)
    func itemsAreListedNewestFirstAndFiltered(engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.feeds.subscribe(to: [.first])
            let items = (1...3).map {
                Item.sample(
                    feed: Feed.first.id, guid: "\($0)", address: nil,
                    published: .sample("2026-10-0\($0)T09:00:00Z"))
            }
            _ = try await store.items.save(items, noting: .sample(.first))
            #expect(try await store.items.list(ItemFilter(limit: 2)).map(\.id) == [items[2].id, items[1].id])
            #expect(try await store.items.list(ItemFilter(state: .approved, limit: 2)).isEmpty)
            #expect(try await store.items.list(ItemFilter(topic: "none", limit: 2)).isEmpty)
            #expect(try await store.items.counts() == [.waiting: 3])
        }
    }

    @Test(arguments: Engine.allCases)
    func hostileTextIsOnlyEverAValue(engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.feeds.subscribe(to: [.first])
            let title = "'; DROP TABLE items; -- \u{0}\"\\"
            let item = Item.sample(feed: Feed.first.id, guid: "' OR '1'='1", title: title)
            _ = try await store.items.save([item], noting: .sample(.first))
            let found = try await store.items.find("' OR '1'='1")
            #expect(found == nil)
            #expect(try await store.items.list(ItemFilter(limit: 5)).first?.library.item.title == title)
        }
    }

    @Test(arguments: Engine.allCases)
    func fetchThatFailsToSaveStoresNoValidators(engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.feeds.subscribe(to: [.first])
            let foreign = Item.sample(feed: "f-unknown")
            let fetch = FetchRecord.sample(.first, validators: Validators(etag: "\"1\"", lastModified: nil))
            await #expect(throws: StorageError.self) { try await store.items.save([foreign], noting: fetch) }
            #expect(try await store.feeds.find(Feed.first.id)?.validators == Validators())
        }
    }
}
