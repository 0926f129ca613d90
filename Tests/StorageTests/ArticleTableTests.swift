// SPDX-License-Identifier: MIT

import Model
import Storage
import TestSupport
import Testing

@Suite struct ArticleTableTests {
    private let teaser = Item.sample(feed: Feed.first.id, body: "A teaser of four.")
    private static let long = (1...60).map { "word\($0)" }.joined(separator: " ")

    private func article(_ text: String = long, licences: [LicenceStatement] = []) -> Article {
        var facts = ArticleFacts()
        facts.language = "en"
        facts.title = "A page"
        return Article(
            address: .sample(), canonical: .sample("https://blog.example.org/post"), facts: facts,
            html: "<p>\(text)</p>", text: text, licences: licences)
    }

    private func visit(
        _ result: PageResult = .read, at time: String = "2026-11-02T09:00:00Z", _ article: Article? = nil
    ) -> PageVisit {
        PageVisit(
            item: teaser.id, asked: .sample(), time: .sample(time), result: result, reason: "because",
            article: article)
    }

    private func withTeaser(_ engine: Engine, _ claim: (Store) async throws -> Void) async throws {
        try await engine.withStore { store in
            try await store.feeds.subscribe(to: [.first, .second])
            _ = try await store.items.save([teaser], noting: .sample(.first))
            try await claim(store)
        }
    }

    private func due(_ store: Store, at time: String = "2026-11-02T09:00:00Z") async throws -> [Item.ID] {
        try await store.articles.due(at: .sample(time), limit: 9).map(\.item)
    }

    @Test(arguments: Engine.allCases)
    func onlyPagesOfItemsWithTooLittleTextAreWanted(engine: Engine) async throws {
        try await withTeaser(engine) { store in
            let long = Item.sample(
                feed: Feed.second.id, guid: "long", address: "https://two.example.org/long", body: Self.long)
            let none = Item.sample(feed: Feed.second.id, guid: "none", address: nil)
            let front = Item.sample(
                feed: Feed.second.id, guid: "front", address: "https://two.example.org/")
            _ = try await store.items.save([long, none, front], noting: .sample(.second))
            try await store.articles.survey(words: 50, now: .sample())
            #expect(try await due(store) == [teaser.id])
            // Another setting judges anew, both ways.
            try await store.articles.survey(words: 100, now: .sample())
            #expect(Set(try await due(store)) == [teaser.id, long.id])
            try await store.articles.survey(words: 0, now: .sample())
            #expect(try await due(store) == [])
        }
    }

    @Test(arguments: Engine.allCases)
    func anArticleIsKeptWholeAndItsWordsAndLicenceCount(engine: Engine) async throws {
        try await withTeaser(engine) { store in
            let stated = LicenceStatement(
                licence: try #require(Licence(id: "CC-BY-SA-4.0")), place: .page, words: "CC BY-SA",
                seen: .sample())
            let article = article(licences: [stated])
            try await store.articles.save(visit(.read, article), next: nil)
            #expect(try await store.articles.article(of: teaser.id) == article)
            let item = try #require(try await store.items.find(teaser.id.rawValue)).library
            #expect(item.readable.text.body == Self.long)
            #expect(item.item == teaser)
            #expect(item.page?.result == .read)
            #expect(item.licences == [stated])
            #expect(try await due(store) == [])
        }
    }

    @Test(arguments: Engine.allCases)
    func tagsOfFormerWordsAreNotKept(engine: Engine) async throws {
        try await withTeaser(engine) { store in
            let before = try await store.items.untagged(by: "m", limit: 9)
            try await store.articles.save(visit(.read, article()), next: nil)
            try await store.tags.save(before.map { TaggedItem(library: $0, tags: []) }, by: "m")
            let open = try await store.items.untagged(by: "m", limit: 9)
            #expect(open.map(\.id) == [teaser.id])
            try await store.tags.save(open.map { TaggedItem(library: $0, tags: []) }, by: "m")
            #expect(try await store.items.untagged(by: "m", limit: 9) == [])
            // The same words again ask for no new look; others do.
            try await store.articles.save(visit(.read, article()), next: nil)
            #expect(try await store.items.untagged(by: "m", limit: 9) == [])
            try await store.articles.save(visit(.read, article(Self.long + " more")), next: nil)
            #expect(try await store.items.untagged(by: "m", limit: 9).count == 1)
        }
    }

    @Test(arguments: Engine.allCases)
    func aFailureKeepsWhatWasReadAndCounts(engine: Engine) async throws {
        try await withTeaser(engine) { store in
            try await store.articles.save(visit(.read, article()), next: nil)
            for _ in 0..<2 {
                try await store.articles.save(visit(.failed), next: .sample("2026-11-02T15:00:00Z"))
            }
            #expect(try await due(store) == [])
            let wanted = try await store.articles.due(at: .sample("2026-11-02T15:00:00Z"), limit: 9)
            #expect(wanted.map(\.failures) == [2])
            let item = try #require(try await store.items.find(teaser.id.rawValue)).library
            #expect(item.page?.result == .failed)
            #expect(item.readable.text.body == Self.long)
        }
    }

    @Test(arguments: Engine.allCases)
    func anItemThatChangesIsReadAgainADayLater(engine: Engine) async throws {
        try await withTeaser(engine) { store in
            try await store.articles.survey(words: 50, now: .sample())
            try await store.articles.save(visit(.read, article()), next: nil)
            let edited = Item.sample(feed: Feed.first.id, body: "Quite another teaser.")
            let report = try await store.items.save([edited], noting: .sample(.first))
            #expect(report.changed == 1)
            try await store.articles.survey(words: 50, now: .sample("2026-11-02T10:00:00Z"))
            #expect(try await due(store, at: "2026-11-02T10:00:00Z") == [])
            try await store.articles.survey(words: 50, now: .sample("2026-11-03T10:00:00Z"))
            #expect(try await due(store, at: "2026-11-03T10:00:00Z") == [teaser.id])
        }
    }

    @Test(arguments: Engine.allCases)
    func aPageSaysWhereItIsButOnlyOnItsOwnHost(engine: Engine) async throws {
        try await withTeaser(engine) { store in
            try await store.articles.save(visit(.read, article()), next: nil)
            let twin = Item.sample(
                feed: Feed.second.id, guid: "x", address: "https://blog.example.org/post?utm_source=two")
            #expect(try await store.items.save([twin], noting: .sample(.second)).joined == 1)
            let foreign = Article(
                address: .sample(), canonical: .sample("https://two.example.org/theirs"),
                facts: ArticleFacts(), html: "", text: "Few words.")
            try await store.articles.save(visit(.read, foreign), next: nil)
            let theirs = Item.sample(
                feed: Feed.second.id, guid: "y", address: "https://two.example.org/theirs")
            #expect(try await store.items.save([theirs], noting: .sample(.second)).new == 1)
        }
    }
}
