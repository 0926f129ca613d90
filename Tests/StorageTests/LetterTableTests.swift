// SPDX-License-Identifier: MIT

import Foundation
import Model
import Storage
import TestSupport
import Testing

@Suite struct LetterTableTests {
    private func letter(_ name: String = "ada") throws -> Letter {
        try Letter(to: .of(name), subject: "Hello", text: "Hello.\n", kind: .notice)
    }

    @Test(arguments: Engine.allCases)
    func aKeyQueuesOnce(engine: Engine) async throws {
        try await engine.withStore { store in
            let letter = try letter()
            #expect(try await store.letters.queue(letter, key: "draft monthly 1", at: .day(1)))
            #expect(try await !store.letters.queue(letter, key: "draft monthly 1", at: .day(2)))
            #expect(try await store.letters.waitingCount() == 1)
            #expect(try await store.deliveries.due(at: .day(0), limit: 9) == [])
            let ids = try await store.deliveries.due(at: .day(1), limit: 9)
            let patience = DeliveryTableTests.patience
            let delivery = try await store.deliveries.turn(
                beginning: ids[0], patience: patience, now: .day(1))
            #expect(delivery?.content == .letter(letter))
            #expect(delivery?.written == .day(1))
            _ = try await store.deliveries.turn(
                noting: .init(ids[0], .init(.taken, words: ""), at: .day(1)), patience: patience, now: .day(1)
            )
            #expect(try await store.letters.state(of: "draft monthly 1") == .sent)
            #expect(try await !store.letters.queue(letter, key: "draft monthly 1", at: .day(3)))
            #expect(try await store.letters.waitingCount() == 0)
        }
    }

    @Test(arguments: Engine.allCases)
    func lettersGoBeforeIssues(engine: Engine) async throws {
        try await DeliveryTableTests.withIssue(engine, readers: ["ada"]) { store, ids in
            try await store.deliveries.begin("monthly", number: 1, at: .day(1))
            try await store.letters.queue(letter("bo"), key: "a", at: .day(2))
            let due = try await store.deliveries.due(at: .day(2), limit: 9)
            #expect(due.count == 2)
            #expect(due.last == Delivery.ID("\(ids[0])-1"))
        }
    }

    @Test(arguments: Engine.allCases)
    func whoHasTheirsErasedGetsNoLetterThatWaits(engine: Engine) async throws {
        try await engine.withStore { store in
            _ = try await store.subscribers.getting("ada")
            try await store.letters.queue(letter(), key: "a", at: .day(1))
            try await store.letters.queue(letter("bo"), key: "b", at: .day(1))
            _ = try await store.subscribers.erase(.of("ada"), by: nil, at: .day(1))
            #expect(try await store.letters.state(of: "a") == .skipped)
            #expect(try await store.deliveries.due(at: .day(2), limit: 9).count == 1)
        }
    }
}
