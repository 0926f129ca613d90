// SPDX-License-Identifier: MIT

public import Foundation

/// A day of the calendar, without a place or a time; what a slot is known by.
public struct LocalDay: Hashable, Sendable, Comparable {
    /// Days since 1 January 1970.
    public let number: Int

    /// Takes the days since 1 January 1970.
    public init(number: Int) { self.number = number }

    /// The day that a moment falls on in a time zone.
    public init(of moment: Date, in zone: TimeZone) {
        let local = moment.timeIntervalSince1970 + Double(zone.secondsFromGMT(for: moment))
        self.init(number: Int((local / LocalDay.seconds).rounded(.down)))
    }

    /// Reads `2026-12-03`; nil for anything else, and for days that are in no calendar.
    public init?(_ text: String) {
        guard text.wholeMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2}/) != nil,
            let midnight = try? Date(text + "T00:00:00Z", strategy: .iso8601)
        else { return nil }
        self.init(of: midnight, in: .gmt)
        guard self.text == text else { return nil }
    }

    /// `2026-12-03`.
    public var text: String { midnight.formatted(.iso8601.year().month().day()) }

    /// The day of the week.
    public var weekday: Weekday {
        // 1 January 1970 was a Thursday.
        let place = (number % 7 + 7 + 3) % 7
        return Weekday.allCases[place]
    }

    /// The day of its month, from 1.
    public var dayOfMonth: Int { LocalDay.calendar.component(.day, from: midnight) }

    /// Whether no later day of its month is the same day of the week.
    public var isLastOfItsKind: Bool { (self + 7).dayOfMonth < dayOfMonth }

    /// The day so many days later.
    public static func + (day: LocalDay, days: Int) -> LocalDay { LocalDay(number: day.number + days) }

    /// Whether a day comes before another.
    public static func < (left: LocalDay, right: LocalDay) -> Bool { left.number < right.number }

    /// When clocks in a time zone show a time on this day.
    ///
    /// **Shape**: of a time that is there twice, the first; for a time that clocks skip, the moment at which they skip it. So
    /// there is always just one.
    ///
    /// - Parameter minutes: since midnight, by the clock.
    public func moment(atMinutes minutes: Int, in zone: TimeZone) -> Date {
        let shown = midnight + Double(minutes * 60)
        // What clocks are ahead of UTC by, a day before and a day after: no zone changes twice in that time.
        let offsets = [-LocalDay.seconds, LocalDay.seconds].map {
            Double(zone.secondsFromGMT(for: shown + $0))
        }
        let moments = offsets.map { shown - $0 }
        let right = moments.filter { $0 + Double(zone.secondsFromGMT(for: $0)) == shown }
        return right.min() ?? LocalDay.change(between: moments.min() ?? shown, moments.max() ?? shown, zone)
    }
}

private extension LocalDay {
    static let seconds: Double = 86_400

    static let calendar: Calendar = {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        return calendar
    }()

    /// The day's first moment, if it were in UTC.
    var midnight: Date { Date(timeIntervalSince1970: Double(number) * LocalDay.seconds) }

    /// The second at which clocks are changed between two moments.
    static func change(between first: Date, _ last: Date, _ zone: TimeZone) -> Date {
        let before = zone.secondsFromGMT(for: first)
        var (early, late) = (Int(first.timeIntervalSince1970), Int(last.timeIntervalSince1970))
        while late - early > 1 {
            let middle = early + (late - early) / 2
            let isBefore = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(middle))) == before
            if isBefore { early = middle } else { late = middle }
        }
        return Date(timeIntervalSince1970: Double(late))
    }
}

/// A day of the week.
public enum Weekday: String, Sendable, Codable, CaseIterable {
    case monday, tuesday, wednesday, thursday, friday, saturday, sunday
}
