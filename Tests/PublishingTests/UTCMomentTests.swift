// SPDX-License-Identifier: MIT

import Foundation
import Testing

@testable import Publishing

/// What is reckoned is what the calendar says.
@Suite struct UTCMomentTests {
    @Test func daysAndTimesAreThoseOfTheCalendar() {
        for step in 0..<4000 {
            // From 1850 to 2300, at any time of day, with parts of seconds.
            let date = Date(timeIntervalSince1970: -3_786_825_600.0 + Double(step) * 3_550_123.25)
            #expect(PlainDate(date).numbers == date.formatted(.iso8601.year().month().day()))
            #expect(date.internetTime == date.formatted(.iso8601))
        }
    }

    @Test func centuriesAndLeapDaysCount() {
        for text in [
            "1600-02-29T00:00:00Z", "1700-02-28T23:59:59Z", "1900-03-01T00:00:00Z", "2000-02-29T12:00:00Z",
            "2100-02-28T00:00:01Z", "9999-12-31T23:59:59Z",
        ] {
            #expect((try? Date(text, strategy: .iso8601))?.internetTime == text)
        }
        #expect(UTCMoment(.distantPast) == nil && UTCMoment(Date(timeIntervalSince1970: 1e15)) == nil)
    }
}
