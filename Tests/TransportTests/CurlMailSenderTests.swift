// SPDX-License-Identifier: MIT

import Model
import TestSupport
import Testing
import Transport

@Suite struct CurlMailSenderTests {
    private func mail(to recipient: String, _ text: String = "Hello.\r\n") throws -> OutgoingMail {
        OutgoingMail(
            sender: try MailAddress(reading: "news@example.org"),
            recipient: try MailAddress(reading: recipient),
            message: Array("Subject: A\r\n\r\n\(text)".utf8))
    }

    private func sender(
        _ office: PostOffice, signIn: MailServer.SignIn? = nil, timeout: Int = 30,
        connectionLimit: Int = 100, security: MailServer.Security = .none
    ) -> CurlMailSender {
        CurlMailSender(
            server: MailServer(
                host: "127.0.0.1", port: office.port, security: security, signIn: signIn,
                greeting: "example.org",
                limits: .init(timeoutSeconds: timeout, connectionLimit: connectionLimit)))
    }

    @Test func aMailArrivesJustAsItIs() async throws {
        try await PostOffice.run { office in
            let sender = sender(office)
            let text = ".\r\n..two\r\n.dot\r\nlast\r\n"
            guard case .taken(let reply) = await sender.send(try mail(to: "ada@example.org", text)) else {
                Issue.record("not taken")
                return
            }
            #expect(reply.code == 250)
            #expect(reply.status == "2.0.0")
            let received = office.received
            #expect(received.map(\.message) == ["Subject: A\r\n\r\n" + text])
            #expect(received.first?.sender == "news@example.org")
            #expect(received.first?.recipient == "ada@example.org")
        }
    }

    @Test func aConnectionIsUsedAgainUpToItsLimit() async throws {
        try await PostOffice.run { office in
            let sender = sender(office, connectionLimit: 3)
            for number in 1...7 { _ = await sender.send(try mail(to: "a\(number)@example.org")) }
            #expect(office.received.map(\.connection) == [1, 1, 1, 2, 2, 2, 3])
        }
    }

    @Test func sendersWorkSideBySide() async throws {
        try await PostOffice.run { office in
            await withTaskGroup(of: Void.self) { group in
                for lane in 1...3 {
                    let sender = sender(office)
                    let mails = (1...20).compactMap { try? mail(to: "a\(lane)-\($0)@example.org") }
                    group.addTask { for mail in mails { _ = await sender.send(mail) } }
                }
            }
            #expect(Set(office.received.map(\.recipient)).count == 60)
            #expect(office.connectionCount == 3)
        }
    }

    @Test func refusalsSayWhatWasRefusedAndHideTheAddress() async throws {
        try await PostOffice.run { office in
            let sender = sender(office)
            let never = SMTPReply(code: 550, words: "5.1.1 (address) no such mailbox")
            #expect(
                try await sender.send(mail(to: "reject-1@example.org")) == .refused(never, at: .recipient))
            #expect(never.status == "5.1.1")
            #expect("\(never)" == "550 5.1.1 (address) no such mailbox")
            let later = SMTPReply(code: 451, words: "4.3.0 not now")
            #expect(try await sender.send(mail(to: "wait-1@example.org")) == .refused(later, at: .recipient))
            let content = SMTPReply(code: 554, words: "5.7.1 content refused")
            #expect(
                try await sender.send(mail(to: "content-1@example.org")) == .refused(content, at: .content))
            let full = SMTPReply(code: 452, words: "4.2.2 mailbox full")
            #expect(try await sender.send(mail(to: "full-1@example.org")) == .refused(full, at: .content))
            // One refusal never stops the next mail.
            guard case .taken = await sender.send(try mail(to: "full-1@example.org")) else {
                Issue.record("not taken")
                return
            }
            #expect(office.received.count == 1)
        }
    }

    @Test func onlyAWholeMailWithoutAnAnswerIsUnknown() async throws {
        try await PostOffice.run { office in
            let sender = sender(office)
            guard case .cut = await sender.send(try mail(to: "cut-1@example.org")) else {
                Issue.record("the recipient was never accepted")
                return
            }
            for recipient in ["drop-1@example.org", "lost-1@example.org"] {
                guard case .unknown = await sender.send(try mail(to: recipient)) else {
                    Issue.record("nobody can know about \(recipient)")
                    return
                }
            }
            #expect(office.received.map(\.recipient) == ["lost-1@example.org"])
            guard case .taken = await sender.send(try mail(to: "drop-1@example.org")) else {
                Issue.record("not taken")
                return
            }
        }
    }

    @Test func aServerThatNeverAnswersIsLeftAfterAWhile() async throws {
        try await PostOffice.run { office in
            let sender = sender(office, timeout: 1)
            let result = await sender.send(try mail(to: "hang-1@example.org"))
            #expect(result == .unknown(reason: "no answer within 1 seconds"))
            // What it might still say must not be taken for an answer to another mail.
            guard case .taken = await sender.send(try mail(to: "ada@example.org")) else {
                Issue.record("not taken")
                return
            }
            #expect(office.received.map(\.connection) == [2])
        }
    }

    @Test func a421IsAboutTheServerAndNotAboutTheMail() async throws {
        var habits = PostOffice.Habits()
        habits.perConnection = 2
        try await PostOffice.run(habits) { office in
            let sender = sender(office)
            for number in 1...2 { _ = await sender.send(try mail(to: "a\(number)@example.org")) }
            let reply = SMTPReply(code: 421, words: "4.7.0 enough for one connection")
            #expect(try await sender.send(mail(to: "a3@example.org")) == .unavailable(.later(reply)))
            guard case .taken = await sender.send(try mail(to: "a3@example.org")) else {
                Issue.record("a new connection begins anew")
                return
            }
            let down = SMTPReply(code: 421, words: "4.3.2 going down")
            #expect(try await sender.send(mail(to: "close-1@example.org")) == .unavailable(.later(down)))
        }
    }

    @Test func troublesOfTheServerAreTold() async throws {
        var habits = PostOffice.Habits()
        habits.toSender = "550 5.7.1 <news@example.org>: not from you"
        try await PostOffice.run(habits) { office in
            let result = await sender(office).send(try mail(to: "a@example.org"))
            let reply = SMTPReply(code: 550, words: "5.7.1 (address) not from you")
            #expect(result == .unavailable(.sender(reply)))
        }
        habits = PostOffice.Habits()
        habits.greeting = "554 5.3.2 no service here"
        try await PostOffice.run(habits) { office in
            guard case .unavailable(.turnedAway) = await sender(office).send(try mail(to: "a@example.org"))
            else {
                Issue.record("turned away")
                return
            }
        }
        try await PostOffice.run { office in
            guard
                case .unavailable(.noEncryption) = await sender(office, security: .starttls).send(
                    try mail(to: "a@example.org"))
            else {
                Issue.record("a mail in the clear")
                return
            }
            office.die()
            guard case .unavailable(.unreachable) = await sender(office).send(try mail(to: "a@example.org"))
            else {
                Issue.record("nobody is there")
                return
            }
            #expect(office.received.isEmpty)
        }
    }

    @Test func signingInIsTriedOnceForEachConnection() async throws {
        var habits = PostOffice.Habits()
        habits.signIn = "ada correct horse"
        try await PostOffice.run(habits) { office in
            let right = sender(office, signIn: .init(user: "ada", password: "correct horse"))
            for number in 1...2 {
                guard case .taken = await right.send(try mail(to: "a\(number)@example.org")) else {
                    Issue.record("not taken")
                    return
                }
            }
            #expect(office.connectionCount == 1)
            let wrong = sender(office, signIn: .init(user: "ada", password: "wrong"))
            guard case .unavailable(.signIn) = await wrong.send(try mail(to: "a@example.org")) else {
                Issue.record("signed in")
                return
            }
            #expect("\(MailServer.SignIn(user: "ada", password: "secret"))" == "***")
        }
    }

    @Test func aServerIsAskedWithoutAMail() async throws {
        var habits = PostOffice.Habits()
        habits.signIn = "ada correct horse"
        @Sendable func server(_ office: PostOffice, _ password: String) -> MailServer {
            MailServer(
                host: "127.0.0.1", port: office.port, security: .none,
                signIn: .init(user: "ada", password: password), greeting: "example.org")
        }
        try await PostOffice.run(habits) { office in
            #expect(await server(office, "correct horse").trouble() == nil)
            guard case .signIn = await server(office, "wrong").trouble() else {
                Issue.record("signed in")
                return
            }
            let right = server(office, "correct horse")
            office.die()
            guard case .unreachable = await right.trouble() else {
                Issue.record("nobody is there")
                return
            }
            #expect(office.received.isEmpty)
        }
    }

    @Test func aStoppedSenderSendsNoMore() async throws {
        try await PostOffice.run { office in
            let sender = sender(office)
            sender.stop()
            let mail = try mail(to: "a@example.org")
            #expect(await sender.send(mail) == .unavailable(.stopped))
        }
    }
}
