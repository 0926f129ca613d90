// SPDX-License-Identifier: MIT

public import FoundationEssentials

/// The standing definition of a newsletter: its rhythm, its sections, and what to do when things go wrong.
public struct Newsletter: Hashable, Sendable, Codable {
    /// Names one newsletter.
    public typealias ID = Identifier<Newsletter>

    /// Its id, a slug.
    public let id: ID
    /// Its title.
    public let title: String
    /// For whom it is.
    public let audience: Curriculum.Facet.ID?
    /// When it goes out.
    public let rhythm: Rhythm
    /// The fewest and the most items of an issue.
    public let size: ClosedRange<Int>
    /// Its sections in order; at least one.
    public let sections: [Section]
    /// What to do when things do not go as planned.
    public let policy: Policy
    /// The opening words of every issue, Markdown of ours.
    public let opening: String

    /// When a newsletter goes out.
    public struct Rhythm: Hashable, Sendable, Codable {
        /// How often: `week`, `month`.
        public let every: Every
        /// The day, such as `thursday` for a week and `first thursday` for a month.
        public let on: String
        /// The local time, `HH:MM`.
        public let at: String
        /// The IANA name of the time zone, such as `Europe/London`.
        public let timeZone: String
        /// Hours before that, in which curators can look at the draft.
        public let reviewWindowHours: Int

        /// How often something comes round.
        public enum Every: String, Sendable, Codable, CaseIterable {
            /// Once a week.
            case week
            /// Once a month.
            case month
        }

        /// Holds what it is given.
        public init(every: Every, on: String, at: String, timeZone: String, reviewWindowHours: Int) {
            self.every = every
            self.on = on
            self.at = at
            self.timeZone = timeZone
            self.reviewWindowHours = reviewWindowHours
        }
    }

    /// One part of an issue.
    public struct Section: Hashable, Sendable, Codable {
        /// Its heading.
        public let title: String
        /// The topics that it draws on, strands already spelled out; at least one.
        public let topics: [Topic.ID]
        /// Items at the most.
        public let size: Int
        /// For whom it is; nil for whoever the newsletter is for.
        public let audience: Curriculum.Facet.ID?
        /// The stage that its readers are at; nil for any.
        public let stage: Curriculum.Facet.ID?

        /// Holds what it is given.
        public init(
            title: String, topics: [Topic.ID], size: Int, audience: Curriculum.Facet.ID? = nil,
            stage: Curriculum.Facet.ID? = nil
        ) {
            self.title = title
            self.topics = topics
            self.size = size
            self.audience = audience
            self.stage = stage
        }
    }

    /// What to do when things do not go as planned.
    public struct Policy: Hashable, Sendable, Codable {
        /// When nobody approved the draft.
        public let unapproved: Unapproved
        /// When there is too little to send.
        public let tooLittle: TooLittle
        /// When the time went by unused.
        public let missed: Missed

        /// When nobody approved the draft.
        public enum Unapproved: String, Sendable, Codable, CaseIterable {
            /// Wait for a person.
            case hold
            /// Send the part that was approved.
            case sendApproved = "send-approved"
            /// Leave the slot empty.
            case skip
        }
        /// When there is too little to send.
        public enum TooLittle: String, Sendable, Codable, CaseIterable {
            /// Leave the slot empty, and say why.
            case skip
        }
        /// When the time went by unused.
        public enum Missed: String, Sendable, Codable, CaseIterable {
            /// Once, late, if under six hours; later a person is asked.
            case onceLate = "once-late"
            /// A person is asked.
            case ask
        }

        /// Holds what it is given.
        public init(unapproved: Unapproved = .hold, tooLittle: TooLittle = .skip, missed: Missed = .onceLate)
        {
            self.unapproved = unapproved
            self.tooLittle = tooLittle
            self.missed = missed
        }
    }

    /// Holds what it is given.
    public init(
        id: ID, title: String, audience: Curriculum.Facet.ID?, rhythm: Rhythm, size: ClosedRange<Int>,
        sections: [Section], policy: Policy, opening: String
    ) {
        self.id = id
        self.title = title
        self.audience = audience
        self.rhythm = rhythm
        self.size = size
        self.sections = sections
        self.policy = policy
        self.opening = opening
    }
}

/// One numbered edition of a newsletter.
public struct Issue: Hashable, Sendable, Codable {
    /// The newsletter, as it was defined when the issue was drafted.
    public let newsletter: Newsletter
    /// Counted from 1, without gaps.
    public let number: Int
    /// The date that readers see, UTC: that of its slot, else when it was drafted.
    public let date: Date
    /// Its sections in order.
    public let sections: [ReadingSection]
    /// Where it stands in its life.
    public let state: State

    /// Where an issue stands in its life.
    public enum State: Hashable, Sendable, Codable {
        /// Being made; nobody has approved it.
        case draft
        /// A person approved just this content; it never changes again.
        case approved(Verdict.Signature)
    }

    /// Holds what it is given.
    public init(newsletter: Newsletter, number: Int, date: Date, sections: [ReadingSection], state: State) {
        self.newsletter = newsletter
        self.number = number
        self.date = date
        self.sections = sections
        self.state = state
    }

    /// The items of all sections, in order.
    public var items: [ReviewedItem] { sections.flatMap(\.items) }

    /// Minutes of reading in all.
    public var minutes: Int { items.map(\.library.minutes).reduce(0, +) }
}
