// SPDX-License-Identifier: MIT

public import Foundation

/// One time at which a newsletter goes out; its newsletter and its day are the key, so that it goes out once.
public struct Slot: Hashable, Sendable, Codable {
    /// The newsletter.
    public let newsletter: Newsletter.ID
    /// The day in the newsletter's time zone.
    public let day: LocalDay
    /// When it goes out, UTC.
    public let due: Date
    /// From when on it is drafted, UTC.
    public let draftDue: Date

    /// Holds what it is given.
    public init(newsletter: Newsletter.ID, day: LocalDay, due: Date, draftDue: Date) {
        self.newsletter = newsletter
        self.day = day
        self.due = due
        self.draftDue = draftDue
    }
}

extension LocalDay: Codable {
    /// Reads `2026-12-03`.
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let day = LocalDay(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "no day: \(text)"))
        }
        self = day
    }

    /// Writes `2026-12-03`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

extension Newsletter {
    /// The next slots after a moment.
    ///
    /// **Shape**: in order; none where the time zone is unknown or the day is none, which no file that is read may have.
    public func slots(after moment: Date, count: Int) -> [Slot] {
        guard let slots = SlotSequence(self, after: moment) else { return [] }
        return Array(slots.prefix(count))
    }

    /// The slots after a moment and up to another.
    ///
    /// **Shape**: in order; at the most so many of the last ones, for a machine that stood still for years.
    public func slots(after moment: Date, through last: Date, limit: Int = 100) -> [Slot] {
        guard let slots = SlotSequence(self, after: moment) else { return [] }
        return Array(slots.prefix { $0.due <= last }.suffix(limit))
    }

    /// When something is due next after a moment: a draft, or going out.
    public func nextMoment(after moment: Date) -> Date? {
        // Windows may be longer than the time from one slot to the next.
        slots(after: moment, count: 10).flatMap { [$0.draftDue, $0.due] }.filter { $0 > moment }.min()
    }

    /// The slot on a day; nil where it has none then.
    public func slot(on day: LocalDay) -> Slot? {
        guard let zone = TimeZone(identifier: rhythm.timeZone) else { return nil }
        let before = day.moment(atMinutes: 0, in: zone) - 1
        return slots(after: before, count: 1).first { $0.day == day }
    }

    /// A moment as clocks in the newsletter's time zone show it.
    public func local(_ moment: Date) -> LocalMoment { LocalMoment(moment, zone: rhythm.timeZone) }
}

extension Sequence<Newsletter> {
    /// When something is due next for any of some newsletters after a moment.
    public func nextMoment(after moment: Date) -> Date? {
        compactMap { $0.nextMoment(after: moment) }.min()
    }
}

/// A newsletter's slots, one after the other without end.
private struct SlotSequence: Sequence, IteratorProtocol {
    private let newsletter: Newsletter
    private let zone: TimeZone
    private let rule: Newsletter.Rhythm.Day
    private let minutes: Int
    private let moment: Date
    private var day: LocalDay

    /// Days to look through before giving up; no rule leaves out more than a few months.
    private static let patience = 800

    init?(_ newsletter: Newsletter, after moment: Date) {
        let rhythm = newsletter.rhythm
        let parts = rhythm.at.split(separator: ":").compactMap { Int($0) }
        guard let zone = TimeZone(identifier: rhythm.timeZone), parts.count == 2,
            let rule = Newsletter.Rhythm.Day(rhythm.on, every: rhythm.every)
        else { return nil }
        (self.newsletter, self.zone, self.rule, self.moment) = (newsletter, zone, rule, moment)
        minutes = parts[0] * 60 + parts[1]
        // A slot of the day before may fall on today, where clocks skip a whole day.
        day = LocalDay(of: moment, in: zone) + -1
    }

    mutating func next() -> Slot? {
        for _ in 0..<SlotSequence.patience {
            defer { day = day + 1 }
            guard rule.includes(day) else { continue }
            let due = day.moment(atMinutes: minutes, in: zone)
            guard due > moment else { continue }
            let window = Double(newsletter.rhythm.reviewWindowHours) * 3600
            return Slot(newsletter: newsletter.id, day: day, due: due, draftDue: due - window)
        }
        return nil
    }
}
