// SPDX-License-Identifier: MIT

import Foundation
import Model
import Storage
import TestSupport
import Testing

@testable import ReadingRoom

@Suite struct FollowingTests {
    private func path(_ steps: [String], title: String = "First <steps>") -> LearningPath {
        LearningPath(
            id: "first-steps", title: title, aim: Theme.Aim(audience: nil, stage: nil),
            outcomes: ["start well"],
            modules: [
                .init(
                    id: "", title: "",
                    steps: steps.map {
                        .init(
                            id: $0, topic: "digital-strategy", minutes: 20, words: "Read *this*.",
                            questions: ["Why \($0)?"])
                    })
            ], next: [], introduction: "")
    }

    private func run(_ work: @escaping @Sendable (RoomBench) async throws -> Void) async throws {
        try await RoomBench.run(paths: [path(["a", "b"])], work)
    }

    @Test func aPathIsFollowedWithoutAPasswordAndOnEachDevice() async throws {
        try await run { bench in
            let asked = try await bench.post(
                "/reading/ask", [("path", "first-steps"), ("address", "ada@example.org")])
            #expect(asked.heading == "Please look into your mail")
            let letter = try #require(bench.letters.value.first)
            #expect(letter.subject == "Your link to follow “First <steps>”")
            let link = try bench.path(in: letter, holding: "/reading/enter/")
            // Programs that follow links change nothing.
            let door = try await bench.get(link)
            #expect(door.body.contains("First &lt;steps&gt;") && door.body.contains("ada@example.org"))
            #expect(try await bench.store.readers.find(session: "x", at: bench.clock.value) == nil)
            let phone = try await bench.enter(link)
            #expect(try await bench.post(link, [], []).status == 410, "it works once")

            let begun = try await bench.get("/reading/paths/first-steps", [phone])
            #expect(begun.body.contains("2 steps, about 40 minutes in all. Take your time."))
            #expect(begun.body.contains("The path begins with it."))
            let marked = try await bench.post(
                "/reading/paths/first-steps/steps/a/mark", [("mark", "done")], by: phone)
            #expect(marked.location == "/reading/paths/first-steps")

            _ = try await bench.post("/reading/ask", [("address", "ADA@example.org")])
            let laptop = try await bench.enter(
                try bench.path(in: bench.letters.value.last, holding: "/reading/enter/"))
            #expect(laptop != phone)
            let home = try await bench.get("/reading", [laptop])
            #expect(home.body.contains("1 of 2 steps: 1 done. About 20 minutes are left."))
            _ = try await bench.post(
                "/reading/paths/first-steps/steps/b/mark", [("mark", "known")], by: laptop)
            let whole = try await bench.get("/reading/paths/first-steps", [phone])
            #expect(whole.body.contains("2 of 2 steps: 1 done, 1 known before. Nothing is left."))

            let out = try await bench.post("/reading/out", [], by: phone)
            #expect(out.head.contains("max-age=0"))
            #expect(try await bench.get("/reading/paths/first-steps/record", [phone]).status == 401)
            #expect(try await bench.get("/reading/paths/first-steps/record", [laptop]).status == 200)
        }
    }

    @Test func whatIsDoneStaysDoneAndChangesAreToldOnce() async throws {
        try await run { bench in
            let ada = try await bench.following("first-steps")
            _ = try await bench.post(
                "/reading/paths/first-steps/steps/b/mark", [("mark", "done")], by: ada)
            let edited = path(["new", "a"])
            bench.paths.change { $0 = [edited] }
            let page = try await bench.get("/reading/paths/first-steps", [ada])
            #expect(page.body.contains("This path has changed"))
            #expect(page.body.contains("1 step that you marked before are not in this path any more."))
            _ = try await bench.post("/reading/paths/first-steps/seen", [], by: ada)
            #expect(
                try await !bench.get("/reading/paths/first-steps", [ada]).body.contains("has changed"))
            let whole = path(["b", "new", "a"])
            bench.paths.change { $0 = [whole] }
            let back = try await bench.get("/reading/paths/first-steps", [ada])
            #expect(back.body.contains("1 of 3 steps: 1 done."))
        }
    }

    @Test func aStepHasItsReadingAndWhatItsReaderWrote() async throws {
        try await run { bench in
            let feed = Feed(address: .sample("https://blog.example.org/feed"), title: "A <blog>")
            try await bench.store.feeds.subscribe(to: [feed])
            let item = Item.sample(feed: feed.id, title: "Boards & budgets")
            let fetch = FetchRecord(
                feed: feed.id, time: .sample(), result: .ok, reason: "read", byteCount: 10, validators: nil)
            _ = try await bench.store.items.save([item], noting: fetch, firstLimit: 10) { _ in
                NextTry(due: .sample("2026-11-03T09:00:00Z"), why: "after a day", intervalMinutes: 120)
            }
            try await bench.store.verdicts.record([ReviewedItem.sample(item).verdict])
            try await bench.store.queue.catchUp()
            let ada = try await bench.following("first-steps")
            let place = "/reading/paths/first-steps/steps/a"
            let page = try await bench.get(place, [ada])
            #expect(page.body.contains("Boards &amp; budgets") && page.body.contains("A &lt;blog&gt;"))
            #expect(page.body.contains("<em>this</em>"))
            #expect(page.body.contains("Why a?"))
            let said = [("item", item.id.rawValue), ("useful", "no"), ("word", "too <long>")]
            #expect(try await bench.post(place + "/opinion", said, by: ada).status == 303)
            let strange = [("item", "i0000"), ("useful", "yes")]
            #expect(try await bench.post(place + "/opinion", strange, by: ada).status == 409)
            let words = "Two lines,\r\n<b>mine</b>."
            #expect(try await bench.post(place + "/words", [("words-0", words)], by: ada).status == 303)
            let again = try await bench.get(place, [ada])
            #expect(again.body.contains("Two lines,\n&lt;b&gt;mine&lt;/b&gt;."))
            #expect(again.body.contains("too &lt;long&gt;"))
            #expect(try await bench.store.opinions.counts(limit: 1).first?.useless == 1)
            let long = String(repeating: "x", count: Reflection.limit + 1)
            #expect(try await bench.post(place + "/words", [("words-0", long)], by: ada).status == 409)
            #expect(try await bench.post(place + "/mark", [("mark", "perhaps")], by: ada).status == 400)
            #expect(try await bench.get("/reading/paths/first-steps/steps/x", [ada]).status == 404)
        }
    }

    @Test func whatIsApprovedIsFoundByItsWords() async throws {
        try await run { bench in
            let feed = Feed(address: .sample("https://blog.example.org/feed"), title: "A blog")
            try await bench.store.feeds.subscribe(to: [feed])
            let items = ["Boards & budgets", "Boards in secret"].map {
                Item.sample(
                    feed: feed.id, guid: $0, title: $0, address: "https://blog.example.org/\($0.count)")
            }
            let fetch = FetchRecord(
                feed: feed.id, time: .sample(), result: .ok, reason: "read", byteCount: 10, validators: nil)
            _ = try await bench.store.items.save(items, noting: fetch, firstLimit: 10) { _ in
                NextTry(due: .sample("2026-11-03T09:00:00Z"), why: "after a day", intervalMinutes: 120)
            }
            try await bench.store.verdicts.record([ReviewedItem.sample(items[0]).verdict])
            try await bench.store.queue.catchUp()
            let found = try await bench.get("/reading/search?q=board")
            #expect(found.body.contains("Boards &amp; budgets"))
            #expect(!found.body.contains("in secret"), "nobody approved it")
            let path = try await bench.get("/reading/search?q=FIRST+step")
            #expect(path.body.contains("paths/first-steps.html"))
            #expect(try await bench.get("/reading/search?q=%3Cscript%3E").body.contains("&lt;script&gt;"))
            #expect(try await bench.get("/reading/search").status == 200)
        }
    }

    @Test func answersChooseTheNextStep() async throws {
        try await run { bench in
            let ada = try await bench.following("first-steps")
            let form = try await bench.get("/reading/questions", [ada])
            #expect(form.status == 200)
            #expect(
                try await bench.post("/reading/questions", [("time", "20")], by: ada).location == "/reading")
            let page = try await bench.get("/reading/paths/first-steps", [ada])
            #expect(
                page.body.contains(
                    "It takes no longer than the 20 minutes that you have, and the path begins with it."))
            #expect(try await bench.post("/reading/questions", [("time", "7")], by: ada).status == 400)
            #expect(try await bench.post("/reading/questions", [("role", "king")], by: ada).status == 400)
        }
    }

    @Test func aRecordIsThereToTakeAlong() async throws {
        try await run { bench in
            let ada = try await bench.following("first-steps")
            for (step, mark) in [("a", "done"), ("b", "known")] {
                _ = try await bench.post(
                    "/reading/paths/first-steps/steps/\(step)/mark", [("mark", mark)], by: ada)
            }
            let page = try await bench.get("/reading/paths/first-steps/record", [ada])
            #expect(page.body.contains("Begun 2 November 2026, completed 2 November 2026."))
            let file = try await bench.get("/reading/paths/first-steps/record.md", [ada])
            #expect(file.head.contains("content-disposition: attachment"))
            #expect(file.body.contains("# First \\<steps\\>") || file.body.contains("# First &lt;steps"))
            #expect(file.body.contains("- start well"))
        }
    }

    @Test func allOfItIsShownAndErased() async throws {
        try await run { bench in
            let ada = try await bench.following("first-steps")
            _ = try await bench.post(
                "/reading/paths/first-steps/steps/a/words", [("words-0", "A secret thought")], by: ada)
            let own = try await bench.get("/reading/own", [ada])
            #expect(own.body.contains("A secret thought") && own.body.contains("ada@example.org"))
            let file = try await bench.get("/reading/own/record.json", [ada])
            #expect(file.body.contains("A secret thought"))
            // Whoever comes as a subscriber is told of it too.
            let id = try await bench.subscribed()
            _ = try await bench.post(bench.path(.choices, id) + "/own")
            let link = try bench.path(in: bench.letters.value.last, holding: "/subscription/own/")
            #expect(try await bench.get(link).body.contains("You follow 1 path, and wrote 1 answer."))
            #expect(try await bench.post("/reading/own/erase", [], by: ada).status == 422)
            let erased = try await bench.post("/reading/own/erase", [("sure", "yes")], by: ada)
            #expect(erased.heading == "All of it is erased")
            #expect(try await bench.get("/reading/own", [ada]).status == 401)
            #expect(bench.log.value.allSatisfy { !$0.contains("ada@") && !$0.contains("secret thought") })
        }
    }

    @Test func aPathIsPausedAndLeft() async throws {
        try await run { bench in
            let ada = try await bench.following("first-steps")
            _ = try await bench.post("/reading/paths/first-steps/pause", [], by: ada)
            #expect(try await bench.get("/reading", [ada]).body.contains("You are taking a break."))
            _ = try await bench.post("/reading/paths/first-steps/pause", [], by: ada)
            #expect(try await !bench.get("/reading", [ada]).body.contains("You are taking a break."))
            #expect(try await bench.get("/reading/paths/first-steps/leave", [ada]).status == 200)
            _ = try await bench.post("/reading/paths/first-steps/leave", [], by: ada)
            #expect(try await bench.get("/reading", [ada]).body.contains("You follow no path yet."))
            #expect(try await bench.post("/reading/paths/first-steps/pause", [], by: ada).status == 409)
            _ = try await bench.post("/reading/paths/first-steps/follow", [], by: ada)
            #expect(try await bench.get("/reading", [ada]).body.contains("2 steps"))
        }
    }

    @Test func nobodyIsLetInByGuessesOrByFormsFromElsewhere() async throws {
        try await run { bench in
            let ada = try await bench.following("first-steps")
            let strange = ["Origin: https://evil.example", "Sec-Fetch-Site: cross-site", ada]
            let place = "/reading/paths/first-steps/steps/a/mark"
            #expect(try await bench.post(place, [("mark", "done")], strange).status == 403)
            #expect(try await bench.post(place, [("mark", "done")]).status == 401)
            for path in ["/reading/own", "/reading/questions", "/reading/own/record.json"] {
                #expect(try await bench.get(path).status == 401)
                #expect(try await bench.get(path, [RoomBench.cookie(AccessKey().text)]).status == 401)
            }
            #expect(try await bench.get("/reading/enter/\(AccessKey().text)").status == 410)
            #expect(try await bench.get("/reading/enter/x").status == 410)
            #expect(try await bench.get("/reading").body.contains("Send me a link"))
            #expect(try await bench.get("/reading/paths/first-steps").body.contains("Send me a link"))
            #expect(try await bench.get("/reading/paths/none").status == 404)
        }
    }

    @Test func theAnswerIsTheSameForEveryAddress() async throws {
        try await run { bench in
            _ = try await bench.following("first-steps")
            let known = try await bench.post("/reading/ask", [("address", "ada@example.org")])
            let unknown = try await bench.post("/reading/ask", [("address", "bo@example.org")])
            #expect(known.body == unknown.body)
            #expect(try await bench.post("/reading/ask", [("address", "nobody")]).status == 422)
            let before = bench.letters.value.count
            for _ in 1...4 { _ = try await bench.post("/reading/ask", [("address", "cy@example.org")]) }
            #expect(bench.letters.value.count == before + AskTable.addressLimit)
        }
    }
}

extension RoomBench {
    /// The field of a browser that keeps a key.
    static func cookie(_ key: String) -> String { "Cookie: __Host-reader=\(key)" }

    /// Comes in by a link.
    ///
    /// - Returns: the field that the browser sends from then on.
    func enter(_ link: String) async throws -> String {
        let reply = try await post(link, [], [])
        #expect(reply.status == 303)
        let key = try #require(reply.whole.firstMatch(of: /__Host-reader=([^;]+);/)?.1)
        return RoomBench.cookie(String(key))
    }

    /// Somebody who follows a path.
    func following(_ path: String, _ address: String = "ada@example.org") async throws -> String {
        _ = try await post("/reading/ask", [("path", path), ("address", address)])
        return try await enter(try self.path(in: letters.value.last, holding: "/reading/enter/"))
    }

    /// Sends a form as a browser does that somebody has come in by.
    func post(_ path: String, _ form: [(String, String)], by cookie: String) async throws -> RoomReply {
        try await post(
            path, form, ["Origin: http://127.0.0.1:\(port)", "Sec-Fetch-Site: same-origin", cookie])
    }
}
