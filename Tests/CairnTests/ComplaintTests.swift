// SPDX-License-Identifier: MIT

import Foundation
import Model
import TestSupport
import Testing

/// What a person hears when something is wrong: the exit status and one clear sentence on standard error.
@Suite(.timeLimit(.minutes(10))) struct ComplaintTests {
    @Test(arguments: [["check"], ["collect"], ["publish"], ["feed", "list"], ["review", "list"], ["run"]])
    func withoutALibraryNothingIsDone(command: [String]) async throws {
        try await Walk.begin { walk in
            let ending = try await Walk.program.run(
                command, environment: ["PATH": "/usr/bin:/bin", "HOME": walk.home.path], in: walk.home)
            expect(ending, status: 2, says: "no cairn.yaml in")
            #expect(Walk.contents(of: walk.home).isEmpty)
        }
    }

    @Test func aLibraryThatIsNotThereIsNamed() async throws {
        try await Walk.begin { walk in
            expect(try await walk.cairn("check", "--library", "nowhere"), status: 2, says: "nowhere")
            let named = try await walk.cairn("check", with: ["CAIRN_LIBRARY": "/nowhere"])
            expect(named, status: 2, says: "there is no library at /nowhere")
        }
    }

    @Test func aFileThatIsNotThereIsNamed() async throws {
        try await Walk.withLibrary { walk, _ in
            expect(
                try await walk.cairn("feed", "parse", "no.xml"), status: 2, says: "there is no file no.xml")
            expect(try await walk.cairn("feed", "import", "no.opml"), status: 2, says: "no.opml")
            expect(try await walk.cairn("feed", "parse", "curated"), status: 2, says: "curated is a folder")
        }
    }

    @Test func aBrokenFeedListIsNamedWithItsLineAndTheRestGoesOn() async throws {
        try await Walk.withLibrary { walk, server in
            try walk.write("<opml version=\"2.0\"><body>\n<outline text=\"x\"", to: "feeds/broken.opml")
            let checked = try await walk.cairn("check")
            #expect(checked.status == 1)
            #expect(checked.output.contains("feeds/broken.opml"))
            let collected = try await walk.cairn("collect", "--json")
            expect(collected, status: 1, says: "feeds/broken.opml")
            #expect(try collected.lines().map { $0["new"] as? Int } == [3])
            let file = walk.library.appending(path: "feeds/broken.opml").path
            let imported = try await walk.cairn("feed", "import", file)
            #expect(imported.status != 0)
            #expect((imported.output + imported.errors).contains("broken.opml"))
        }
    }

    @Test func anUnknownTopicInAThemeIsNamedWithItsFile() async throws {
        try await Walk.withLibrary { walk, _ in
            let theme = walk.library.appending(path: "curated/themes/strategy.md")
            let text = try String(contentsOf: theme, encoding: .utf8)
            try walk.write(
                text.replacing("[digital-strategy]", with: "[digital-stategy]"),
                to: "curated/themes/strategy.md")
            let checked = try await walk.cairn("check", "--json")
            #expect(checked.status == 1)
            let mistakes = try checked.object()["mistakes"] as? [[String: Any]] ?? []
            #expect(mistakes.map { $0["file"] as? String } == ["curated/themes/strategy.md"])
            #expect(mistakes.first?["line"] as? Int != nil)
            #expect((mistakes.first?["message"] as? String)?.contains("digital-stategy") == true)
            expect(try await walk.cairn("publish"), status: 2, says: "curated/themes/strategy.md")
        }
    }

    @Test func aFeedThatIsAWebPageIsANoteInTheReport() async throws {
        let page = "<!DOCTYPE html><html><head><title>Blog</title></head><body>Hello</body></html>"
        try await Walk.withLibrary(answering: { _ in .init(page) }) { walk, server in
            let collected = try await walk.cairn("collect", "--json")
            expect(collected, status: 1, says: "a web page")
            #expect(try collected.lines().map { $0["result"] as? String } == ["not_a_feed"])
            let added = try await walk.cairn("feed", "add", server.address("/page").text, "--quiet")
            // One sentence, and below it each address that was tried.
            #expect(added.status == 2)
            #expect(added.complaints.first?.contains("no feed was found at") == true)
            #expect(added.complaints.dropFirst().allSatisfy { $0.contains("a web page") })
        }
    }

    @Test func aDatabaseThatIsNoneIsLeftAlone() async throws {
        try await Walk.withLibrary { walk, _ in
            let text = String(repeating: "This is a diary, not a database.\n", count: 100)
            try walk.write(text, to: "cairn.sqlite")
            for command in [["collect"], ["review", "list"], ["publish"], ["run"]] {
                let ending = try await Walk.program.run(
                    command, environment: ["PATH": "/usr/bin:/bin", "HOME": walk.home.path], in: walk.library)
                expect(ending, status: 2, says: "is not a database of Cairn")
            }
            let checked = try await walk.cairn("check")
            #expect(checked.status == 1)
            #expect(checked.output.contains("is not a database of Cairn"))
            #expect(Walk.contents(of: walk.library)["cairn.sqlite"] == Data(text.utf8))
        }
    }

    @Test(arguments: [
        ["no-such-command"], ["--no-such-flag"], ["collect", "--no-such-flag"], ["collect", "--jobs", "0"],
        ["collect", "--all", "--feed", "f1"], ["check", "--quiet", "--verbose"], ["publish", "--theme", "x"],
        ["feed", "show"], ["review", "approve", "i1234"], ["item", "list", "--state", "lost"],
        ["item", "list", "--limit", "0"], ["feed", "no-such-verb"], ["completions", "basic"],
    ])
    func wrongUsageIs64(command: [String]) async throws {
        try await Walk.begin { walk in
            let ending = try await Walk.program.run(
                command, environment: ["PATH": "/usr/bin:/bin", "HOME": walk.home.path], in: walk.home)
            #expect(ending.status == 64, "\(command): \(ending.status) \(ending.errors)")
            #expect(ending.output == "")
            #expect(ending.complaints.first?.hasPrefix("Error: ") == true, "\(ending.errors)")
        }
    }

    @Test(arguments: ["tomorrow", "2026-13-01T00:00:00Z"])
    func aClockThatIsNoneIsWrongUsage(now: String) async throws {
        try await Walk.withLibrary { walk, _ in
            let ending = try await walk.cairn("check", with: ["CAIRN_NOW": now])
            #expect(ending.status == 64)
            #expect(ending.errors.contains("CAIRN_NOW"))
        }
    }

    @Test func whatNobodyKnowsIsSaidToBeMissing() async throws {
        try await Walk.withLibrary { walk, _ in
            expect(try await walk.cairn("collect", "--feed", "f0"), status: 2, says: "there is no feed f0")
            expect(try await walk.cairn("feed", "pause", "f0"), status: 2, says: "there is no feed f0")
            expect(try await walk.cairn("item", "show", "i0000"), status: 2, says: "i0000")
            expect(try await walk.cairn("newsletter", "draft", "weekly"), status: 2, says: "weekly")
            let theme = try await walk.cairn("publish", "--theme", "no", "--to", walk.home.path + "/x")
            expect(theme, status: 2, says: "there is no theme no")
        }
    }

    @Test func aSecondRunAtOnceIsTurnedAway() async throws {
        try await Walk.withLibrary(answering: { _ in .init(status: 500) }) { walk, _ in
            // The lock is on a file of the library; holding it is what a run does.
            let file = open(walk.library.path + "/.cairn-run.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
            defer { close(file) }
            #expect(flock(file, LOCK_EX | LOCK_NB) == 0)
            expect(try await walk.cairn("run"), status: 2, says: "another run is at work")
        }
    }

    /// Holds a command against its exit status and its one sentence.
    private func expect(
        _ ending: Program.Ending, status: Int32, says words: String,
        at place: SourceLocation = #_sourceLocation
    ) {
        #expect(ending.status == status, "\(ending.output)\(ending.errors)", sourceLocation: place)
        #expect(ending.complaints.count == 1, "\(ending.errors)", sourceLocation: place)
        #expect(ending.errors.contains(words), "\(ending.errors)", sourceLocation: place)
    }
}
