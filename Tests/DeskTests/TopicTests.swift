// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import Model
import Storage
import TestSupport
import Testing

@testable import Desk

/// Curators at the topics, with browsers that run no scripts.
@Suite struct TopicTests {
    @Test func coverageIsAPictureWithItsNumbersInATable() async throws {
        try await QueueBench.run { bench in
            var (_, browser) = try await bench.desk.signedIn(as: .contributor)
            let page = try await browser.get("/desk/topics")
            #expect(page.status == 200)
            #expect(
                page.body.contains(
                    "<svg class=\"coverage\" role=\"img\" aria-labelledby=\"stage-title stage-text\""))
            #expect(
                page.body.contains(
                    "<title id=\"audience-title\">Coverage of the curriculum by audience</title>"))
            #expect(page.body.contains("<th scope=\"row\">Leadership and strategy</th>"))
            #expect(page.body.contains("topics have no approved item."))
            #expect(page.body.contains("href=\"/desk/topics/cyber-security\""))
            let topic = try await browser.get("/desk/topics/cyber-security")
            #expect(topic.body.contains("0 approved, 1 waiting."))
            #expect(!topic.body.contains("Save the terms") && !topic.body.contains("name=\"terms\""))
            #expect(try await browser.get("/desk/topics/none").status == 404)
        }
    }

    @Test func termsAreTriedBeforeTheyAreSavedAndCanBeTakenBack() async throws {
        try await LibraryBench.run { bench, library in
            var (_, browser) = try await bench.signedIn(as: .curator)
            let path = "/desk/topics/cyber-security"
            let page = try await browser.get(path)
            #expect(page.body.contains("See what it would change") && !page.body.contains("Save the terms"))
            let form = ["terms": "cyber security\n zero  trust \nzero trust", "weak_terms": "risk"]
            let tried = try await browser.post(path + "/try", form)
            #expect(tried.body.contains("Would change 1 item of 3."))
            #expect(tried.body.contains("loses Cyber security"))
            #expect(tried.body.contains("Save the terms"))
            #expect(try await browser.post(path + "/save", form).location == path)
            let topic = try #require(library.read().curriculum?.topic("cyber-security"))
            #expect(topic.vocabulary == .init(terms: ["cyber security", "zero trust"], weakTerms: ["risk"]))
            #expect(library.read().mistakes == [])
            _ = try await browser.post("/desk/changes/1/undo")
            #expect((library.read().curriculum?.topic("cyber-security")?.vocabulary.terms.count ?? 0) > 10)
            let none = try await browser.post(path + "/save", ["terms": " "])
            #expect(none.status == 422 && none.body.contains("Enter a term at the least"))
        }
    }

    @Test func aTopicIsSplitAndTheHalvesAreOneStep() async throws {
        try await LibraryBench.run { bench, library in
            var (_, browser) = try await bench.signedIn(as: .curator)
            let path = "/desk/topics/cyber-security/split"
            #expect(try await browser.get(path).body.contains("value=\"phishing\""))
            let form =
                "name=Fraud+by+mail&definition=Being+tricked.&move=phishing&move=malware&outcomes=spot+it&questions=Who%3F"
            #expect(
                try await browser.postEncoded(path + "/try", form).body.contains("Would change 1 item of 3."))
            let done = try await browser.postEncoded(path + "/save", form)
            #expect(done.location == "/desk/topics/fraud-by-mail")
            let curriculum = try #require(library.read().curriculum)
            #expect(library.read().mistakes == [])
            #expect(curriculum.topic("fraud-by-mail")?.vocabulary.terms == ["phishing", "malware"])
            #expect(curriculum.topic("cyber-security")?.vocabulary.terms.contains("phishing") == false)
            _ = try await browser.post("/desk/changes/1/undo")
            #expect(library.read().curriculum?.topic("fraud-by-mail") == nil)
            #expect(
                library.read().curriculum?.topic("cyber-security")?.vocabulary.terms.contains("phishing")
                    == true)
            let wrong = try await browser.postEncoded(
                path + "/save", "name=Cyber+security&definition=&outcomes=")
            #expect(wrong.status == 422)
            for message in ["no topic has or had", "Say what the new topic means", "Tick a term"] {
                #expect(wrong.body.contains(message), "\(message)")
            }
        }
    }

    @Test func aTopicIsMergedIntoAnother() async throws {
        try await LibraryBench.run { bench, library in
            var (_, browser) = try await bench.signedIn(as: .curator)
            let path = "/desk/topics/cyber-security/merge"
            _ = try await browser.get(path)
            #expect(try await browser.post(path + "/save", ["into": "cyber-security"]).status == 422)
            let tried = try await browser.post(path + "/try", ["into": "data-protection"])
            #expect(tried.body.contains("Merge the topics"))
            let done = try await browser.post(path + "/save", ["into": "data-protection"])
            #expect(done.location == "/desk/topics/data-protection")
            let holdings = library.read()
            #expect(holdings.mistakes == [])
            #expect(holdings.curriculum?.topic("cyber-security")?.place.replacedBy == "data-protection")
            #expect(
                holdings.curriculum?.topic("data-protection")?.vocabulary.terms.contains("phishing") == true)
            #expect(try await browser.get(path).status == 409)
            _ = try await browser.post("/desk/changes/1/undo")
            #expect(library.read().curriculum?.topic("cyber-security")?.isRetired == false)
        }
    }
}
