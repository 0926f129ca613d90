// SPDX-License-Identifier: MIT

/// A time at which a set has its room and its facilitator.
public struct SetBooking: Hashable, Sendable {
    /// Where.
    public let place: String
    /// In which room; nil where that is open.
    public let room: String?
    /// Who facilitates it; nil where that is open.
    public let facilitator: String?
    /// On which day.
    public let day: LocalDay
    /// At what time.
    public let slot: SetSlot

    /// Holds what it is given.
    public init(place: String, room: String?, facilitator: String?, day: LocalDay, slot: SetSlot) {
        self.place = place
        self.room = room
        self.facilitator = facilitator
        self.day = day
        self.slot = slot
    }

    /// What an offer would take at one of its times.
    public init(_ offer: SetOffer, at slot: SetSlot) {
        self.init(
            place: offer.place, room: offer.room, facilitator: offer.facilitator, day: offer.day, slot: slot)
    }

    /// Whether both are at the same time, in whole or in part.
    public func overlaps(_ other: SetBooking) -> Bool { day == other.day && slot.overlaps(other.slot) }
}
