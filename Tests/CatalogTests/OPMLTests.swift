// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import Model
import TestSupport
import Testing

@Suite struct OPMLTests {
    private let hard = """
        <?xml version="1.0" encoding="UTF-8"?>
        <!-- kept by hand -->
        <opml version="2.0" xmlns:c="https://example.org/cairn/opml/1" xmlns:x="urn:other">
          <head>
            <title>Team &amp; friends</title>
            <ownerName>Ada</ownerName>
          </head>
          <body>
            <outline text="Blogs &gt; news">
              <outline text="Inner">
                <outline type="rss" text="One" title="The one" xmlUrl="https://one.example.org/feed?a=1&amp;b=2"
                  htmlUrl="https://one.example.org/" language="en-GB" c:licence="CC-BY-4.0" c:sector="charity"
                  c:note="why &lt;not&gt;" x:mood="fair" custom="kept"/>
              </outline>
            </outline>
            <!-- <outline xmlUrl="https://commented.example.org/"/> -->
            <outline text="Two" xmlUrl="https://two.example.org/feed"/>
          </body>
        </opml>

        """

    @Test func groupsLicenceSectorAndNoteAreRead() throws {
        let (feeds, mistakes) = try OPML.read(Array(hard.utf8), file: "feeds/a.opml").feeds
        #expect(mistakes == [])
        let one = try #require(feeds.first)
        #expect(one.line == 11)
        #expect(one.feed.title == "The one")
        #expect(one.feed.address == .sample("https://one.example.org/feed?a=1&b=2"))
        #expect(
            one.feed.standing
                == Feed.Standing(
                    groups: ["Blogs > news", "Inner"], language: "en-GB", licence: .ccBy, sector: "charity",
                    note: "why <not>"))
        #expect(feeds.map(\.feed.standing.groups.count) == [2, 0])
    }

    @Test func everyAttributeSurvivesTheRoundTrip() throws {
        let document = try OPML.read(Array(hard.utf8), file: "a.opml")
        let written = OPML.write(document)
        let again = try OPML.read(Array(written.utf8), file: "a.opml")
        #expect(OPML.write(again) == written)
        #expect(again.title == "Team & friends")
        #expect(again.head == document.head)
        let one = try #require(again.outlines.first?.outlines.first?.outlines.first)
        #expect(
            one.attributes.map(\.name) == [
                "type", "text", "title", "xmlUrl", "htmlUrl", "language", "cairn:licence", "cairn:sector",
                "cairn:note", "x:mood", "custom",
            ])
        #expect(again.feeds.feeds.map(\.feed) == document.feeds.feeds.map(\.feed))
    }

    @Test func feedsMadeInMemoryAreReadBack() throws {
        let feeds = [
            Feed(address: .sample("https://a.example.org/f"), title: "A \"quoted\" & <odd>"),
            Feed(
                address: .sample("https://b.example.org/f"), title: "B",
                site: .sample("https://b.example.org/"),
                standing: Feed.Standing(groups: ["G", "H"], licence: .ccBy, note: "n")),
        ]
        let text = OPML.write(OPMLDocument(title: "Out", feeds: feeds))
        #expect(try OPML.read(Array(text.utf8), file: "o.opml").feeds.feeds.map(\.feed) == feeds)
    }

    @Test func eachMistakeHasItsLine() throws {
        let text = """
            <opml version="1.0"><body>
            <outline text="no address"/>
            <outline text="not web" xmlUrl="javascript:alert(1)"/>
            <outline text="licence" xmlUrl="https://a.example.org/f" cairn:licence="Mine"/>
            <outline text="twice" xmlUrl="http://www.a.example.org/f/"/>
            <outline text="an empty group">
            </outline>
            </body></opml>
            """
        let (feeds, mistakes) = try OPML.read(Array(text.utf8), file: "feeds/team.opml").feeds
        #expect(feeds.count == 1)
        #expect(
            mistakes.map(\.description) == [
                "feeds/team.opml:2: no xmlUrl",
                "feeds/team.opml:3: xmlUrl is not a web address: javascript:alert(1)",
                "feeds/team.opml:4: unknown licence Mine",
                "feeds/team.opml:5: duplicate address, already in feeds/team.opml:4",
            ])
    }

    @Test(arguments: ["<rss/>", "<opml><head/></opml>", "<opml><body></opml>", ""])
    func whatIsNotOPMLIsAMistake(text: String) {
        #expect(throws: Mistake.self) { try OPML.read(Array(text.utf8), file: "a.opml") }
    }

    @Test func addingChangesNothingButTheNewLines() throws {
        let feed = Feed(
            address: .sample("https://new.example.org/f"), title: "New & good",
            standing: Feed.Standing(groups: ["Blogs > news"], licence: .ccBy, note: "n"))
        let changed = String(
            decoding: try OPML.adding(feed, to: Array(hard.utf8), file: "a.opml"), as: UTF8.self)
        let added = """
                  <outline type="rss" text="New &amp; good" title="New &amp; good"
                    xmlUrl="https://new.example.org/f"
                    c:licence="CC-BY-4.0"
                    c:note="n"/>

            """
        #expect(changed.contains(added))
        #expect(changed.replacing(added, with: "") == hard)
        let listed = try OPML.read(Array(changed.utf8), file: "a.opml").feeds.feeds.map(\.feed)
        #expect(listed.contains(feed))
    }

    @Test func addingThenRemovingGivesTheSameBytes() throws {
        for groups in [[], ["Blogs > news"], ["Blogs > news", "Inner"]] {
            let feed = Feed(
                address: .sample("https://new.example.org/f"), title: "New",
                standing: Feed.Standing(groups: groups))
            let more = try OPML.adding(feed, to: Array(hard.utf8), file: "a.opml")
            #expect(try OPML.removing(feed.address, from: more, file: "a.opml") == Array(hard.utf8))
        }
    }

    @Test(arguments: [
        "<opml version='2.0'><body/></opml>", "<opml><body></body></opml>",
        "<opml><body><outline text='G'/></body></opml>",
        "<opml>\r\n  <body>\r\n    <!-- nothing > yet -->\r\n  </body>\r\n</opml>\r\n",
        "<opml xmlns:cairn='urn:else'><body><outline text='G'><!-- keep --></outline></body></opml>",
    ])
    func aFeedIsAddedWithItsGroupsToAnyShape(text: String) throws {
        let feed = Feed(
            address: .sample("https://new.example.org/f"), title: "New",
            standing: Feed.Standing(groups: ["G", "H"], licence: .ccBy))
        let changed = try OPML.adding(feed, to: Array(text.utf8), file: "a.opml")
        #expect(try OPML.read(changed, file: "a.opml").feeds.feeds.map(\.feed) == [feed])
        let whole = String(decoding: changed, as: UTF8.self)
        #expect(whole.contains("<!--") == text.contains("<!--"))
    }

    @Test func aFeedIsNotAddedTwiceAndNotRemovedWhenAbsent() {
        let known = Feed(address: .sample("https://two.example.org/feed"), title: "Two")
        #expect(throws: CatalogError.feedExists(file: "a.opml", line: 17)) {
            try OPML.adding(known, to: Array(hard.utf8), file: "a.opml")
        }
        let absent = WebAddress.sample("https://commented.example.org/")
        #expect(throws: CatalogError.noSuchFeed(file: "a.opml", address: absent.text)) {
            try OPML.removing(absent, from: Array(hard.utf8), file: "a.opml")
        }
    }

    @Test func aFileInAnotherEncodingIsReadButNotChanged() throws {
        let bytes =
            Array("<?xml version='1.0' encoding='ISO-8859-1'?><opml><body><outline text='caf".utf8) + [0xE9]
            + Array("' xmlUrl='https://a.example.org/'/></body></opml>".utf8)
        #expect(try OPML.read(bytes, file: "a.opml").feeds.feeds.first?.feed.title == "café")
        #expect(throws: CatalogError.self) {
            try OPML.removing(.sample("https://a.example.org/"), from: bytes, file: "a.opml")
        }
    }

    @Test func aLibraryKeepsItsListInFiles() async throws {
        try await withLibrary { library in
            let feed = Feed(address: .sample("https://new.example.org/f"), title: "New")
            let file = library.feedsFolder.appending(path: "mine.opml")
            try library.add(feed, to: file)
            try library.add(Feed(address: .sample("https://more.example.org/f"), title: "More"), to: file)
            let listed = try #require(library.read().listedFeed(feed.id))
            #expect(listed.file == "feeds/mine.opml")
            try library.remove(listed)
            #expect(library.read().feeds.map(\.title) == ["More", "One", "Two"])
            #expect(library.read().mistakes == [])
        }
    }
}
