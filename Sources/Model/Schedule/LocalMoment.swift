// SPDX-License-Identifier: MIT

public import Foundation

/// A moment as clocks somewhere show it.
public struct LocalMoment: Hashable, Sendable, CustomStringConvertible {
    /// The moment, UTC.
    public let moment: Date
    /// The day there.
    public let day: LocalDay
    /// The time there: `07:00`.
    public let time: String
    /// How far clocks there are ahead of UTC: `+01:00`.
    public let offset: String

    /// - Parameter zone: the name of the time zone; one that nobody knows counts as UTC.
    public init(_ moment: Date, zone name: String) {
        let zone = TimeZone(identifier: name) ?? .gmt
        let ahead = zone.secondsFromGMT(for: moment)
        let day = LocalDay(of: moment, in: zone)
        let midnight = day.number * 86_400
        let minutes = (Int(moment.timeIntervalSince1970.rounded(.down)) + ahead - midnight) / 60
        self.moment = moment
        self.day = day
        time = LocalMoment.clock(minutes)
        offset = (ahead < 0 ? "-" : "+") + LocalMoment.clock(abs(ahead) / 60)
    }

    /// `Thu 2026-12-03 07:00 +00:00`.
    public var description: String {
        "\(day.weekday.rawValue.prefix(3).capitalized) \(day.text) \(time) \(offset)"
    }

    /// ISO 8601 with the offset: `2026-12-03T07:00:00+00:00`.
    public var iso8601: String { "\(day.text)T\(time):00\(offset)" }

    private static func clock(_ minutes: Int) -> String {
        let (hours, rest) = (minutes / 60, minutes % 60)
        return "\(hours < 10 ? "0" : "")\(hours):\(rest < 10 ? "0" : "")\(rest)"
    }
}
