// SPDX-License-Identifier: MIT

import Feeds
import FoundationEssentials
import Model
import TestSupport
import Testing

@Suite struct FetchScheduleTests {
    private let now = Date.sample()

    @Test(arguments: [(0.5, 180), (0.1, 288), (0.0, 540)])
    func whatAFeedBringsEarnsItsInterval(share: Double, minutes: Int) {
        let next = answer(interval: 360, share: share)
        #expect(next.intervalMinutes == minutes)
        #expect(next.due.timeIntervalSince(now) == Double(minutes) * 60)
    }

    @Test func intervalsStayBetweenAnHourAndADay() {
        #expect(answer(interval: 60, share: 1).intervalMinutes == 60)
        #expect(answer(interval: 1440, share: 0).intervalMinutes == 1440)
    }

    @Test func theSourceMayAskForMoreThanTheFeedEarnedButNotForLess() {
        let asked = answer(interval: 120, share: 1, wishes: .init(documentMinutes: 600))
        #expect(asked.due == now.addingTimeInterval(600 * 60))
        #expect(asked.why.contains("ttl"))
        #expect(asked.intervalMinutes == 60)
        let cached = answer(interval: 120, share: 1, wishes: .init(cacheSeconds: 7200))
        #expect(cached.due == now.addingTimeInterval(7200))
        #expect(cached.why.contains("caching"))
        #expect(
            answer(interval: 360, share: 0, wishes: .init(documentMinutes: 5)).due
                > now.addingTimeInterval(18_000))
        let absurd = answer(interval: 120, share: 1, wishes: .init(documentMinutes: .max, cacheSeconds: .max))
        #expect(absurd.due == now.addingTimeInterval(86_400))
    }

    @Test func quietHoursAndDaysAreKept() {
        // Monday 9:00 and an hour: at 10:00 and 11:00 it wants to be left alone.
        let hours = answer(interval: 60, share: 1, wishes: .init(quietHours: [10, 11]))
        #expect(hours.due == .sample("2026-11-02T12:00:00Z"))
        #expect(hours.why.hasPrefix("after 3 hours, because the feed asks to be left alone"))
        let days = answer(interval: 1440, share: 0.5, wishes: .init(quietDays: [1]))
        #expect(days.due == .sample("2026-11-03T00:00:00Z"))
        let always = answer(interval: 60, share: 1, wishes: .init(quietHours: Set(0...23)))
        #expect(always.due == .sample("2026-11-02T10:00:00Z"))
    }

    @Test func aFeedThatFailsWaitsAboutTwiceAsLongEachTimeAndNeverMuchMoreThanADay() {
        let waits = [0, 1, 2, 3, 4, 5, 6, 1000, Int.max].map { failure($0).due.timeIntervalSince(now) / 3600 }
        for (wait, about) in zip(waits, [1.0, 2, 4, 8, 16, 24, 24, 24, 24]) {
            #expect(wait >= about * 0.9 && wait <= about * 1.1)
        }
    }

    @Test func feedsThatFailTogetherDoNotComeBackTogether() {
        let waits = (1...20).map { failure(3, feed: Feed.ID("f\($0)")).due }
        #expect(Set(waits).count > 10)
    }

    @Test func aServerMayAskForMoreThanOurOwnWaitUpToADay() {
        #expect(failure(0, wait: .seconds(7200)).due == now.addingTimeInterval(7200))
        #expect(failure(0, wait: .seconds(7200)).notBefore == now.addingTimeInterval(7200))
        #expect(failure(0, wait: .seconds(Int64.max)).due == now.addingTimeInterval(86_400))
        #expect(failure(0).notBefore == nil)
    }

    @Test(arguments: [
        ("0", Duration.seconds(0)), ("120", .seconds(120)), ("Mon, 02 Nov 2026 09:02:00 GMT", .seconds(120)),
        ("Mon, 02 Nov 2026 08:00:00 GMT", .zero), ("Monday, 02-Nov-26 09:02:00 GMT", .seconds(120)),
        ("Mon Nov  2 09:02:00 2026", .seconds(120)),
    ])
    func retryAfterIsSecondsOrADate(value: String, wait: Duration) {
        #expect(retryAfter(value, now: now) == wait)
    }

    @Test(arguments: [nil, "", "-5", "soon", "12 parsecs", "\u{0}"])
    func anUnreadableRetryAfterIsNoWish(value: String?) {
        #expect(retryAfter(value, now: now) == nil)
    }

    private func answer(interval: Int, share: Double, wishes: FetchSchedule.Wishes = .init()) -> NextTry {
        FetchSchedule().afterAnswer(interval: interval, share: share, wishes: wishes, now: now)
    }

    private func failure(_ failures: Int, wait: Duration? = nil, feed: Feed.ID = "f1") -> NextTry {
        FetchSchedule().afterFailure(failures, interval: 360, wait: wait, feed: feed, now: now)
    }
}
