// SPDX-License-Identifier: MIT

/// A stretch of a day, by the clock of the place: when a set could meet.
public struct SetSlot: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// When it begins, in minutes since midnight.
    public let start: Int
    /// When it ends, in minutes since midnight; later than it begins, midnight at the latest.
    public let end: Int

    /// Reads `10:00-12:00`; nil for anything else, and where the end is not after the beginning.
    public init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let start = SetSlot.minutes(parts[0]), let end = SetSlot.minutes(parts[1]),
            start < end
        else { return nil }
        (self.start, self.end) = (start, end)
    }

    /// `10:00-12:00`.
    public var description: String { "\(SetSlot.clock(start))-\(SetSlot.clock(end))" }

    /// When it begins, as a clock shows it: `10:00`.
    public var opening: String { SetSlot.clock(start) }

    /// Whether somebody who is at the one cannot be at the other, on the same day.
    public func overlaps(_ other: SetSlot) -> Bool { start < other.end && other.start < end }

    public static func < (left: SetSlot, right: SetSlot) -> Bool {
        (left.start, left.end) < (right.start, right.end)
    }

    private static func minutes(_ text: Substring) -> Int? {
        guard let match = text.wholeMatch(of: /([01]?[0-9]|2[0-4]):([0-5][0-9])/),
            let hour = Int(match.1), let minute = Int(match.2), hour * 60 + minute <= 1440
        else { return nil }
        return hour * 60 + minute
    }

    private static func clock(_ minutes: Int) -> String {
        let (hour, rest) = (minutes / 60, minutes % 60)
        return "\(hour < 10 ? "0" : "")\(hour):\(rest < 10 ? "0" : "")\(rest)"
    }
}
