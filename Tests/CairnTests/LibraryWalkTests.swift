// SPDX-License-Identifier: MIT

import Foundation
import Model
import TestSupport
import Testing

/// The way from a feed to a pack and an issue, as a curator goes it.
@Suite(.timeLimit(.minutes(10))) struct LibraryWalkTests {
    @Test func collectingGivesOneLineOfJSONAFeed() async throws {
        try await Walk.withLibrary { walk, server in
            try walk.write(
                opml(["A blog": server.address("/feed").text, "Lost": server.address("/lost").text]),
                to: "feeds/team.opml")
            let ending = try await walk.cairn("collect", "--json")
            #expect(ending.status == 1)
            let lines = try ending.lines().sorted {
                ($0["url"] as? String ?? "") < $1["url"] as? String ?? ""
            }
            #expect(lines.map { $0["url"] as? String } == ["/feed", "/lost"].map { server.address($0).text })
            #expect(lines.map { $0["result"] as? String } == ["ok", "not_found"])
            #expect(lines.map { $0["new"] as? Int } == [3, 0])
            #expect(lines.map { $0["changed"] as? Int } == [0, 0])
            #expect(ending.complaints.count == 1)
            #expect(ending.errors.contains("Lost"))
        }
    }

    @Test func theSecondCollectAddsNothing() async throws {
        try await Walk.withLibrary { walk, _ in
            #expect(try await walk.cairn("collect").output.contains("new items 3"))
            let again = try await walk.cairn("collect", "--all", "--json")
            #expect(again.status == 0)
            #expect(try again.lines().map { $0["result"] as? String } == ["not_modified"])
            #expect(try again.lines().map { $0["new"] as? Int } == [0])
            let due = try await walk.cairn("collect", "--json")
            #expect(due.status == 0)
            #expect(due.output == "")
            #expect(try await walk.items().count == 3)
        }
    }

    @Test func classifyingShowsItsEvidence() async throws {
        try await Walk.withItems { walk, items in
            #expect(items.count == 3)
            let strategy = try #require(items.first { $0.title == "A digital strategy on one page" })
            let tag = try #require(strategy.tags.first)
            #expect(tag.topic == "digital-strategy")
            #expect(tag.confidence >= 0.5)
            #expect(tag.model.hasPrefix("terms-"))
            #expect(tag.evidence.contains { $0.words == "digital strategy" })
            let again = try await walk.cairn("classify", "--json")
            #expect(again.status == 0)
            #expect(try again.object()["name"] as? String == "classify")
            let explained = try await walk.cairn("classify", "--explain", strategy.id)
            #expect(explained.status == 0)
            #expect(explained.output.contains("digital strategy"))
        }
    }

    @Test func aRejectedTagStaysAwayUntilItIsTakenBack() async throws {
        try await Walk.withItems { walk, items in
            let item = try #require(items.first { $0.tags.contains { $0.topic == "user-research" } })
            let rejected = try await walk.cairn(
                "review", "untag", item.id, "--topic", "user-research", "--json")
            #expect(rejected.status == 0, "\(rejected.errors)")
            let given = try rejected.json() as? [[String: Any]]
            #expect(given?.map { $0["decision"] as? String } == ["reject"])
            _ = try await walk.cairn("classify", "--again", "--quiet")
            let shown = try await walk.cairn("item", "show", item.id, "--json").object()
            #expect(shown["rejected_topics"] as? [String] == ["user-research"])
            #expect(try await walk.items("--topic", "user-research").allSatisfy { $0.id != item.id })
            let again = try await walk.cairn("review", "untag", item.id, "--topic", "user-research")
            #expect(again.status == 2 && again.complaints.count == 1)
            #expect(try await walk.cairn("review", "undo").output.contains("is not user-research"))
            #expect(try await walk.items("--topic", "user-research").contains { $0.id == item.id })
        }
    }

    @Test func aCuratorDecidesAndTakesBack() async throws {
        try await Walk.withItems { walk, items in
            let ids = items.map(\.id)
            let approved = try await walk.cairn(
                "review", "approve", ids[0], "--topic", "digital-strategy", "--why", "It is short.", "--json")
            #expect(approved.status == 0, "\(approved.errors)")
            let rejected = try await walk.cairn("review", "reject", ids[1], "--reason", "an advert")
            #expect(rejected.status == 0)
            #expect(try await walk.cairn("review", "hold", ids[2]).status == 0)
            #expect(try await walk.items("--state", "approved").map(\.id) == [ids[0]])
            #expect(try await walk.items("--state", "rejected").map(\.id) == [ids[1]])
            #expect(try await walk.cairn("review", "list", "--json").output == "")

            #expect(try await walk.cairn("review", "undo").output.contains(ids[2]))
            #expect(try await walk.cairn("review", "undo").output.contains(ids[1]))
            let waiting = try await walk.cairn("review", "list", "--json").lines()
            #expect(Set(waiting.compactMap { $0["id"] as? String }) == [ids[1], ids[2]])
            #expect(try await walk.cairn("review", "undo", "--quiet").status == 0)
            let nothing = try await walk.cairn("review", "undo")
            #expect(nothing.status == 0)
            #expect(nothing.output == "")
            #expect(nothing.errors.contains("nothing to take back"))
        }
    }

    @Test func severalItemsAreDecidedTogetherOrNotAtAll() async throws {
        try await Walk.withItems { walk, items in
            let failed = try await walk.cairn(
                "review", "approve", items[0].id, "i0000", "--topic", "digital-strategy", "--why", "Good.")
            #expect(failed.status == 2)
            #expect(failed.complaints.count == 1)
            let unknown = try await walk.cairn(
                "review", "approve", items[0].id, "--topic", "no-such-topic", "--why", "Good.")
            #expect(unknown.status == 2)
            #expect(unknown.errors.contains("no-such-topic"))
            #expect(try await walk.items("--state", "approved").isEmpty)
        }
    }

    @Test func publishingTwiceGivesTheSameBytes() async throws {
        try await Walk.withItems { walk, items in
            _ = try await walk.cairn(
                "review", "approve", items[0].id, items[1].id, "--why", "Read it.",
                "--topic", "digital-strategy")
            let folder = walk.library.appending(path: "curated/published")
            let first = try await walk.cairn("publish")
            #expect(first.status == 0, "\(first.errors)")
            let files = Walk.contents(of: folder)
            #expect(files["packs/strategy.html"] != nil)
            #expect(files["packs/research.html"] == nil)
            let second = try await walk.cairn("publish", "--json")
            #expect(second.status == 0)
            #expect(try second.object()["written"] as? [String] == [])
            #expect(Walk.contents(of: folder) == files)
            _ = try await walk.cairn("publish", "--to", walk.home.path + "/elsewhere")
            #expect(Walk.contents(of: walk.home.appending(path: "elsewhere")) == files)
            // On the other side of the earth it is another day, and somebody there speaks another language.
            for (zone, language) in [("Pacific/Kiritimati", "tr_TR.UTF-8"), ("Etc/GMT+12", "C")] {
                let there = ["TZ": zone, "LANG": language, "LC_ALL": language]
                let place = walk.home.appending(path: language)
                _ = try await walk.cairn("publish", "--to", place.path, with: there)
                #expect(Walk.contents(of: place) == files, "\(zone)")
            }
            let one = try await walk.cairn("publish", "--theme", "strategy", "--to", walk.home.path + "/one")
            #expect(one.status == 0)
            let pack = Walk.contents(of: walk.home.appending(path: "one"))["packs/strategy.html"]
            #expect(pack == files["packs/strategy.html"])
        }
    }

    @Test func anIssueIsDraftedShownApprovedAndPublished() async throws {
        try await Walk.withItems { walk, items in
            let early = try await walk.cairn("newsletter", "draft", "monthly")
            #expect(early.status == 1)
            #expect(early.errors.contains("no new item fits"))
            _ = try await walk.cairn(
                "review", "approve", items[0].id, "--why", "Read it.", "--topic", "digital-strategy")
            let draft = try await walk.cairn("newsletter", "draft", "monthly", "--json")
            #expect(draft.status == 0, "\(draft.errors)")
            #expect(try draft.object()["state"] as? String == "draft")
            #expect(try draft.object()["number"] as? Int == 1)
            let shown = try await walk.cairn("newsletter", "show", "monthly")
            #expect(shown.output.contains(items[0].title))
            _ = try await walk.cairn("publish")
            let folder = walk.library.appending(path: "curated/published")
            #expect(Walk.contents(of: folder)["issues/monthly/1.html"] == nil)
            let approved = try await walk.cairn("newsletter", "approve", "monthly", "--json")
            #expect(try approved.object()["state"] as? String == "approved")
            #expect(try await walk.cairn("publish").status == 0)
            let page = try #require(Walk.contents(of: folder)["issues/monthly/1.html"])
            #expect(try await walk.cairn("newsletter", "approve", "monthly").status == 2)
            // What an approved issue used is not drafted again, and the issue never changes.
            #expect(try await walk.cairn("newsletter", "draft", "monthly").status == 1)
            _ = try await walk.cairn("review", "undo")
            _ = try await walk.cairn("publish")
            #expect(Walk.contents(of: folder)["issues/monthly/1.html"] == page)
            let list = try await walk.cairn("newsletter", "list", "--json").json() as? [[String: Any]]
            #expect(list?.first?["id"] as? String == "monthly")
        }
    }

    @Test func aRunDoesWhatIsDueAndADryRunNothing() async throws {
        try await Walk.withLibrary { walk, _ in
            let foretold = try await walk.cairn("run", "--dry-run", "--json")
            #expect(foretold.status == 0, "\(foretold.errors)")
            #expect(try foretold.object()["dry_run"] as? Bool == true)
            #expect(!FileManager.default.fileExists(atPath: walk.library.path + "/cairn.sqlite"))
            let done = try await walk.cairn("run", "--json")
            #expect(done.status == 0, "\(done.errors)")
            let stages = try done.object()["stages"] as? [[String: Any]] ?? []
            #expect(
                stages.map { $0["name"] as? String } == [
                    "collect", "enrich", "classify", "issues", "publish",
                ])
            #expect(try await walk.items().count == 3)
            let database = try Data(contentsOf: walk.library.appending(path: "cairn.sqlite"))
            let later = try await walk.cairn("run", "--dry-run")
            #expect(later.output.contains("collect: feeds due 0"))
            #expect(try Data(contentsOf: walk.library.appending(path: "cairn.sqlite")) == database)
            #expect(try await walk.cairn("run").output.contains("collect: feeds 0"))
        }
    }
}
