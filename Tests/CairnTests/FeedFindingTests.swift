// SPDX-License-Identifier: MIT

import Foundation
import Model
import TestSupport
import Testing

/// What `cairn feed add` and `cairn feed import` find.
@Suite(.timeLimit(.minutes(10))) struct FeedFindingTests {
    @Test func oneFeedOfASiteIsAdded() async throws {
        try await Walk.withLibrary(answering: FeedFindingTests.answer) { walk, server in
            let added = try await walk.cairn("feed", "add", "\(server.allowed)/one", "--json")
            #expect(added.status == 0, "\(added.errors)")
            #expect(try added.object()["url"] as? String == server.address("/news.rss").text)
            #expect(try added.object()["found"] as? String == "announced")
        }
    }

    @Test func ofSeveralFeedsNoneIsSavedUnlessTheFirstIsWanted() async throws {
        try await Walk.withLibrary(answering: FeedFindingTests.answer) { walk, server in
            let before = Walk.contents(of: walk.library)
            let listed = try await walk.cairn("feed", "add", server.address("/two").text)
            #expect(listed.status == 1)
            #expect(listed.output.contains("2  Jobs"))
            #expect(listed.errors.contains("name one of them: cairn feed add --no-discover ADDRESS"))
            #expect(Walk.contents(of: walk.library) == before)
            let added = try await walk.cairn("feed", "add", server.address("/two").text, "--first")
            #expect(added.status == 0, "\(added.errors)")
            #expect(added.output.contains("Added News"))
        }
    }

    @Test func whereThereIsNoFeedItSaysWhatWasTried() async throws {
        try await Walk.withLibrary(answering: FeedFindingTests.answer) { walk, server in
            let ending = try await walk.cairn("feed", "add", server.address("/").text, "--json")
            #expect(ending.status == 2)
            #expect(try (ending.object()["tried"] as? [Any])?.count == 9)
            #expect(ending.errors.contains("/feed/: there is nothing at this address (404)"))
        }
    }

    @Test func anImportSaysWhatEachLineAnswersAndSavesTheLivingOnes() async throws {
        try await Walk.withLibrary(answering: FeedFindingTests.answer) { walk, server in
            let file = walk.home.appending(path: "team.opml")
            let lines = ["A": "/news.rss", "B": "/old.rss", "C": "/none", "D": "/two"]
            try Data(opml(lines.mapValues { server.address($0).text }).utf8).write(to: file)
            let saved = try await walk.cairn("feed", "import", file.path, "--yes", "--follow-moves", "--json")
            #expect(saved.status == 1)
            let told = try saved.object()["lines"] as? [[String: Any]] ?? []
            #expect(told.map { $0["status"] as? String } == ["new", "moved", "dead", "no_feed_found"])
            #expect((told.last?["offers"] as? [Any])?.count == 2)
            #expect(
                try saved.object()["new"] as? [String]
                    == ["/news.rss", "/jobs.rss"].map { server.address($0).text })
        }
    }

    /// A site with two feeds, one of which has moved, and pages that name one, both or none of them.
    private static let answer: @Sendable (LoopbackServer.Question) async -> LoopbackServer.Reply = {
        question in
        let news = "<!doctype html><link rel=alternate type=application/rss+xml href=/news.rss>"
        return switch question.target {
        case "/": .init("<!doctype html><p>Welcome")
        case "/one": .init(news)
        case "/two": .init(news + "<a href=/jobs.rss>Jobs</a>")
        case "/news.rss": .init(rssDocument(["One"]).replacing("A blog", with: "News"))
        case "/jobs.rss": .init(rssDocument(["Two"]).replacing("A blog", with: "Jobs"))
        case "/old.rss": .init(status: 301, fields: ["Location": "/jobs.rss"])
        default: .init(status: 404)
        }
    }
}
