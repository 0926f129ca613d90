// SPDX-License-Identifier: MIT

import Feeds
import Foundation
import Model
import TestSupport
import Testing

/// Reads a fixture of this target.
func fixture(_ name: String) throws -> FeedDocument {
    let url = try #require(Bundle.module.url(forResource: "Fixtures/\(name)", withExtension: nil))
    return FeedDocument(
        bytes: [UInt8](try Data(contentsOf: url)), base: .sample("https://feeds.example.org/feed"))
}

/// A document of RSS 2.0 with some items.
func rss(_ items: String, channel: String = "") -> FeedDocument {
    FeedDocument(
        bytes: Array("<rss version='2.0'><channel><title>T</title>\(channel)\(items)</channel></rss>".utf8),
        base: .sample("https://blog.example.org/feed"))
}

@Suite struct FeedParserTests {
    @Test func rssWithModulesGivesEverything() throws {
        let feed = try FeedParser.parse(fixture("rss-two-with-modules.xml"))
        #expect(feed.format == "rss-2.0")
        #expect(feed.title == "Digital notes")
        #expect(feed.address?.text == "https://blog.example.org/feed.xml")
        #expect(feed.language == "en-gb")
        #expect(feed.minutesToLive == 60)
        let entry = try #require(feed.entries.first)
        #expect(entry.title == "Boards & digital")
        #expect(entry.text == "Long words.\nMore.")
        #expect(entry.summary == "Short words.")
        #expect(entry.authors.map(\.name) == ["Ada Example"])
        #expect(entry.tags == ["Governance", "Trustees"])
        #expect(entry.dates.published == .sample("2026-11-02T08:00:00Z"))
        #expect(entry.attachments.map(\.byteCount) == [1234])
        #expect(entry.rights.statement?.licence == .ccBy)
        #expect(entry.rights.statement?.place == .feed)
    }

    @Test func elementsInTheMiddleOfAnAuthorDoNotCutTheText() throws {
        let feed = try FeedParser.parse(
            rss(
                """
                <item><author> Ada <email> ada@example.org </email>Example </author><title> A <b>bold</b> &amp; b </title>
                </item><item><title>Next</title></item>
                """))
        let author = try #require(feed.entries[0].authors.first)
        #expect(author.name == "Ada Example")
        #expect(author.mail == "ada@example.org")
        #expect(feed.entries.map(\.title) == ["A bold & b", "Next"])
    }

    @Test func oneBadFieldCostsOnlyItself() throws {
        let entry = try FeedParser.parse(fixture("rss-two-with-modules.xml")).entries[1]
        #expect(entry.address == nil)
        #expect(entry.title == "Another")
        #expect(entry.warnings == ["the date “soon” cannot be read"])
    }

    @Test func anEntryThatKeepsAllRightsDoesNotInheritALicence() throws {
        let entry = try FeedParser.parse(fixture("rss-two-with-modules.xml")).entries[1]
        #expect(entry.rights.licenceAddress == nil)
        #expect(entry.rights.statement?.licence == .allRightsReserved)
    }

    @Test func atomLinksResolveAgainstXMLBase() throws {
        let feed = try FeedParser.parse(fixture("atom-xml-base.xml"))
        #expect(feed.format == "atom-1.0")
        #expect(feed.title == "Newyddion & mwy")
        #expect(feed.homePage?.text == "https://site.example.org/blog/")
        #expect(feed.address?.text == "https://site.example.org/blog/feed.atom")
        let entry = try #require(feed.entries.first)
        #expect(entry.address?.text == "https://site.example.org/blog/2026/one")
        #expect(entry.title == "Plain <b> text")
        #expect(entry.text == "Geiriau da & drwg")
        #expect(entry.language == "cy")
        #expect(entry.rights.statement?.licence.id == "CC-BY-SA-4.0")
    }

    @Test func jsonFeedIsReadWithALicenceAndACommaTooMany() throws {
        let feed = try FeedParser.parse(fixture("json-feed-with-licence.json"))
        #expect(feed.format == "json-1.0")
        #expect(feed.entries.map(\.guid) == ["7", "8"])
        #expect(feed.entries[0].address?.text == "https://feeds.example.org/7")
        #expect(feed.entries[0].rights.statement?.licence == .ccBy)
        #expect(feed.entries[1].text == "Plain")
    }

    @Test func brokenXMLGivesTheEntriesThatWereComplete() throws {
        let feed = try FeedParser.parse(fixture("rss-html-entities-and-bare-ampersand.xml"))
        #expect(feed.title == "Café & bar")
        #expect(feed.homePage?.text == "https://blog.example.org/?a=1&b=2")
        #expect(feed.entries.map(\.title) == ["First – one", "Second"])
        #expect(feed.entries[1].text == "Raw HTML\nhere")
        #expect(feed.warnings.count == 2)
    }

    @Test(arguments: [
        "", "  ", "<html><body>404</body></html>", "plain words", "[]", "{\"a\": 1}", "<opml version='2.0'/>",
    ])
    func whatIsNoFeedIsSaidToBeNone(text: String) {
        #expect { try FeedParser.parse(FeedDocument(bytes: Array(text.utf8))) } throws: { error in
            guard case FeedError.notAFeed = error else { return false }
            return true
        }
    }

    @Test func anEntityBombIsRefused() {
        let bomb =
            "<!DOCTYPE rss [<!ENTITY a 'lol'><!ENTITY b '&a;&a;&a;'>]><rss><channel><title>&b;</title></channel></rss>"
        #expect(throws: FeedError.unsafeXML("the document", reason: "its entities refer to others")) {
            try FeedParser.parse(FeedDocument(bytes: Array(bomb.utf8)))
        }
    }

    @Test func aDocumentOverTheLimitIsRefused() {
        let bytes = [UInt8](repeating: 0x20, count: FeedParser.byteLimit + 1)
        #expect(throws: FeedError.tooLarge("the document", byteLimit: FeedParser.byteLimit)) {
            try FeedParser.parse(FeedDocument(bytes: bytes))
        }
    }

    @Test(arguments: [
        ([0xFF, 0xFE] as [UInt8], "utf-16le"), ([0xEF, 0xBB, 0xBF], "utf-8"), ([], "windows-1252"),
    ])
    func theBytesDecideTheEncoding(mark: [UInt8], encoding: String) throws {
        let text =
            "<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><title>Zoë’s</title></channel></rss>"
        let bytes: [UInt8] =
            switch encoding {
            case "utf-16le": text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
            case "utf-8": Array(text.utf8)
            default: text.unicodeScalars.map { $0 == "’" ? 0x92 : UInt8($0.value) }
            }
        let feed = try FeedParser.parse(FeedDocument(bytes: mark + bytes))
        #expect(feed.title == "Zoë’s")
        #expect(feed.encoding == encoding)
    }
}

@Suite struct ParsedFeedItemsTests {
    private let feed = Feed(address: .sample("https://blog.example.org/feed"), title: "Blog")

    @Test func itemsThatShareAGUIDSurviveWhenTheyDiffer() throws {
        let document = rss(
            """
            <item><guid isPermaLink='false'>same</guid><title>One</title><link>/1</link></item>
            <item><guid isPermaLink='false'>same</guid><title>Two</title><link>/2</link></item>
            <item><guid isPermaLink='false'>same</guid><title>One</title><link>/1</link></item>
            """)
        let items = try FeedParser.parse(document).items(for: feed)
        #expect(items.map(\.title) == ["One", "Two"])
        #expect(items.allSatisfy { $0.identity.key.hasPrefix("same#") })
        #expect(try FeedParser.parse(document).items(for: feed) == items)
    }

    @Test func aSharedGUIDKeepsItsItemsApartWhenTheFeedMovesOn() throws {
        let entry = { (number: Int) in
            "<item><guid isPermaLink='false'>g</guid><title>T\(number)</title><link>/\(number)</link></item>"
        }
        let before = try FeedParser.parse(rss(entry(2) + entry(1))).items(for: feed)
        let after = try FeedParser.parse(rss(entry(3) + entry(2))).items(for: feed)
        #expect(after[1].id == before[0].id)
        #expect(!before.map(\.id).contains(after[0].id))
    }

    @Test func itemsWithoutGUIDThatShareAnAddressSurvive() throws {
        let document = rss(
            "<item><title>A</title><link>/</link></item><item><title>B</title><link>/</link></item>")
        #expect(try FeedParser.parse(document).items(for: feed).map(\.title) == ["A", "B"])
    }

    @Test func anEditedTitleKeepsTheId() throws {
        let entry = { (title: String) in
            "<item><guid>https://blog.example.org/1</guid><title>\(title)</title></item>"
        }
        let before = try FeedParser.parse(rss(entry("A"))).items(for: feed)
        let after = try FeedParser.parse(rss(entry("B"))).items(for: feed)
        #expect(before.map(\.id) == after.map(\.id))
    }

    @Test func theCuratorsLicenceCountsWhereNothingIsStated() throws {
        let noted = Feed(address: feed.address, title: "Blog", standing: Feed.Standing(licence: .ccBy))
        let items = try FeedParser.parse(rss("<item><title>One</title></item>")).items(for: noted)
        #expect(items.first?.credit.licence?.place == .curator)
    }
}
