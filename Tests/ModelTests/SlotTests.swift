// SPDX-License-Identifier: MIT

import Foundation
import Model
import TestSupport
import Testing

@Suite struct SlotTests {
    /// The next runs of a rhythm, as people read them.
    private static func runs(
        _ on: String, at time: String = "07:00", in zone: String = "Europe/London",
        every: Newsletter.Rhythm.Every = .week, after: String, count: Int
    ) -> [String] {
        let newsletter = Newsletter.scheduled(every: every, on: on, at: time, zone: zone)
        return newsletter.slots(after: .sample(after), count: count).map {
            newsletter.local($0.due).description
        }
    }

    @Test func theLocalTimeStaysWhenClocksChange() {
        #expect(
            SlotTests.runs("thursday", after: "2026-10-20T12:00:00Z", count: 3) == [
                "Thu 2026-10-22 07:00 +01:00", "Thu 2026-10-29 07:00 +00:00", "Thu 2026-11-05 07:00 +00:00",
            ])
        #expect(
            SlotTests.runs("thursday", after: "2027-03-24T12:00:00Z", count: 2) == [
                "Thu 2027-03-25 07:00 +00:00", "Thu 2027-04-01 07:00 +01:00",
            ])
        #expect(
            SlotTests.runs(
                "tuesday", in: "America/New_York", after: "2026-10-27T00:00:00Z", count: 2) == [
                    "Tue 2026-10-27 07:00 -04:00", "Tue 2026-11-03 07:00 -05:00",
                ])
    }

    @Test(arguments: [
        // Clocks go from 01:00 to 02:00 on 28 March 2027 in London, from 02:00 to 03:00 on 14 March in New York.
        ("Europe/London", "01:30", "2027-03-27T12:00:00Z", "Sun 2027-03-28 02:00 +01:00"),
        ("America/New_York", "02:30", "2027-03-13T12:00:00Z", "Sun 2027-03-14 03:00 -04:00"),
        // Half an hour, in autumn and spring of the south.
        ("Australia/Lord_Howe", "02:15", "2026-10-03T00:00:00Z", "Sun 2026-10-04 02:30 +11:00"),
    ])
    func aTimeThatIsSkippedGoesOutWhenItIsSkipped(zone: String, time: String, after: String, run: String) {
        let found = SlotTests.runs("sunday", at: time, in: zone, after: after, count: 2)
        #expect(found.first == run)
        #expect(found.last?.contains(" \(time) ") == true)
    }

    @Test(arguments: [
        ("Europe/London", "01:30", "2026-10-24T12:00:00Z", "2026-10-25T00:30:00Z"),
        ("America/New_York", "01:30", "2026-10-31T12:00:00Z", "2026-11-01T05:30:00Z"),
    ])
    func aTimeThatIsThereTwiceIsTheFirst(zone: String, time: String, after: String, due: String) {
        let newsletter = Newsletter.scheduled(every: .week, on: "sunday", at: time, zone: zone)
        let slots = newsletter.slots(after: .sample(after), count: 2)
        #expect(slots.map(\.due).first == .sample(due))
        // Between the two there is none, so the second time is no slot.
        let later = newsletter.slots(after: .sample(due), count: 1)
        #expect(later == Array(slots.suffix(1)))
    }

    @Test func aDayThatAZoneSkippedGoesOutAtOnce() {
        // Samoa had no 30 December 2011.
        #expect(
            SlotTests.runs("friday", in: "Pacific/Apia", after: "2011-12-28T00:00:00Z", count: 2) == [
                "Sat 2011-12-31 00:00 +14:00", "Fri 2012-01-06 07:00 +14:00",
            ])
    }

    @Test func leapDaysAndFifthDaysAreRight() {
        #expect(
            SlotTests.runs("last tuesday", every: .month, after: "2028-02-01T00:00:00Z", count: 2) == [
                "Tue 2028-02-29 07:00 +00:00", "Tue 2028-03-28 07:00 +01:00",
            ])
        #expect(
            SlotTests.runs("fifth tuesday", every: .month, after: "2028-02-01T00:00:00Z", count: 2) == [
                "Tue 2028-02-29 07:00 +00:00", "Tue 2028-05-30 07:00 +01:00",
            ])
        #expect(
            SlotTests.runs("tuesday", after: "2028-02-28T00:00:00Z", count: 2) == [
                "Tue 2028-02-29 07:00 +00:00", "Tue 2028-03-07 07:00 +00:00",
            ])
        #expect(
            SlotTests.runs("fifth thursday", every: .month, after: "2026-11-01T00:00:00Z", count: 3) == [
                "Thu 2026-12-31 07:00 +00:00", "Thu 2027-04-29 07:00 +01:00", "Thu 2027-07-29 07:00 +01:00",
            ])
    }

    @Test(arguments: ["Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"])
    func aYearHasEachDayOnceAndInOrder(zone: String) {
        for day in Weekday.allCases {
            for time in ["00:00", "01:30", "02:15", "23:59"] {
                let newsletter = Newsletter.scheduled(every: .week, on: day.rawValue, at: time, zone: zone)
                let slots = newsletter.slots(
                    after: .sample("2027-12-31T12:00:00Z"), through: .sample("2028-12-31T12:00:00Z"))
                #expect([52, 53].contains(slots.count))
                for (slot, next) in zip(slots, slots.dropFirst()) {
                    #expect(next.day.number - slot.day.number == 7)
                    #expect(abs(next.due.timeIntervalSince(slot.due) - 604_800) <= 3600)
                }
            }
        }
    }

    @Test func theDraftIsDueTheReviewWindowBefore() {
        let newsletter = Newsletter.scheduled(
            every: .week, on: "thursday", at: "07:00", zone: "Europe/London")
        let slot = newsletter.slots(after: .sample("2026-10-28T00:00:00Z"), count: 1).first
        #expect(slot?.draftDue == .sample("2026-10-27T07:00:00Z"))
        #expect(slot?.day == LocalDay("2026-10-29"))
    }

    @Test func aMachineThatStoodStillForYearsHasTheLastSlots() {
        let newsletter = Newsletter.scheduled(
            every: .week, on: "thursday", at: "07:00", zone: "Europe/London")
        let slots = newsletter.slots(
            after: .sample("2016-01-01T00:00:00Z"), through: .sample("2026-11-27T00:00:00Z"), limit: 3)
        #expect(slots.map(\.day.text) == ["2026-11-12", "2026-11-19", "2026-11-26"])
    }

    @Test(arguments: ["2026-2-03", "2026-02-30", "2027-02-29", "thursday", "", "2026-02-03T00:00:00Z"])
    func whatIsNoDayIsRefused(text: String) { #expect(LocalDay(text) == nil) }

    @Test func daysAreReadAndWritten() {
        #expect(LocalDay("2028-02-29")?.text == "2028-02-29")
        #expect(LocalDay("1969-12-31")?.number == -1)
        #expect(LocalDay("1969-12-31")?.weekday == .wednesday)
    }

    @Test func whatNamesNoDayHasNoSlots() {
        for (on, zone) in [("someday", "Europe/London"), ("thursday", "Mars/Base")] {
            let newsletter = Newsletter.scheduled(every: .week, on: on, at: "07:00", zone: zone)
            #expect(newsletter.slots(after: .sample(), count: 3).isEmpty)
        }
    }

    @Test(arguments: [
        // Drafts are due on Tuesday at 07:00 and on Wednesday at 12:30, issues on Thursday and on Friday.
        ("2026-11-02T12:00:00Z", "2026-11-03T07:00:00Z"), ("2026-11-03T07:00:00Z", "2026-11-04T12:30:00Z"),
        ("2026-11-04T12:30:00Z", "2026-11-05T07:00:00Z"), ("2026-11-05T07:00:00Z", "2026-11-06T12:30:00Z"),
    ])
    func theNextMomentIsADraftOrAnIssue(now: String, next: String) {
        let newsletters = [
            Newsletter.scheduled(), .scheduled(id: "other", on: "friday", at: "12:30"),
        ]
        #expect(newsletters.nextMoment(after: .sample(now)) == .sample(next))
        #expect([Newsletter]().nextMoment(after: .sample(now)) == nil)
    }

    @Test func aWindowMayBeLongerThanTheRhythm() {
        let newsletter = Newsletter.scheduled(window: 300)
        #expect(
            newsletter.nextMoment(after: .sample("2026-11-01T07:00:00Z")) == .sample("2026-11-05T07:00:00Z"))
        #expect(
            newsletter.nextMoment(after: .sample("2026-11-05T07:00:00Z")) == .sample("2026-11-06T19:00:00Z"))
    }
}
