// SPDX-License-Identifier: MIT

import FoundationEssentials
import Markup
import Model

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

    /// Adds ``words`` to a text.
    func write(to out: inout [UInt8]) {
        guard let moment else { return out.append(utf8: words) }
        out.append(digits: moment.day)
        out.append(" ")
        out.append(utf8: PlainDate.months[moment.month - 1])
        out.append(" ")
        out.append(digits: moment.year)
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    ]
}

/// A moment of UTC in numbers, reckoned by ``CivilDay`` and without a calendar, as a site has very many.
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
        (year, month, day) = CivilDay.parts(ofDay: days)
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
