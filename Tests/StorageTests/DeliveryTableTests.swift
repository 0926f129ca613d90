// SPDX-License-Identifier: MIT

import Foundation
import Model
import Storage
import TestSupport
import Testing

/// The ledger: each mail once, whatever happens.
@Suite struct DeliveryTableTests {
    static let patience = DeliveryPatience(days: 4)

    /// A store with an approved issue 1 of `monthly` and some who get it.
    static func withIssue(
        _ engine: Engine, readers: [String], _ claim: (Store, [Subscriber.ID]) async throws -> Void
    ) async throws {
        try await engine.withStore { store in
            var ids: [Subscriber.ID] = []
            for name in readers { ids.append(try await store.subscribers.getting(name)) }
            try await store.issues.save(draft: Model.Issue.sample(items: []))
            _ = try await store.issues.approve(
                "monthly", number: 1, by: Verdict.Signature(name: "Ada", time: .sample()))
            try await claim(store, ids)
        }
    }

    @Test(arguments: Engine.allCases)
    func whoGetsAnIssueIsSettledOnce(engine: Engine) async throws {
        try await DeliveryTableTests.withIssue(engine, readers: ["ada", "bo"]) { store, _ in
            #expect(try await store.deliveries.begin("monthly", number: 1, at: .day(1)))
            _ = try await store.subscribers.getting("late", day: 1)
            #expect(try await !store.deliveries.begin("monthly", number: 1, at: .day(2)))
            let counts = try await store.deliveries.counts(of: "monthly", number: 1)
            #expect(counts.states == [.queued: 2])
            #expect(counts.open == 2)
            #expect(counts.begun == .day(1))
            #expect(counts.finished == nil)
            #expect(counts.nextDue == .day(1))
        }
    }

    @Test(arguments: Engine.allCases)
    func draftsAndWithdrawnIssuesAreNotSent(engine: Engine) async throws {
        try await engine.withStore { store in
            await #expect(throws: StorageError.missing(kind: "issue", id: "1 of monthly")) {
                try await store.deliveries.begin("monthly", number: 1, at: .day(1))
            }
            try await store.issues.save(draft: Model.Issue.sample(items: []))
            await #expect(throws: StorageError.self) {
                try await store.deliveries.begin("monthly", number: 1, at: .day(1))
            }
            _ = try await store.issues.approve(
                "monthly", number: 1, by: Verdict.Signature(name: "Ada", time: .sample()))
            try await store.amendments.add(AmendmentTableTests.amendment(.withdrawal, "Not true."))
            await #expect(
                throws: StorageError.refused("issue 1 of monthly is withdrawn, so it is sent to nobody")
            ) { try await store.deliveries.begin("monthly", number: 1, at: .day(1)) }
        }
    }

    @Test(arguments: Engine.allCases)
    func eachDeliveryIsTakenUpByOneOnly(engine: Engine) async throws {
        try await DeliveryTableTests.withIssue(engine, readers: ["ada"]) { store, ids in
            try await store.deliveries.begin("monthly", number: 1, at: .day(1))
            let due = try await store.deliveries.due(at: .day(1), limit: 10)
            #expect(due == [Delivery.ID("\(ids[0])-1")])
            let first = try await turn(store, beginning: due[0])
            #expect(first?.written == .day(1))
            #expect(
                first?.content == .issue("monthly", number: 1, Recipient(id: ids[0], address: .of("ada"))))
            #expect(try await turn(store, beginning: due[0]) == nil)
            #expect(try await store.deliveries.due(at: .day(9), limit: 10) == [])
            try await end(store, due[0], .init(.taken, code: 250, words: "ok"), at: .day(1))
            let counts = try await store.deliveries.counts(of: "monthly", number: 1)
            #expect(counts.states == [.sent: 1])
            #expect(counts.finished == .day(1))
            #expect(try await store.deliveries.reached(by: "monthly", number: 1, limit: 10) == ids)
            #expect(try await store.deliveries.unfinished().isEmpty)
        }
    }

    @Test(arguments: Engine.allCases)
    func whoLeavesInTheMiddleGetsNothingMore(engine: Engine) async throws {
        try await DeliveryTableTests.withIssue(engine, readers: ["ada", "bo"]) { store, ids in
            try await store.deliveries.begin("monthly", number: 1, at: .day(1))
            try await store.subscribers.leave(ids[1], source: "mail", at: .day(1))
            #expect(try await turn(store, beginning: Delivery.ID("\(ids[1])-1")) == nil)
            #expect(try await store.deliveries.counts(of: "monthly", number: 1)[.skipped] == 1)
            try await store.amendments.add(AmendmentTableTests.amendment(.withdrawal, "Not true."))
            #expect(try await turn(store, beginning: Delivery.ID("\(ids[0])-1")) == nil)
            let counts = try await store.deliveries.counts(of: "monthly", number: 1)
            #expect(counts.states == [.skipped: 2])
            #expect(counts.open == 0)
        }
    }

    @Test(arguments: Engine.allCases)
    func whatASenderLeftOnItsWayIsUnknownAndSentAgain(engine: Engine) async throws {
        try await DeliveryTableTests.withIssue(engine, readers: ["ada", "bo"]) { store, ids in
            try await store.deliveries.begin("monthly", number: 1, at: .day(1))
            let id = Delivery.ID("\(ids[0])-1")
            for _ in 1...9 {
                _ = try await turn(store, beginning: id)
                #expect(try await store.deliveries.recover(at: .day(1)) == 1)
                #expect(try await store.deliveries.counts(of: "monthly", number: 1)[.unknown] == 1)
            }
            #expect(try await store.deliveries.due(at: .day(1), limit: 10).count == 2)
            _ = try await turn(store, beginning: id)
            try await end(store, id, .init(.taken, words: "ok"), at: .day(1))
            #expect(try await store.deliveries.counts(of: "monthly", number: 1)[.sent] == 1)
        }
    }

    @Test(arguments: Engine.allCases)
    func whatIsRefusedForNowWaitsLongerEachTimeAndIsGivenUp(engine: Engine) async throws {
        try await DeliveryTableTests.withIssue(engine, readers: ["ada"]) { store, ids in
            try await store.deliveries.begin("monthly", number: 1, at: .day(1))
            let id = Delivery.ID("\(ids[0])-1")
            var (now, waits) = (Date.day(1), [Int]())
            while true {
                #expect(try await turn(store, beginning: id, at: now) != nil)
                try await end(store, id, .init(.later, code: 451, words: "451 not now"), at: now)
                let counts = try await store.deliveries.counts(of: "monthly", number: 1)
                guard let due = counts.nextDue else { break }
                waits.append(Int(due.timeIntervalSince(now) / 60))
                now = due
            }
            #expect(waits.prefix(7) == [5, 10, 20, 40, 80, 160, 240])
            #expect(waits.dropFirst(7).allSatisfy { $0 == 240 })
            #expect(now >= .day(5))
            #expect(try await store.deliveries.counts(of: "monthly", number: 1)[.failed] == 1)
            #expect(try await store.bounces.all(of: ids[0]).map(\.kind) == [.failed])
            #expect(try await store.suppressions.find(.of("ada")) == nil)
        }
    }

    @Test(arguments: Engine.allCases)
    func noReaderGetsTheSameMailTooOftenBecauseNobodyAnswers(engine: Engine) async throws {
        try await DeliveryTableTests.withIssue(engine, readers: ["ada"]) { store, ids in
            try await store.deliveries.begin("monthly", number: 1, at: .day(1))
            let id = Delivery.ID("\(ids[0])-1")
            for number in 1...DeliveryPatience.unsureLimit {
                let now = Date.day(1 + Double(number) / 4)
                #expect(try await turn(store, beginning: id, at: now) != nil)
                try await end(store, id, .init(.unsure, words: "no answer"), at: now)
            }
            let counts = try await store.deliveries.counts(of: "monthly", number: 1)
            #expect(counts.states == [.unknown: 1])
            #expect(counts.givenUp == 1)
            #expect(counts.open == 0)
            #expect(counts.finished != nil)
            let reasons = try await store.deliveries.reasons(of: "monthly", number: 1)
            #expect(reasons.map(\.reason) == ["no answer"])
        }
    }

    @Test(arguments: Engine.allCases)
    func whatWasNotTriedIsDueAtOnceAndCountsForNothing(engine: Engine) async throws {
        try await DeliveryTableTests.withIssue(engine, readers: ["ada"]) { store, ids in
            try await store.deliveries.begin("monthly", number: 1, at: .day(1))
            let id = Delivery.ID("\(ids[0])-1")
            for _ in 1...20 {
                #expect(try await turn(store, beginning: id) != nil)
                try await end(store, id, .init(.untried, words: ""), at: .day(1))
            }
            _ = try await turn(store, beginning: id)
            try await end(store, id, .init(.later, words: "451"), at: .day(1))
            let due = try await store.deliveries.counts(of: "monthly", number: 1).nextDue
            #expect(due == Date.day(1).addingTimeInterval(300))
        }
    }

    private func turn(
        _ store: Store, beginning id: Delivery.ID, at now: Date = .day(1)
    ) async throws -> Delivery? {
        try await store.deliveries.turn(beginning: id, patience: DeliveryTableTests.patience, now: now)
    }

    private func end(
        _ store: Store, _ id: Delivery.ID, _ result: DeliveryResult, at now: Date
    ) async throws {
        _ = try await store.deliveries.turn(
            noting: .init(id, result, at: now), patience: DeliveryTableTests.patience, now: now)
        try await store.deliveries.finish(at: now)
    }
}
