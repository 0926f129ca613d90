// SPDX-License-Identifier: MIT

import Foundation
import Model
import Storage
import TestSupport
import Testing

@Suite struct PushTableTests {
    private let now = Date.sample("2026-11-02T09:00:00Z")
    private let later = Date.sample("2026-11-12T09:00:00Z")

    @Test(arguments: Engine.allCases)
    func aPushIsKeptWithWhatItWasAskedFor(engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.feeds.subscribe(to: [.first, .second])
            let pushes = [push("a", of: .first), push("b", of: .second, secret: nil)]
            for push in pushes { try await store.pushes.note(push) }
            #expect(try await Set(store.pushes.all()) == Set(pushes))
            #expect(try await store.pushes.find("b") == pushes[1])
            #expect(try await store.pushes.find("c") == nil)
            try await store.pushes.remove("a")
            #expect(try await store.pushes.all() == [pushes[1]])
        }
    }

    @Test(arguments: Engine.allCases)
    func aFeedKnowsItsHubAndHowThatStands(engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.feeds.subscribe(to: [.first, .second])
            try await store.pushes.note(push("a", of: .first))
            #expect(try await store.feeds.find(Feed.first.id)?.push?.state == .asked)
            try await store.pushes.confirm("a", until: later, nextAsk: later)
            try await store.pushes.hear("a", at: now)
            let live = try #require(try await store.feeds.all().first { $0.feed == .first }?.push)
            #expect(live.isLive(at: now))
            #expect(!live.isLive(at: later))
            #expect(live.heard == now)
            try await store.pushes.refuse("a", reason: "the hub refused", nextAsk: later)
            let refused = try #require(try await store.feeds.due(at: now).first { $0.feed == .first }?.push)
            #expect(refused.state == .refused)
            #expect(refused.reason == "the hub refused")
            #expect(try await store.feeds.find(Feed.second.id)?.push == nil)
        }
    }

    @Test(arguments: Engine.allCases)
    func askingAgainKeepsWhatIsLive(engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.feeds.subscribe(to: [.first])
            try await store.pushes.note(push("a", of: .first))
            try await store.pushes.confirm("a", until: later, nextAsk: later)
            try await store.pushes.note(push("a", of: .first, state: .live, attempts: 1))
            try await store.pushes.fail("a", reason: "no answer")
            let kept = try #require(try await store.pushes.find("a"))
            #expect(kept.isLive(at: now))
            #expect(kept.attempts == 1)
            #expect(try await store.feeds.find(Feed.first.id)?.push?.reason == "no answer")
        }
    }

    @Test(arguments: Engine.allCases)
    func aPushThatIsBeingLeftMakesRoomAndIsNotRevived(engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.feeds.subscribe(to: [.first])
            try await store.pushes.note(push("a", of: .first))
            await #expect(throws: StorageError.self) { try await store.pushes.note(push("b", of: .first)) }
            try await store.pushes.note(push("a", of: .first, state: .leaving))
            try await store.pushes.confirm("a", until: later, nextAsk: later)
            #expect(try await store.pushes.find("a")?.state == .leaving)
            try await store.pushes.note(push("b", of: .first))
            #expect(try await store.feeds.all().count == 1)
        }
    }

    @Test(arguments: Engine.allCases)
    func aHintMakesAFeedDueButNotAgainstItsServer(engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.feeds.subscribe(to: [.first, .second])
            try await store.feeds.note(.sample(.first))
            try await store.feeds.note(.sample(.second, result: .unavailable))
            for feed in [Feed.first, .second] {
                try await store.feeds.makeDue(feed.id, why: "its hub says so", at: now)
            }
            let due = try await store.feeds.due(at: now)
            #expect(due.map(\.feed) == [.first])
            #expect(due.first?.next.why == "its hub says so")
        }
    }

    private func push(
        _ key: Push.Key, of feed: Feed, secret: PushSecret? = PushSecret("s"), state: Push.State = .asked,
        attempts: Int = 0
    ) -> Push {
        Push(
            key: key, feed: feed.id,
            order: Push.Order(
                hub: .sample("https://hub.example.org/"), topic: feed.address,
                callback: .sample("https://learn.example.org/websub/\(key)"), secret: secret),
            state: state, nextAsk: now, attempts: attempts)
    }
}
