// SPDX-License-Identifier: MIT

import Feeds
import FoundationEssentials
import Model
import TestSupport
import Testing
import Transport

/// When a feed wants to be left alone: from its document to the next try.
@Suite struct QuietTimesTests {
    private let feed = Feed(address: .sample("https://blog.example.org/feed"), title: "Blog")

    @Test func hoursAndDaysAreRead() throws {
        let parsed = try FeedParser.parse(
            rss(
                "",
                channel: """
                    <skipHours><hour>24</hour><hour> 2 </hour><hour>01</hour><hour>2</hour><hour>25</hour>
                    <hour>-1</hour><hour>noon</hour></skipHours>
                    <skipDays><day>Sunday</day><day>saturday</day><day>Mon</day><day>M</day><day>Someday</day></skipDays>
                    <hour>9</hour><day>Friday</day>
                    """))
        #expect(parsed.quietHours == [0, 1, 2])
        #expect(parsed.quietDays == [0, 1, 6])
        #expect(parsed.jsonFeed().contains("\"skip_hours\":[0,1,2]"))
        #expect(parsed.jsonFeed().contains("\"skip_days\":[\"Sunday\",\"Monday\",\"Saturday\"]"))
    }

    @Test func anItemsOwnHoursAreNoHoursOfTheFeed() throws {
        let parsed = try FeedParser.parse(
            rss("<item><title>A</title><skipHours><hour>3</hour></skipHours></item>"))
        #expect(parsed.quietHours == [])
    }

    /// 2 November 2026 is a Monday; a first fetch at 9:00 looks again at 12:00.
    @Test(arguments: [
        ("<skipHours><hour>12</hour><hour>13</hour></skipHours>", "2026-11-02T14:00:00Z"),
        ("<skipHours><hour>13</hour></skipHours>", "2026-11-02T12:00:00Z"),
        ("<skipDays><day>Monday</day></skipDays>", "2026-11-03T00:00:00Z"),
        ("<skipDays><day>Tuesday</day></skipDays>", "2026-11-02T12:00:00Z"),
        (
            "<skipDays><day>Mon</day><day>Tue</day></skipDays><skipHours><hour>0</hour></skipHours>",
            "2026-11-04T01:00:00Z"
        ),
    ])
    func theNextTryFallsInNoneOfThem(channel: String, due: String) async throws {
        let next = await fetch(channel).next(new: 1)
        #expect(next.due == .sample(due))
        #expect(next.why.contains("skipHours, skipDays") == (due != "2026-11-02T12:00:00Z"))
    }

    @Test func anAnswerThatNothingHasChangedDoesNotForgetThem() async throws {
        let terms = try #require(
            await fetch("<ttl>240</ttl><skipHours><hour>13</hour></skipHours>").record.terms)
        #expect(terms == FeedTerms(minutes: 240, quietHours: [13]))
        let client = RecordedHTTPClient { _ in .success(.sample(status: 304)) }
        let due = DueFeed(
            feed, validators: Validators(etag: "\"1\""), intervalMinutes: 60, terms: terms)
        let fetched = await FeedFetcher(client: client).fetch(due, now: .sample())
        #expect(fetched.record.terms == nil)
        #expect(fetched.next(new: 0).due == .sample("2026-11-02T14:00:00Z"))
    }

    @Test func theyAreSaidInWords() {
        #expect(FeedTerms(quietHours: [0, 1, 2, 22]).quietWords == "from 0:00 to 2:59, from 22:00 to 22:59")
        #expect(FeedTerms(quietDays: [0, 6]).quietWords == "on Sunday, Saturday")
        #expect(FeedTerms(quietHours: [5], quietDays: [1]).quietWords == "from 5:00 to 5:59 and on Monday")
        #expect(FeedTerms(minutes: 60).quietWords == nil)
    }

    private func fetch(_ channel: String) async -> FetchedFeed {
        let body = rssDocument(["One"]).replacing(
            "<title>A blog</title>", with: "<title>A blog</title>\(channel)")
        let client = RecordedHTTPClient { _ in .success(.sample(body)) }
        return await FeedFetcher(client: client).fetch(DueFeed(feed), now: .sample())
    }
}
