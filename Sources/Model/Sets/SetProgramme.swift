// SPDX-License-Identifier: MIT

/// A round of action learning sets as its organiser offers it.
public struct SetProgramme: Hashable, Sendable, Identifiable {
    /// Names one programme.
    public typealias ID = Identifier<SetProgramme>

    /// Its id, a slug.
    public let id: ID
    /// Its title.
    public let title: String
    /// How its sets are run.
    public let terms: Terms
    /// What is offered, in the order of the file; at least one.
    public let offers: [SetOffer]
    /// What sets share and cannot use at once.
    public let resources: [SetResource]
    /// The topics that a focus is about.
    public let topics: [String: [Topic.ID]]
    /// What the times of its offers are in, and when nobody meets.
    public let calendar: Calendar
    /// What leaders read before they sign up, Markdown of ours.
    public let introduction: String

    /// How sets are run.
    public struct Terms: Hashable, Sendable {
        /// Sessions of a set.
        public let sessions: Int
        /// Minutes of a session.
        public let minutes: Int
        /// Weeks from one session to the next, the fewest and the most.
        public let weeks: ClosedRange<Int>
        /// How many people a set has.
        public let size: SetSize
        /// Days before a session on which it is settled what is read before it.
        public let daysBefore: Int
        /// Days after a session by which a set writes down what it has learned.
        public let shareByDays: Int

        /// Six sessions of two hours, four to six weeks apart, what is read settled a week before, what was learned
        /// written down within two, unless said otherwise.
        public init(
            sessions: Int = 6, minutes: Int = 120, weeks: ClosedRange<Int> = 4...6,
            size: SetSize = SetSize(), daysBefore: Int = 7, shareByDays: Int = 14
        ) {
            self.sessions = sessions
            self.minutes = minutes
            self.weeks = weeks
            self.size = size
            self.daysBefore = daysBefore
            self.shareByDays = shareByDays
        }
    }

    /// Which clock the times of offers are read from, and when nobody meets.
    public struct Calendar: Hashable, Sendable {
        /// The IANA name of the time zone; nil for that of the library.
        public let timeZone: String?
        /// Days on which no session is proposed, first and last day of each time.
        public let holidays: [ClosedRange<LocalDay>]

        /// Holds what it is given.
        public init(timeZone: String? = nil, holidays: [ClosedRange<LocalDay>] = []) {
            self.timeZone = timeZone
            self.holidays = holidays
        }
    }

    /// Holds what it is given.
    public init(
        id: ID, title: String, terms: Terms = Terms(), offers: [SetOffer], resources: [SetResource] = [],
        topics: [String: [Topic.ID]] = [:], calendar: Calendar = Calendar(), introduction: String = ""
    ) {
        self.id = id
        self.title = title
        self.terms = terms
        self.offers = offers
        self.resources = resources
        self.topics = topics
        self.calendar = calendar
        self.introduction = introduction
    }

    /// The offer with an id.
    public func offer(_ id: SetOffer.ID) -> SetOffer? { offers.first { $0.id == id } }

    /// The alternative that somebody wrote: `OFFER@10:00-12:00`, or `OFFER` alone where it has one time.
    public func alternative(written text: String) -> SetAlternative? {
        let parts = text.split(separator: "@", maxSplits: 1).map(String.init)
        guard let first = parts.first, let offer = offer(SetOffer.ID(first)) else { return nil }
        guard parts.count == 2 else { return offer.slots.count == 1 ? offer.alternatives.first : nil }
        guard let slot = SetSlot(parts[1]), offer.slots.contains(slot) else { return nil }
        return SetAlternative(offer: offer.id, slot: slot)
    }
}

/// How many people a set has.
public struct SetSize: Hashable, Sendable {
    /// Below that it does not open.
    public let least: Int
    /// What it is best with.
    public let target: Int
    /// More are not taken.
    public let most: Int

    /// Five to seven, best six, unless said otherwise; nil where they are not in that order, or no number of people.
    public init?(least: Int, target: Int, most: Int) {
        guard least >= 1, least <= target, target <= most else { return nil }
        (self.least, self.target, self.most) = (least, target, most)
    }

    /// Five to seven, best six.
    public init() { (least, target, most) = (5, 6, 7) }
}

/// Something that sets share: a room, a facilitator, or both in one.
public struct SetResource: Hashable, Sendable {
    /// What it is, such as `facilitator-and-room`.
    public let kind: String
    /// Which offers share it.
    public let per: Scope
    /// How many sets can use it at the same time.
    public let capacity: Int

    /// Which offers share something.
    public enum Scope: String, Hashable, Sendable, CaseIterable {
        /// Those of one place.
        case place
        /// Those of one facilitator.
        case facilitator
        /// Those in one room.
        case room
        /// All of them.
        case programme
    }

    /// Holds what it is given.
    public init(kind: String, per: Scope, capacity: Int) {
        self.kind = kind
        self.per = per
        self.capacity = capacity
    }
}
