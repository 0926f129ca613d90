// SPDX-License-Identifier: MIT

public import Model

/// Proposes the days on which a set meets.
///
/// The first is that of its offer. Each further one is on the same day of the week, as many weeks later as lie in the middle of what
/// the programme asks for; where that is a holiday, or room or facilitator are taken, a week earlier or later within what
/// it asks for, then another working day within it, then the first free working day after it.
public struct SessionPlan: Sendable {
    private let programme: SetProgramme
    private let taken: [SetBooking]

    /// - Parameter taken: when rooms and facilitators are taken already.
    public init(_ programme: SetProgramme, taken: [SetBooking]) {
        self.programme = programme
        self.taken = taken
    }

    /// Days on which it meets, the first one included.
    ///
    /// **Shape**: as many as the programme has sessions; rising.
    public func days(of offer: SetOffer, at slot: SetSlot) -> [LocalDay] {
        var days = [offer.day]
        while days.count < programme.terms.sessions {
            days.append(next(after: days[days.count - 1], offer, slot))
        }
        return days
    }

    private func next(after day: LocalDay, _ offer: SetOffer, _ slot: SetSlot) -> LocalDay {
        let weeks = programme.terms.weeks
        let middle = (weeks.lowerBound + weeks.upperBound) / 2
        let whole = weeks.sorted {
            abs($0 - middle) == abs($1 - middle) ? $0 < $1 : abs($0 - middle) < abs($1 - middle)
        }
        let within = (weeks.lowerBound * 7...weeks.upperBound * 7).sorted {
            (abs($0 - middle * 7), $0) < (abs($1 - middle * 7), $1)
        }
        // A year later at the latest: no list of holidays is longer, and no session is proposed for ever.
        let later = weeks.upperBound * 7 + 1...weeks.upperBound * 7 + 366
        let isFree = { (days: Int) in
            !programme.calendar.holidays.contains { $0.contains(day + days) }
                && hasRoom(for: offer, on: day + days, at: slot)
        }
        let days =
            whole.map { $0 * 7 }.first(where: isFree) ?? within.first { isWorkday(day + $0) && isFree($0) }
            ?? later.first { isWorkday(day + $0) && isFree($0) } ?? weeks.upperBound * 7
        return day + days
    }

    /// Whether room and facilitator of an offer are free at some time.
    public func hasRoom(for offer: SetOffer, on day: LocalDay, at slot: SetSlot) -> Bool {
        let wanted = SetOffer(
            id: offer.id, place: offer.place, focus: offer.focus, day: day, slots: [slot],
            facilitator: offer.facilitator, room: offer.room)
        let use = ResourceUse(programme, wanting: wanted, taken: taken)
        return use.allows(0, beside: [])
    }

    private func isWorkday(_ day: LocalDay) -> Bool { ![.saturday, .sunday].contains(day.weekday) }
}
