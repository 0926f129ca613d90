// SPDX-License-Identifier: MIT

import Model
import Testing

@Suite struct LetterTests {
    @Test(arguments: ["a\r\nBcc: eve@example.org", "a\nb", "a\u{0}b", "a\u{85}b", "", "  "])
    func aSubjectIsOneLine(subject: String) throws {
        let to = try MailAddress(reading: "ada@example.org")
        #expect(throws: MailFlaw.self) { try Letter(to: to, subject: subject, text: "Hello.", kind: .notice) }
    }

    @Test func textsMayHaveLinesButNoNUL() throws {
        let to = try MailAddress(reading: "ada@example.org")
        let letter = try Letter(to: to, subject: "Hello", text: "One.\nTwo.\n", kind: .confirmation)
        #expect(letter.text == "One.\nTwo.\n")
        #expect(throws: MailFlaw.controlCharacter(in: "the text")) {
            try Letter(to: to, subject: "Hello", text: "a\u{0}", kind: .notice)
        }
        #expect(throws: MailFlaw.tooLong("the HTML", limit: Letter.textByteLimit)) {
            let html = String(repeating: "x", count: Letter.textByteLimit + 1)
            return try Letter(to: to, subject: "Hello", text: "a", html: html, kind: .notice)
        }
    }
}
