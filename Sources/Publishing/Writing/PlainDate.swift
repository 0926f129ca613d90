// SPDX-License-Identifier: MIT

import FoundationEssentials

/// A day of the calendar as readers see it, in UTC.
struct PlainDate: Hashable {
    /// `2026-10-01`.
    let numbers: String

    init(_ date: Date) {
        numbers = date.formatted(.iso8601.year().month().day())
    }

    /// `1 October 2026`.
    var words: String {
        let parts = numbers.split(separator: "-").compactMap { Int($0) }
        guard parts.count == 3, PlainDate.months.indices.contains(parts[1] - 1) else { return numbers }
        return "\(parts[2]) \(PlainDate.months[parts[1] - 1]) \(parts[0])"
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    ]
}
