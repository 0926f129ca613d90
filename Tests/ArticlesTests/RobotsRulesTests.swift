// SPDX-License-Identifier: MIT

import Articles
import Model
import TestSupport
import Testing

@Suite struct RobotsRulesTests {
    private func allows(_ path: String, _ file: String) -> Bool {
        RobotsRules(Array(file.utf8), for: "Cairn").allows(.sample("https://blog.example.org" + path))
    }

    @Test func withoutRulesEverythingMayBeRead() {
        #expect(allows("/a", ""))
        #expect(allows("/a", "User-agent: *\nDisallow:\n"))
        #expect(RobotsRules.open.allows(.sample("https://blog.example.org/a")))
        #expect(!RobotsRules.closed.allows(.sample("https://blog.example.org/a")))
    }

    @Test(arguments: [
        ("/private/a", false), ("/privateer", false), ("/public/a", true), ("/", true), ("/robots.txt", true),
    ])
    func aRuleHoldsForWhatBeginsSo(path: String, isAllowed: Bool) {
        #expect(allows(path, "User-agent: *\nDisallow: /private\nDisallow: /robots.txt") == isAllowed)
    }

    @Test func ourOwnGroupTakesThePlaceOfEverybodys() {
        let file = "User-agent: *\nDisallow: /\n\nuser-agent: CAIRN/1.0\nDisallow: /drafts\n"
        #expect(allows("/news", file))
        #expect(!allows("/drafts/1", file))
    }

    @Test func anEmptyGroupOfOursOpensEverything() {
        #expect(allows("/a", "User-agent: *\nDisallow: /\nUser-agent: cairn\nDisallow:\n"))
    }

    @Test func namesInARowShareTheirRules() {
        let file = "User-agent: other\nUser-agent: cairn\nDisallow: /a\nUser-agent: other\nDisallow: /b\n"
        #expect(!allows("/a", file))
        #expect(allows("/b", file))
    }

    @Test func groupsForTheSameNameAddUp() {
        let file = """
            User-agent: cairn
            Disallow: /a
            Sitemap: /s.xml
            User-agent: *
            Disallow: /c
            User-agent: cairn
            Disallow: /b
            """
        #expect(!allows("/a", file))
        #expect(!allows("/b", file))
        #expect(allows("/c", file))
    }

    @Test func anotherNameThatBeginsLikeOursIsNotOurs() {
        #expect(allows("/a", "User-agent: cairnbot\nDisallow: /\n"))
    }

    @Test func theLongestRuleDecidesAndOfTwoAlikeTheKinder() {
        #expect(allows("/a/b/c", "User-agent: *\nDisallow: /a\nAllow: /a/b"))
        #expect(!allows("/a/x", "User-agent: *\nDisallow: /a\nAllow: /a/b"))
        #expect(allows("/a", "User-agent: *\nDisallow: /a\nAllow: /a"))
    }

    @Test(arguments: [
        ("/x.pdf", false), ("/x.pdf?page=2", true), ("/d/x.pdf", false), ("/x.html", true),
        ("/q?a=1&sid=2", false),
        ("/a/very/deep/b", false), ("/a/b/c", false),
    ])
    func starsAndTheEnd(path: String, isAllowed: Bool) {
        let file = "User-agent: *\nDisallow: /*.pdf$\nDisallow: /*?*sid=\nDisallow: /a*/b"
        #expect(allows(path, file) == isAllowed)
    }

    @Test(arguments: [
        ("/caf%C3%A9", "/café"), ("/café", "/caf%c3%a9"), ("/a%7Eb", "/a~b"), ("/a~b", "/a%7eb"),
        ("/a%2Ab", "/a%2ab"),
    ])
    func encodingMakesNoDifference(path: String, pattern: String) {
        #expect(!allows(path, "User-agent: *\nDisallow: \(pattern)"))
    }

    @Test func anEncodedSlashIsNoSlash() {
        #expect(allows("/a%2Fb", "User-agent: *\nDisallow: /a/b"))
    }

    @Test func commentsMarksAndOddLineEndsArePassedOver() {
        let file = "\u{FEFF}# hello\r\rUser-Agent :  *  # all\r\n  disallow : /a # b\rnonsense\nAllow /a\n"
        #expect(!allows("/a", file))
        #expect(allows("/b", file))
    }

    @Test func theWantedPauseIsRead() {
        #expect(
            RobotsRules(Array("User-agent: *\nCrawl-delay: 7.5\n".utf8), for: "cairn").pauseSeconds == 7.5)
        #expect(
            RobotsRules(Array("User-agent: *\nCrawl-delay: soon\n".utf8), for: "cairn").pauseSeconds == nil)
    }

    @Test func aHostileFileIsReadToTheEnd() {
        let line = "Disallow: /" + String(repeating: "*a", count: 900) + "b\n"
        let file = "User-agent: *\n" + String(repeating: line, count: 400)
        #expect(allows("/" + String(repeating: "a", count: 2_000), file))
    }
}
