// SPDX-License-Identifier: MIT

import Foundation
import Model
import Storage
import TestSupport
import Testing

@testable import Desk

/// What is one's own at the desk.
@Suite struct AccountTests {
    @Test func aPasswordIsChangedOnlyByWhoeverKnowsIt() async throws {
        try await DeskBench.run { bench in
            var (person, browser) = try await bench.signedIn(as: .curator)
            let first = ["password": "ochre lamp seven tides"]
            _ = try await browser.get("/desk/account")
            #expect(try await browser.post("/desk/account/password", first).location == "/desk/account")
            var elsewhere = bench.browser
            let key = AccessKey()
            try await bench.store.sessions.begin(key.digest, for: person.id, at: bench.clock.value)
            elsewhere.cookies["__Host-cairn-desk"] = key.text
            #expect(try await elsewhere.get("/desk").status == 200)

            _ = try await browser.get("/desk/account")
            let new = ["password": "granite kettle under moss"]
            let wrong = try await browser.post("/desk/account/password", new)
            #expect(wrong.status == 422)
            #expect(wrong.body.contains("Check your password now: it does not fit"))
            let weak = ["current": "ochre lamp seven tides", "password": "short"]
            #expect(try await browser.post("/desk/account/password", weak).status == 422)
            let right = try await browser.post(
                "/desk/account/password", new.merging(["current": "ochre lamp seven tides"]) { $1 })
            #expect(right.status == 303)
            // Every other session has ended, and this one goes on under a new key.
            #expect(try await elsewhere.get("/desk").status == 303)
            #expect(try await browser.get("/desk").status == 200)
        }
    }

    @Test func whoGuessesAtTheOldPasswordIsStopped() async throws {
        try await DeskBench.run { bench in
            var (_, browser) = try await bench.signedIn(as: .curator)
            _ = try await browser.get("/desk/account")
            _ = try await browser.post("/desk/account/password", ["password": "ochre lamp seven tides"])
            _ = try await browser.get("/desk/account")
            let form = ["current": "a guess", "password": "granite kettle under moss"]
            for _ in 1...10 {
                #expect(try await browser.post("/desk/account/password", form).status == 422)
            }
            #expect(try await browser.post("/desk/account/password", form).status == 429)
        }
    }

    @Test func sessionsAreSeenAndEnded() async throws {
        try await DeskBench.run { bench in
            var (person, browser) = try await bench.signedIn(as: .curator)
            var (_, stranger) = try await bench.signedIn(as: .curator, named: "Bob")
            let key = AccessKey()
            try await bench.store.sessions.begin(key.digest, for: person.id, at: bench.clock.value)
            var elsewhere = bench.browser
            elsewhere.cookies["__Host-cairn-desk"] = key.text
            let page = try await browser.get("/desk/account").body
            #expect(page.contains("<strong>Here</strong>"))
            #expect(!page.contains(key.digest))
            let path = "/desk/account/sessions/\(SessionTable.name(of: key.digest))/end"
            _ = try await stranger.get("/desk/account")
            _ = try await stranger.post(path)
            #expect(try await elsewhere.get("/desk").status == 200)
            _ = try await browser.post(path)
            #expect(try await elsewhere.get("/desk").status == 303)
            #expect(try await browser.get("/desk").status == 200)
        }
    }

    @Test func aTokenIsShownOnceAndKeptAsADigest() async throws {
        try await DeskBench.run { bench in
            var (person, browser) = try await bench.signedIn(as: .curator)
            _ = try await browser.get("/desk/account")
            let path = "/desk/account/tokens"
            #expect(try await browser.post(path, ["label": " ", "days": "30"]).status == 422)
            let form = ["label": "The <night> run", "scopes": "administer", "days": "30"]
            // A curator's token does not do what an administrator may.
            #expect(try await browser.post(path, form).body.contains("Choose what the token may do"))
            let made = try await browser.post(path, form.merging(["scopes": "read"]) { $1 })
            let key = try #require(made.body.firstMatch(of: /value="([\w-]{43})"/)).1
            let found = try await bench.store.tokens.find(
                try #require(AccessKey(key)).digest, at: bench.clock.value)
            #expect(found?.person.id == person.id)
            #expect(found?.token.scopes == [.read])
            let page = try await browser.get("/desk/account").body
            #expect(page.contains("The &lt;night&gt; run") && !page.contains(key))
            // It opens no page.
            var thief = bench.browser
            thief.cookies["__Host-cairn-desk"] = String(key)
            #expect(try await thief.get("/desk").status == 303)
            let shown = ["Authorization: Bearer \(key)"]
            #expect(try await thief.get("/desk", fields: shown).status == 303)
            let id = try #require(found?.token.id)
            _ = try await browser.post("\(path)/\(id)/end")
            #expect(try await bench.store.tokens.list(of: person.id, at: bench.clock.value).isEmpty)
        }
    }
}

/// The audit log and its page.
@Suite struct AuditTests {
    @Test func whatIsDecidedAndTakenBackIsInTheLog() async throws {
        try await QueueBench.run { bench in
            let (ada, item) = (Verdict.Signature(name: "Ada", time: .sample()), bench.items[0].id)
            _ = try await bench.store.verdicts.record([
                Verdict(item: item, decision: .hold, topics: [], by: ada)
            ])
            _ = try await bench.store.verdicts.record([
                Verdict(item: item, decision: .reject, topics: [], note: "too thin", by: ada)
            ])
            _ = try await bench.store.undoNewest(by: "Ada", at: .sample())
            let lines = try await bench.store.audit.page(
                AuditFilter(name: "Ada", subject: "item/\(item)"), limit: 10)
            #expect(lines.map(\.action) == ["decision taken back", "item rejected", "item held"])
            #expect(lines[1].before?.contains("hold") == true)
            #expect(lines[1].after?.contains("too thin") == true)
            #expect(lines[0].after == lines[1].before)
            let rule = Verdict.Signature(name: "a rule", time: .sample(), isRule: true)
            _ = try await bench.store.verdicts.record([
                Verdict(item: item, decision: .hold, topics: [], by: rule)
            ])
            #expect(try await bench.store.audit.page(AuditFilter(name: "a rule"), limit: 1) == [])
        }
    }

    @Test func thePageIsReadOnPageByPageAndNarrowed() async throws {
        try await DeskBench.run { bench in
            var (_, browser) = try await bench.signedIn(as: .administrator)
            for number in 1...120 {
                try await bench.store.audit.append(
                    AuditEntry(
                        author: .init(name: number == 60 ? "Zoë" : "Ada"), time: bench.clock.value,
                        action: "feed <added>", subject: "feed/f\(number)",
                        after: #"{"title":"<script>alert(1)</script>","deep":{"er":[1,2]}}"#))
            }
            var path = "/desk/audit?action=feed+%3Cadded%3E"
            var found: [String] = []
            while true {
                let page = try await browser.get(path)
                #expect(page.status == 200)
                #expect(!page.body.contains("<script>alert"))
                found += page.body.matches(of: /feed\/f(\d+)/).map { String($0.1) }
                guard let next = page.body.firstMatch(of: /class="button" href="([^"]*)"/) else { break }
                path = String(next.1).replacing("&amp;", with: "&")
            }
            #expect(found == (1...120).reversed().map(String.init))
            let narrowed = try await browser.get("/desk/audit?name=Zo%C3%AB").body
            #expect(narrowed.contains("feed/f60") && !narrowed.contains("feed/f61"))
            for query in [
                "after=x", "after=99999", "from=2100-01-01", "subject=%27%22", "name=%00&until=never",
            ] {
                #expect(try await browser.get("/desk/audit?" + query).status == 200, "\(query)")
            }
        }
    }
}
