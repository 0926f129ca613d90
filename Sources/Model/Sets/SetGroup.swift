// SPDX-License-Identifier: MIT

/// An offer at one of its times with the people in it.
public struct SetGroup: Hashable, Sendable {
    /// What was offered.
    public let offer: SetOffer
    /// When it meets first.
    public let slot: SetSlot
    /// The level that all of them have; nil where none is asked for.
    public let level: String?
    /// Who is in it, in the order of the list.
    public let members: [Member]

    /// Somebody in a set.
    public struct Member: Hashable, Sendable {
        /// Who it is.
        public let person: SignUp.Person
        /// Whom they work for.
        public let organisation: String
        /// Which of their choices it is, from 1; nil for one that they could only make.
        public let rank: Int?
        /// Whether the organiser put them there by hand, or they go on with it.
        public let isFixed: Bool

        /// Holds what it is given.
        public init(person: SignUp.Person, organisation: String, rank: Int?, isFixed: Bool = false) {
            self.person = person
            self.organisation = organisation
            self.rank = rank
            self.isFixed = isFixed
        }
    }

    /// Holds what it is given.
    public init(offer: SetOffer, slot: SetSlot, level: String? = nil, members: [Member]) {
        self.offer = offer
        self.slot = slot
        self.level = level
        self.members = members
    }

    /// What its people chose.
    public var alternative: SetAlternative { SetAlternative(offer: offer.id, slot: slot) }

    /// Pairs of people from the same organisation; whoever named none is a pair with nobody.
    public var samePairs: Int {
        let counts = members.filter { !$0.organisation.isEmpty }.reduce(into: [:]) { counts, member in
            counts[member.organisation.lowercased(), default: 0] += 1
        }
        return counts.values.map { $0 * ($0 - 1) / 2 }.reduce(0, +)
    }

    /// All pairs of people.
    public var pairs: Int { members.count * (members.count - 1) / 2 }
}

/// Somebody for whom there is no place, with why not.
public struct Unplaced: Hashable, Sendable {
    /// Who it is.
    public let person: SignUp.Person
    /// Whom they work for.
    public let organisation: String
    /// Why each of their choices came to nothing, best first.
    public let refusals: [Refusal]

    /// Why one choice came to nothing.
    public struct Refusal: Hashable, Sendable {
        /// What they had chosen.
        public let alternative: SetAlternative.ID
        /// Why not.
        public let reason: Reason

        /// Holds what it is given.
        public init(_ alternative: SetAlternative.ID, _ reason: Reason) {
            self.alternative = alternative
            self.reason = reason
        }
    }

    /// Why a choice came to nothing.
    public enum Reason: Hashable, Sendable {
        /// The set has as many as it takes.
        case full(Int)
        /// Too few people could make it.
        case tooFew(able: Int, needed: Int)
        /// The set is at another time, which they have not chosen.
        case otherTime(SetSlot)
        /// Room or facilitator are taken by another set at that time.
        case taken(SetAlternative.ID)
        /// Room or facilitator are taken by what was arranged before.
        case booked
        /// The set was closed before.
        case closed
        /// It is for people of another level.
        case level(String)
        /// Enough could make it, but more people found a place in other sets.
        case notOpened
    }

    /// Holds what it is given.
    public init(person: SignUp.Person, organisation: String, refusals: [Refusal]) {
        self.person = person
        self.organisation = organisation
        self.refusals = refusals
    }

    /// The reason in a sentence, each choice by its id.
    public var sentence: String {
        if refusals.isEmpty { return "chose nothing that is offered" }
        return refusals.map { "\($0.alternative) \($0.reason)" }.joined(separator: "; ")
    }
}

extension Unplaced.Reason: CustomStringConvertible {
    /// Goes on from the name of an alternative.
    public var description: String {
        switch self {
        case .full(let most): "is full with \(countedPeople(most))"
        case .tooFew(let able, let needed):
            "does not open: \(countedPeople(able)) could make it, \(needed) are needed"
        case .otherTime(let slot): "does not open: this set meets at \(slot)"
        case .taken(let other): "does not open: room and facilitator are with \(other)"
        case .booked: "does not open: room or facilitator are taken at that time"
        case .closed: "is complete and closed"
        case .level(let level):
            level.isEmpty ? "is for people of another level" : "is for people at the level \(level)"
        case .notOpened: "does not open: more people found a place in other sets"
        }
    }

    /// In a word, for programs.
    public var word: String {
        switch self {
        case .full: "full"
        case .tooFew: "too_few"
        case .otherTime: "other_time"
        case .taken: "taken"
        case .booked: "booked"
        case .closed: "closed"
        case .level: "level"
        case .notOpened: "not_opened"
        }
    }
}
