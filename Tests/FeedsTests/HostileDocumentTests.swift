// SPDX-License-Identifier: MIT

import Feeds
import Testing

/// Documents that cost a careless reader minutes; the limits are wide because tests run unoptimised and side by side.
@Suite struct HostileDocumentTests {
    static let documents: [(name: String, items: String)] = [
        ("deep", "<item><description>" + String(repeating: "<a>", count: 50_000) + "</description></item>"),
        ("attributes", "<item " + (0..<20_000).map { "a\($0)='1'" }.joined(separator: " ") + "/>"),
        ("sections", "<item><title>" + String(repeating: "<![CDATA[", count: 20_000)),
        ("quotes", "<item><title>" + String(repeating: "<a b=\"", count: 20_000)),
        (
            "strayEnds",
            "<item>" + String(repeating: "<p>", count: 200) + String(repeating: "</x>", count: 20_000)
        ),
        ("prefixes", "<item>" + (0..<5_000).map { "<z\($0):a/>" }.joined()),
        (
            "licenceLinks",
            "<item><rights>license " + String(repeating: "&lt;a ", count: 10_000) + "</rights></item>"
        ),
        ("dates", "<item>" + String(repeating: "<pubDate>1 1 1 1 1 1 1</pubDate>", count: 5_000) + "</item>"),
        ("sharedIds", (0..<2_000).map { "<item><guid>g</guid><title>\($0)</title></item>" }.joined()),
    ]

    @Test(arguments: HostileDocumentTests.documents)
    func hostileDocumentsCostLittleTime(name: String, items: String) throws {
        let started = ContinuousClock.now
        _ = try FeedParser.parse(rss(items)).jsonFeed()
        #expect(ContinuousClock.now - started < .seconds(10))
    }

    @Test func entriesHaveALimit() throws {
        let feed = try FeedParser.parse(
            rss(String(repeating: "<item><title>x</title></item>", count: 10_001)))
        #expect(feed.entries.count == 10_000)
        #expect(feed.warnings == ["only the first 10000 entries were read; 1 were left out"])
    }

    @Test func aLargeWholeDocumentIsNotTakenForABrokenOne() throws {
        let text = String(repeating: "words ", count: 3000)
        let items = String(
            repeating: "<item><title>x</title><description>\(text)</description></item>", count: 700)
        let feed = try FeedParser.parse(rss(items))
        #expect(feed.entries.count == 700)
        #expect(feed.warnings.isEmpty)
    }

    @Test func deepJSONIsNoFeed() {
        let text =
            "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":"
            + String(repeating: "[", count: 100_000)
        #expect {
            try FeedParser.parse(FeedDocument(bytes: Array(text.utf8)))
        } throws: { error in
            if case FeedError.unreadable = error { true } else { false }
        }
    }
}
