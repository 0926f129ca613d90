// SPDX-License-Identifier: MIT

import Foundation
import Model
import TestSupport
import Testing

/// `cairn feed` and its verbs.
@Suite(.timeLimit(.minutes(10))) struct FeedCommandTests {
    @Test func aFeedIsAddedListedPausedResumedAndRemoved() async throws {
        try await Walk.withLibrary { walk, server in
            let address = server.address("/feed").text + "?second"
            let added = try await walk.cairn(
                "feed", "add", "--no-discover", address, "--title", "Second", "--licence", "CC-BY-4.0",
                "--json")
            #expect(added.status == 0, "\(added.errors)")
            let id = try #require(try added.object()["id"] as? String)
            let list = try await walk.cairn("feed", "list", "--json").lines()
            #expect(list.map { $0["title"] as? String } == ["A blog", "Second"])
            #expect(list.last?["licence"] as? String == "CC-BY-4.0")
            let twice = try await walk.cairn("feed", "add", "--no-discover", address)
            #expect(twice.status == 2)
            #expect(twice.errors.contains("feeds/library.opml:"))

            let paused = try await walk.cairn("feed", "pause", id, "--reason", "too noisy", "--json")
            #expect(try paused.object()["paused"] as? String == "too noisy")
            let collected = try await walk.cairn("collect", "--all", "--json").lines()
            let results = Dictionary(
                uniqueKeysWithValues: collected.map { ($0["title"] as? String, $0["result"] as? String) })
            #expect(results == ["A blog": "ok", "Second": "skipped"])
            #expect(try await walk.cairn("feed", "resume", id).output.contains("Next try: now."))
            #expect(try await walk.cairn("feed", "show", id, "--json").status == 0)

            #expect(try await walk.cairn("feed", "remove", id).status == 0)
            let left = try await walk.cairn("feed", "list", "--json").lines()
            #expect(left.map { $0["title"] as? String } == ["A blog"])
            let gone = try await walk.cairn("feed", "remove", id)
            #expect(gone.status == 2)
            #expect(gone.errors.contains("there is no feed \(id)"))
        }
    }

    @Test func aFeedWhoseHostAskedForQuietSaysUntilWhenAndWhy() async throws {
        try await Walk.withLibrary(answering: { question in
            question.target == "/feed"
                ? .init(status: 429, fields: ["Retry-After": "7200"]) : .init(rssDocument(["One"]))
        }) { walk, server in
            _ = try await walk.cairn("collect", "--quiet")
            let address = server.address("/held").text
            let added = try await walk.cairn("feed", "add", "--no-discover", address, "--json")
            let id = try #require(try added.object()["id"] as? String)

            let list = try await walk.cairn("feed", "list", "--json").lines()
            let held = try #require(list.first { $0["id"] as? String == id })
            #expect(held["last_try"] == nil)
            #expect(held["next_try"] as? String == "2026-11-02T11:00:00Z")
            let why = "its host asked for quiet until 2026-11-02T11:00:00Z: we asked too often (429)"
            #expect(held["next_why"] as? String == why)
            #expect(
                held["host_wait"] as? [String: String]
                    == ["until": "2026-11-02T11:00:00Z", "reason": "we asked too often (429)"])
            let words = "Next try: 2026-11-02T11:00:00Z, \(why)."
            #expect(try await walk.cairn("feed", "list").output.contains("    Never fetched.\n"))
            for verb in ["show", "resume"] {
                let said = try await walk.cairn("feed", verb, id).output
                #expect(said.contains(words), "\(said)")
            }

            let later = ["CAIRN_NOW": "2026-11-02T11:00:00Z"]
            let rested = try await walk.cairn("feed", "show", id, with: later).output
            #expect(rested.contains("Next try: now."))
            #expect(!rested.contains("asked for quiet"))
        }
    }

    @Test func aFeedThatIsDueAfterItsHostsRestKeepsItsTurn() async throws {
        try await Walk.withLibrary(answering: { question in
            question.target == "/feed"
                ? .init(status: 503, fields: ["Retry-After": "120"]) : .init(rssDocument(["One"]))
        }) { walk, _ in
            _ = try await walk.cairn("collect", "--quiet")
            let feed = try #require(try await walk.cairn("feed", "list", "--json").lines().first)
            let due = try #require(feed["next_try"] as? String)
            #expect(due > "2026-11-02T09:02:00Z")
            #expect((feed["next_why"] as? String)?.hasSuffix("because it failed 1 time") == true)
            let said = try await walk.cairn("feed", "list").output
            #expect(said.contains("    Its host asked for quiet until 2026-11-02T09:02:00Z: "), "\(said)")
            #expect(said.contains("    Next try: \(due), "), "\(said)")
        }
    }

    @Test func theLicenceStandsAloneWhereThereIsNoGroup() async throws {
        try await Walk.withLibrary { walk, server in
            let alone = try await walk.cairn(
                "feed", "add", "--no-discover", server.address("/alone").text, "--licence", "CC-BY-4.0",
                "--json")
            let id = try #require(try alone.object()["id"] as? String)
            let shown = try await walk.cairn("feed", "show", id).output.split(separator: "\n")
            #expect(shown.dropFirst(2).first == "    CC BY 4.0")

            let grouped = try await walk.cairn(
                "feed", "add", "--no-discover", server.address("/grouped").text, "--licence", "CC-BY-4.0",
                "--group", "News/Local", "--json")
            let other = try #require(try grouped.object()["id"] as? String)
            let lines = try await walk.cairn("feed", "show", other).output.split(separator: "\n")
            #expect(lines.dropFirst(2).first == "    News / Local \u{b7} CC BY 4.0")
        }
    }

    @Test func addingAsksTheFeedForItsName() async throws {
        try await Walk.withLibrary(answering: { _ in .init(rssDocument(["One"])) }) { walk, server in
            let added = try await walk.cairn("feed", "add", server.address("/other").text)
            #expect(added.status == 0, "\(added.errors)")
            #expect(added.output.contains("Added A blog"))
        }
    }

    @Test func importShowsFirstAndSavesWhenTold() async throws {
        try await Walk.withLibrary { walk, server in
            let file = walk.home.appending(path: "team two.opml")
            let known = server.address("/feed").text
            try Data(opml(["Known": known, "New": "https://new.example.org/feed"]).utf8).write(to: file)
            let before = Walk.contents(of: walk.library)
            let shown = try await walk.cairn("feed", "import", file.path, "--no-fetch")
            #expect(shown.status == 0, "\(shown.errors)")
            #expect(shown.output.contains("new        New"))
            #expect(shown.output.contains("duplicate  Known"))
            #expect(Walk.contents(of: walk.library) == before)

            let saved = try await walk.cairn("feed", "import", file.path, "--no-fetch", "--yes", "--json")
            #expect(saved.status == 0)
            #expect(try saved.object()["new"] as? [String] == ["https://new.example.org/feed"])
            let path = try #require(try saved.object()["saved"] as? String)
            #expect(Walk.contents(of: walk.library)[path] != nil)
            let again = try await walk.cairn("feed", "import", file.path, "--no-fetch", "--yes", "--json")
            #expect(try again.object()["new"] as? [String] == [])
            #expect(try again.object()["saved"] == nil)
        }
    }

    @Test func whatIsExportedCanBeImported() async throws {
        try await Walk.withLibrary { walk, server in
            let text = try await walk.cairn("feed", "export").output
            #expect(text.contains(server.address("/feed").text))
            try Data(text.utf8).write(to: walk.home.appending(path: "ours.opml"))
            try await Walk.begin { other in
                _ = try await other.cairn("init", "library")
                let file = walk.home.appending(path: "ours.opml").path
                #expect(try await other.cairn("feed", "import", file, "--no-fetch", "--yes").status == 0)
                let list = try await other.cairn("feed", "list", "--json").lines()
                #expect(list.map { $0["url"] as? String } == [server.address("/feed").text])
            }
        }
    }

    @Test func theDigestSaysWhatNeedsAPersonUntilItIsLeftAsItIs() async throws {
        try await Walk.withLibrary(answering: { _ in .init(status: 500) }) { walk, _ in
            for day in 2...4 {
                let now = ["CAIRN_NOW": "2026-11-0\(day)T09:00:00Z"]
                _ = try await walk.cairn("collect", "--all", "--quiet", with: now)
            }
            let later = ["CAIRN_NOW": "2026-11-05T09:00:00Z"]
            let digest = try await walk.cairn("feed", "digest", "--json", with: later)
            #expect(digest.status == 1)
            let concern = try #require((try digest.object()["concerns"] as? [[String: Any]])?.first)
            #expect(concern["concern"] as? String == "failing")
            #expect(concern["actions"] as? [String] == ["look", "pause", "leave"])
            let id = try #require(concern["feed"] as? String)
            let words = try await walk.cairn("feed", "digest", with: later).output
            #expect(words.contains("Failing: A blog") && words.contains("cairn feed pause \(id)"))
            #expect(try await walk.cairn("feed", "leave", id, with: later).status == 0)
            let quiet = try await walk.cairn("feed", "digest", with: later)
            #expect(quiet.status == 0 && quiet.output.contains("All is well with 1 feed."))
            let follow = try await walk.cairn("feed", "follow", id, with: later)
            #expect(follow.status == 2 && follow.errors.contains("there is no moved feed"))
        }
    }

    @Test func parsingNeedsNoLibrary() async throws {
        try await Walk.begin { walk in
            let file = walk.home.appending(path: "feed.xml")
            try Data(rssDocument(["One", "Two"]).utf8).write(to: file)
            let parsed = try await walk.cairn(
                "feed", "parse", file.path, "--base", "https://blog.example.org/feed", in: walk.home)
            #expect(parsed.status == 0, "\(parsed.errors)")
            let feed = try parsed.object()
            #expect(feed["version"] as? String == "https://jsonfeed.org/version/1.1")
            let items = feed["items"] as? [[String: Any]] ?? []
            #expect(items.map { $0["title"] as? String } == ["One", "Two"])
            #expect((feed["_cairn"] as? [String: Any])?["format"] as? String == "rss-2.0")
        }
    }

    @Test func whatAFeedSaysInHTMLIsPrintedCleaned() async throws {
        try await Walk.begin { walk in
            let file = walk.home.appending(path: "feed.xml")
            let html = "<p onclick='x()'><a href='../y'>Why</a></p><script>z()</script>"
            try Data(rssDocument(["One"], text: "<![CDATA[\(html)]]>").utf8).write(to: file)
            let parsed = try await walk.cairn(
                "feed", "parse", file.path, "--base", "https://blog.example.org/a/feed", in: walk.home)
            let items = try parsed.object()["items"] as? [[String: Any]] ?? []
            #expect(
                items.first?["content_html"] as? String
                    == #"<p><a href="https://blog.example.org/y" rel="nofollow noopener">Why</a></p>"#)
        }
    }
}
