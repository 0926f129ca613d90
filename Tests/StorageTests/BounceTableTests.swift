// SPDX-License-Identifier: MIT

import Foundation
import Model
import Storage
import TestSupport
import Testing

/// Mails that came back, and when an address is left alone.
@Suite struct BounceTableTests {
    @Test(arguments: Engine.allCases)
    func aMailboxThatIsGoneIsMailedToNoMore(engine: Engine) async throws {
        try await DeliveryTableTests.withIssue(engine, readers: ["ada", "bo"]) { store, ids in
            try await store.deliveries.begin("monthly", number: 1, at: .day(1))
            let id = Delivery.ID("\(ids[0])-1")
            _ = try await store.deliveries.turn(
                beginning: id, patience: DeliveryTableTests.patience, now: .day(1))
            let result = DeliveryResult(.badAddress, code: 550, status: "5.1.1", words: "550 5.1.1 nobody")
            _ = try await store.deliveries.turn(
                noting: .init(id, result, at: .day(1)), patience: DeliveryTableTests.patience, now: .day(1))
            let suppression = try #require(try await store.suppressions.find(.of("ada")))
            #expect(suppression.reason == .bounced)
            #expect(suppression.note == "5.1.1 550 5.1.1 nobody")
            #expect(try await store.subscribers.recipients(of: "monthly").map(\.id) == [ids[1]])
            #expect(try await store.deliveries.counts(of: "monthly", number: 1)[.failed] == 1)
        }
    }

    @Test(arguments: Engine.allCases)
    func aTextThatIsRefusedSaysNothingOfTheAddress(engine: Engine) async throws {
        try await DeliveryTableTests.withIssue(engine, readers: ["ada"]) { store, ids in
            try await store.deliveries.begin("monthly", number: 1, at: .day(1))
            let bounce = Bounce(.failed, at: .day(1), status: "5.7.1", words: "refused")
            #expect(try await store.bounces.add(bounce, of: Delivery.ID("\(ids[0])-1")) == .noted)
            #expect(try await store.suppressions.find(.of("ada")) == nil)
            #expect(try await store.deliveries.counts(of: "monthly", number: 1)[.failed] == 1)
        }
    }

    @Test(arguments: Engine.allCases)
    func aBounceOfASentMailIsKeptOnceAndComplaintsCount(engine: Engine) async throws {
        try await DeliveryTableTests.withIssue(engine, readers: ["ada"]) { store, ids in
            try await store.deliveries.begin("monthly", number: 1, at: .day(1))
            let id = Delivery.ID("\(ids[0])-1")
            let bounce = Bounce(.failed, at: .day(2), status: nil, words: "mailbox full")
            #expect(try await store.bounces.add(bounce, of: id) == .noted)
            #expect(try await store.bounces.add(bounce, of: id) == .known)
            #expect(try await store.bounces.add(bounce, of: "nobody-1") == .unknownDelivery)
            let complaint = Bounce(.complaint, at: .day(3), status: nil, words: "abuse")
            #expect(try await store.bounces.add(complaint, of: id) == .suppressed)
            #expect(try await store.suppressions.find(.of("ada"))?.reason == .complained)
        }
    }

    @Test func threeFailuresInARowOverTwoWeeksAreForGood() {
        func failed(_ day: Double) -> Bounce {
            Bounce(.failed, at: .day(day), status: "4.2.2", words: "full")
        }
        #expect(SuppressionRule.verdict(on: []) == nil)
        #expect(SuppressionRule.verdict(on: [failed(0), failed(30)]) == nil)
        #expect(SuppressionRule.verdict(on: [failed(0), failed(1), failed(2)]) == nil)
        let verdict = SuppressionRule.verdict(on: [failed(0), failed(7), failed(14)])
        #expect(verdict?.reason == .bounced)
        #expect(verdict?.note == "3 mails in a row did not arrive; last: 4.2.2 full")
    }

    private static let codes: [(String?, Bool, Bounce.Kind)] = [
        ("5.1.1", true, Bounce.Kind.gone), ("5.1.1", false, .gone), ("5.2.1", true, .gone),
        ("5.7.1", true, .failed), ("5.2.2", true, .failed), (nil, true, .gone), (nil, false, .failed),
        ("5.0.0", true, .gone), ("5.0.0", false, .failed),
    ]

    @Test(arguments: codes)
    func codesAreReadAsTheirStandardHasThem(status: String?, isRecipient: Bool, kind: Bounce.Kind) {
        #expect(Bounce.kind(status: status, refusesRecipient: isRecipient) == kind)
    }
}
