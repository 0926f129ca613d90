// SPDX-License-Identifier: MIT

import Foundation
import Model
import Pipeline
import Storage
import TestSupport
import Testing

/// The clock, driven over years, clock changes and machines that stand still.
@Suite struct ScheduleTests {
    @Test(arguments: [
        // The nights in which clocks change fall on Sundays: once the time is skipped, once it is there twice.
        ("Europe/London", "01:30"), ("America/New_York", "02:30"), ("America/New_York", "01:30"),
        ("Australia/Lord_Howe", "02:15"),
    ])
    func aLeapYearHasEachSlotOnceAndOnTime(zone: String, time: String) async throws {
        let newsletter = Newsletter.scheduled(on: "sunday", at: time, zone: zone, size: 1...1)
        let bench = try await SlotBench(newsletter, items: 60)
        let (start, end) = (Date.sample("2027-12-31T12:00:00Z"), Date.sample("2029-01-01T12:00:00Z"))
        let slots = newsletter.slots(after: start, through: end)
        #expect(slots.count == 53)
        try await bench.run(at: start)
        var notes: [String] = []
        for slot in slots {
            try await bench.run(at: slot.draftDue)
            try await bench.approve(at: slot.draftDue + 3600)
            try await bench.run(at: slot.due - 1)
            #expect(try await bench.store.slots.open(of: newsletter.id).map(\.slot) == [slot])
            notes += try await bench.run(at: slot.due).notes
            // An hour later the clocks may show the same time once more.
            for minutes in [1.0, 30, 60, 90] {
                #expect(try await bench.run(at: slot.due + minutes * 60).isNothing)
            }
        }
        #expect(notes.count == 53 && notes.allSatisfy { $0.contains("goes out") && !$0.contains("late") })
        #expect(try await bench.out() == Array(1...53))
        let states = try await bench.states()
        #expect(states == slots.map { "\($0.day.text) released" })
    }

    @Test func leapDaysAreSlotsToo() async throws {
        let newsletter = Newsletter.scheduled(every: .month, on: "last tuesday", size: 1...1)
        let bench = try await SlotBench(newsletter)
        try await bench.run("2028-02-20T00:00:00Z")
        try await bench.run("2028-02-27T07:00:00Z")
        try await bench.approve()
        try await bench.run("2028-02-29T07:00:00Z")
        #expect(try await bench.states() == ["2028-02-29 released"])
    }

    @Test func aMonthWithoutAFifthThursdayHasNoSlot() async throws {
        let newsletter = Newsletter.scheduled(every: .month, on: "fifth thursday", size: 1...1)
        let bench = try await SlotBench(newsletter)
        for day in 0..<200 {
            let report = try await bench.run(at: .sample("2026-11-01T07:00:00Z") + Double(day) * 86_400)
            if report.count("drafted") > 0 { try await bench.approve() }
        }
        #expect(try await bench.states() == ["2026-12-31 released", "2027-04-29 released"])
    }

    @Test func aServerThatWasDownForHoursRunsTheSlotOnceLate() async throws {
        let bench = try await SlotBench(.scheduled())
        try await bench.run("2026-11-03T07:00:00Z")
        try await bench.approve()
        try await bench.run("2026-11-05T06:30:00Z")
        let report = try await bench.run("2026-11-05T11:02:00Z")
        #expect(
            report.notes == [
                "slot Thu 2026-11-05 07:00 +00:00 of weekly run at 11:02, 4 h 2 min late, approved by Ada: "
                    + "issue 1 goes out"
            ])
        #expect(try await bench.run("2026-11-05T11:17:00Z").isNothing)
        #expect(try await bench.out() == [1])
    }

    @Test(arguments: [
        ("2026-11-05T13:00:00Z", Newsletter.Policy.Missed.onceLate, "6 h"),
        ("2026-11-05T08:30:00Z", .ask, "1 h 30 min"),
    ])
    func aServerThatWasDownForLongerAsks(now: String, missed: Newsletter.Policy.Missed, span: String)
        async throws
    {
        let bench = try await SlotBench(.scheduled(policy: .init(missed: missed)))
        try await bench.run("2026-11-03T07:00:00Z")
        try await bench.approve()
        let report = try await bench.run(now)
        #expect(
            report.problems == [
                "slot Thu 2026-11-05 07:00 +00:00 of weekly is missed and waits for a person's word: "
                    + "nothing ran for \(span); cairn newsletter release or skip weekly --day 2026-11-05"
            ])
        let after = try await bench.run(at: .sample(now) + 3600)
        #expect(after.isAllWell && after.notes.count == 1)
        #expect(try await bench.out() == [])
        // The next one goes its way meanwhile.
        try await bench.run("2026-11-10T07:00:00Z")
        try await bench.approve()
        try await bench.run("2026-11-12T07:00:00Z")
        #expect(try await bench.out() == [2])
        #expect(try await bench.states() == ["2026-11-05 asked", "2026-11-12 released"])
    }

    @Test func approvingAMissedDraftIsAWordToo() async throws {
        let bench = try await SlotBench(.scheduled())
        try await bench.run("2026-11-03T07:00:00Z")
        try await bench.run("2026-11-05T14:00:00Z")
        #expect(try await bench.states() == ["2026-11-05 asked"])
        try await bench.approve(at: .sample("2026-11-05T15:00:00Z"))
        try await bench.run("2026-11-05T15:15:00Z")
        #expect(try await bench.states() == ["2026-11-05 released"])
    }

    @Test func ofManyMissedSlotsTheLastIsAskedAboutAndNoneIsSilent() async throws {
        let bench = try await SlotBench(.scheduled())
        try await bench.run("2026-11-01T07:00:00Z")
        let report = try await bench.run("2026-11-28T07:00:00Z")
        #expect(
            try await bench.states() == [
                "2026-11-05 skipped", "2026-11-12 skipped", "2026-11-19 skipped", "2026-11-26 asked",
            ])
        #expect(report.count("skipped") == 3 && report.problems.count == 1)
    }

    @Test func aNewNewsletterHasMissedNothing() async throws {
        let bench = try await SlotBench(.scheduled())
        // It is written down an hour after a slot.
        #expect(try await bench.run("2026-11-05T08:00:00Z").isNothing)
        // And on the day before one, a draft is made at once.
        let other = try await SlotBench(.scheduled())
        #expect(try await other.run("2026-11-04T08:00:00Z").count("drafted") == 1)
    }

    @Test func aRhythmThatChangesInventsNoMissedSlots() async throws {
        let bench = try await SlotBench(.scheduled())
        try await bench.run("2026-11-06T07:00:00Z")
        let monday = Newsletter.scheduled(on: "monday")
        let report = try await bench.run.perform([monday], now: .sample("2026-11-06T12:00:00Z"))
        #expect(report.isNothing)
        let next = try await bench.run.perform([monday], now: .sample("2026-11-07T12:00:00Z"))
        #expect(next.count("drafted") == 1)
    }

    @Test func aNewTimeOfTheSameDayIsKeptTo() async throws {
        let bench = try await SlotBench(.scheduled())
        try await bench.run("2026-11-03T07:00:00Z")
        try await bench.approve()
        let later = Newsletter.scheduled(at: "09:00")
        #expect(
            try await bench.run.perform([later], now: .sample("2026-11-05T08:00:00Z")).count("going out") == 0
        )
        #expect(
            try await bench.run.perform([later], now: .sample("2026-11-05T09:00:00Z")).count("going out") == 1
        )
        // Back to the time before: the day has had its issue.
        #expect(try await bench.run("2026-11-05T09:05:00Z").isNothing)
        #expect(try await bench.out() == [1])
    }

    @Test func aLibraryThatIsBackFromABackupSendsNothingTwice() async throws {
        let bench = try await SlotBench(.scheduled(size: 1...1))
        try await bench.run("2026-11-03T07:00:00Z")
        try await bench.approve()
        try await bench.run("2026-11-05T07:00:00Z")
        // The clock is set back.
        try await bench.run("2026-11-04T07:00:00Z")
        try await bench.run("2026-11-05T07:00:00Z")
        #expect(try await bench.out() == [1])
        #expect(try await bench.states() == ["2026-11-05 released"])
    }

    @Test func schedulersAtOnceDoEachThingOnce() async throws {
        try await withTemporaryFolder { folder in
            let path = folder.appending(path: "cairn.sqlite").path
            let items = (0..<8).map { Item.named("Item \($0)") }
            let first = try await Store.open(at: path)
            try await first.take(items)
            for item in items { try await first.approve(item) }
            let newsletters = (0..<4).map { Newsletter.scheduled(id: Newsletter.ID("n\($0)"), size: 1...2) }
            for moment in ["2026-11-03T07:00:00Z", "2026-11-05T07:00:00Z"] {
                let reports = try await withThrowingTaskGroup(of: RunReport.self) { group in
                    for _ in 0..<4 {
                        group.addTask {
                            let store = try await Store.open(at: path)
                            return try await IssueRun(store: store, curriculum: .sample())
                                .perform(newsletters, now: .sample(moment))
                        }
                    }
                    return try await group.reduce(into: []) { $0.append($1) }
                }
                let what = moment.hasPrefix("2026-11-03") ? "drafted" : "going out"
                #expect(reports.map { $0.count(what) }.reduce(0, +) == 4)
                #expect(reports.flatMap(\.problems) == [])
                for newsletter in newsletters where what == "drafted" {
                    _ = try await first.issues.approve(
                        newsletter.id, number: 1, by: .init(name: "Ada", time: .sample(moment)))
                }
            }
            #expect(try await first.issues.approved().map(\.number) == [1, 1, 1, 1])
        }
    }
}
