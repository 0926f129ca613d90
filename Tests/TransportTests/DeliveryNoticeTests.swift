// SPDX-License-Identifier: MIT

import Foundation
import Model
import Testing
import Transport

@Suite struct DeliveryNoticeTests {
    private static let mark = "s0123456789abcdef-3"

    /// A report as mail servers write it.
    private func report(
        action: String = "failed", status: String = "5.1.1",
        diagnosis: String = "smtp; 550 5.1.1 no such user",
        to: String = "bounces+\(mark)@example.org", returned: String = "", encoding: String? = nil
    ) -> String {
        let status = """
            Reporting-MTA: dns; mx.example.org

            Final-Recipient: rfc822; ada@example.org
            Action: \(action)
            Status: \(status)
            Diagnostic-Code: \(diagnosis)

            """
        return """
            Return-Path: <>
            To: \(to)
            Subject: Undelivered Mail Returned to Sender
            Content-Type: multipart/report; report-type=delivery-status;
            \tboundary="=_a b"

            This is a MIME message.
            --=_a b
            Content-Type: text/plain

            I am sorry.
            --=_a b
            Content-Type: message/delivery-status
            \(encoding.map { "Content-Transfer-Encoding: \($0)\n" } ?? "")
            \(status)
            --=_a b
            Content-Type: text/rfc822-headers

            \(returned)
            --=_a b--
            """
    }

    private func notice(_ text: String) -> DeliveryNotice { DeliveryNotice(text.utf8) }

    @Test func aReportOfAFailureIsUnderstood() {
        let found = notice(report())
        #expect(found.deliveries == [Delivery.ID(DeliveryNoticeTests.mark)])
        #expect(found.kind == .failed)
        #expect(found.status == "5.1.1")
        #expect(found.words == "550 5.1.1 no such user")
        #expect(found.bounce(at: .init(timeIntervalSince1970: 0))?.kind == .gone)
        let crlf = notice(report().replacing("\n", with: "\r\n"))
        #expect(crlf == found)
    }

    @Test func theMailThatIsGivenBackNamesItsDeliveryToo() {
        let found = notice(
            report(to: "news@example.org", returned: "Message-ID: <s00000000000000aa-12@example.org>"))
        #expect(found.deliveries == ["s00000000000000aa-12"])
        let letter = notice(
            report(to: "news@example.org", returned: "Message-ID: <l0123456789abcdef01234567@example.org>"))
        #expect(letter.deliveries == ["l0123456789abcdef01234567"])
        #expect(notice(report(to: "news@example.org")).deliveries == [])
    }

    @Test(arguments: [
        ("failed", "5.7.1", "smtp; 554 5.7.1 spam", Bounce.Kind.failed),
        ("failed", "5.0.0", "smtp; 550 5.1.1 <ada@example.org>: nobody", .gone),
        ("failed", "5.0.0", "smtp; 550 no", .failed),
        ("failed", "4.4.1", "smtp; timed out", .failed),
    ])
    func whatAFailureSaysOfTheAddress(action: String, status: String, diagnosis: String, kind: Bounce.Kind) {
        let bounce = notice(report(action: action, status: status, diagnosis: diagnosis))
            .bounce(at: .init(timeIntervalSince1970: 0))
        #expect(bounce?.kind == kind)
        #expect(bounce?.words.contains("ada@") == false)
    }

    @Test(arguments: [
        ("delayed", DeliveryNotice.Kind.delayed), ("relayed", .delivered), ("Expanded", .delivered),
        ("odd", .other),
    ])
    func whatIsNoFailureIsNoBounce(action: String, kind: DeliveryNotice.Kind) {
        let found = notice(report(action: action, status: "4.4.1"))
        #expect(found.kind == kind)
        #expect(found.bounce(at: .init(timeIntervalSince1970: 0)) == nil)
    }

    @Test func complaintsAreUnderstood() {
        let found = notice(
            """
            To: abuse@example.org
            Content-Type: multipart/report; report-type=feedback-report; boundary=x

            --x
            Content-Type: message/feedback-report

            Feedback-Type: abuse
            User-Agent: Example/1
            Original-Mail-From: bounces+\(DeliveryNoticeTests.mark)@example.org

            --x
            Content-Type: message/rfc822

            Message-ID: <\(DeliveryNoticeTests.mark)@example.org>
            Subject: An issue

            Words.
            --x--
            """)
        #expect(found.kind == .complaint)
        #expect(found.deliveries == [Delivery.ID(DeliveryNoticeTests.mark)])
        #expect(found.bounce(at: .init(timeIntervalSince1970: 0))?.kind == .complaint)
    }

    @Test func answersAndOtherMailsAreNoReports() {
        #expect(notice("Auto-Submitted: auto-replied\nSubject: On holiday\n\nBack soon.\n").kind == .answer)
        #expect(notice("Subject: Hello\n\nWords.\n").kind == .other)
        #expect(notice("").kind == .other)
        #expect(notice("Content-Type: multipart/report; boundary=\n\n--\n").kind == .other)
    }

    @Test func hostileMailsEnd() {
        var nested = "Content-Type: multipart/mixed; boundary=b0\n\n"
        for level in 1...200 {
            nested += "--b\(level - 1)\nContent-Type: multipart/mixed; boundary=b\(level)\n\n"
        }
        #expect(notice(nested).kind == .other)
        let many =
            "Content-Type: multipart/mixed; boundary=b\n\n" + String(repeating: "--b\n\n", count: 50_000)
        #expect(notice(many).kind == .other)
        #expect(notice(String(repeating: "a: b\n", count: 100_000)).kind == .other)
    }

    @Test func aMailboxHoldsManyMails() {
        let box =
            "From a@b Mon Nov  2 09:00:00 2026\nSubject: 1\n\nFrom here on\n\nFrom c@d Mon Nov  2 10:00:00 2026\nSubject: 2\n\nx\n"
        let mails = MailFile.mails(in: Array(box.utf8)).map { String(decoding: $0, as: UTF8.self) }
        #expect(mails == ["Subject: 1\n\nFrom here on\n\n", "Subject: 2\n\nx\n"])
        #expect(MailFile.mails(in: Array("Subject: 1\n\nx".utf8)).count == 1)
        #expect(MailFile.mails(in: Array(" \n".utf8)).isEmpty)
        #expect(MailFile.mails(in: []).isEmpty)
    }
}
