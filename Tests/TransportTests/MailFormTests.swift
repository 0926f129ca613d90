// SPDX-License-Identifier: MIT

import Foundation
import Model
import Testing

@testable import Transport

@Suite struct MailFormTests {
    private func head(
        name: String? = nil, subject: String = "Hello", list: MailHead.MailList? = nil
    ) throws -> MailHead {
        MailHead(
            from: try Mailbox(name: name, address: MailAddress(reading: "news@example.org")),
            subject: subject, date: Date(timeIntervalSince1970: 1_764_457_200), list: list)
    }

    private func message(
        _ head: MailHead, text: String = "Hello.\n", html: String? = nil, unsubscribe: String? = nil
    ) throws -> String {
        let addressing = MailForm.Addressing(
            to: try MailAddress(reading: "ada@example.org"), messageID: "abc@example.org",
            unsubscribe: unsubscribe.flatMap { WebAddress($0) })
        return String(
            decoding: try MailForm(head, text: text, html: html).message(addressing), as: UTF8.self)
    }

    @Test func aPlainLetterIsWrittenInFull() throws {
        #expect(
            try message(head(name: "Cairn, the news"))
                == [
                    "Date: Sat, 29 Nov 2025 23:00:00 +0000", "From: \"Cairn, the news\" <news@example.org>",
                    "To: ada@example.org", "Subject: Hello", "Message-ID: <abc@example.org>",
                    "Auto-Submitted: auto-generated", "MIME-Version: 1.0",
                    "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: quoted-printable",
                    "",
                    "Hello.", "",
                ].joined(separator: "\r\n"))
    }

    @Test func wordsOfOtherScriptsAreEncodedInShortLines() throws {
        let subject = "D\u{e9}j\u{e0} vu: " + String(repeating: "Gr\u{fc}\u{df}e aus K\u{f6}ln, ", count: 10)
        let text = try message(head(name: "\u{c9}cole", subject: subject + "\u{1f600}"))
        let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)
        #expect(lines.allSatisfy { $0.utf8.count <= 76 })
        #expect(text.utf8.allSatisfy { $0 < 0x80 })
        #expect(text.contains("From: =?utf-8?q?=C3=89cole?= <news@example.org>\r\n"))
        #expect(text.contains("Subject: =?utf-8?q?D=C3=A9j=C3=A0_vu=3A_"))
        let chinese = try message(head(subject: String(repeating: "\u{5b66}\u{4e60}", count: 40)))
        #expect(chinese.contains("Subject: =?utf-8?b?"))
        #expect(chinese.split(separator: "\r\n").allSatisfy { $0.utf8.count <= 76 })
        #expect(try message(head(subject: "=?utf-8?q?a?=")).contains("Subject: =?utf-8?q?=3D=3Futf"))
    }

    @Test func longSubjectsAreFoldedBetweenWords() throws {
        let subject = String(repeating: "seventeen letters ", count: 12) + "end"
        let text = try message(head(subject: subject))
        #expect(text.split(separator: "\r\n").allSatisfy { $0.utf8.count <= 76 })
        #expect(text.replacing("\r\n ", with: " ").contains("Subject: \(subject)\r\n"))
    }

    @Test func bodiesSurviveServersThatChangeLines() throws {
        let text =
            "From here\nends in a space \n=equal\u{e9}\n" + String(repeating: "x", count: 200) + "\n.\n"
        let body = try message(head(), text: text).split(separator: "\r\n\r\n", maxSplits: 1)[1]
        let lines = body.split(separator: "\r\n", omittingEmptySubsequences: false)
        #expect(lines.prefix(3) == ["=46rom here", "ends in a space=20", "=3Dequal=C3=A9"])
        #expect(lines.allSatisfy { $0.utf8.count <= 76 })
        #expect(body.replacing("=\r\n", with: "").contains(String(repeating: "x", count: 200) + "\r\n.\r\n"))
    }

    @Test func anIssueHasTwoPartsAndEachReadersAddressInBoth() throws {
        let slot = MailForm.slot
        let list = MailHead.MailList(title: "The weekly", id: "weekly.example.org")
        let address = "https://example.org/u/AbC-123_x?a=1&b=2"
        let text = try message(
            head(list: list), text: "One.\n\nUnsubscribe: \(slot)\n",
            html: "<p>One.</p><a href=\"\(slot)\">Unsubscribe</a>\n", unsubscribe: address)
        #expect(text.contains("List-Id: The weekly\r\n <weekly.example.org>\r\n"))
        #expect(text.contains("List-Unsubscribe: <\(address)>\r\n"))
        #expect(text.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"))
        #expect(!text.contains("Auto-Submitted"))
        let plain = text.replacing("=\r\n", with: "").replacing("=3D", with: "=")
        #expect(plain.contains("Unsubscribe: \(address)\r\n"))
        #expect(plain.contains("<a href=\"https://example.org/u/AbC-123_x?a=1&amp;b=2\">Unsubscribe</a>"))
        #expect(text.contains("Content-Type: multipart/alternative;\r\n boundary=\"=_"))
        let boundary = try #require(text.firstMatch(of: /boundary="(=_[0-9a-f]{32})"/)).output.1
        #expect(text.split(separator: "--\(boundary)\r\n").count == 3)
        #expect(text.hasSuffix("--\(boundary)--\r\n"))
    }

    @Test(arguments: [nil, "<p>Come.</p>\n"])
    func datesGoAlongAsAFile(html: String?) throws {
        let dates = "BEGIN:VCALENDAR\r\nX:" + String(repeating: "é", count: 60) + "\r\nEND:VCALENDAR\r\n"
        let addressing = MailForm.Addressing(
            to: try MailAddress(reading: "ada@example.org"), messageID: "abc@example.org")
        let form = try MailForm(head(), text: "Come.\n", html: html, calendar: dates)
        let bytes = try form.message(addressing)
        let mail = MailPart(bytes[...])
        #expect(mail.type == "multipart/mixed")
        let parts = mail.everyPart()
        let words = html == nil ? ["text/plain"] : ["multipart/alternative", "text/plain", "text/html"]
        #expect(parts.map(\.type) == ["multipart/mixed"] + words + ["text/calendar"])
        #expect(parts.last?.field("content-disposition") == "attachment; filename=\"sessions.ics\"")
        #expect(String(decoding: parts.last?.decoded ?? [], as: UTF8.self) == dates)
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n")
        #expect(lines.allSatisfy { $0.utf8.count <= 78 })
        #expect(throws: MailFlaw.self) {
            try MailForm(head(), text: "a", html: html, calendar: "a\u{0}")
        }
    }

    @Test func theSameReaderGetsTheSameBytes() throws {
        let first = try message(head(), html: "<p>Hello.</p>")
        #expect(try message(head(), html: "<p>Hello.</p>") == first)
    }

    @Test(arguments: ["a\r\nBcc: eve@example.org", "a\nb", "a\u{0}"])
    func nothingCanEndAHeader(text: String) throws {
        #expect(throws: MailFlaw.self) { try message(head(subject: text)) }
        #expect(throws: MailFlaw.self) { try message(head(list: .init(title: text, id: "a.example"))) }
        #expect(throws: MailFlaw.self) { try message(head(list: .init(title: "a", id: text))) }
        #expect(throws: MailFlaw.self) {
            try MailForm(head(), text: "a", html: nil).message(
                .init(to: MailAddress(reading: "a@example.org"), messageID: text))
        }
    }

    @Test func aTextWithNULIsRefused() throws {
        #expect(throws: MailFlaw.controlCharacter(in: "the mail")) { try message(head(), text: "a\u{0}") }
    }
}
