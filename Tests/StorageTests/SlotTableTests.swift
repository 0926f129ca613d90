// SPDX-License-Identifier: MIT

import Foundation
import Model
import Storage
import TestSupport
import Testing

@Suite struct SlotTableTests {
    private let slot = Slot(
        newsletter: "monthly", day: LocalDay(number: 20_762), due: .sample("2026-11-05T07:00:00Z"),
        draftDue: .sample("2026-11-03T07:00:00Z"))

    private func drafted(_ issue: Int?) -> SlotRecord {
        SlotRecord(slot: slot, issue: issue, state: .drafted, why: "drafted", since: .sample())
    }

    @Test(arguments: Engine.allCases)
    func aSlotIsBegunOnce(engine: Engine) async throws {
        try await engine.withStore { store in
            let isBegun = try await store.slots.begin(drafted(1), draft: .sample(items: []))
            #expect(isBegun)
            #expect(try await store.slots.begin(drafted(2), draft: .sample(items: [])) == false)
            #expect(try await store.slots.open(of: "monthly") == [drafted(1)])
            #expect(try await store.slots.record(of: 1, of: "monthly") == drafted(1))
            #expect(try await store.issues.freeNumber(of: "monthly") == 2)
            #expect(try await store.issues.nextNumber(of: "monthly") == 1)
        }
    }

    @Test(arguments: Engine.allCases)
    func aSlotIsMovedOnlyFromWhereItWasSeen(engine: Engine) async throws {
        try await engine.withStore { store in
            _ = try await store.slots.begin(drafted(1), draft: .sample(items: []))
            #expect(try await store.slots.move(drafted(1), to: .held, why: "nobody", now: .sample()))
            #expect(
                try await store.slots.move(drafted(1), to: .skipped, why: "late", now: .sample()) == false)
            #expect(try await store.slots.all(of: "monthly").map(\.state) == [.held])
        }
    }

    @Test(arguments: Engine.allCases)
    func anIssueThatWaitsIsNotOutAndMayBeReopened(engine: Engine) async throws {
        try await engine.withStore { store in
            _ = try await store.slots.begin(drafted(1), draft: .sample(items: []))
            let signature = Verdict.Signature(name: "Ada", time: .sample())
            _ = try await store.issues.approve("monthly", number: 1, revision: 1, by: signature)
            #expect(try await store.issues.approved() == [])
            try await store.issues.reopen("monthly", number: 1)
            #expect(try await store.issues.all(of: "monthly").map(\.state) == [.draft])
            #expect(
                try await store.slots.release(drafted(1), revision: 1, why: "now", now: .sample()) == false)
            _ = try await store.issues.approve("monthly", number: 1, by: signature)
            #expect(
                try await store.slots.release(drafted(1), revision: 9, why: "now", now: .sample()) == false)
            #expect(try await store.slots.release(drafted(1), revision: 1, why: "now", now: .sample()))
            #expect(
                try await store.slots.release(drafted(1), revision: 1, why: "now", now: .sample()) == false)
            #expect(try await store.issues.approved().map(\.number) == [1])
            await #expect(
                throws: StorageError.refused("issue 1 of monthly went out; correct it or withdraw it instead")
            ) { try await store.issues.reopen("monthly", number: 1) }
        }
    }

    @Test(arguments: Engine.allCases)
    func aSkippedSlotGivesItsIssueUp(engine: Engine) async throws {
        try await engine.withStore { store in
            _ = try await store.slots.begin(drafted(1), draft: .sample(items: []))
            _ = try await store.issues.approve("monthly", number: 1, by: .init(name: "Ada", time: .sample()))
            #expect(try await store.slots.move(drafted(1), to: .skipped, why: "Holidays.", now: .sample()))
            #expect(try await store.issues.all(of: "monthly").map(\.state) == [.draft])
            #expect(try await store.issues.freeNumber(of: "monthly") == 1)
            #expect(try await store.slots.all(of: "monthly").map(\.issue) == [nil])
        }
    }

    @Test(arguments: Engine.allCases)
    func whatIsWatchedNeverGoesBack(engine: Engine) async throws {
        try await engine.withStore { store in
            #expect(try await store.slots.watched("monthly") == nil)
            try await store.slots.watch("monthly", until: .sample("2026-11-05T07:00:00Z"))
            try await store.slots.watch("monthly", until: .sample("2026-11-04T07:00:00Z"))
            #expect(try await store.slots.watched("monthly") == .sample("2026-11-05T07:00:00Z"))
        }
    }

    @Test(arguments: Engine.allCases)
    func aRunIsKnownAlsoWhereItNeverEnded(engine: Engine) async throws {
        try await engine.withStore { store in
            let report = RunReport(
                name: "collect", started: .sample(), finished: .sample(), counts: [], problems: ["no answer"])
            let first = try await store.runRecords.begin(by: "cairn run", at: .sample())
            let second = try await store.runRecords.begin(by: "cairn work", at: .sample())
            try await store.runRecords.note([report], of: first)
            try await store.runRecords.note([], of: second, ended: .sample("2026-11-02T09:01:00Z"))
            let records = try await store.runRecords.newest(5)
            #expect(records.map(\.number) == [2, 1])
            #expect(records.map(\.ended) == [.sample("2026-11-02T09:01:00Z"), nil])
            #expect(try await store.runRecords.record(first)?.problems == ["no answer"])
            #expect(try await store.runRecords.record(3) == nil)
        }
    }
}
