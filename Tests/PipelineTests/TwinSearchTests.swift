// SPDX-License-Identifier: MIT

import Model
import Pipeline
import Storage
import TestSupport
import Testing
import Transport

@Suite struct TwinSearchTests {
    private let one = Feed.at("https://one.example.org/feed", title: "One")
    private let two = Feed.at("https://two.example.org/feed", title: "Two")
    private static let story = """
        Trustees in three coastal towns have opened their reserves policies to the people who use their services. The \
        meetings began in March, when the boards could not agree how much money a small charity should keep for a hard \
        winter. Since then volunteers, tenants and two retired auditors have written a page that anybody can read, and \
        the towns now publish what they hold at the end of each quarter together with the reasons for it.
        """

    /// Answers each feed with one item that has its own address and headline.
    private func client(_ text: String = story, second: String = story) -> RecordedHTTPClient {
        RecordedHTTPClient { request in
            let isFirst = request.address.host == "one.example.org"
            let document = rssDocument(
                [isFirst ? "Reserves read by many" : "What boards keep"],
                site: "https://\(request.address.host)", text: isFirst ? text : second)
            return .success(.sample(document, from: request.address))
        }
    }

    @Test func sameWordsFromTwoFeedsAreOneItemWithTwoSources() async throws {
        let store = try await Store.subscribed(to: [one, two])
        let second = Self.story + " First published elsewhere."
        let run = CollectRun(store, client(second: second))
        let report = try await run.perform(.all, now: .sample()).report
        #expect(report.number("new items") == 2)
        #expect(report.number("items joined by their text") == 1)
        let items = try await store.items.list(ItemFilter(limit: 9))
        #expect(items.map { Set($0.library.sources.map(\.feed)) } == [[one.id, two.id]])
        // Nothing is new, so nothing is compared or joined again.
        let again = try await run.perform(.all, now: .sample("2026-11-03T09:00:00Z")).report
        #expect(again.number("items joined by their text") == 0)
        #expect(again.number("new items") == 0)
        #expect(try await store.merges.parts(of: items[0].id).map(\.by.isRule) == [true])
    }

    @Test func theOrderInWhichFeedsAnswerDoesNotMatter() async throws {
        var kept: Set<Item.ID> = []
        for feeds in [[one, two], [two, one]] {
            let store = try await Store.subscribed(to: feeds)
            for feed in feeds {
                _ = try await CollectRun(store, client()).perform(.one(feed.id), now: .sample())
            }
            kept.formUnion(try await store.items.list(ItemFilter(limit: 9)).map(\.id))
        }
        #expect(kept.count == 1)
    }

    @Test func whatACuratorPartedStaysApartWhateverIsCollected() async throws {
        let store = try await Store.subscribed(to: [one, two])
        _ = try await CollectRun(store, client()).perform(.all, now: .sample())
        let whole = try #require(try await store.items.list(ItemFilter(limit: 9)).first)
        _ = try await store.merges.split(
            whole.id, source: nil, by: Verdict.Signature(name: "Ada", time: .sample()))
        // New words on both sides are compared anew.
        let text = Self.story + " And so it goes on."
        let report = try await CollectRun(store, client(text, second: text))
            .perform(.all, now: .sample("2026-11-04T09:00:00Z")).report
        #expect(report.number("changed items") == 2)
        #expect(report.number("items joined by their text") == 0)
        #expect(try await store.items.list(ItemFilter(limit: 9)).count == 2)
    }

    @Test func oneFeedsOwnRepetitionsStayApart() async throws {
        let store = try await Store.subscribed(to: [one])
        let client = RecordedHTTPClient { _ in
            .success(.sample(rssDocument(["Reserves in May", "Reserves in June"], text: Self.story)))
        }
        let report = try await CollectRun(store, client).perform(.all, now: .sample()).report
        #expect(report.number("new items") == 2)
        #expect(report.number("items joined by their text") == 0)
    }

    @Test func manyEqualTextsAreNoBurden() async throws {
        let titles = (1...400).map { "Number \($0) of our equal posts" }
        let store = try await Store.subscribed(to: [one, two])
        let client = RecordedHTTPClient { request in
            let document = rssDocument(
                titles.map { "\($0) in \(request.address.host)" }, site: "https://\(request.address.host)",
                text: Self.story)
            return .success(.sample(document, from: request.address))
        }
        let report = try await CollectRun(store, client).perform(.all, now: .sample()).report
        #expect(report.number("new items") == 800)
    }
}
