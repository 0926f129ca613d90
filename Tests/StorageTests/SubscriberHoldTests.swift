// SPDX-License-Identifier: MIT

import Foundation
import Model
import Storage
import TestSupport
import Testing

/// Pauses, one mail a month, and how often forms may ask.
@Suite struct SubscriberHoldTests {
    @Test(arguments: Engine.allCases)
    func aPauseEndsWithOneMail(engine: Engine) async throws {
        try await engine.withStore { store in
            let table = store.subscribers
            let id = try await table.getting("ada")
            try await table.pause(id, until: .day(14), source: "web form", at: .day(1))
            #expect(try await !table.stillWants(id))
            #expect(try await table.recipients(of: "monthly") == [])
            #expect(try await table.find(id)?.hold == .init(since: .day(1), until: .day(14)))
            #expect(try await table.due(at: .day(13), limit: 10) == [])
            let due = try await table.due(at: .day(14), limit: 10)
            #expect(due.map(\.id) == [id])
            try await table.letGo(of: try #require(due.first?.hold), for: id, at: .day(14))
            #expect(try await table.stillWants(id))
            #expect(try await table.find(id)?.pausedUntil == nil)
            #expect(try await table.due(at: .day(30), limit: 10) == [])
        }
    }

    @Test(arguments: Engine.allCases)
    func whoeverComesBackEarlyGetsTheirMailAtTheNextRun(engine: Engine) async throws {
        try await engine.withStore { store in
            let table = store.subscribers
            let id = try await table.getting("ada")
            try await table.pause(id, until: .day(14), source: "web form", at: .day(1))
            try await table.resume(id, source: "web form", at: .day(3))
            let due = try await table.due(at: .day(3), limit: 10)
            #expect(due.map(\.hold) == [.init(since: .day(1), until: .day(3))])
            try await table.letGo(of: try #require(due.first?.hold), for: id, at: .day(3))
            #expect(try await table.stillWants(id))
        }
    }

    @Test(arguments: Engine.allCases)
    func oneMailAMonthIsAHoldThatBeginsAnew(engine: Engine) async throws {
        try await engine.withStore { store in
            let table = store.subscribers
            let id = try await table.getting("ada", "weekly", SubscriberChoices(rhythm: .month))
            let first = try #require(try await table.find(id)?.hold)
            #expect(first == .init(since: .sample(), until: .sample("2026-12-01T00:00:00Z")))
            #expect(try await table.recipients(of: "weekly") == [])
            try await table.letGo(of: first, for: id, at: .sample("2026-12-01T07:00:00Z"))
            let second = try #require(try await table.find(id)?.hold)
            #expect(second.since == .sample("2026-12-01T07:00:00Z"))
            #expect(second.until == .sample("2027-01-01T00:00:00Z"))
            // Each issue again: what was kept back so far comes at once.
            try await table.choose(
                SubscriberChoices(), for: id, source: "web form", at: .sample("2026-12-10T07:00:00Z"))
            let due = try await table.due(at: .sample("2026-12-10T07:00:00Z"), limit: 10)
            #expect(due.map(\.hold?.since) == [second.since])
        }
    }

    @Test(arguments: Engine.allCases)
    func aChangeOfMindMeanwhileIsNotLost(engine: Engine) async throws {
        try await engine.withStore { store in
            let table = store.subscribers
            let id = try await table.getting("ada")
            try await table.pause(id, until: .day(14), source: "web form", at: .day(1))
            let old = try #require(try await table.find(id)?.hold)
            try await table.pause(id, until: .day(20), source: "web form", at: .day(13))
            try await table.letGo(of: old, for: id, at: .day(14))
            #expect(try await table.find(id)?.hold == .init(since: .day(1), until: .day(20)))
        }
    }

    @Test(arguments: Engine.allCases)
    func aPauseIsOfSomeDaysAndForThoseWhoGetIt(engine: Engine) async throws {
        try await engine.withStore { store in
            let table = store.subscribers
            let id = try await table.getting("ada")
            for end in [Date.day(1), .day(0), .day(400)] {
                await #expect(throws: StorageError.self) {
                    try await table.pause(id, until: end, source: "web form", at: .day(1))
                }
            }
            try await table.leave(id, source: "web form", at: .day(2))
            await #expect(throws: StorageError.self) {
                try await table.pause(id, until: .day(5), source: "web form", at: .day(3))
            }
            await #expect(throws: StorageError.missing(kind: "subscriber", id: "none")) {
                try await table.choose(SubscriberChoices(), for: "none", source: "web form", at: .day(3))
            }
        }
    }

    @Test(arguments: Engine.allCases)
    func whoeverLeavesHasNothingKeptBack(engine: Engine) async throws {
        try await engine.withStore { store in
            let table = store.subscribers
            let id = try await table.getting("ada")
            try await table.pause(id, until: .day(14), source: "web form", at: .day(1))
            try await table.leave(id, source: "one click", at: .day(2))
            #expect(try await table.due(at: .day(20), limit: 10) == [])
            #expect(try await table.find(id)?.pausedUntil == nil)
        }
    }

    @Test(arguments: Engine.allCases)
    func aMailboxIsNotFilledByForms(engine: Engine) async throws {
        try await engine.withStore { store in
            let ada = MailAddress.of("ada")
            for number in 0..<AskTable.addressLimit {
                let answer = try await store.asks.begin(for: ada, from: "192.0.2.\(number)", at: .day(0))
                #expect(answer == .free)
            }
            #expect(try await store.asks.begin(for: ada, from: "192.0.2.99", at: .day(0.9)) == .silent)
            #expect(try await store.asks.begin(for: .of("bea"), from: "192.0.2.99", at: .day(0.9)) == .free)
            #expect(try await store.asks.begin(for: ada, from: "192.0.2.99", at: .day(2)) == .free)
        }
    }

    @Test(arguments: Engine.allCases)
    func onePlaceDoesNotAskForever(engine: Engine) async throws {
        try await engine.withStore { store in
            for number in 0..<AskTable.originLimit {
                let answer = try await store.asks.begin(
                    for: .of("reader\(number)"), from: "192.0.2.1", at: .day(0))
                #expect(answer == .free)
            }
            #expect(
                try await store.asks.begin(for: .of("more"), from: "192.0.2.1", at: .day(0.01)) == .tooMany)
            #expect(try await store.asks.begin(for: .of("more"), from: "192.0.2.2", at: .day(0.01)) == .free)
            #expect(try await store.asks.begin(for: .of("more"), from: "192.0.2.1", at: .day(0.1)) == .free)
        }
    }

    @Test(arguments: Engine.allCases)
    func whatWasReadIsWhatTheySaid(engine: Engine) async throws {
        try await engine.withStore { store in
            let items = [1, 2].map { Item.sample(feed: Feed.first.id, guid: "\($0)", title: "Item \($0)") }
            try await store.feeds.subscribe(to: [.first])
            _ = try await store.items.save(items, noting: .sample(.first))
            let ids = try await store.items.list(ItemFilter(limit: 10)).map(\.id).sorted()
            try #require(ids.count == 2)
            let monthly = try await store.subscribers.getting("ada")
            let weekly = try await store.subscribers.getting("ada", "weekly")
            let other = try await store.subscribers.getting("bea")
            try await store.readItems.set([ids[0]], of: ids, by: monthly, at: .day(1))
            #expect(try await store.readItems.read(by: weekly) == [ids[0]])
            #expect(try await store.readItems.read(by: other) == [])
            #expect(try await store.subscribers.record(of: .of("ada")).read.map(\.item) == [ids[0]])
            try await store.readItems.set([ids[1]], of: ids, by: weekly, at: .day(2))
            #expect(try await store.readItems.read(by: monthly) == [ids[1]])
        }
    }
}
