// SPDX-License-Identifier: MIT

import Foundation
import Model
import Testing

@Suite struct MailAddressTests {
    @Test(arguments: [
        ("ada@example.org", "ada@example.org"),
        ("  Ada.Obi+news@Example.ORG ", "Ada.Obi+news@example.org"),
        ("o'neil_{x}@a.example", "o'neil_{x}@a.example"),
        ("ada@b\u{fc}cher.example", "ada@xn--bcher-kva.example"),
        ("root@localhost", "root@localhost"),
        ("a@1.example", "a@1.example"),
    ])
    func addressesAreRead(raw: String, text: String) throws {
        #expect(try MailAddress(reading: raw).text == text)
    }

    private static let flaws: [(String, MailFlaw)] = [
        ("", MailFlaw.empty("the address")), ("   ", .empty("the address")), ("ada", .noAt),
        ("ada@example.org\r\nRCPT TO:<eve@example.org>", .controlCharacter(in: "the address")),
        ("ada@example.org\n", .controlCharacter(in: "the address")),
        ("ada\u{0}@example.org", .controlCharacter(in: "the address")),
        ("ada\u{2028}@example.org", .controlCharacter(in: "the address")),
        ("@example.org", .localPart), ("a..b@example.org", .localPart), (".a@example.org", .localPart),
        ("a b@example.org", .localPart), ("\"a b\"@example.org", .localPart), ("a@b@example.org", .localPart),
        ("ad\u{e4}@example.org", .localPart), ("<ada@example.org>", .localPart),
        ("ada@", .domain), ("ada@example", .domain), ("ada@example.org.", .domain),
        ("ada@-a.example", .domain),
        ("ada@a_b.example", .domain), ("ada@[127.0.0.1]", .domain), ("ada@127.0.0.1", .domain),
        ("ada@exa mple.org", .domain), ("ada@example.org:25", .domain), ("ada@a%2eb.example", .domain),
        ("ada@example.org>", .domain),
        (String(repeating: "a", count: 65) + "@example.org", .tooLong("the part before the @", limit: 64)),
        (
            String(repeating: "a", count: 64) + "@" + String(repeating: "b.", count: 95) + "org",
            .tooLong("the address", limit: 254)
        ),
        ("a@" + String(repeating: "b", count: 2000), .tooLong("the address", limit: 254)),
    ]

    @Test(arguments: flaws)
    func everythingElseIsRefusedWithAReason(raw: String, flaw: MailFlaw) {
        #expect(throws: flaw) { try MailAddress(reading: raw) }
        #expect(MailAddress(raw) == nil)
    }

    @Test func partsAndKeysAreToldApart() throws {
        let address = try #require(MailAddress("Ada.Obi@Example.org"))
        #expect(address.localPart == "Ada.Obi")
        #expect(address.domain == "example.org")
        #expect(address.key == "ada.obi@example.org")
    }

    @Test func aLogNeverShowsAnAddress() throws {
        let address = try #require(MailAddress("ada.obi@example.org"))
        #expect("\(address)" == "a…@example.org")
        #expect(!String(reflecting: [address]).contains("obi"))
    }

    @Test func whatIsNoAddressIsNotDecoded() throws {
        let address = try #require(MailAddress("ada@example.org"))
        let data = try JSONEncoder().encode([address])
        #expect(try JSONDecoder().decode([MailAddress].self, from: data) == [address])
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([MailAddress].self, from: Data("[\"a\\r\\nb@c.org\"]".utf8))
        }
    }

    @Test(arguments: [
        ("Cairn News <news@example.org>", "Cairn News", "news@example.org"),
        ("\"Cairn, the news\" <news@example.org>", "Cairn, the news", "news@example.org"),
        ("news@example.org", nil, "news@example.org"), ("<news@example.org>", nil, "news@example.org"),
        ("\u{c9}cole <n@example.org>", "\u{c9}cole", "n@example.org"),
    ])
    func mailboxesAreRead(text: String, name: String?, address: String) throws {
        let mailbox = try Mailbox(reading: text)
        #expect(mailbox.name == name)
        #expect(mailbox.address.text == address)
    }

    @Test func aNameCannotEndAHeader() {
        #expect(throws: MailFlaw.controlCharacter(in: "the name")) {
            try Mailbox(reading: "A\r\nBcc: eve@example.org <news@example.org>")
        }
    }
}
