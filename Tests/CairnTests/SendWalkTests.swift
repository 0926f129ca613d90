// SPDX-License-Identifier: MIT

import Foundation
import Model
import Storage
import TestSupport
import Testing

/// An issue on its way to subscribers, with the real binary: killed, resumed, sent twice at once.
@Suite(.timeLimit(.minutes(10))) struct SendWalkTests {
    /// A library with an approved issue and so many who get it.
    static func withIssue(
        readers count: Int, _ body: @Sendable (Walk, _ readers: [String]) async throws -> Void
    ) async throws {
        try await Walk.withItems { walk, items in
            _ = try await walk.cairn(
                "review", "approve", items[0].id, "--why", "Read it.", "--topic", "digital-strategy")
            #expect(try await walk.cairn("newsletter", "draft", "monthly").status == 0)
            #expect(try await walk.cairn("newsletter", "approve", "monthly", "--as", "Ada").status == 0)
            let readers = (1...count).map { "reader\($0)@example.org" }
            let store = try await Store.open(at: walk.library.appending(path: "cairn.sqlite").path)
            let consent = Consent(.elsewhere, at: .sample(), source: "list", wording: "yes")
            let people = readers.compactMap { MailAddress($0) }.map {
                NewSubscriber(address: $0, consent: consent)
            }
            _ = try await store.subscribers.add(people, to: "monthly", by: .init(name: "Ada"), at: .sample())
            try await body(walk, readers)
        }
    }

    private static func settings(_ office: PostOffice, now: String = Walk.now) -> [String: String] {
        [
            "CAIRN_BASE_URL": "https://learn.example.org/", "CAIRN_MAIL_SERVER": "127.0.0.1:\(office.port)",
            "CAIRN_MAIL_SECURITY": "none", "CAIRN_MAIL_FROM": "Test <news@example.org>",
            "CAIRN_MAIL_TIMEOUT": "20", "CAIRN_NOW": now,
        ]
    }

    @Test func anIssueIsTriedOutAndSent() async throws {
        try await SendWalkTests.withIssue(readers: 5) { walk, readers in
            try await PostOffice.run { office in
                let settings = SendWalkTests.settings(office)
                let trial = try await walk.cairn(
                    "newsletter", "send", "monthly", "--test", "me@example.org", with: settings)
                #expect(trial.status == 0, "\(trial.errors)")
                #expect(trial.output == "a test of issue 1 of monthly went to me@example.org\n")
                let sent = try await walk.cairn("newsletter", "send", "monthly", "--json", with: settings)
                #expect(sent.status == 0, "\(sent.errors)")
                let view = try sent.object()
                #expect(view["subscribers"] as? Int == 5)
                #expect((view["states"] as? [String: Int])?["sent"] == 5)
                #expect(view["finished"] as? String == Walk.now)
                #expect(!sent.errors.contains("reader1"))
                let again = try await walk.cairn("newsletter", "send", "monthly", with: settings)
                #expect(again.status == 0)
                #expect(again.output == "5 of 5 sent\n")
                #expect(office.received.map(\.recipient).sorted() == (readers + ["me@example.org"]).sorted())
            }
        }
    }

    @Test func aSenderThatIsKilledLosesNobodyAndRepeatsFew() async throws {
        try await SendWalkTests.withIssue(readers: 200) { walk, readers in
            try await PostOffice.run { office in
                let settings = SendWalkTests.settings(office)
                var kills = 0
                for target in [1, 20, 45, 46, 80, 120, 155, 190] {
                    let ending = try await walk.cairn("newsletter", "send", "monthly", with: settings) {
                        office.received.count >= target
                    }
                    kills += ending.isKilled ? 1 : 0
                }
                #expect(kills >= 4)
                let last = try await walk.cairn("newsletter", "send", "monthly", "--json", with: settings)
                #expect(last.status == 0, "\(last.errors)")
                #expect((try last.object()["states"] as? [String: Int])?["sent"] == 200)
                let mails = Dictionary(grouping: office.received, by: \.recipient)
                #expect(Set(mails.keys) == Set(readers))
                // At most one for each connection and kill, each just the same mail.
                #expect(office.received.count - 200 <= 2 * kills)
                for repeated in mails.values where repeated.count > 1 {
                    #expect(Set(repeated.map(\.message)).count == 1)
                }
            }
        }
    }

    @Test func twoSendersAtOnceSendNothingTwice() async throws {
        try await SendWalkTests.withIssue(readers: 120) { walk, readers in
            try await PostOffice.run { office in
                let settings = SendWalkTests.settings(office)
                async let first = walk.cairn("newsletter", "send", "monthly", with: settings)
                async let second = walk.cairn("newsletter", "send", "monthly", with: settings)
                let endings = try await [first, second]
                #expect(endings.map(\.status) == [0, 0], "\(endings.map(\.errors))")
                #expect(office.received.map(\.recipient).sorted() == readers.sorted())
            }
        }
    }

    @Test func aServerThatDiesIsGoneBackTo() async throws {
        try await SendWalkTests.withIssue(readers: 60) { walk, readers in
            var habits = PostOffice.Habits()
            habits.diesAfter = 25
            let first = try await PostOffice.run(habits) { office in
                let ending = try await walk.cairn(
                    "newsletter", "send", "monthly", with: SendWalkTests.settings(office))
                #expect(ending.status == 1)
                #expect(ending.errors.contains("cannot be reached"))
                return office.received
            }
            try await PostOffice.run { office in
                let settings = SendWalkTests.settings(office, now: "2026-11-02T10:00:00Z")
                let ending = try await walk.cairn("newsletter", "send", "monthly", with: settings)
                #expect(ending.status == 0, "\(ending.errors)")
                let all = first + office.received
                #expect(Set(all.map(\.recipient)) == Set(readers))
                #expect(all.count <= 60 + 2)
            }
        }
    }

    @Test func whatIsMissingIsSaidAndNothingIsSent() async throws {
        try await SendWalkTests.withIssue(readers: 1) { walk, _ in
            let base = ["CAIRN_BASE_URL": "https://learn.example.org/"]
            let none = try await walk.cairn("newsletter", "send", "monthly", with: base)
            #expect(none.status == 2)
            #expect(none.errors.contains("mail.server is not set"))
            let clear = try await walk.cairn(
                "newsletter", "send", "monthly",
                with: base.merging([
                    "CAIRN_MAIL_SERVER": "mail.example.org", "CAIRN_MAIL_SECURITY": "none",
                    "CAIRN_MAIL_USER": "ada", "CAIRN_MAIL_FROM": "news@example.org",
                ]) { $1 })
            #expect(clear.status == 2)
            #expect(clear.errors.contains("in the clear"))
            let smuggled = try await walk.cairn(
                "newsletter", "send", "monthly",
                with: base.merging([
                    "CAIRN_MAIL_FROM": "News\r\nBcc: eve@example.org <news@example.org>"
                ]) { $1 })
            #expect(smuggled.status == 2)
            #expect(smuggled.errors.contains("mail.from: the name holds a line break"))
        }
    }

    @Test func bouncesAreReadAndTheirAddressesLeftAlone() async throws {
        try await SendWalkTests.withIssue(readers: 3) { walk, _ in
            try await PostOffice.run { office in
                var settings = SendWalkTests.settings(office)
                settings["CAIRN_MAIL_BOUNCES"] = "bounces@example.org"
                #expect(try await walk.cairn("newsletter", "send", "monthly", with: settings).status == 0)
                let mark = try #require(office.received.first).sender
                let report = [
                    "To: \(mark)", "Content-Type: multipart/report; report-type=delivery-status; boundary=x",
                    "",
                    "--x", "Content-Type: message/delivery-status", "", "Reporting-MTA: dns; mx.example.org",
                    "",
                    "Final-Recipient: rfc822; somebody@example.org", "Action: failed", "Status: 5.1.1",
                    "Diagnostic-Code: smtp; 550 5.1.1 no such user", "--x--", "",
                ].joined(separator: "\n")
                let first = try await walk.cairn("bounce", "--json", reading: report)
                #expect(first.status == 0, "\(first.errors)")
                #expect(try first.object()["result"] as? String == "suppressed")
                let again = try await walk.cairn("bounce", reading: report)
                #expect(again.output == "1 mail: read before\n")
                let state = try await walk.cairn("newsletter", "send", "monthly", "--json", with: settings)
                #expect((try state.object()["states"] as? [String: Int])?["failed"] == 1)
                let odd = try await walk.cairn("bounce", reading: "Subject: hello\n\nNot a report.\n")
                #expect(odd.status == 1)
            }
        }
    }
}
