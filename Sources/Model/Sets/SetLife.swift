// SPDX-License-Identifier: MIT

public import FoundationEssentials

/// A problem that a member brings to a session; it steers what the set reads before.
public struct SetProblem: Hashable, Sendable, Identifiable {
    /// Counted up from 1, over all sets.
    public let id: Int
    /// The session to which it is brought.
    public let session: Int
    /// The problem, in the member's words.
    public let words: String
    /// What it is about, the most important first.
    public let topics: [Topic.ID]
    /// When it was noted, UTC.
    public let time: Date

    /// Holds what it is given.
    public init(id: Int, session: Int, words: String, topics: [Topic.ID], time: Date) {
        self.id = id
        self.session = session
        self.words = words
        self.topics = topics
        self.time = time
    }
}

/// Something that a member said they would do.
public struct SetAction: Hashable, Sendable, Identifiable {
    /// Counted up from 1, over all sets.
    public let id: Int
    /// The session in which they said so.
    public let session: Int
    /// Who said so; nil for the set as a whole.
    public let person: SignUp.Person?
    /// What they would do.
    public let what: String
    /// By when; nil where that was left open.
    public let due: LocalDay?
    /// What came of it; nil while it is open.
    public let result: Result?

    /// What came of an action.
    public struct Result: Hashable, Sendable {
        /// In the member's words.
        public let outcome: String
        /// How much it changed.
        public let size: Size
        /// When that was noted, UTC.
        public let time: Date

        /// Holds what it is given.
        public init(outcome: String, size: Size, time: Date) {
            self.outcome = outcome
            self.size = size
            self.time = time
        }
    }

    /// How much an action changed.
    public enum Size: String, Hashable, Sendable, CaseIterable {
        /// Nothing, or it was not done.
        case none
        /// Something quick.
        case quick
        /// Something in depth.
        case deep
    }

    /// Holds what it is given.
    public init(
        id: Int, session: Int, person: SignUp.Person?, what: String, due: LocalDay?, result: Result? = nil
    ) {
        self.id = id
        self.session = session
        self.person = person
        self.what = what
        self.due = due
        self.result = result
    }
}

/// What a set has learned, for itself or for others.
public struct SetLearning: Hashable, Sendable, Identifiable {
    /// Counted up from 1, over all sets.
    public let id: Int
    /// The set; it may be gone, where its time has come.
    public let set: LearningSet.ID
    /// The four fields.
    public let words: Words
    /// Who may see it.
    public let state: State
    /// Who agreed to that, in order.
    public let agreements: [Agreement]

    /// What was learned, in four fields; nobody's name is in it.
    public struct Words: Hashable, Sendable, Codable {
        /// What we tried.
        public let tried: String
        /// What happened.
        public let happened: String
        /// What we learned.
        public let learned: String
        /// What we do differently from now on.
        public let next: String

        /// Holds what it is given.
        public init(tried: String, happened: String, learned: String, next: String) {
            self.tried = tried
            self.happened = happened
            self.learned = learned
            self.next = next
        }
    }

    /// Who may see what was learned.
    public enum State: String, Hashable, Sendable, Codable, CaseIterable {
        /// The set alone.
        case `private`
        /// The partners too: the set has agreed.
        case partnerAgreed = "partner-agreed"
        /// Everybody.
        case `public`
    }

    /// That somebody agreed to who may see it.
    public struct Agreement: Hashable, Sendable, Codable {
        /// To what.
        public let state: State
        /// Who agreed, by name.
        public let approver: String
        /// When, UTC.
        public let time: Date

        /// Holds what it is given.
        public init(to state: State, by approver: String, at time: Date) {
            self.state = state
            self.approver = approver
            self.time = time
        }
    }

    /// Holds what it is given.
    public init(id: Int, set: LearningSet.ID, words: Words, state: State, agreements: [Agreement]) {
        self.id = id
        self.set = set
        self.words = words
        self.state = state
        self.agreements = agreements
    }
}
