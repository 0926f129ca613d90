// SPDX-License-Identifier: MIT

import FoundationEssentials

/// A day of the calendar as readers see it, in UTC.
struct PlainDate: Hashable {
    private let date: Date
    private let moment: UTCMoment?

    init(_ date: Date) {
        self.date = date
        moment = UTCMoment(date)
    }

    /// `2026-10-01`.
    var numbers: String { moment?.numbers ?? date.formatted(.iso8601.year().month().day()) }

    /// `1 October 2026`.
    var words: String {
        guard let moment else {
            let parts = numbers.split(separator: "-").compactMap { Int($0) }
            guard parts.count == 3, PlainDate.months.indices.contains(parts[1] - 1) else { return numbers }
            return "\(parts[2]) \(PlainDate.months[parts[1] - 1]) \(parts[0])"
        }
        return "\(moment.day) \(PlainDate.months[moment.month - 1]) \(moment.year)"
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    ]
}

/// A moment of UTC in numbers, reckoned without a calendar, which costs a hundred times as much.
///
/// **Source**: the Gregorian calendar as of RFC 3339.
struct UTCMoment: Hashable {
    let year: Int
    let month: Int
    let day: Int
    /// Seconds since midnight.
    private let seconds: Int

    /// Nil for years that are not written in four digits.
    init?(_ date: Date) {
        let whole = date.timeIntervalSince1970.rounded(.down)
        guard abs(whole) < 200_000_000_000 else { return nil }
        let time = Int(whole)
        let days = (time >= 0 ? time : time - 86_399) / 86_400
        seconds = time - days * 86_400
        // Days since 1 March of the year 0, in eras of 400 years, in years that begin with March.
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let inEra = shifted - era * 146_097
        let yearInEra = (inEra - inEra / 1460 + inEra / 36_524 - inEra / 146_096) / 365
        let inYear = inEra - (365 * yearInEra + yearInEra / 4 - yearInEra / 100)
        let march = (5 * inYear + 2) / 153
        day = inYear - (153 * march + 2) / 5 + 1
        month = march < 10 ? march + 3 : march - 9
        year = yearInEra + era * 400 + (month <= 2 ? 1 : 0)
        guard (1600...9999).contains(year) else { return nil }
    }

    /// `2026-10-01`.
    var numbers: String { "\(year)-\(UTCMoment.two(month))-\(UTCMoment.two(day))" }

    /// `2026-10-01T09:00:00Z`.
    var text: String {
        let parts = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { UTCMoment.two($0) }
        return "\(numbers)T\(parts[0]):\(parts[1]):\(parts[2])Z"
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
