// SPDX-License-Identifier: MIT

public import FoundationEssentials

/// Reads dates in all the forms that feeds and pages use.
public enum WrittenDate {
    /// The moment that a text names.
    ///
    /// **Shape**: ISO 8601 in its many forms, RFC 822 and 2822 with odd zones and missing parts, asctime, names of
    /// months in a dozen languages, seconds since 1970; UTC where no zone is given, midnight where no time is; nil for
    /// anything that is no date of the years 1 to 9999. A day just past the end of its month (31 June, 32 July) is
    /// one early in the next, because a date that is a day off serves a reader better than none.
    /// **Source**: RFC 2822 section 3.3 and 4.3, RFC 3339, ISO 8601, and what feeds really send.
    public static func date(from text: String) -> Date? { moment(in: text)?.date }

    /// What a text says of a moment, which may not exist: see ``WrittenMoment/date``.
    ///
    /// **Shape**: nil for what is no date in any form that ``date(from:)`` reads.
    public static func moment(in text: String) -> WrittenMoment? {
        let bytes = trimmed(text)
        guard !bytes.isEmpty, bytes.count <= 100 else { return nil }
        return MailDate.moment(in: bytes) ?? ISODate.moment(in: bytes)
            ?? WordyDate.moment(in: String(decoding: bytes, as: UTF8.self))
    }

    /// The moment in ISO 8601, UTC, whole seconds: `2026-11-02T09:00:00Z`.
    public static func text(of date: Date) -> String { moment(of: date).digits(withTime: true) + "Z" }

    private static func moment(of date: Date) -> WrittenMoment {
        let seconds = Int(date.timeIntervalSince1970.rounded(.down))
        let days = Int((Double(seconds) / 86400).rounded(.down))
        let (year, month, day) = CivilDay.parts(ofDay: days)
        let rest = seconds - days * 86400
        return WrittenMoment(
            year: year, month: month, day: day, hour: rest / 3600, minute: rest / 60 % 60, second: rest % 60)
    }
}

private extension WrittenDate {
    static func trimmed(_ text: String) -> [UInt8] {
        var text = text
        return text.withUTF8 { bytes in
            guard let start = bytes.firstIndex(where: { $0 > 0x20 }),
                let end = bytes.lastIndex(where: { $0 > 0x20 })
            else { return [] }
            return Array(bytes[start...end])
        }
    }
}

/// A date and time as written, before it is known to exist.
public struct WrittenMoment: Hashable, Sendable {
    var year = 0
    var month = 1
    var day = 1
    var hour = 0
    var minute = 0
    var second = 0
    /// Minutes east of Greenwich; nil where no zone is written, which counts as UTC.
    var offset: Int?
    /// Whether more than a day is written.
    var hasTime = false

    /// Whether its month has no such day.
    public var isPastMonthEnd: Bool { (1...12).contains(month) && day > CivilDay.length(month, of: year) }

    /// The moment, or nil for a month, day or hour that does not exist; see ``WrittenDate/date(from:)`` for the days.
    public var date: Date? {
        guard (1...9999).contains(year), (1...12).contains(month), (1...32).contains(day) else { return nil }
        guard (0...23).contains(hour) || hour == 24 && minute == 0 && second == 0, (0...59).contains(minute),
            (0...60).contains(second), abs(offset ?? 0) < 24 * 60
        else { return nil }
        let days = CivilDay.number(year: year, month: month, day: day)
        return Date(
            timeIntervalSince1970: Double(
                days * 86400 + hour * 3600 + (minute - (offset ?? 0)) * 60 + min(second, 59)))
    }
}

extension WrittenMoment {
    /// The moment in ISO 8601 as it was written: with its own offset, without one where none is written, a day alone
    /// where no time is; nil for what no calendar has.
    ///
    /// **Shape**: `2026-11-02T09:00:00+01:00`, `2026-11-02T08:00:00Z`, `2026-11-02T09:00:00`, `2026-11-02`.
    public var text: String? {
        guard let date else { return nil }
        guard !isPastMonthEnd, hour < 24 else { return WrittenDate.text(of: date) }
        guard hasTime else { return digits(withTime: false) }
        guard let offset else { return digits(withTime: true) }
        if offset == 0 { return digits(withTime: true) + "Z" }
        let (hours, minutes) = (abs(offset) / 60, abs(offset) % 60)
        let places = [hours / 10, hours % 10, minutes / 10, minutes % 10].map { String($0) }
        return digits(withTime: true) + (offset < 0 ? "-" : "+") + places[0] + places[1] + ":" + places[2]
            + places[3]
    }

    fileprivate func digits(withTime: Bool) -> String {
        var out: [UInt8] = []
        out.reserveCapacity(20)
        let parts: [(number: Int, width: Int, mark: Unicode.Scalar?)] = [
            (year, 4, "-"), (month, 2, "-"), (day, 2, withTime ? "T" : nil), (hour, 2, ":"), (minute, 2, ":"),
            (second, 2, nil),
        ]
        for part in parts.prefix(withTime ? 6 : 3) {
            var unit = part.width == 4 ? 1000 : 10
            while unit > 0 {
                out.append(0x30 + UInt8(max(0, part.number) / unit % 10))
                unit /= 10
            }
            if let mark = part.mark { out.append(UInt8(ascii: mark)) }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
