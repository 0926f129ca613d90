// SPDX-License-Identifier: MIT

import Foundation
import Model
import Storage
import TestSupport
import Testing

extension MailAddress {
    static func of(_ name: String) -> MailAddress {
        guard let address = MailAddress("\(name)@example.org") else { fatalError("not an address: \(name)") }
        return address
    }
}

extension Date {
    /// Days after the moment at which tests begin.
    static func day(_ number: Double) -> Date { .sample() + number * 86_400 }
}

extension Consent {
    static func asked(_ day: Double = 0) -> Consent {
        Consent(.asked, at: .day(day), source: "web form", wording: "Yes, send me Monthly.")
    }
    static func confirmed(_ day: Double = 0) -> Consent {
        Consent(.confirmed, at: .day(day), source: "mail", wording: "Yes, send me Monthly.")
    }
    static func elsewhere(_ day: Double = 0) -> Consent {
        Consent(.elsewhere, at: .day(day), source: "list.csv", wording: "ticked at the door")
    }
}

extension SubscriberTable {
    /// Somebody who gets a newsletter.
    func getting(
        _ name: String, _ newsletter: Newsletter.ID = "monthly",
        _ choices: SubscriberChoices = SubscriberChoices(), day: Double = 0
    ) async throws -> Subscriber.ID {
        let asked = try await ask(.of(name), for: newsletter, choosing: choices, by: .asked(day))
        guard case .toConfirm(let id) = asked else { throw StorageError.refused("\(asked)") }
        _ = try await confirm(id, by: .confirmed(day))
        return id
    }
}

/// Who gets a newsletter, and who does not any more.
@Suite struct SubscriberTableTests {
    let author = AuditEntry.Author(name: "Ada")

    @Test(arguments: Engine.allCases)
    func nothingIsMailedBeforeItIsConfirmed(engine: Engine) async throws {
        try await engine.withStore { store in
            let table = store.subscribers
            let asking = try await table.ask(
                .of("ada"), for: "monthly", choosing: SubscriberChoices(topics: ["governance"]), by: .asked())
            guard case .toConfirm(let id) = asking else { Testing.Issue.record("\(asking)"); return }
            #expect(try await table.recipients(of: "monthly") == [])
            #expect(try await !table.stillWants(id))
            #expect(try await table.asked(id, at: .day(1))?.state == .waiting)

            let confirmed = try await table.confirm(id, by: .confirmed(1))
            #expect(confirmed?.state == .confirmed)
            let recipients = try await table.recipients(of: "monthly")
            #expect(recipients.map(\.id) == [id])
            #expect(recipients.first?.address.text == "ada@example.org")
            #expect(recipients.first?.choices.topics == ["governance"])
            #expect(try await table.stillWants(id))
            #expect(try await table.recipients(of: "weekly") == [])
            let consents = try await table.consents(of: id)
            #expect(consents == [.asked(), .confirmed(1)])
            // A second press of the button changes nothing.
            #expect(try await table.confirm(id, by: .confirmed(2))?.since == .day(1))
            #expect(try await table.consents(of: id).count == 2)
        }
    }

    @Test(arguments: Engine.allCases)
    func whatIsNotConfirmedInAWeekIsForgotten(engine: Engine) async throws {
        try await engine.withStore { store in
            let table = store.subscribers
            let asking = try await table.ask(
                .of("ada"), for: "monthly", choosing: SubscriberChoices(), by: .asked())
            guard case .toConfirm(let id) = asking else { Testing.Issue.record("\(asking)"); return }
            #expect(try await table.asked(id, at: .day(7)) == nil)
            #expect(try await table.confirm(id, by: .confirmed(7)) == nil)
            #expect(try await table.forgetUnconfirmed(at: .day(6)) == 0)
            #expect(try await table.forgetUnconfirmed(at: .day(7)) == 1)
            #expect(try await table.find(id) == nil)
            #expect(try await table.record(of: .of("ada")).isEmpty)
        }
    }

    @Test(arguments: Engine.allCases)
    func whoeverAsksAgainStaysOnePerson(engine: Engine) async throws {
        try await engine.withStore { store in
            let table = store.subscribers
            let id = try await table.getting("ada")
            let again = try await table.ask(
                try #require(MailAddress("ADA@Example.org")), for: "monthly", choosing: SubscriberChoices(),
                by: .asked(1))
            #expect(again == .known(id))
            _ = try await table.getting("ada", "weekly")
            #expect(try await table.find(.of("ada")).map(\.newsletter) == ["monthly", "weekly"])
        }
    }

    @Test(arguments: Engine.allCases)
    func leavingCountsAtOnceAndOnlyTheyComeBack(engine: Engine) async throws {
        try await engine.withStore { store in
            let table = store.subscribers
            let id = try await table.getting("ada")
            let other = try await table.getting("bea")
            #expect(try await table.leave(id, source: "one click", at: .day(2)))
            #expect(try await !table.stillWants(id))
            #expect(try await table.recipients(of: "monthly").map(\.id) == [other])
            #expect(try await !table.leave(id, source: "one click", at: .day(3)))
            #expect(try await table.confirm(id, by: .confirmed(3)) == nil, "an old link is no way back")

            let list = [NewSubscriber(address: .of("ada"), consent: .elsewhere())]
            let prospects = try await table.add(list, to: "monthly", by: author, at: .day(4))
            #expect(prospects == [.left(since: .day(2))])
            #expect(try await !table.stillWants(id))

            #expect(try await table.getting("ada", day: 5) == id)
            #expect(try await table.stillWants(id))
        }
    }

    @Test(arguments: Engine.allCases)
    func anAddressThatMailsComeBackFromGetsNone(engine: Engine) async throws {
        try await engine.withStore { store in
            let id = try await store.subscribers.getting("ada")
            try await store.suppressions.add(Suppression(.bounced, at: .day(1), note: "550 5.1.1"), of: id)
            #expect(try await !store.subscribers.stillWants(id))
            #expect(try await store.subscribers.recipients(of: "monthly") == [])
            #expect(try await store.subscribers.find(id)?.suppressed == .bounced)
            let asking = try await store.subscribers.ask(
                .of("ada"), for: "weekly", choosing: SubscriberChoices(), by: .asked(2))
            #expect(asking == .suppressed)
            // The first reason stays.
            try await store.suppressions.add(Suppression(.erased, at: .day(2)), of: .of("ada"))
            #expect(try await store.suppressions.find(.of("ada"))?.reason == .bounced)
            #expect(try await store.suppressions.counts() == [.bounced: 1])

            let gone = try await store.suppressions.remove(.of("ada"), by: author, at: .day(3))
            #expect(gone?.note == "550 5.1.1")
            #expect(try await store.subscribers.stillWants(id))
        }
    }

    @Test(arguments: Engine.allCases)
    func recipientsComePageByPage(engine: Engine) async throws {
        try await engine.withStore { store in
            var all: Set<Subscriber.ID> = []
            for number in 0..<7 { all.insert(try await store.subscribers.getting("reader\(number)")) }
            var found: [Subscriber.ID] = []
            while true {
                let page = try await store.subscribers.recipients(of: "monthly", after: found.last, limit: 3)
                if page.isEmpty { break }
                #expect(page.count <= 3)
                found += page.map(\.id)
            }
            #expect(found.count == 7)
            #expect(Set(found) == all)
            #expect(found == found.sorted())
        }
    }

    @Test(arguments: Engine.allCases)
    func addingSaysWhatComesOfEach(engine: Engine) async throws {
        try await engine.withStore { store in
            let known = try await store.subscribers.getting("ada")
            try await store.suppressions.add(Suppression(.complained, at: .day(0)), of: .of("bea"))
            let list = [
                NewSubscriber(address: .of("ada"), consent: .elsewhere()),
                NewSubscriber(address: .of("bea"), consent: .elsewhere()),
                NewSubscriber(address: .of("cyd"), consent: .elsewhere()),
                NewSubscriber(address: .of("CYD"), consent: .elsewhere()),
                NewSubscriber(address: .of("dee"), consent: .asked()),
            ]
            let trial = try await store.subscribers.add(
                list, to: "monthly", by: author, at: .day(1), isTrial: true)
            #expect(try await store.subscribers.counts().map(\.number) == [1], "a trial changes nothing")
            let done = try await store.subscribers.add(list, to: "monthly", by: author, at: .day(1))
            for prospects in [trial, done] {
                guard case .added(let cyd) = prospects[2], case .toConfirm = prospects[4] else {
                    Testing.Issue.record("\(prospects)"); return
                }
                #expect(prospects[0] == .known(known))
                #expect(prospects[1] == .suppressed(.complained))
                #expect(prospects[3] == .known(cyd))
            }
            #expect(try await store.subscribers.recipients(of: "monthly").count == 2)
            let line = try #require(try await store.audit.newest(1).first)
            #expect(line.action == "subscribers added")
            #expect(line.after == #"{"count":2}"#)
        }
    }

    @Test(arguments: Engine.allCases)
    func whatIsErasedIsGoneAndIsNotBroughtBack(engine: Engine) async throws {
        try await engine.withStore { store in
            let id = try await store.subscribers.getting("ada")
            _ = try await store.subscribers.getting("ada", "weekly")
            let record = try await store.subscribers.record(of: .of("ada"))
            #expect(record.subscriptions.count == 2)
            #expect(record.subscriptions.first?.consents == [.asked(), .confirmed()])

            #expect(try await store.subscribers.erase(.of("ada"), by: nil, at: .day(2)) == 2)
            #expect(try await store.subscribers.find(id) == nil)
            let left = try await store.subscribers.record(of: .of("ada"))
            #expect(left.subscriptions.isEmpty)
            #expect(left.suppression?.reason == .erased)
            let list = [NewSubscriber(address: .of("ada"), consent: .elsewhere())]
            #expect(
                try await store.subscribers.add(list, to: "monthly", by: author, at: .day(3))
                    == [.suppressed(.erased)])
            #expect(try await store.subscribers.erase(.of("ada"), by: nil, at: .day(3)) == nil)
            // They themselves may come back.
            let again = try await store.subscribers.getting("ada", day: 4)
            #expect(try await store.subscribers.stillWants(again))
            #expect(try await store.suppressions.find(.of("ada")) == nil)
        }
    }

    @Test(arguments: Engine.allCases)
    func noOtherTableKnowsTheAddress(engine: Engine) async throws {
        try await engine.withStore { store in
            _ = try await store.subscribers.getting("ada")
            try await store.suppressions.add(Suppression(.bounced, at: .day(1)), of: .of("ada"))
            let log = try await store.audit.newest(100)
            #expect(!log.contains { "\($0)".contains("ada@") })
        }
    }
}
