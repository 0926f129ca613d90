// SPDX-License-Identifier: MIT

public import FoundationEssentials

/// An action learning set as a library keeps it: first proposed, then closed.
public struct LearningSet: Hashable, Sendable, Identifiable {
    /// Names one set; says nothing of who is in it.
    public typealias ID = Identifier<LearningSet>

    /// Its id, made by Cairn.
    public let id: ID
    /// The programme that it came about in.
    public let programme: SetProgramme.ID
    /// What was offered, as it was then, and who is in it: sign-ups by their ids.
    public let group: SetGroup
    /// Where it stands.
    public let state: State
    /// Since when, UTC.
    public let since: Date
    /// When it meets, by number; empty while it is proposed.
    public let sessions: [SetSession]

    /// Where a set stands.
    public enum State: String, Hashable, Sendable, Codable, CaseIterable {
        /// An allocation proposes it; the next one may propose something else.
        case proposed
        /// It is complete, its people know, and it takes nobody new.
        case closed
    }

    /// Holds what it is given.
    public init(
        id: ID, programme: SetProgramme.ID, group: SetGroup, state: State, since: Date,
        sessions: [SetSession] = []
    ) {
        self.id = id
        self.programme = programme
        self.group = group
        self.state = state
        self.since = since
        self.sessions = sessions
    }

    /// The times at which it has its room and its facilitator.
    public var bookings: [SetBooking] {
        let offer = group.offer
        return sessions.filter { !$0.isCancelled }.map {
            SetBooking(
                place: offer.place, room: offer.room, facilitator: offer.facilitator, day: $0.day,
                slot: $0.slot)
        }
    }
}

/// One meeting of a set.
public struct SetSession: Hashable, Sendable {
    /// Which one it is, from 1.
    public let number: Int
    /// The day, where the set meets.
    public let day: LocalDay
    /// The time, by the clock there.
    public let slot: SetSlot
    /// Whether it does not take place.
    public let isCancelled: Bool
    /// How often it has been changed: by this, calendars know which of two versions is the newer one.
    public let sequence: Int
    /// When it was changed last, UTC.
    public let changed: Date

    /// Holds what it is given.
    public init(
        number: Int, day: LocalDay, slot: SetSlot, isCancelled: Bool = false, sequence: Int = 0,
        changed: Date
    ) {
        self.number = number
        self.day = day
        self.slot = slot
        self.isCancelled = isCancelled
        self.sequence = sequence
        self.changed = changed
    }
}

/// A sign-up as a library keeps it.
public struct SignUpRecord: Hashable, Sendable, Identifiable {
    /// What they said; its person is the id of this record, not a name.
    public let signUp: SignUp
    /// The programme.
    public let programme: SetProgramme.ID
    /// What they are called; never in a log, never in anything that is published.
    public let name: String
    /// Where mails to them go; nil for somebody who is told in another way, such as by telephone.
    public let address: MailAddress?
    /// Where they stand.
    public let state: State
    /// When they signed up first, UTC.
    public let signed: Date

    /// Where somebody stands who signed up.
    public enum State: String, Hashable, Sendable, Codable, CaseIterable {
        /// No place yet: the next allocation looks for one.
        case waiting
        /// In a set that is closed.
        case placed
        /// They do not want to come any more.
        case left
    }

    /// Holds what it is given.
    public init(
        signUp: SignUp, programme: SetProgramme.ID, name: String, address: MailAddress?, state: State,
        signed: Date
    ) {
        self.signUp = signUp
        self.programme = programme
        self.name = name
        self.address = address
        self.state = state
        self.signed = signed
    }

    /// Its id, made by Cairn.
    public var id: SignUp.Person { signUp.person }
}
