// SPDX-License-Identifier: MIT

import Foundation
import Learning
import Model
import TestSupport
import Testing

@Suite struct SessionPlanTests {
    private func days(
        holidays: [ClosedRange<LocalDay>] = [], taken: [SetBooking] = []
    ) throws -> [String] {
        let programme = SetProgramme.sample(
            calendar: .init(timeZone: "Europe/London", holidays: holidays))
        let slot = try #require(SetSlot("10:00-12:00"))
        return SessionPlan(programme, taken: taken).days(of: .sample(), at: slot).map(\.text)
    }

    @Test func sixSessionsAreFiveWeeksApartOnOneDayOfTheWeek() throws {
        #expect(
            try days() == [
                "2027-02-05", "2027-03-12", "2027-04-16", "2027-05-21", "2027-06-25", "2027-07-30",
            ])
    }

    @Test func aHolidayIsAvoidedByAWeekThenByADay() throws {
        let day = LocalDay.sample("2027-03-12")
        #expect(try days(holidays: [day...day])[1] == "2027-03-05")
        #expect(try days(holidays: [LocalDay.sample("2027-03-05")...day])[1] == "2027-03-19")
        // Every Friday within four to six weeks is taken, so it is the nearest other working day.
        let fridays = ["2027-03-05", "2027-03-12", "2027-03-19"].map { LocalDay.sample($0) }.map { $0...$0 }
        #expect(try days(holidays: fridays)[1] == "2027-03-11")
    }

    @Test func aLongHolidayIsWaitedFor() throws {
        let summer = LocalDay.sample("2027-03-01")...LocalDay.sample("2027-04-02")
        #expect(try days(holidays: [summer])[1] == "2027-04-05")
    }

    @Test func aRoomThatIsTakenIsAvoided() throws {
        let slot = try #require(SetSlot("11:00-13:00"))
        let booking = SetBooking(
            place: "Leeds", room: nil, facilitator: nil, day: .sample("2027-03-12"), slot: slot)
        #expect(try days(taken: [booking])[1] == "2027-03-05")
        let elsewhere = SetBooking(
            place: "York", room: nil, facilitator: nil, day: .sample("2027-03-12"), slot: slot)
        #expect(try days(taken: [elsewhere])[1] == "2027-03-12")
    }
}

@Suite struct SetCalendarTests {
    private let zone = TimeZone(identifier: "Europe/London") ?? .gmt

    private func set(_ sessions: [SetSession]) -> LearningSet {
        let offer = SetOffer.sample(
            place: "Leeds", focus: "partnership, and power", facilitator: "Ada Example")
        return LearningSet(
            id: "g1", programme: "spring",
            group: SetGroup(
                offer: offer, slot: offer.slots[0],
                members: [.init(person: "p1", organisation: "Secret Org", rank: 1)]),
            state: .closed, since: .sample(), sessions: sessions)
    }

    private func session(
        _ number: Int, _ day: String, sequence: Int = 0, cancelled: Bool = false
    ) throws -> SetSession {
        SetSession(
            number: number, day: .sample(day), slot: try #require(SetSlot("10:00-12:00")),
            isCancelled: cancelled, sequence: sequence, changed: .sample("2026-11-02T09:00:00Z"))
    }

    private func text(_ sessions: [SetSession]) -> String {
        SetCalendar(.sample(), zone: zone).text(of: [set(sessions)])
    }

    @Test func aSessionIsAnEventInUTC() throws {
        let text = text([try session(1, "2027-02-05"), try session(2, "2027-05-21")])
        #expect(text.hasPrefix("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:"))
        #expect(text.hasSuffix("END:VCALENDAR\r\n"))
        #expect(text.contains("UID:g1-1@sets.cairn.invalid\r\n"))
        #expect(text.contains("DTSTART:20270205T100000Z\r\nDTEND:20270205T120000Z\r\n"))
        // Summer time.
        #expect(text.contains("DTSTART:20270521T090000Z\r\n"))
        #expect(text.contains("DTSTAMP:20261102T090000Z\r\n"))
        #expect(text.replacing("\r\n ", with: "").contains("partnership\\, and power"))
    }

    @Test func aChangeKeepsTheNameAndRaisesTheVersion() throws {
        let before = text([try session(1, "2027-02-05")])
        let after = text([try session(1, "2027-02-12", sequence: 1)])
        let off = text([try session(1, "2027-02-12", sequence: 2, cancelled: true)])
        for text in [before, after, off] { #expect(text.contains("UID:g1-1@sets.cairn.invalid\r\n")) }
        #expect(before.contains("SEQUENCE:0\r\n"))
        #expect(after.contains("SEQUENCE:1\r\n"))
        #expect(off.contains("SEQUENCE:2\r\n"))
        #expect(off.contains("STATUS:CANCELLED\r\n"))
    }

    @Test func linesAreFoldedAndNobodyIsNamed() throws {
        let text = text([try session(1, "2027-02-05")])
        for line in text.split(separator: "\r\n") { #expect(line.utf8.count <= 75) }
        #expect(!text.contains("Secret"))
        #expect(!text.contains("p1"))
        #expect(text == self.text([try session(1, "2027-02-05")]))
        #expect(self.text([]) == "")
    }
}
