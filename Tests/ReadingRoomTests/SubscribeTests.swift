// SPDX-License-Identifier: MIT

import Foundation
import Model
import Storage
import TestSupport
import Testing

@testable import ReadingRoom

/// The way from a form to a newsletter.
@Suite struct SubscribeTests {
    @Test func twoStepsAndNotOneFewer() async throws {
        try await RoomBench.run { bench in
            let form = try await bench.get("/subscribe/monthly")
            #expect(form.status == 200)
            #expect(form.body.contains("value=\"monthly\" checked"))
            #expect(form.body.contains("autocomplete=\"email\""))

            let asked = try await bench.ask(
                "Ada@example.org", [("topics", "digital-strategy"), ("rhythm", "issue")])
            #expect(asked.status == 200)
            #expect(asked.heading == "Please look into your mail")
            #expect(try await bench.store.subscribers.recipients(of: "monthly") == [])

            let letter = try #require(bench.letters.value.first)
            #expect(letter.to.text == "Ada@example.org")
            #expect(letter.kind == .confirmation)
            let path = try bench.path(in: letter, holding: "/subscribe/confirm/")
            // A program that looks for harm follows the link; that is no word of theirs.
            for _ in 0..<2 {
                let page = try await bench.get(path)
                #expect(page.status == 200)
                #expect(page.heading == "Confirm that it was you")
                #expect(!page.body.contains("Ada@"))
            }
            #expect(try await bench.store.subscribers.recipients(of: "monthly") == [])

            let done = try await bench.post(path)
            #expect(done.status == 200)
            #expect(done.heading == "Thank you, that is confirmed")
            let recipients = try await bench.store.subscribers.recipients(of: "monthly")
            #expect(recipients.map(\.address.text) == ["Ada@example.org"])
            #expect(recipients.first?.choices.topics == ["digital-strategy"])
            let consents = try await bench.store.subscribers.consents(of: try #require(recipients.first?.id))
            #expect(consents.map(\.kind) == [.asked, .confirmed])
            #expect(consents.map(\.source) == ["web form", "mail"])
            #expect(consents.allSatisfy { $0.wording.contains("Weekly by mail, on the first Thursday") })
            // Pressing again is no mistake.
            #expect(try await bench.post(path).heading == "Thank you, that is confirmed")
            #expect(try await bench.get(path).heading == "Thank you, that is confirmed")
        }
    }

    @Test func theAnswerIsTheSameForEveryAddress() async throws {
        try await RoomBench.run { bench in
            _ = try await bench.subscribed("known@example.org")
            let left = try await bench.subscribed("left@example.org")
            try await bench.store.subscribers.leave(left, source: "test", at: bench.clock.value)
            try await bench.store.suppressions.add(
                Suppression(.bounced, at: bench.clock.value), of: try MailAddress(reading: "bad@example.org"))
            var answers: Set<String> = []
            for name in ["new", "known", "left", "bad", "new", "new", "new", "new"] {
                let answer = try await bench.ask("\(name)@example.org")
                #expect(answer.status == 200)
                answers.insert(answer.body)
            }
            #expect(answers.count == 1)
            let letters = bench.letters.value
            #expect(letters.map(\.to.localPart) == ["new", "known", "left", "new", "new"])
            #expect(
                letters.map(\.kind) == [.confirmation, .reader, .confirmation, .confirmation, .confirmation])
        }
    }

    @Test func whatIsWrongIsSaidBesideItsField() async throws {
        try await RoomBench.run { bench in
            let answer = try await bench.post("/subscribe", [("address", "ada<b>"), ("rhythm", "month")])
            #expect(answer.status == 422)
            #expect(answer.body.contains("<a href=\"#address\">Enter a mail address"))
            #expect(answer.body.contains("<a href=\"#newsletter\">Choose what you want to get"))
            #expect(answer.body.contains("aria-invalid=\"true\""))
            #expect(answer.body.contains("value=\"ada&lt;b&gt;\""))
            // What was chosen stays chosen.
            #expect(answer.body.contains("value=\"month\" checked"))
            #expect(bench.letters.value == [])
            for address in ["ada@example.org\r\nBcc: x@example.org", "a@b@c", "@example.org", ""] {
                #expect(try await bench.ask(address).status == 422)
            }
        }
    }

    @Test func formsOfOthersAreNotTaken() async throws {
        try await RoomBench.run { bench in
            let form = [("newsletter", "monthly"), ("address", "ada@example.org")]
            for fields in [
                ["Origin: https://evil.example"], ["Origin: null"], [],
                ["Origin: http://127.0.0.1:\(bench.port)", "Sec-Fetch-Site: cross-site"],
            ] {
                let answer = try await bench.post("/subscribe", form, fields)
                #expect(answer.status == 403)
            }
            #expect(bench.letters.value == [])
            #expect(try await bench.store.subscribers.counts() == [])
        }
    }

    @Test func aBrowserThatDoesNotSayWhereAFormComesFromShowsThatItLoadedOne() async throws {
        try await RoomBench.run { bench in
            let page = try await bench.get("/subscribe/monthly")
            let proof = String(try #require(page.body.firstMatch(of: /name="csrf" value="([0-9a-f]+)"/)?.1))
            func form(_ proof: String) -> [(String, String)] {
                [("newsletter", "monthly"), ("address", "ada@example.org"), ("csrf", proof)]
            }
            for wrong in ["", "x", String(proof.reversed())] {
                #expect(try await bench.post("/subscribe", form(wrong), []).status == 403)
            }
            // What a browser does say counts more.
            let foreign = ["Origin: https://evil.example"]
            #expect(try await bench.post("/subscribe", form(proof), foreign).status == 403)
            bench.clock.change { $0 += 86_400 }
            #expect(try await bench.post("/subscribe", form(proof), []).status == 200)
            bench.clock.change { $0 += 86_400 }
            #expect(try await bench.post("/subscribe", form(proof), []).status == 403)
        }
    }

    @Test func oneMachineDoesNotAskForever() async throws {
        try await RoomBench.run { bench in
            for number in 0..<AskTable.originLimit {
                #expect(try await bench.ask("reader\(number)@example.org").status == 200)
            }
            let answer = try await bench.ask("more@example.org")
            #expect(answer.status == 429)
            #expect(bench.letters.value.count == AskTable.originLimit)
            bench.clock.change { $0 += 3_700 }
            #expect(try await bench.ask("more@example.org").status == 200)
        }
    }

    @Test func anOldLinkSaysSo() async throws {
        try await RoomBench.run { bench in
            _ = try await bench.ask("ada@example.org")
            let path = try bench.path(in: bench.letters.value.first, holding: "/subscribe/confirm/")
            bench.clock.change { $0 += SubscriberTable.confirmingTerm }
            #expect(try await bench.get(path).status == 410)
            #expect(try await bench.post(path).status == 410)
            #expect(try await bench.get(path + "0").status == 404)
            #expect(try await bench.post("/subscribe/confirm/none").status == 404)
            #expect(try await bench.get("/subscribe/none").status == 404)
        }
    }

    @Test func onlyOneNewsletterNeedsNoChoice() async throws {
        try await RoomBench.run(newsletters: [RoomBench.monthly]) { bench in
            let form = try await bench.get("/subscribe")
            #expect(form.body.contains("<input type=\"hidden\" name=\"newsletter\" value=\"monthly\">"))
            #expect(!form.body.contains("<legend>What you want to get"))
        }
        try await RoomBench.run(newsletters: []) { bench in
            let page = try await bench.get("/subscribe")
            #expect(page.heading == "There is no newsletter yet")
        }
    }

    @Test func behindAProxyPagesLieWhereTheWorldSeesThem() async throws {
        try await RoomBench.run(base: "http://127.0.0.1/cairn", isBehindProxy: true) { bench in
            let form = try await bench.get("/subscribe")
            #expect(form.body.contains("action=\"/cairn/subscribe\""))
            #expect(form.body.contains("href=\"/cairn/reading/room.css"))
        }
    }

    @Test func everyAnswerIsGuarded() async throws {
        try await RoomBench.run { bench in
            let id = try await bench.subscribed()
            for path in [
                "/subscribe", "/subscribe/confirm/x", "/unsubscribe/x", bench.path(.choices, id),
                bench.path(.unsubscribe, id),
            ] {
                let answer = try await bench.get(path)
                #expect(answer.head.contains("content-security-policy: default-src 'none'"))
                #expect(answer.head.contains("referrer-policy: same-origin"))
                #expect(answer.head.contains("cache-control: no-store"))
                #expect(answer.head.contains("x-robots-tag: noindex"))
                #expect(!answer.head.contains("set-cookie"))
                #expect(!answer.body.contains("<script"))
                #expect(!answer.body.contains("{{"))
            }
            let sheet = try await bench.get("/reading/room.css?v=1")
            #expect(sheet.status == 200)
            #expect(sheet.body.hasPrefix("p {}"))
        }
    }

    @Test func noAddressAndNoKeyIsLogged() async throws {
        try await RoomBench.run { bench in
            _ = try await bench.ask("ada@example.org")
            let path = try bench.path(in: bench.letters.value.first, holding: "/subscribe/confirm/")
            _ = try await bench.get(path)
            _ = try await bench.post(path)
            let id = try #require(try await bench.store.subscribers.recipients(of: "monthly").first?.id)
            _ = try await bench.get(bench.path(.choices, id))
            _ = try await bench.post(bench.path(.unsubscribe, id))
            _ = try await bench.get("/subscribe/ada@example.org")
            let log = bench.log.value.joined(separator: "\n")
            #expect(log.contains("/subscribe"))
            #expect(!log.contains("ada@"))
            #expect(!log.contains("example.org"))
            let key = try #require(path.split(separator: "/").last?.split(separator: "-").last)
            #expect(!log.contains(key))
        }
    }
}
