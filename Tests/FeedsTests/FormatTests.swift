// SPDX-License-Identifier: MIT

import Feeds
import Model
import TestSupport
import Testing

@Suite struct FormatTests {
    @Test func rssOneKeepsItsItemsOutsideTheChannel() throws {
        let feed = try FeedParser.parse(fixture("rss-one-in-rdf.xml"))
        #expect(feed.format == "rss-1.0")
        #expect(feed.title == "RDF")
        let entry = try #require(feed.entries.first)
        #expect(entry.guid == "https://rdf.example.org/1")
        #expect(entry.authors.map(\.name) == ["Ada"])
        #expect(entry.tags == ["data"])
        #expect(entry.dates.published == .sample("2026-11-02T08:00:00Z"))
        #expect(entry.rights.statement?.licence.id == "CC-BY-3.0")
    }

    @Test func atomOfTheYear2003IsRead() throws {
        let feed = try FeedParser.parse(fixture("atom-0-3-escaped.xml"))
        #expect(feed.format == "atom-0.3")
        #expect(feed.title == "Old & good")
        #expect(feed.about == "Since 2003")
        let entry = try #require(feed.entries.first)
        #expect(entry.text == "Words")
        #expect(entry.markup == "<p>Words</p>")
        #expect(entry.dates.published == .sample("2003-12-13T12:29:29Z"))
        #expect(entry.dates.modified == .sample("2003-12-14T00:00:00Z"))
    }

    @Test func podcastsGiveTheirSoundsAndPictures() throws {
        let feed = try FeedParser.parse(fixture("rss-podcast-and-media.xml"))
        #expect(feed.icon?.text == "https://cast.example.org/logo.png")
        #expect(feed.authors.map(\.name) == ["Team"])
        let entry = try #require(feed.entries.first)
        #expect(entry.attachments.first?.address.text == "https://feeds.example.org/1.mp3")
        #expect(entry.attachments.first?.seconds == 3723)
        #expect(entry.attachments.first?.byteCount == nil)
        #expect(entry.image?.text == "https://cast.example.org/1.jpg")
        #expect(entry.text == "About one.")
    }

    @Test(arguments: [
        ("<author>Ada Example &lt;ada@example.org&gt;</author>", "Ada Example", "ada@example.org"),
        ("<author>ada@example.org (Ada Example)</author>", "Ada Example", "ada@example.org"),
        ("<author>ada@example.org</author>", "ada@example.org", "ada@example.org"),
        ("<author>Ada (she) Example</author>", "Ada (she) Example", nil),
    ])
    func authorsAreReadFromOneLine(element: String, name: String, mail: String?) throws {
        let author = try #require(
            FeedParser.parse(rss("<item>\(element)</item>")).entries.first?.authors.first)
        #expect(author.name == name)
        #expect(author.mail == mail)
    }

    @Test(arguments: [
        ("<copyright>© Org, CC BY-SA 4.0</copyright>", "CC-BY-SA-4.0"),
        ("<copyright>Not under Creative Commons</copyright>", nil),
        ("<copyright>© 2026 Org</copyright>", nil),
        (
            "<license xmlns='http://creativecommons.org/ns#'>https://creativecommons.org/publicdomain/zero/1.0/</license>",
            "CC0-1.0"
        ),
    ])
    func wordsNameALicenceOnlyWhenTheyMeanIt(element: String, id: String?) throws {
        let feed = try FeedParser.parse(rss("<item><title>One</title></item>", channel: element))
        #expect(feed.rights.statement?.licence.id == id)
        #expect(feed.entries[0].rights.statement?.licence.id == id)
    }

    @Test func aRelativeLinkIsKeptWhereNobodyKnowsItsBase() throws {
        let text =
            "<rss version='2.0'><channel><link>https://a.example.org</link><item><link>/one</link></item><item><link>javascript:x</link></item></channel></rss>"
        let feed = try FeedParser.parse(FeedDocument(bytes: Array(text.utf8)))
        #expect(feed.entries.map(\.unresolvedAddress) == ["/one", nil])
        #expect(feed.entries.map(\.address) == [nil, nil])
    }

    @Test func copiesInsideAnEntryAreNoEntries() throws {
        let feed = try FeedParser.parse(fixture("rss-copies-inside-an-entry.xml"))
        #expect(feed.entries.map(\.title) == ["The winning edit", "Another"])
    }

    @Test func htmlThatIsEscapedInsideRealMarkupIsReadAsMeant() throws {
        let feed = try FeedParser.parse(fixture("atom-html-in-a-real-div.xml"))
        #expect(feed.entries.map(\.text) == ["Some bold words", "1 < 2 a chart"])
    }

    @Test func ofTwoDatesOfOneKindTheLastCounts() throws {
        let entry = try FeedParser.parse(fixture("atom-html-in-a-real-div.xml")).entries[0]
        #expect(entry.dates.modified == .sample("2026-07-01T00:00:00Z"))
        #expect(
            entry.warnings == [
                "the date “2026-06-31T00:00:00Z” is in no calendar; taken for one of the next month"
            ])
    }

    @Test func ofSeveralPlainLinksTheLastCounts() throws {
        let links = "<link>/1</link><link>/2</link><link href='/3'/><atom:link href='/4'/>"
        let entry = try FeedParser.parse(rss("<item>\(links)</item>")).entries[0]
        #expect(entry.address?.text == "https://blog.example.org/3")
    }

    @Test func theJSONFeedHoldsWhatWasRead() throws {
        let json = try FeedParser.parse(
            rss("<item><title>A \"b\"</title><guid>x</guid><description>1 &lt; 2</description></item>")
        )
        .jsonFeed()
        #expect(json.contains(#""title":"A \"b\"""#))
        #expect(json.contains(#""content_text":"1 < 2","content_html":"<p>1 &lt; 2</p>""#))
        #expect(json.contains(#""_cairn":{"format":"rss-2.0","encoding":"utf-8"}"#))
    }

    @Test func anErrorIsStillAJSONFeed() {
        let json = ParsedFeed.jsonFeed(for: .notAFeed("x.xml", what: "a web page"))
        #expect(json.contains(#""warnings":["x.xml: not a feed but a web page"]"#))
        #expect(json.hasSuffix(#""items":[]}"#))
    }

    @Test(arguments: [
        "<CHANNEL HREF='https://blog.example.org/' LASTMOD='2004-04-06T23:05:43-05:00'><ITEM/></CHANNEL>",
        "<rss xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><dc:date>2004-04-07T04:05:43Z</dc:date></channel></rss>",
    ])
    func aFeedSaysWhenItChangedInOldWaysToo(text: String) throws {
        let feed = try FeedParser.parse(FeedDocument(bytes: Array(text.utf8)))
        #expect(feed.dates.modified == .sample("2004-04-07T04:05:43Z"))
    }
}
