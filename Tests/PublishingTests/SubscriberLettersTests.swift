// SPDX-License-Identifier: MIT

import Foundation
import Model
import Publishing
import TestSupport
import Testing

/// What subscribers are told beside the issues.
@Suite struct SubscriberLettersTests {
    let letters = SubscriberLetters(
        site: "Reading & <more>\u{7}",
        links: SubscriberLinks(key: AccessKey(), base: .sample("https://learn.example.org/")))

    @Test func aLetterSaysWhatItIsAboutAndLeadsThere() throws {
        let address = try MailAddress(reading: "ada@example.org")
        let newsletter = Newsletter.scheduled(every: .month, on: "first thursday")
        let end = Date.sample()
        let all = [
            (try letters.confirmation(of: newsletter, to: address, "s1"), letters.links.confirm("s1")),
            (try letters.reminder(of: newsletter, to: address, "s1"), letters.links.unsubscribe("s1")),
            (
                try letters.ownData(to: address, "s1", until: end), letters.links.own("s1", until: end)
            ),
        ]
        for (letter, link) in all {
            #expect(letter.to == address)
            #expect(letter.text.contains(link))
            let html = try #require(letter.html)
            #expect(html.contains("href=\"\(link)\""))
            #expect(!html.contains("<more>"))
            #expect(!letter.text.contains("ada@"))
            let lines = letter.text.split(separator: "\n").filter { !$0.hasPrefix("https:") }
            #expect(lines.allSatisfy { $0.count <= 72 })
        }
        #expect(all[0].0.subject == "Please confirm: Weekly")
        #expect(all[0].0.text.contains("on the first Thursday of each month"))
        #expect(all[0].0.kind == .confirmation)
    }

    @Test func theWordingSaysWhatHowOftenAndHowToLeave() {
        #expect(
            SubscriberLetters.wording(for: .scheduled())
                == "Send me Weekly by mail, every Thursday. I can leave at any time, by one click in each mail."
        )
    }
}
