// SPDX-License-Identifier: MIT

import Model
import Storage
import TestSupport
import Testing

@Suite struct ItemIdentityTests {
    @Test(arguments: Engine.allCases)
    func firstFetchTakesTheNewestAndCountsTheRest(engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.feeds.subscribe(to: [.first])
            let items = (1...9).map { day in
                Item.sample(
                    feed: Feed.first.id, guid: "\(day)", address: nil,
                    published: .sample("2026-10-0\(day)T09:00:00Z"))
            }
            let report = try await store.items.save(items, noting: .sample(.first), firstLimit: 3)
            #expect(report.new == 3 && report.older == 6)
            let kept = try await store.items.list(ItemFilter(limit: 99)).map(\.id)
            #expect(kept == [items[8], items[7], items[6]].map(\.id))
            // The ones that were left do not come in by the next fetch, but a new one does.
            let newer = Item.sample(feed: Feed.first.id, guid: "new", address: nil)
            let later = try await store.items.save([newer] + items, noting: .sample(.first), firstLimit: 3)
            #expect(later.new == 1 && later.older == 6)
            try await store.feeds.takeOlder(Feed.first.id)
            let whole = try await store.items.save([newer] + items, noting: .sample(.first), firstLimit: 3)
            #expect(whole.new == 6 && whole.older == 0)
        }
    }

    @Test(arguments: Engine.allCases)
    func newGuidsForOldItemsMakeNoNewItems(engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.feeds.subscribe(to: [.first])
            func items(_ fetch: Int) -> [Item] {
                (1...3).map { number in
                    Item.sample(
                        feed: Feed.first.id, guid: "\(fetch)-\(number)", title: "Title \(number)",
                        address: "https://one.example.org/\(number)")
                }
            }
            _ = try await store.items.save(items(1), noting: .sample(.first))
            for fetch in 2...4 {
                let report = try await store.items.save(items(fetch), noting: .sample(.first))
                #expect(report.new == 0 && report.unchanged == 3)
            }
            #expect(try await store.items.counts() == [.waiting: 3])
        }
    }

    @Test(arguments: [
        ("12 comments so far", "13 comments so far", true), ("2 hours ago", "3 days ago", true),
        ("1,024 views", "2.1k views", true), ("It costs 5 pounds", "It costs 6 pounds", false),
        ("Read 5 books.", "Read 6 books.", false),
        ("All 12 of us", "All 13 of us", false), ("12 days", "13 days", false),
    ])
    func onlyCountersMayChangeUnseen(before: String, after: String, isSame: Bool) {
        let left = Item.sample(body: before).contentKey
        #expect((left == Item.sample(body: after).contentKey) == isSame)
    }
}
