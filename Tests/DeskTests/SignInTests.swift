// SPDX-License-Identifier: MIT

import Foundation
import Model
import Storage
import TestSupport
import Testing

@testable import Desk

/// The ways in and out.
@Suite struct SignInTests {
    @Test func aLinkLetsInOnceAndOnlyByItsButton() async throws {
        try await DeskBench.run { bench in
            let link = try await bench.link(for: "Ada Obi")
            var previewer = bench.browser
            #expect(try await previewer.get(link).status == 200)
            var browser = bench.browser
            #expect(try await browser.get(link).body.contains("Sign in as Ada Obi"))
            let answer = try await browser.post(link)
            #expect(answer.status == 303)
            #expect(answer.location == "/desk/welcome")
            #expect(try await browser.get("/desk").status == 200)
            _ = try await previewer.get("/desk/sign-in")
            #expect(try await previewer.post(link).status == 410)
            #expect(try await previewer.get(link).status == 410)
        }
    }

    @Test func theCookieIsForThisHostAlone() async throws {
        try await DeskBench.run { bench in
            let link = try await bench.link(for: "Ada Obi")
            var browser = bench.browser
            _ = try await browser.get(link)
            let cookie = try #require(try await browser.post(link).field("set-cookie"))
            #expect(cookie.hasPrefix("__Host-cairn-desk="))
            for part in ["Path=/", "Secure", "HttpOnly", "SameSite=Lax"] {
                #expect(cookie.contains("; " + part), "\(part)")
            }
            #expect(!cookie.contains("Domain"))
        }
    }

    @Test func aPasswordIsSetAndLetsInAgain() async throws {
        try await DeskBench.run { bench in
            let link = try await bench.link(for: "Ada Obi")
            var browser = bench.browser
            _ = try await browser.get(link)
            _ = try await browser.post(link)
            _ = try await browser.get("/desk/welcome")
            let short = try await browser.post("/desk/welcome", ["password": "short"])
            #expect(short.status == 422)
            #expect(short.body.contains("Enter a password of 12 characters or more"))
            #expect(short.body.contains("aria-invalid=\"true\""))
            #expect(!short.body.contains("value=\"short\""))
            let old = browser
            #expect(
                try await browser.post("/desk/welcome", ["password": "ochre lamp seven tides"]).status == 303)
            var stale = old
            #expect(try await stale.get("/desk").status == 303)
            _ = try await browser.get("/desk")
            let stolen = browser
            #expect(try await browser.post("/desk/sign-out").location == "/desk/sign-in")
            var thief = stolen
            #expect(try await thief.get("/desk").status == 303)
            _ = try await browser.get("/desk/sign-in?to=desk%2Fkeys")
            let wrong = try await browser.post(
                "/desk/sign-in", ["name": "ada obi", "password": "ochre lamp seven tide"])
            #expect(wrong.status == 422)
            let right = try await browser.post(
                "/desk/sign-in",
                ["name": "ADA  obi", "password": "ochre lamp seven tides", "to": "desk/keys"])
            #expect(right.status == 303)
            #expect(right.location == "/desk/keys")
            #expect(try await browser.get("/desk/keys").status == 200)
        }
    }

    @Test func guessingIsStoppedAlsoForNamesThatThereAreNot() async throws {
        try await DeskBench.run { bench in
            var browser = bench.browser
            _ = try await browser.get("/desk/sign-in")
            for _ in 1...10 {
                let answer = try await browser.post(
                    "/desk/sign-in", ["name": "nobody", "password": "a guess of mine"])
                #expect(answer.status == 422)
            }
            let form = ["name": "nobody", "password": "a guess of mine"]
            #expect(try await browser.post("/desk/sign-in", form).status == 429)
            bench.clock.change { $0 = DeskBench.morning + 901 }
            #expect(try await browser.post("/desk/sign-in", form).status == 422)
        }
    }

    @Test(arguments: ["https://evil.example/", "//evil.example/", "/desk", "desk/..\\x", "desk/\nx", "deskx"])
    func nobodyIsSentElsewhereAfterSigningIn(target: String) {
        #expect(SignInPages.place(target) == nil)
    }

    @Test func aSessionEndsByItself() async throws {
        try await DeskBench.run { bench in
            var (_, browser) = try await bench.signedIn(as: .curator)
            #expect(try await browser.get("/desk").status == 200)
            bench.clock.change { $0 = DeskBench.morning + 12 * 3600 }
            #expect(try await browser.get("/desk").status == 200)
            bench.clock.change { $0 = DeskBench.morning + 24 * 3600 }
            #expect(try await browser.get("/desk").status == 200)
            bench.clock.change { $0 = DeskBench.morning + 36 * 3600 + 1 }
            #expect(try await browser.get("/desk").status == 303)
        }
    }

    @Test func whoIsShutOutIsOutAtOnce() async throws {
        try await DeskBench.run { bench in
            var (person, browser) = try await bench.signedIn(as: .curator)
            var (_, administrator) = try await bench.signedIn(as: .administrator)
            _ = try await administrator.get("/desk/people")
            let answer = try await administrator.post("/desk/people/\(person.id)/disable")
            #expect(answer.location == "/desk/people")
            #expect(try await administrator.get("/desk/people").body.contains("cannot come in any more"))
            #expect(try await browser.get("/desk").status == 303)
        }
    }
}

extension DeskBench {
    /// A one-time link for a new curator.
    func link(for name: String) async throws -> String {
        let key = AccessKey()
        let person = try await store.people.add(
            try #require(PersonName(name)), role: .curator, by: .init(name: "test"), at: clock.value)
        try await store.invitations.add(
            key.digest, for: person.id, until: clock.value + 3600, by: .init(name: "test"), at: clock.value)
        return "/desk/link/" + key.text
    }
}
