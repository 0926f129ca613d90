// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import Model
import Storage
import TestSupport
import Testing

@testable import Desk

/// Programs at what the library is made of: sources, rules, topics.
@Suite struct APILibraryTests {
    @Test func aFeedIsAddedCaredForAndTakenOffTheList() async throws {
        try await LibraryBench.run { bench, library in
            var program = try await APIClient.made(bench, by: .curator)
            let body =
                #"{"url":"https://canal.example.org/feed","groups":["Local","Wales"],"licence":"CC-BY-4.0"}"#
            let added = try await program.ask("POST", "feeds", body)
            #expect(added.status == 201)
            let feed = try #require(added.object["feed"] as? [String: Any])
            let id = try #require(feed["id"] as? String)
            #expect(feed["groups"] as? [String] == ["Local", "Wales"])
            #expect((added.object["place"] as? String)?.hasPrefix("feeds/library.opml:") == true)
            #expect(library.read().feeds.map(\.title) == ["canal.example.org"])
            let twice = try await program.ask("POST", "feeds", body)
            #expect(twice.status == 409 && twice.body.contains("on the list already"))
            #expect(try await program.ask("POST", "feeds", #"{"url":"mailto:x"}"#).status == 409)

            let care = "feeds/\(id)/care"
            let paused = try await program.ask("POST", care, #"{"action":"pause","reason":"too noisy"}"#)
            #expect(paused.object["sentence"] as? String == "It is paused.")
            #expect(try await program.ask("GET", "feeds?state=paused&q=canal").body.contains("too noisy"))
            #expect(try await program.ask("POST", care, #"{"action":"look"}"#).body.contains("was fetched"))
            #expect(try await program.ask("POST", care, #"{"action":"follow"}"#).status == 404)
            #expect(try await program.ask("POST", care, #"{"action":"remove"}"#).status == 400)
            #expect(try await program.ask("DELETE", "feeds/\(id)").status == 204)
            #expect(library.read().feeds.isEmpty)
            let lines = try await bench.store.audit.newest(10, of: "feed/\(id)")
            #expect(lines.map(\.action) == ["feed removed", "feed paused", "feed added"])
            #expect(try await program.ask("GET", "digest").object["sentence"] as? String != nil)
        }
    }

    @Test func aListIsSeenBeforeItIsAdded() async throws {
        try await LibraryBench.run { bench, library in
            var program = try await APIClient.made(bench, by: .curator)
            let list =
                #"<opml version=\"2.0\"><body><outline text=\"A\" xmlUrl=\"https://a.example.org/feed\"/><outline text=\"B\" xmlUrl=\"https://b.example.org/feed\"/><outline text=\"C\" xmlUrl=\"mailto:c\"/></body></opml>"#
            let seen = try await program.ask("POST", "imports/preview", #"{"opml":"\#(list)"}"#)
            #expect(seen.object["sentence"] as? String == "2 lines: 2 new, 0 on the list already, 1 mistake.")
            let lines = try #require(seen.object["lines"] as? [[String: Any]])
            let places = lines.compactMap { $0["place"] as? Int }
            #expect(library.read().feeds.isEmpty && places.count == 2)
            let body = #"{"opml":"\#(list)","name":"Ours","lines":[{"place":\#(places[1])}]}"#
            let added = try await program.ask("POST", "imports", body)
            #expect(added.status == 201)
            #expect(added.object["file"] as? String == "feeds/ours.opml")
            #expect(library.read().feeds.map(\.title) == ["B"])
            #expect(try await program.ask("POST", "imports", body).status == 409)
            #expect(try await program.ask("POST", "imports/preview", #"{"opml":"tea"}"#).status == 409)
        }
    }

    @Test func aRuleIsTriedSavedChangedAppliedAndTakenBack() async throws {
        try await LibraryBench.run { bench, library in
            var program = try await APIClient.made(bench, by: .curator)
            let rule =
                #""title":"No adverts","if":{"words":["vacancy"],"in":"title"},"then":{"reject":"an advert"}"#
            let tried = try await program.ask("POST", "rules/try", "{\(rule)}")
            #expect((tried.object["changes"] as? [[String: Any]])?.first?["change"] as? String == "rejects")
            #expect(library.read().rules.isEmpty)
            let made = try await program.ask("POST", "rules", "{\(rule)}")
            #expect(made.status == 201 && made.object["id"] as? String == "no-adverts")
            let seen = try #require(made.object["seen"] as? String)
            let changed = "{\(rule),\"why\":\"Every Friday.\",\"seen\":\"\(seen)\"}"
            #expect(try await program.ask("PUT", "rules/no-adverts", changed).status == 200)
            #expect(library.read().rules.first?.why == "Every Friday.")
            // What was seen is not so any more.
            #expect(try await program.ask("PUT", "rules/no-adverts", changed).status == 409)
            #expect(try await program.ask("PUT", "rules/none", "{\(rule)}").status == 404)
            let empty = #"{"title":"None","if":{},"then":{"reject":"an advert"}}"#
            let wrong = try await program.ask("POST", "rules", empty)
            #expect(wrong.status == 409 && wrong.body.contains("\"errors\""))

            #expect(try await program.ask("POST", "rules/no-adverts/apply", "{}").status == 200)
            let steps = try await program.ask("GET", "rule-steps").body
            #expect(steps.contains("\"rejected\":1"))
            #expect(try await program.ask("POST", "rule-steps/1/undo").status == 200)
            #expect(try await program.ask("POST", "rule-steps/1/undo").status == 404)
            #expect(try await program.ask("DELETE", "rules/no-adverts").status == 204)
            #expect(try await program.ask("GET", "rules/no-adverts").status == 404)
            let step = try await program.ask("GET", "changes/3").object
            #expect(step["what"] as? String == "rule removed: No adverts")
            #expect(try await program.ask("POST", "changes/3/undo").object["undone"] != nil)
            #expect(library.read().rules.count == 1)
            #expect(try await program.ask("POST", "changes/3/undo").status == 404)
        }
    }

    @Test func termsAreTriedSavedAndTheSameIsNotChangedTwice() async throws {
        try await LibraryBench.run { bench, library in
            var program = try await APIClient.made(bench, by: .curator)
            let topic = try await program.ask("GET", "topics/cyber-security").object
            let seen = try #require(topic["seen"] as? String)
            let terms = #""terms":["cyber security"," zero  trust "],"weak_terms":["risk"]"#
            let tried = try await program.ask("POST", "topics/cyber-security/try", "{\(terms)}").object
            #expect(tried["sentence"] as? String == "Would change 1 item of 3.")
            let body = "{\(terms),\"seen\":\"\(seen)\"}"
            #expect(try await program.ask("PUT", "topics/cyber-security/terms", body).status == 200)
            #expect(
                library.read().curriculum?.topic("cyber-security")?.vocabulary
                    == .init(terms: ["cyber security", "zero trust"], weakTerms: ["risk"]))
            let late = try await program.ask("PUT", "topics/cyber-security/terms", body)
            #expect(late.status == 409 && late.body.contains("Somebody has changed"))
            #expect(try await program.ask("GET", "topics/none").status == 404)
        }
    }

    @Test func topicsAreSplitAndMergedInOneStepEach() async throws {
        try await LibraryBench.run { bench, library in
            var program = try await APIClient.made(bench, by: .curator)
            let wish =
                #"{"name":"Fraud by mail","definition":"Being tricked.","terms":["phishing","malware"],"outcomes":["spot it"],"questions":["Who?"]}"#
            let tried = try await program.ask("POST", "topics/cyber-security/split/try", wish)
            #expect(tried.object["sentence"] as? String == "Would change 1 item of 3.")
            let done = try await program.ask("POST", "topics/cyber-security/split", wish)
            #expect(done.status == 201 && done.object["terms"] as? [String] == ["phishing", "malware"])
            #expect(library.read().mistakes == [])
            let twice = try await program.ask("POST", "topics/cyber-security/split", wish)
            #expect(twice.status == 409 && twice.body.contains("no topic has or had"))
            let into = #"{"into":"cyber-security"}"#
            let looked = try await program.ask("POST", "topics/fraud-by-mail/merge/try", into)
            #expect(looked.status == 200)
            #expect(try await program.ask("POST", "topics/cyber-security/merge", into).status == 409)
            #expect(try await program.ask("POST", "topics/fraud-by-mail/merge", into).status == 200)
            #expect(library.read().curriculum?.topic("fraud-by-mail")?.isRetired == true)
            let again = try await program.ask("POST", "topics/fraud-by-mail/merge", into)
            #expect(again.status == 409 && again.body.contains("retired already"))
            let listed = try await program.ask("GET", "topics").body
            #expect(!listed.contains("fraud-by-mail") && listed.contains("cyber-security"))
            #expect(try await program.ask("GET", "coverage").body.contains("\"gaps\":"))
        }
    }

    @Test func whatIsOnesOwnIsSeenAndEnded() async throws {
        try await LibraryBench.run { bench, _ in
            var program = try await APIClient.made(bench, by: .contributor, named: "Ida")
            let people = try await bench.store.people.list()
            let me = try #require(people.first { $0.name == "Ida" })
            let key = AccessKey()
            try await bench.store.sessions.begin(key.digest, for: me.id, at: bench.clock.value)
            let sessions = try await program.ask("GET", "me/sessions")
            let id = SessionTable.name(of: key.digest)
            #expect(sessions.body.contains(id) && !sessions.body.contains(key.digest))
            #expect(try await program.ask("DELETE", "me/sessions/\(id)").status == 204)
            #expect(try await program.ask("DELETE", "me/sessions/\(id)").status == 404)
            try await bench.store.sessions.begin(key.digest, for: me.id, at: bench.clock.value)
            #expect(try await program.ask("DELETE", "me/sessions").status == 204)
            #expect(try await bench.store.sessions.count(of: me.id, at: bench.clock.value) == 0)
            #expect(try await program.ask("PUT", "me/keys", #"{"letters":false}"#).status == 204)
            #expect(try await bench.store.people.find(me.id)?.usesKeys == false)
            #expect(try await program.ask("GET", "counts").object["waiting"] as? Int == 3)
        }
    }
}
