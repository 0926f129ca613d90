// SPDX-License-Identifier: MIT

/// One action learning set that may come about: where, about what, on which day, at one of some times.
///
/// An offer becomes one set at the most, at one of its times.
public struct SetOffer: Hashable, Sendable, Identifiable {
    /// Names one offer.
    public typealias ID = Identifier<SetOffer>

    /// Its id, a slug.
    public let id: ID
    /// The town or the building.
    public let place: String
    /// What it is about: a word that the programme maps to topics.
    public let focus: String
    /// The day of its first session.
    public let day: LocalDay
    /// The times of that day at which it could be; at least one, in the order of the file.
    public let slots: [SetSlot]
    /// Who facilitates it; nil where that is open.
    public let facilitator: String?
    /// The room; nil where that is open.
    public let room: String?
    /// Whose level it is for.
    public let level: Level

    /// Who fits together in a set.
    public enum Level: Hashable, Sendable {
        /// Anybody.
        case any
        /// People of one level, whichever it is.
        case same
        /// People of this level.
        case only(String)
    }

    /// Holds what it is given.
    public init(
        id: ID, place: String, focus: String, day: LocalDay, slots: [SetSlot], facilitator: String? = nil,
        room: String? = nil, level: Level = .any
    ) {
        self.id = id
        self.place = place
        self.focus = focus
        self.day = day
        self.slots = slots
        self.facilitator = facilitator
        self.room = room
        self.level = level
    }

    /// What people choose among, one a time.
    public var alternatives: [SetAlternative] { slots.map { SetAlternative(offer: id, slot: $0) } }
}

/// An offer at one of its times: what people choose.
public struct SetAlternative: Hashable, Sendable, Identifiable {
    /// Names one alternative: `OFFER@10:00-12:00`.
    public typealias ID = Identifier<SetAlternative>

    /// What is offered.
    public let offer: SetOffer.ID
    /// When.
    public let slot: SetSlot

    /// Holds what it is given.
    public init(offer: SetOffer.ID, slot: SetSlot) {
        self.offer = offer
        self.slot = slot
    }

    /// `OFFER@10:00-12:00`.
    public var id: ID { ID("\(offer)@\(slot)") }
}
