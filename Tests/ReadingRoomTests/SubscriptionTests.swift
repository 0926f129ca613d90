// SPDX-License-Identifier: MIT

import Foundation
import Model
import Storage
import TestSupport
import Testing

@testable import ReadingRoom

/// What subscribers do with what they get.
@Suite struct SubscriptionTests {
    @Test func oneClickLeavesWithoutCookieAndRedirect() async throws {
        try await RoomBench.run { bench in
            let id = try await bench.subscribed()
            let path = bench.path(.unsubscribe, id)
            for _ in 0..<3 {
                let page = try await bench.get(path)
                #expect(page.status == 200)
                #expect(page.heading == "Leave Weekly")
            }
            #expect(try await bench.store.subscribers.stillWants(id), "looking changes nothing")

            // As a mail program does it: no origin, no cookie.
            let done = try await bench.post(path, [("List-Unsubscribe", "One-Click")], [])
            #expect(done.status == 200)
            #expect(done.location == nil)
            #expect(!done.head.contains("set-cookie"))
            #expect(done.heading == "You have left")
            #expect(try await !bench.store.subscribers.stillWants(id))
            let consents = try await bench.store.subscribers.consents(of: id)
            #expect(consents.last?.kind == .left)
            #expect(consents.last?.source == "one click in a mail program")
            // Again is no mistake.
            #expect(try await bench.post(path, [], []).status == 200)
            #expect(try await bench.get(path).heading == "You have left")
        }
    }

    @Test(arguments: [
        (
            "multipart/form-data; boundary=x",
            "--x\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--x--\r\n"
        ),
        ("text/plain", "anything"), ("", ""),
    ])
    func mailProgramsMaySendWhatTheyWant(type: String, body: String) async throws {
        try await RoomBench.run { bench in
            let id = try await bench.subscribed()
            var lines = [
                "POST \(bench.path(.unsubscribe, id)) HTTP/1.1", "Host: 127.0.0.1:\(bench.port)",
                "Connection: close", "Content-Length: \(body.utf8.count)",
            ]
            if !type.isEmpty { lines.append("Content-Type: \(type)") }
            let text = await RawClient.send(
                lines.joined(separator: "\r\n") + "\r\n\r\n" + body, to: bench.port)
            #expect(RoomReply(text)?.status == 200)
            #expect(try await !bench.store.subscribers.stillWants(id))
        }
    }

    @Test func oneAddressLeavesOneNewsletter() async throws {
        try await RoomBench.run { bench in
            let monthly = try await bench.subscribed()
            let weekly = try await bench.subscribed("ada@example.org", "weekly")
            _ = try await bench.post(bench.path(.unsubscribe, monthly), [], [])
            #expect(try await bench.store.subscribers.stillWants(weekly))
            let other = SubscriberLinks.name(of: weekly, for: .choices, key: bench.key)
            #expect(try await bench.post("/unsubscribe/\(other)", [], []).status == 404)
            #expect(try await bench.store.subscribers.stillWants(weekly))
        }
    }

    @Test func choicesCountFromTheNextMailOn() async throws {
        try await RoomBench.run { bench in
            let id = try await bench.subscribed()
            let path = bench.path(.choices, id)
            let page = try await bench.get(path)
            #expect(page.status == 200)
            #expect(page.body.contains("a…@example.org"))
            #expect(!page.body.contains("ada@"))
            let saved = try await bench.post(
                path,
                [
                    ("topics", "digital-strategy"), ("audience", "board"), ("stage", "awareness"),
                    ("rhythm", "issue"), ("only-unread", "yes"),
                ])
            #expect(saved.status == 303)
            let next = try await bench.get(try #require(saved.location))
            #expect(next.body.contains("That is saved."))
            #expect(next.body.contains("Leadership and strategy (1 chosen)"))
            #expect(
                try await bench.store.subscribers.find(id)?.choices
                    == SubscriberChoices(
                        topics: ["digital-strategy"], audience: "board", stage: "awareness",
                        onlyUnread: true))
            #expect(try await bench.post(path, [("topics", "knitting")]).status == 400)
            #expect(try await bench.get("/subscription/none").status == 404)
        }
    }

    @Test func aPauseAndTheWayBack() async throws {
        try await RoomBench.run { bench in
            let id = try await bench.subscribed()
            let path = bench.path(.choices, id)
            #expect(try await bench.post(path + "/pause", [("weeks", "2")]).status == 303)
            #expect(try await !bench.store.subscribers.stillWants(id))
            #expect(try await bench.get(path).body.contains("You are left alone until 16 November 2026"))
            #expect(try await bench.post(path + "/pause", [("weeks", "9000")]).status == 400)
            #expect(try await bench.post(path + "/resume").status == 303)
            #expect(try await bench.store.subscribers.due(at: bench.clock.value, limit: 9).map(\.id) == [id])
        }
    }

    @Test func whoeverHasLeftCannotChoose() async throws {
        try await RoomBench.run { bench in
            let id = try await bench.subscribed()
            _ = try await bench.post(bench.path(.unsubscribe, id))
            let path = bench.path(.choices, id)
            #expect(try await bench.get(path).heading == "You have left")
            #expect(try await bench.post(path).status == 409)
            #expect(try await bench.post(path + "/pause", [("weeks", "2")]).status == 409)
        }
    }

    @Test func allThatIsKeptGoesToTheAddressItself() async throws {
        try await RoomBench.run { bench in
            let id = try await bench.subscribed()
            let asked = try await bench.post(bench.path(.choices, id) + "/own")
            #expect(asked.heading == "Please look into your mail")
            let letter = try #require(bench.letters.value.first)
            #expect(letter.to.text == "ada@example.org")
            let path = try bench.path(in: letter, holding: "/subscription/own/")
            let page = try await bench.get(path)
            #expect(page.status == 200)
            #expect(page.body.contains("ada@example.org"))
            #expect(page.body.contains("You have had it since 2 November 2026."))

            let file = try await bench.get(path + "/record.json")
            #expect(file.head.contains("content-disposition: attachment"))
            let json = try JSONSerialization.jsonObject(with: Data(file.body.utf8)) as? [String: Any]
            #expect(json?["address"] as? String == "ada@example.org")
            #expect((json?["subscriptions"] as? [Any])?.count == 1)

            #expect(try await bench.post(path + "/erase").status == 422, "first they are asked")
            #expect(try await bench.store.subscribers.find(id) != nil)
            #expect(try await bench.post(path + "/erase", [("sure", "yes")]).heading == "All of it is erased")
            #expect(try await bench.store.subscribers.find(id) == nil)
            for gone in [path, bench.path(.choices, id)] {
                #expect(try await bench.get(gone).status == 410)
            }
            // A mail that is opened later still does what it says.
            #expect(try await bench.post(bench.path(.unsubscribe, id), [], []).status == 200)
            bench.clock.change { $0 += OwnDataPages.term }
            #expect(try await bench.get(path).status == 410)
        }
    }

    @Test func theLinkOfAMailDoesNotShowAllThatIsKept() async throws {
        try await RoomBench.run { bench in
            let id = try await bench.subscribed()
            for use in [SubscriberLinks.Use.choices, .unsubscribe, .confirm] {
                let name = SubscriberLinks.name(of: id, for: use, key: bench.key)
                #expect(try await bench.get("/subscription/own/\(name)").status == 410)
                let erased = try await bench.post("/subscription/own/\(name)/erase", [("sure", "yes")])
                #expect(erased.status == 410)
            }
            #expect(try await bench.store.subscribers.find(id) != nil)
        }
    }

    @Test func whatWasReadIsTicked() async throws {
        try await RoomBench.run { bench in
            let id = try await bench.subscribed()
            let path = bench.path(.choices, id) + "/read"
            #expect(try await bench.get(path).body.contains("No issue has come out yet."))
            let item = Item.sample(guid: "1", title: "Boards & budgets")
            let feed = Feed(address: .sample("https://blog.example.org/feed"), title: "A blog")
            try await bench.store.feeds.subscribe(to: [feed])
            let kept = Item.sample(feed: feed.id, guid: "1", title: item.title)
            let fetch = FetchRecord(
                feed: feed.id, time: .sample(), result: .ok, reason: "read", byteCount: 10, validators: nil)
            _ = try await bench.store.items.save([kept], noting: fetch, firstLimit: 10) { _ in
                NextTry(due: .sample("2026-11-03T09:00:00Z"), why: "after a day", intervalMinutes: 120)
            }
            let reviewed = ReviewedItem.sample(kept)
            try await bench.store.verdicts.record([reviewed.verdict])
            try await bench.store.issues.save(
                draft: Model.Issue(
                    newsletter: RoomBench.monthly, number: 1, date: .sample(),
                    sections: [ReadingSection(title: "Lead", items: [reviewed])], state: .draft))
            #expect(try await bench.get(path).body.contains("No issue has come out yet."))
            _ = try await bench.store.issues.approve(
                "monthly", number: 1, by: Verdict.Signature(name: "Ada", time: .sample()))
            let page = try await bench.get(path)
            #expect(page.body.contains("Boards &amp; budgets"))
            #expect(!page.body.contains(" checked"))
            let saved = try await bench.post(path, [("read", reviewed.id.rawValue), ("read", "none")])
            #expect(saved.status == 303)
            #expect(try await bench.store.readItems.read(by: id) == [reviewed.id])
            #expect(try await bench.get(path).body.contains(" checked"))
            _ = try await bench.post(path)
            #expect(try await bench.store.readItems.read(by: id) == [])
        }
    }
}
