// SPDX-License-Identifier: MIT

import FoundationEssentials
import Model

/// Writes a date as HTTP wants it: `Mon, 02 Nov 2026 09:00:00 GMT`.
///
/// **Source**: RFC 9110, section 5.6.7.
enum WebDate {
    /// The date in UTC, whole seconds.
    static func text(of date: Date) -> String {
        let days = Int((date.timeIntervalSince1970 / 86_400).rounded(.down))
        // 1970 began on a Thursday.
        let weekday = weekdays[((days + 4) % 7 + 7) % 7]
        let parts = WrittenDate.text(of: date).split { !$0.isNumber }
        guard parts.count >= 6, let month = Int(parts[1]), months.indices.contains(month - 1) else {
            return ""
        }
        return
            "\(weekday), \(parts[2]) \(months[month - 1]) \(parts[0]) \(parts[3]):\(parts[4]):\(parts[5]) GMT"
    }

    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
