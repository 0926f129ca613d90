// SPDX-License-Identifier: MIT

import Foundation
import Model
import Pipeline
import Publishing
import Storage
import TestSupport
import Testing
import Transport

/// One mail after a pause, and one mail a month.
@Suite struct KeptBackRunTests {
    @Test func afterAPauseOneMailHasAllThatThereWas() async throws {
        try await PostOffice.run { office in
            let bench = try await KeptBackBench()
            let id = try await bench.add("ada@example.org")
            try await bench.store.subscribers.pause(id, until: .in(14), source: "test", at: .in(0))
            for number in 1...3 { try await bench.letOut(number, at: .in(Double(number) * 3)) }
            try await bench.send(through: office, at: .in(10))
            #expect(office.received.isEmpty, "nothing comes while they are away")
            #expect(try await bench.run(at: .in(13)).counts == [])

            let report = try await bench.run(at: .in(14))
            #expect(report.name == "kept back")
            #expect(report.counts == [.init("mails", 1)])
            #expect(report.isAllWell)
            #expect(try await bench.run(at: .in(14)).counts == [])
            try await bench.send(through: office, at: .in(14))
            let mail = try #require(office.received.first)
            #expect(office.received.count == 1)
            #expect(mail.recipient == "ada@example.org")
            #expect(mail.header("List-Unsubscribe")?.contains("/unsubscribe/\(id)-") == true)
            let plain = mail.message.replacing("=\r\n", with: "")
            for number in 1...3 {
                #expect(plain.contains("Issue \(number), "))
                #expect(plain.contains("https://learn.example.org/issues/weekly/\(number).html"))
                #expect(plain.contains("Reading \(number)"))
            }

            // From now on each issue comes by itself again.
            try await bench.letOut(4, at: .in(15))
            try await bench.send(through: office, at: .in(15))
            #expect(office.received.count == 2)
            #expect(office.received.last?.header("X-Cairn-Issue") == "weekly/4")
        }
    }

    @Test func oneMailAMonthNeverHasAnIssueTwice() async throws {
        try await PostOffice.run { office in
            let bench = try await KeptBackBench()
            _ = try await bench.add("ada@example.org", SubscriberChoices(rhythm: .month))
            _ = try await bench.add("bo@example.org")
            try await bench.letOut(1, at: .in(3))
            try await bench.letOut(2, at: .in(10))
            // The first of December, then of January.
            #expect(try await bench.run(at: .in(28)).counts == [])
            #expect(try await bench.run(at: .in(29)).counts == [.init("mails", 1)])
            try await bench.letOut(3, at: .in(31))
            #expect(try await bench.run(at: .in(60)).counts == [.init("mails", 1)])
            try await bench.send(through: office, at: .in(60))
            let toAda = office.received.filter { $0.recipient == "ada@example.org" }
                .map { $0.message.replacing("=\r\n", with: "") }
            #expect(toAda.count == 2)
            for number in 1...3 {
                #expect(toAda.count { $0.contains("/issues/weekly/\(number).html") } == 1)
            }
            #expect(office.received.count { $0.recipient == "bo@example.org" } == 3)
        }
    }

    @Test func whereNothingIsForThemNoMailComes() async throws {
        let bench = try await KeptBackBench()
        let id = try await bench.add("ada@example.org", SubscriberChoices(topics: ["cyber-security"]))
        let other = try await bench.add("bo@example.org", SubscriberChoices(onlyUnread: true))
        try await bench.store.readItems.set(
            Set(bench.items.prefix(1).map(\.id)), of: bench.items.prefix(1).map(\.id), by: other, at: .in(0))
        for reader in [id, other] {
            try await bench.store.subscribers.pause(reader, until: .in(7), source: "test", at: .in(0))
        }
        try await bench.letOut(1, at: .in(3))
        let report = try await bench.run(at: .in(7))
        #expect(report.counts == [.init("with nothing for their reader", 2)])
        #expect(try await bench.store.letters.waitingCount() == 0)
        for reader in [id, other] { #expect(try await bench.store.subscribers.stillWants(reader)) }
    }

    @Test func whoeverLeftOrBouncedGetsNone() async throws {
        let bench = try await KeptBackBench()
        let left = try await bench.add("ada@example.org")
        let bounced = try await bench.add("bo@example.org")
        for reader in [left, bounced] {
            try await bench.store.subscribers.pause(reader, until: .in(7), source: "test", at: .in(0))
        }
        try await bench.letOut(1, at: .in(3))
        try await bench.store.subscribers.leave(left, source: "test", at: .in(4))
        try await bench.store.suppressions.add(Suppression(.bounced, at: .in(4)), of: bounced)
        _ = try await bench.run(at: .in(7))
        #expect(try await bench.store.letters.waitingCount() == 0)
    }

    @Test func anIssueThatGoesOutMeanwhileIsNotLost() async throws {
        let bench = try await KeptBackBench()
        let id = try await bench.add("ada@example.org")
        try await bench.store.subscribers.pause(id, until: .in(7), source: "test", at: .in(0))
        try await bench.letOut(1, at: .in(3))
        let hold = try #require(try await bench.store.subscribers.find(id)?.hold)
        let numbers = try await bench.store.subscribers.keptBack(for: id)
        #expect(numbers == [1])
        try await bench.letOut(2, at: .in(7))
        let isDone = try await bench.store.subscribers.letGo(of: hold, for: id, at: .in(7), having: numbers)
        #expect(!isDone)
        #expect(try await bench.store.subscribers.keptBack(for: id) == [1, 2])
        // What was withdrawn is not mailed.
        try await bench.store.amendments.add(
            IssueAmendment(
                newsletter: "weekly", number: 1, kind: .withdrawal, words: "It was not true.",
                by: Verdict.Signature(name: "Ada", time: .in(7))))
        #expect(try await bench.store.subscribers.keptBack(for: id) == [2])
        // What was corrected says so.
        try await bench.store.amendments.add(
            IssueAmendment(
                newsletter: "weekly", number: 2, kind: .correction, words: "The day is *Monday*.",
                by: Verdict.Signature(name: "Ada", time: .in(7))))
        try await PostOffice.run { office in
            #expect(try await bench.run(at: .in(8)).counts == [.init("mails", 1)])
            try await bench.send(through: office, at: .in(8))
            let mail = try #require(office.received.first?.message.replacing("=\r\n", with: ""))
            #expect(mail.contains("Corrected on 9 November 2026. The day is *Monday*."))
            #expect(mail.contains("<html lang=3D\"en-GB\">"))
        }
    }

    @Test func whoPausesWhileAnIssueIsOnItsWayGetsItOnce() async throws {
        try await PostOffice.run { office in
            let bench = try await KeptBackBench()
            let id = try await bench.add("ada@example.org")
            // Settled as a recipient, and away before the mail goes out.
            try await bench.letOut(1, at: .in(3))
            try await bench.store.subscribers.pause(id, until: .in(7), source: "test", at: .in(3))
            try await bench.send(through: office, at: .in(4))
            #expect(office.received.isEmpty)
            // The mail with what was kept back and the next issue meet in one run.
            #expect(try await bench.run(at: .in(7)).counts == [.init("mails", 1)])
            try await bench.letOut(2, at: .in(7))
            try await bench.send(through: office, at: .in(7))
            #expect(office.received.count == 2)
            for number in 1...2 {
                let holding = office.received.filter {
                    $0.message.replacing("=\r\n", with: "").contains("Reading \(number)")
                }
                #expect(holding.count == 1, "issue \(number)")
            }
        }
    }

    @Test func aLongMailNamesTheLaterIssuesOnly() throws {
        let long = String(repeating: "A long reason that says why it is worth reading. ", count: 120)
        let issues = (1...6).map { number in
            KeptBackBench.issue(
                number, (1...30).map { ReviewedItem.sample(.sample(guid: "\(number)-\($0)"), why: long) })
        }
        let composer = KeptBackBench.composer
        let mail = try composer.mail(keptBack: issues, since: .in(0))
        #expect(mail.excess == nil)
        let text = mail.text(unsubscribe: "https://learn.example.org/u")
        for number in 1...6 { #expect(text.contains("Issue \(number), ")) }
        #expect(text.contains("30 items, on the web"))
    }
}

extension Date {
    /// Days after the moment at which tests begin.
    fileprivate static func `in`(_ days: Double) -> Date { .sample() + days * 86_400 }
}

/// A store with items for some issues of a weekly newsletter.
private struct KeptBackBench {
    let store: Store
    let items: [Item]

    init() async throws {
        items = (1...4).map { Item.named("Reading \($0)") }
        store = try await Store.holding(items)
        for item in items { try await store.approve(item) }
    }

    static let composer = IssueMailComposer(
        site: Site(title: "Library", base: .sample("https://learn.example.org/")), curriculum: .sample())

    static func issue(_ number: Int, _ items: [ReviewedItem]) -> Model.Issue {
        Model.Issue(
            newsletter: .scheduled(), number: number, date: .in(Double(number)),
            sections: [ReadingSection(title: "Lead", items: items)], state: .draft)
    }

    var links: SubscriberLinks {
        get async throws {
            SubscriberLinks(
                key: try await store.subscribers.linkKey(), base: .sample("https://learn.example.org/"))
        }
    }

    /// Somebody who gets it.
    func add(
        _ address: String, _ choices: SubscriberChoices = SubscriberChoices()
    ) async throws -> Subscriber.ID {
        let consent = Consent(.elsewhere, at: .in(0), source: "list", wording: "yes")
        let person = NewSubscriber(address: .sample(address), choices: choices, consent: consent)
        let prospects = try await store.subscribers.add(
            [person], to: "weekly", by: .init(name: "Ada"), at: .in(0))
        guard case .added(let id)? = prospects.first else { throw StorageError.refused("\(prospects)") }
        return id
    }

    /// An issue goes out with an item of its own.
    func letOut(_ number: Int, at time: Date) async throws {
        let issue = KeptBackBench.issue(number, [ReviewedItem.sample(items[number - 1])])
        try await store.issues.save(draft: issue)
        _ = try await store.issues.approve(
            "weekly", number: number, by: Verdict.Signature(name: "Ada", time: time))
        try await store.deliveries.begin("weekly", number: number, at: time)
    }

    func run(at now: Date) async throws -> RunReport {
        try await KeptBackRun(store: store, composer: KeptBackBench.composer, links: links).perform(now: now)
    }

    func send(through office: PostOffice, at now: Date) async throws {
        let server = MailServer(
            host: "127.0.0.1", port: office.port, security: .none, greeting: "example.org",
            limits: .init(timeoutSeconds: 20))
        let run = SendRun(
            store: store, senders: [CurlMailSender(server: server)], composer: KeptBackBench.composer,
            letterhead: Letterhead(
                from: try Mailbox(reading: "Library <news@example.org>"),
                bounces: .sample("bounces@example.org")), links: try await links,
            manners: .init(
                perMinute: 0, patience: DeliveryPatience(days: 4), clock: { now },
                pacing: Pacing(elapsed: { .zero }, sleep: { _ in })))
        _ = try await run.perform()
    }
}
