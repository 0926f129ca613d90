// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import Model
import TestSupport
import Testing

/// Lists of subscribers.
@Suite struct SubscriberListTests {
    let standing = SubscriberList.Standing(
        isConfirmed: true, source: "list.csv", wording: "ticked at the door", now: .sample())

    func list(_ text: String) throws(Mistake) -> SubscriberList {
        try SubscriberList(
            csv: Array(text.utf8), file: "list.csv", standing: standing, curriculum: .sample())
    }

    @Test func theColumnsAreFoundByTheirNames() throws {
        let list = try list(
            #"""
            \#u{FEFF}Name,E-Mail,Audience,topics,rhythm,only_unread,consent_time,consent_wording\#r
            Ada,ada@example.org,board,digital-strategy,month,yes,2026-05-01,"Yes, ""please"""\#r
            Bea,bea@example.org,,leadership,,,,\#r

            """#)
        #expect(list.mistakes == [])
        #expect(list.unknownColumns == ["name"])
        #expect(list.lines.map(\.number) == [2, 3])
        let ada = try #require(list.lines.first?.subscriber)
        #expect(ada.address.text == "ada@example.org")
        #expect(
            ada.choices
                == SubscriberChoices(
                    topics: ["digital-strategy"], audience: "board", rhythm: .month, onlyUnread: true))
        #expect(ada.consent.kind == .elsewhere)
        #expect(ada.consent.time == .sample("2026-05-01T00:00:00Z"))
        #expect(ada.consent.source == "list.csv")
        #expect(ada.consent.wording == #"Yes, "please""#)
        let bea = try #require(list.lines.last?.subscriber)
        // A strand stands for all of its topics.
        #expect(bea.choices.topics == ["digital-strategy"])
        #expect(bea.consent.time == .sample())
        #expect(bea.consent.wording == "ticked at the door")
    }

    @Test(arguments: [
        ("nobody", "a mail address has an @"),
        ("", "the address is empty"),
        ("ada@example.org\u{7}", "the address holds a line break or another control character"),
        ("ada@-.org", "what stands after the @ is no domain"),
        ("ada @example.org", "what stands before the @ is no mailbox that mail can be sent to"),
        (
            "\"ada@example.org\nBcc: x@example.org\"",
            "the address holds a line break or another control character"
        ),
    ])
    func whatIsNoAddressIsNamedByItsLineAndNotByItself(written: String, reason: String) throws {
        let list = try list("address,topics\nbea@example.org,\n\(written),x\n")
        #expect(list.lines.count == 1)
        #expect(list.mistakes == [Mistake(file: "list.csv", line: 3, message: reason)])
    }

    @Test func whatCannotBeChosenIsRefused() throws {
        let list = try list(
            """
            address,topics,audience,stage,rhythm,only_unread,consent_time
            a@example.org,knitting,,,,,
            b@example.org,,kings,,,,
            c@example.org,,,never,,,
            d@example.org,,,,daily,,
            e@example.org,,,,,perhaps,
            f@example.org,,,,,,soon
            g@example.org,,,,,,2027-01-01
            h@example.org,,,,,,
            H@EXAMPLE.org,,,,,,

            """)
        #expect(list.lines.map(\.number) == [9])
        #expect(
            list.mistakes.map(\.message) == [
                "there is no topic knitting", "there is no audience kings", "there is no stage never",
                "there is no rhythm daily; there are issue and month", "only_unread is yes or no",
                "consent_time is no date", "consent_time is in the future", "the same address as in line 9",
            ])
    }

    @Test func aListWithoutAColumnOfAddressesIsNone() {
        #expect(throws: Mistake.self) { try list("ada@example.org\n") }
        #expect(throws: Mistake.self) { try list("") }
        #expect(throws: Mistake.self) {
            try SubscriberList(csv: [0xFF, 0xFE], file: "list.csv", standing: standing, curriculum: nil)
        }
    }

    @Test(arguments: ["ada@example.org", "=1+1@example.org", "-x@example.org", "'=x@example.org"])
    func whatIsWrittenIsReadAgain(text: String) throws {
        let address = try MailAddress(reading: text)
        let choices = SubscriberChoices(topics: ["digital-strategy"], rhythm: .month, onlyUnread: true)
        let consent = Consent(
            .confirmed, at: .sample("2026-05-01T10:00:00Z"), source: "web form", wording: "=Yes, \"send\"\nit"
        )
        let subscriber = Subscriber(
            id: "s1", newsletter: "monthly", address: address, state: .confirmed, since: .sample(),
            choices: choices)
        let line = SubscriberList.line(of: subscriber, consent: consent)
        #expect(!line.hasPrefix("=") && !line.hasPrefix("-") && !line.contains(",=") && !line.contains("\"="))
        let again = try list(SubscriberList.heading + line)
        #expect(again.unknownColumns == [])
        let read = try #require(again.lines.first?.subscriber, "\(again.mistakes)")
        #expect(read.choices == choices)
        #expect(read.consent.wording == consent.wording)
        #expect(read.consent.time == consent.time)
        if !text.hasPrefix("'") { #expect(read.address == address) }
    }
}
