// SPDX-License-Identifier: MIT

import Foundation
import Model
import Pipeline
import Publishing
import Storage
import Synchronization
import TestSupport
import Testing
import Transport

/// Sending what the ledger has due, by real connections to a real server on loopback.
@Suite struct SendRunTests {
    @Test func everybodyGetsTheIssueOnce() async throws {
        try await PostOffice.run { office in
            let bench = try await SendBench(readers: (1...40).map { "reader\($0)@example.org" })
            let report = try await bench.send(through: office)
            #expect(report.number("mails sent") == 40)
            #expect(report.isAllWell)
            #expect(Set(office.received.map(\.recipient)).count == 40)
            #expect(office.received.count == 40)
            let counts = try await bench.counts()
            #expect(counts.states == [.sent: 40])
            #expect(counts.finished == .sample())
            #expect(try await bench.send(through: office).number("mails sent") == 0)
            #expect(office.received.count == 40)
        }
    }

    @Test func aMailNamesItsIssueItsListAndTheWayOut() async throws {
        try await PostOffice.run { office in
            let bench = try await SendBench(readers: ["ada@example.org"])
            _ = try await bench.send(through: office)
            let mail = try #require(office.received.first)
            let id = try #require(await bench.ids.first)
            #expect(mail.sender == "bounces+\(id)-1@example.org")
            #expect(mail.header("Message-ID") == "<\(id)-1@example.org>")
            #expect(mail.header("Date") == "Mon, 02 Nov 2026 09:00:00 +0000")
            #expect(mail.header("List-Id")?.hasSuffix("<monthly.example.org>") == true)
            #expect(mail.header("X-Cairn-Issue") == "monthly/1")
            #expect(mail.header("To") == "ada@example.org")
            let way = try #require(mail.header("List-Unsubscribe"))
            #expect(way.hasPrefix("<https://learn.example.org/unsubscribe/\(id)-"))
            #expect(mail.header("List-Unsubscribe-Post") == "List-Unsubscribe=One-Click")
            let plain = mail.message.replacing("=\r\n", with: "")
            #expect(plain.contains(way.dropFirst().dropLast()))
        }
    }

    @Test func aTrialIsTheRealMailButForWhoseItIs() async throws {
        try await PostOffice.run { office in
            let bench = try await SendBench(readers: ["ada@example.org"])
            let trial = try await bench.run(through: office).trial(
                bench.issue, to: .sample("me@example.org"), at: .sample())
            guard case .taken = trial else {
                Testing.Issue.record("\(trial)")
                return
            }
            _ = try await bench.send(through: office)
            let mails = office.received
            #expect(mails.count == 2)
            let links = mails.compactMap { $0.header("List-Unsubscribe")?.dropFirst().dropLast() }
            let ids = mails.compactMap { $0.header("Message-ID") }
            let plain = zip(mails, zip(links, ids)).map { mail, own in
                mail.message.replacing("=\r\n", with: "").replacing(own.0, with: "LINK")
                    .replacing(own.1, with: "ID").replacing("To: \(mail.recipient)", with: "To: THEM")
            }
            #expect(plain[0] == plain[1])
            #expect(try await bench.counts().states == [.sent: 1])
        }
    }

    @Test func noRefusalStopsTheOthers() async throws {
        try await PostOffice.run { office in
            let bench = try await SendBench(readers: [
                "a@example.org", "reject-1@example.org", "content-1@example.org", "wait-1@example.org",
                "full-1@example.org", "cut-1@example.org", "drop-1@example.org", "lost-1@example.org",
                "close-1@example.org", "z@example.org",
            ])
            let first = try await bench.send(through: office)
            #expect(first.number("refused for good") == 2)
            #expect(first.number("without an answer") == 2)
            #expect(try await bench.counts()[.failed] == 2)
            #expect(try await bench.counts().open > 0)
            for hour in 1...3 {
                _ = try await bench.send(through: office, at: .sample() + Double(hour) * 3600)
            }
            let counts = try await bench.counts()
            #expect(counts.states == [.sent: 7, .failed: 2, .queued: 1])
            let got = Dictionary(grouping: office.received, by: \.recipient)
            #expect(
                Set(got.keys) == [
                    "a@example.org", "full-1@example.org", "cut-1@example.org", "drop-1@example.org",
                    "lost-1@example.org", "close-1@example.org", "z@example.org",
                ])
            #expect(got.filter { $0.value.count > 1 }.keys.map { $0 } == ["lost-1@example.org"])
            let twice = try #require(got["lost-1@example.org"])
            #expect(twice.count == 2)
            #expect(twice[0].message == twice[1].message)
            #expect(
                try await bench.store.suppressions.find(.sample("reject-1@example.org"))?.reason == .bounced)
            #expect(try await bench.store.suppressions.find(.sample("content-1@example.org")) == nil)
        }
    }

    @Test func aServerThatDiesIsGoneBackToAndNobodyGetsItTwice() async throws {
        var habits = PostOffice.Habits()
        habits.diesAfter = 17
        let bench = try await SendBench(readers: (1...50).map { "reader\($0)@example.org" })
        let first = try await PostOffice.run(habits) { office in
            let report = try await bench.send(through: office)
            #expect(report.problems.count == 1)
            #expect(try await bench.counts().open > 0)
            return office.received
        }
        let second = try await PostOffice.run { office in
            _ = try await bench.send(through: office, at: .sample() + 3600)
            return office.received
        }
        let all = Dictionary(grouping: first + second, by: \.recipient)
        #expect(all.count == 50)
        let counts = try await bench.counts()
        #expect(counts.states == [.sent: 50])
        // What the server had when it died without a word may come twice, as the same mail.
        let twice = all.values.filter { $0.count > 1 }
        #expect(twice.count <= 2)
        #expect(twice.allSatisfy { Set($0.map(\.message)).count == 1 })
    }

    @Test func a421MeansANewConnectionAndFewerOfThem() async throws {
        var habits = PostOffice.Habits()
        habits.perConnection = 7
        try await PostOffice.run(habits) { office in
            let bench = try await SendBench(readers: (1...40).map { "reader\($0)@example.org" })
            let report = try await bench.send(through: office)
            #expect(report.isAllWell)
            #expect(office.received.count == 40)
            #expect(office.connectionCount >= 6)
            #expect(try await bench.reasons() == [])
            #expect(try await bench.counts().states == [.sent: 40])
        }
        habits = PostOffice.Habits()
        habits.greeting = "421 4.7.0 too many connections"
        try await PostOffice.run(habits) { office in
            let bench = try await SendBench(readers: ["a@example.org", "b@example.org"])
            let report = try await bench.send(through: office)
            #expect(
                report.problems == ["the mail server asks to come back later: 421 4.7.0 too many connections"]
            )
            #expect(office.connectionCount <= 8)
            #expect(try await bench.counts().states == [.queued: 2])
            #expect(bench.slept.withLock { $0 }.contains(.seconds(1)))
        }
    }

    @Test func lettersGoOutWithThem() async throws {
        try await PostOffice.run { office in
            let bench = try await SendBench(readers: ["ada@example.org"], begins: false)
            let letter = try Letter(
                to: .sample("bo@example.org"), subject: "Please confirm", text: "Click here.\n",
                kind: .confirmation)
            try await bench.store.letters.queue(letter, key: "confirm bo", at: .sample())
            let report = try await bench.send(through: office)
            #expect(report.number("letters sent") == 1)
            let mail = try #require(office.received.first)
            #expect(mail.recipient == "bo@example.org")
            #expect(mail.header("Subject") == "Please confirm")
            #expect(mail.header("Auto-Submitted") == "auto-generated")
            #expect(mail.header("List-Id") == nil)
            #expect(office.received.count == 1)
        }
    }

    @Test func noMoreGoOutAMinuteThanTheSettingsSay() async throws {
        try await PostOffice.run { office in
            let bench = try await SendBench(readers: (1...6).map { "reader\($0)@example.org" })
            _ = try await bench.send(through: office, perMinute: 30)
            let slept = bench.slept.withLock { $0 }
            #expect(slept.count == 5)
            #expect(slept.max() == .seconds(10))
        }
    }

    @Test func aServerThatTrustsNobodyIsAProblemAndNotAThousand() async throws {
        var habits = PostOffice.Habits()
        habits.signIn = "ada secret"
        try await PostOffice.run(habits) { office in
            let bench = try await SendBench(readers: (1...20).map { "reader\($0)@example.org" })
            let report = try await bench.send(through: office)
            #expect(report.problems.count == 1)
            #expect(office.received.isEmpty)
            #expect(office.connectionCount <= 4)
            #expect(try await bench.counts().states == [.queued: 20])
        }
    }
}

/// A store with an approved issue, those who get it, and what sends it.
private final class SendBench: Sendable {
    let store: Store
    let issue: Model.Issue
    let slept = Mutex<[Duration]>([])
    private let links: SubscriberLinks

    init(readers: [String], begins: Bool = true) async throws {
        let item = Item.named("One page")
        store = try await Store.holding([item])
        try await store.approve(item)
        let draft = try await DraftRun(store: store, curriculum: .sample()).perform(.sample(), now: .sample())
        _ = try #require(draft.work)
        issue = try await store.issues.approve(
            "monthly", number: 1, by: Verdict.Signature(name: "Ada", time: .sample()))
        let people = readers.map { reader in
            NewSubscriber(
                address: .sample(reader),
                consent: Consent(.elsewhere, at: .sample(), source: "list", wording: "yes"))
        }
        _ = try await store.subscribers.add(people, to: "monthly", by: .init(name: "Ada"), at: .sample())
        links = SubscriberLinks(
            key: try await store.subscribers.linkKey(), base: .sample("https://learn.example.org/"))
        if begins { try await store.deliveries.begin("monthly", number: 1, at: .sample()) }
    }

    var ids: [Subscriber.ID] {
        get async throws { try await store.subscribers.page(limit: 1000).map(\.id) }
    }

    func counts() async throws -> DeliveryCounts {
        try await store.deliveries.counts(of: "monthly", number: 1)
    }

    /// Why something is not sent.
    func reasons() async throws -> [String] {
        try await store.deliveries.reasons(of: "monthly", number: 1).map(\.reason)
    }

    func send(
        through office: PostOffice, at now: Date = .sample(), perMinute: Int = 0
    ) async throws -> RunReport {
        try await run(through: office, at: now, perMinute: perMinute).perform()
    }

    func run(through office: PostOffice, at now: Date = .sample(), perMinute: Int = 0) throws -> SendRun {
        let server = MailServer(
            host: "127.0.0.1", port: office.port, security: .none, greeting: "example.org",
            limits: .init(timeoutSeconds: 20))
        return SendRun(
            store: store, senders: [CurlMailSender(server: server), CurlMailSender(server: server)],
            composer: IssueMailComposer(
                site: Site(title: "Library", base: .sample("https://learn.example.org/")),
                curriculum: .sample()),
            letterhead: Letterhead(
                from: try Mailbox(reading: "Library <news@example.org>"),
                bounces: .sample("bounces@example.org")),
            links: links,
            manners: .init(
                perMinute: perMinute, patience: DeliveryPatience(days: 4), clock: { now },
                pacing: Pacing(
                    elapsed: { .zero }, sleep: { [self] time in slept.withLock { $0.append(time) } })))
    }
}

extension MailAddress {
    static func sample(_ text: String) -> MailAddress {
        guard let address = MailAddress(text) else { fatalError("not an address: \(text)") }
        return address
    }
}
