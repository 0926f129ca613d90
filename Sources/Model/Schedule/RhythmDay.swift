// SPDX-License-Identifier: MIT

extension Newsletter.Rhythm {
    /// The day that a rhythm names: `thursday` of every week, `first thursday` of every month.
    public struct Day: Hashable, Sendable {
        /// The day of the week.
        public let weekday: Weekday
        /// Which one of the month; nil for every one.
        public let place: Place?

        /// Which one of a month.
        public enum Place: String, Sendable, CaseIterable {
            case first, second, third, fourth
            /// Months without a fifth one are left out.
            case fifth
            /// The fourth or the fifth.
            case last
        }

        /// Reads what a file says; nil where it names no day of that kind.
        public init?(_ text: String, every: Every) {
            let words = text.lowercased().split(separator: " ").map(String.init)
            guard let weekday = words.last.flatMap(Weekday.init(rawValue:)) else { return nil }
            switch every {
            case .week:
                guard words.count == 1 else { return nil }
                place = nil
            case .month:
                guard words.count == 2, let place = Place(rawValue: words[0]) else { return nil }
                self.place = place
            }
            self.weekday = weekday
        }

        /// Whether a day of the calendar is one of these.
        public func includes(_ day: LocalDay) -> Bool {
            guard day.weekday == weekday else { return false }
            let count = (day.dayOfMonth - 1) / 7 + 1
            return switch place {
            case nil: true
            case .first: count == 1
            case .second: count == 2
            case .third: count == 3
            case .fourth: count == 4
            case .fifth: count == 5
            case .last: day.isLastOfItsKind
            }
        }
    }

    /// The rhythm in words: `first thursday of every month at 07:00, Europe/London`.
    public var words: String {
        switch every {
        case .week: "every \(on) at \(at), \(timeZone)"
        case .month: "\(on) of every month at \(at), \(timeZone)"
        }
    }
}
