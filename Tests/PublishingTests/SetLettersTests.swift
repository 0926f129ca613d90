// SPDX-License-Identifier: MIT

import Foundation
import Model
import Publishing
import TestSupport
import Testing

/// What people are told about sets.
@Suite struct SetLettersTests {
    private let letters = SetLetters(
        site: "Reading & <more>", programme: .sample([.sample(facilitator: "Bea")]))
    private let person = SignUpRecord(
        signUp: .sample("p1"), programme: "spring", name: "Ann <b>Example</b>", address: nil, state: .waiting,
        signed: .sample())

    private var group: SetGroup {
        SetGroup(
            offer: .sample(facilitator: "Bea", room: "Room 2"), slot: SetOffer.sample().slots[0],
            members: ["p1", "p2", "p3", "p4", "p5"].map {
                .init(person: SignUp.Person($0), organisation: "Org of \($0)", rank: 1)
            })
    }

    private func session(_ number: Int, _ day: String, cancelled: Bool = false) -> SetSession {
        SetSession(
            number: number, day: .sample(day), slot: group.slot, isCancelled: cancelled, changed: .sample())
    }

    @Test func aPlaceIsToldWithItsDaysAndNobodyElsesName() throws {
        let address = try MailAddress(reading: "ann@example.org")
        let letter = try letters.place(
            in: group, sessions: [session(1, "2027-02-05"), session(2, "2027-03-12")], to: person, at: address
        )
        #expect(letter.subject == "Your place: Leeds, general")
        let text = letter.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(text.contains("It meets first on Friday 5 February 2027, 10:00 to 12:00, in Leeds, Room 2."))
        #expect(text.contains("2. Friday 12 March 2027, 10:00 to 12:00"))
        #expect(text.contains("facilitated by Bea"))
        #expect(text.contains("There are 5 of you"))
        #expect(!text.contains("p2") && !text.contains("Org of"))
        #expect(letter.html?.contains("<b>Example") == false)
    }

    @Test func whoeverHasNoPlaceIsToldWhyInPlainWords() throws {
        let unplaced = Unplaced(
            person: "p1", organisation: "",
            refusals: [.init("leeds-general@10:00-12:00", .tooFew(able: 1, needed: 5))])
        let letter = try letters.waiting(
            unplaced, to: person, at: try MailAddress(reading: "ann@example.org"))
        let text = letter.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(
            text.contains(
                "Leeds, general, Friday 5 February 2027, 10:00 to 12:00: only 1 person could come, and a set needs 5"
            ))
        #expect(text.contains("waiting list"))
        #expect(!text.contains("leeds-general@"))
    }

    @Test func aMoveSaysBothDays() throws {
        let address = try MailAddress(reading: "ann@example.org")
        let moved = try letters.change(
            of: session(2, "2027-03-19"), from: session(2, "2027-03-12"), in: group, to: person, at: address)
        let text = moved.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(text.contains("is now on Friday 19 March 2027"))
        #expect(text.contains("Before, it was on Friday 12 March 2027"))
        let off = try letters.change(
            of: session(2, "2027-03-12", cancelled: true), from: session(2, "2027-03-12"), in: group,
            to: person,
            at: address)
        #expect(off.subject == "Called off: session 2, Leeds, general")
        #expect(off.calendar == nil)
    }

    @Test func whatWasLearnedIsAskedForWithItsDay() throws {
        let letter = try letters.sharing(
            after: session(2, "2027-03-12"), by: .sample("2027-03-26"), in: group, to: person,
            at: try MailAddress(reading: "ann@example.org"))
        #expect(letter.subject == "What did you learn? Session 2, Leeds, general")
        let text = letter.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(
            text.contains("was on Friday 12 March 2027. Please write down together by Friday 26 March 2027"))
        #expect(text.contains("what we tried") && !text.contains("Org of"))
    }

    @Test func whatIsReadIsToldWithItsLinks() throws {
        let item = ReviewedItem.sample(
            .sample(title: "Boards & <budgets>", address: "https://blog.example.org/boards"))
        let theme = Theme(
            id: "session-2", title: "Session 2", size: Theme.Size(items: 5, minutes: 40),
            sections: [Theme.Section(title: "About our focus", topics: ["digital-strategy"])])
        let pack = Pack(theme: theme, sections: [.init(title: "About our focus", items: [item])])
        let letter = try letters.reading(
            pack, before: session(2, "2027-03-12"), in: group, to: person,
            at: try MailAddress(reading: "ann@example.org"))
        #expect(letter.subject == "To read before session 2: Leeds, general")
        let text = letter.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(text.contains("your set meets on Friday 12 March 2027, 10:00 to 12:00, in Leeds, Room 2."))
        #expect(text.contains("Boards & <budgets>") && text.contains("https://blog.example.org/boards"))
        #expect(text.contains("1 item, about"))
        #expect(letter.html?.contains("<budgets>") == false)
        #expect(!text.contains("p2") && !text.contains("Org of"))
    }
}
