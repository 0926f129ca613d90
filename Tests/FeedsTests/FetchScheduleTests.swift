// SPDX-License-Identifier: MIT

import Feeds
import FoundationEssentials
import Model
import TestSupport
import Testing

@Suite struct FetchScheduleTests {
    private let now = Date.sample()

    @Test(arguments: FetchResult.allCases.filter(\.isSuccess))
    func aFeedThatAnswersIsDueInSixHoursWhateverWentBefore(result: FetchResult) {
        #expect(hours(after: result, failures: 0) == 6)
        #expect(hours(after: result, failures: 9) == 6)
    }

    @Test(arguments: FetchResult.allCases.filter { !$0.isSuccess })
    func aFeedThatFailsWaitsTwiceAsLongEachTimeAndNeverMoreThanADay(result: FetchResult) {
        let waits = [0, 1, 2, 3, 4, 5, 6, 1000, Int.max].map { hours(after: result, failures: $0) }
        #expect(waits == [1, 2, 4, 8, 16, 24, 24, 24, 24])
    }

    @Test func theHoursAreTheCallersToSay() {
        let brisk = FetchSchedule(hours: 0.5, ceilingHours: 3)
        #expect(hours(after: .ok, failures: 0, schedule: brisk) == 0.5)
        #expect(hours(after: .timeout, failures: 8, schedule: brisk) == 3)
    }

    @Test func aServerMayAskForMoreThanOurOwnWaitButNotForLess() {
        #expect(hours(after: .rateLimited, failures: 0, wait: .seconds(10)) == 1)
        #expect(hours(after: .rateLimited, failures: 0, wait: .seconds(7200)) == 2)
        #expect(hours(after: .rateLimited, failures: 8, wait: .seconds(7200)) == 24)
    }

    @Test(arguments: [Duration.seconds(30 * 86_400), .seconds(Int64.max)])
    func noServerCanSilenceAFeedForMoreThanAWeek(wait: Duration) {
        #expect(hours(after: .unavailable, failures: 0, wait: wait) == 7 * 24)
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

    private func hours(
        after result: FetchResult, failures: Int, wait: Duration? = nil,
        schedule: FetchSchedule = FetchSchedule()
    ) -> Double {
        schedule.next(after: result, failures: failures, wait: wait, now: now).timeIntervalSince(now) / 3600
    }
}
