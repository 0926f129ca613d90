// SPDX-License-Identifier: MIT

import Foundation
import Model
import Storage
import TestSupport
import Testing

/// What readers suggest to read.
@Suite struct SuggestionTableTests {
    private let base = WebAddress.sample("https://learn.example.org/")

    private func suggestion(_ path: String = "a", isSource: Bool = false) -> SuggestionTable.Suggestion {
        .init(
            address: .sample("https://blog.example.org/\(path)"), title: "Boards & <budgets>",
            why: "It helped <us>.", isSource: isSource)
    }

    @Test(arguments: Engine.allCases)
    func itLandsInTheQueueWithTheReadersWords(engine: Engine) async throws {
        try await engine.withStore { store in
            let found = try await store.suggestions.suggest(
                suggestion(), from: "192.0.2.1", at: base, now: .day(0))
            let id = try #require(found)
            try await store.queue.catchUp()
            var filter = QueueFilter()
            filter.states = [.waiting]
            let queued = try await store.queue.page(filter, limit: 9).items
            #expect(queued.map(\.id) == [id])
            let library = try #require(queued.first).tagged.library
            #expect(library.item.title == "Boards & <budgets>")
            #expect(library.sources.map(\.title) == ["blog.example.org (suggested by a reader)"])
            let comments = try await store.comments.comments(on: id)
            #expect(comments.map(\.text) == ["Suggested: It helped <us>."])
            #expect(comments.map(\.person) == ["a reader"])
            #expect(try await store.suggestions.waitingCount() == 1)
            // It is nobody's subscription, and nothing is fetched there before a curator has decided.
            #expect(try await store.feeds.all().isEmpty)
            try await store.articles.survey(words: 50, now: .day(0))
            #expect(try await store.articles.dueCount(at: .day(9)) == 0)
            #expect(try await store.articles.due(at: .day(9), limit: 9).isEmpty)
            try await store.verdicts.record([
                Verdict(
                    item: id, decision: .approve, topics: ["digital-strategy"],
                    by: .init(name: "Ada", time: .day(1)))
            ])
            #expect(try await store.articles.dueCount(at: .day(9)) == 1)
            #expect(try await store.suggestions.waitingCount() == 0)
        }
    }

    @Test(arguments: Engine.allCases)
    func whatIsThereAlreadyGetsTheWords(engine: Engine) async throws {
        try await engine.withStore { store in
            let first = try await store.suggestions.suggest(
                suggestion(), from: "192.0.2.1", at: base, now: .day(0))
            let again = try await store.suggestions.suggest(
                suggestion(isSource: true), from: "192.0.2.2", at: base, now: .day(0))
            #expect(first == again)
            let id = try #require(first)
            #expect(
                try await store.comments.comments(on: id).map(\.text)
                    == ["Suggested: It helped <us>.", "Suggested as a source to follow: It helped <us>."])
        }
    }

    @Test(arguments: Engine.allCases)
    func nobodyFillsTheQueue(engine: Engine) async throws {
        try await engine.withStore { store in
            func suggest(_ number: Int, from origin: String, _ moment: Date) async throws -> Bool {
                try await store.suggestions.suggest(
                    suggestion("\(number)"), from: origin, at: base, now: moment) != nil
            }
            for number in 0..<SuggestionTable.originLimit {
                #expect(try await suggest(number, from: "192.0.2.1", .day(0)))
            }
            #expect(try await !suggest(90, from: "192.0.2.1", .day(0)))
            #expect(try await suggest(91, from: "192.0.2.1", .day(0) + 3_601))
            var taken = 0
            for number in 100..<180 where try await suggest(number, from: "203.0.113.\(number)", .day(3)) {
                taken += 1
            }
            #expect(taken == SuggestionTable.limit)
        }
    }
}
