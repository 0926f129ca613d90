// SPDX-License-Identifier: MIT

import Feeds
import Model
import TestSupport
import Testing

/// What feeds and entries state about licences, and what only looks like it.
@Suite struct RightsTests {
    static let by = "https://creativecommons.org/licenses/by/4.0/"
    static let nc = "https://creativecommons.org/licenses/by-nc/4.0/"
    static let sa = "https://creativecommons.org/licenses/by-sa/4.0/"

    static func rights(item: String = "", channel: String = "") throws -> ParsedRights {
        let text = """
            <rss version="2.0" xmlns:cc="http://creativecommons.org/ns#" xmlns:media="http://search.yahoo.com/mrss/"
             xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/"
             xmlns:podcast="https://podcastindex.org/namespace/1.0"><channel><title>T</title>\(channel)
            <item><title>One</title><link>https://blog.example.org/1</link>\(item)</item></channel></rss>
            """
        return try #require(FeedParser.parse(FeedDocument(bytes: Array(text.utf8))).entries.first).rights
    }

    @Test(arguments: [
        ("<cc:license>\(by)</cc:license><atom:link rel='license' href='\(nc)'/>", "CC-BY-NC-4.0"),
        ("<cc:license>\(sa)</cc:license><cc:license>\(nc)</cc:license>", "LicenseRef-Unknown"),
        (
            "<cc:license>\(by)</cc:license><dc:rights>© Ada. All rights reserved.</dc:rights>",
            "LicenseRef-ARR"
        ),
        ("<cc:license>\(by)</cc:license><dc:rights>© Ada</dc:rights>", "CC-BY-4.0"),
        ("<cc:license>\(by)</cc:license><dc:rights>CC BY-NC 4.0</dc:rights>", "CC-BY-NC-4.0"),
        (
            "<cc:license>https://blog.example.org/terms</cc:license><dc:rights>CC BY 4.0</dc:rights>",
            "LicenseRef-Unknown"
        ),
        ("<dc:rights>CC BY-NC</dc:rights>", "LicenseRef-Unknown"),
        ("<dc:rights>Photos: CC BY 4.0</dc:rights>", nil),
        (
            "<dc:rights>&lt;p&gt;Photos: &lt;a rel='license' href='\(by)'&gt;CC BY 4.0&lt;/a&gt;&lt;/p&gt;</dc:rights>",
            nil
        ),
        ("<dc:rights>&lt;a rel='license' href='/terms'&gt;CC BY 4.0&lt;/a&gt;</dc:rights>", "CC-BY-4.0"),
        ("<podcast:license url='\(nc)'>cc-by-4.0</podcast:license>", "CC-BY-NC-4.0"),
    ])
    func whatAnEntrySaysCountsTogether(item: String, id: String?) throws {
        let rights = try RightsTests.rights(item: item)
        #expect(rights.statement?.licence.id == id)
        #expect(rights.statement.map { $0.place == .item } ?? true)
    }

    @Test func aPicturesLicenceIsShownAndPermitsNothing() throws {
        let inside =
            "<media:content url='https://a.example.org/a.jpg'><media:license href='\(RightsTests.by)'/></media:content>"
        for item in [inside, "<media:license href='\(RightsTests.by)'>CC</media:license>"] {
            let rights = try RightsTests.rights(item: item)
            #expect(rights.licenceAddress?.text == RightsTests.by)
            #expect(rights.statement == nil)
            let under = try RightsTests.rights(
                item: item, channel: "<cc:license>\(RightsTests.nc)</cc:license>")
            #expect(under.statement?.licence.id == "CC-BY-NC-4.0")
            #expect(under.licenceAddress?.text == RightsTests.nc)
        }
        #expect(try RightsTests.rights(item: "<media:copyright>CC BY 4.0</media:copyright>").statement == nil)
    }

    @Test func whatAnEntryStatesAndNobodyKnowsIsNotReplacedByTheFeeds() throws {
        let rights = try RightsTests.rights(
            item: "<cc:license>https://blog.example.org/terms</cc:license>",
            channel: "<cc:license>\(RightsTests.by)</cc:license>")
        #expect(rights.statement?.licence == .unknown)
        #expect(rights.licenceAddress?.text == "https://blog.example.org/terms")
    }

    @Test(arguments: [
        ("", "", "curator CC-BY-4.0"), ("", "<copyright>Creative Commons</copyright>", "curator CC-BY-4.0"),
        ("", "<copyright>All rights reserved</copyright>", "feed LicenseRef-ARR"),
        ("<dc:rights>CC BY</dc:rights>", "", "item LicenseRef-Unknown"),
        ("<dc:rights>CC BY-ND 4.0</dc:rights>", "<copyright>CC BY 4.0</copyright>", "item CC-BY-ND-4.0"),
        ("", "<copyright>CC BY-ND 4.0</copyright>", "feed CC-BY-ND-4.0"),
    ])
    func theCuratorsNoteComesAfterItemAndFeed(item: String, channel: String, expected: String) throws {
        let text = """
            <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>T</title>\(channel)
            <item><title>One</title><link>https://blog.example.org/1</link>\(item)</item></channel></rss>
            """
        let noted = Feed(address: .sample(), title: "Blog", standing: Feed.Standing(licence: .ccBy))
        let items = try FeedParser.parse(FeedDocument(bytes: Array(text.utf8))).items(
            for: noted, seen: .sample())
        let statement = try #require(items.first?.credit.licence)
        #expect("\(statement.place.rawValue) \(statement.licence.id)" == expected)
        #expect(statement.seen == .sample())
    }
}
