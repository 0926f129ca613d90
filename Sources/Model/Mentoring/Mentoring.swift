// SPDX-License-Identifier: MIT

/// Somebody who offers conversations to others.
public struct Mentor: Hashable, Sendable, Identifiable {
    /// Names one mentor: what they are called in a list.
    public typealias ID = Identifier<Mentor>

    /// Who it is.
    public let id: ID
    /// Whom they work for; empty where nobody said.
    public let organisation: String
    /// What they can talk about.
    public let topics: [Topic.ID]
    /// How many people they take at the most; 1 or more.
    public let capacity: Int

    /// Holds what it is given.
    public init(id: ID, organisation: String, topics: [Topic.ID], capacity: Int) {
        self.id = id
        self.organisation = organisation
        self.topics = topics
        self.capacity = capacity
    }
}

/// Somebody who looks for a mentor.
public struct Mentee: Hashable, Sendable, Identifiable {
    /// Names one mentee: what they are called in a list.
    public typealias ID = Identifier<Mentee>

    /// Who it is.
    public let id: ID
    /// Whom they work for; empty where nobody said.
    public let organisation: String
    /// What they want to talk about, most wanted first; each once.
    public let topics: [Topic.ID]

    /// Holds what it is given.
    public init(id: ID, organisation: String, topics: [Topic.ID]) {
        self.id = id
        self.organisation = organisation
        self.topics = topics
    }
}

/// A mentor and a mentee who talk with each other.
public struct MentoringPair: Hashable, Sendable {
    /// Who listens and tells.
    public let mentor: Mentor
    /// Who asks.
    public let mentee: Mentee
    /// Which of the mentee's topics it is, from 1: the first that their mentor offers.
    public let rank: Int

    /// Both; nil where the mentor offers nothing that the mentee wants, or it is one person.
    public init?(_ mentor: Mentor, _ mentee: Mentee) {
        guard let place = mentee.topics.firstIndex(where: mentor.topics.contains),
            mentor.id.rawValue.lowercased() != mentee.id.rawValue.lowercased()
        else { return nil }
        self.mentor = mentor
        self.mentee = mentee
        rank = place + 1
    }

    /// What they talk about.
    public var topic: Topic.ID { mentee.topics[rank - 1] }

    /// Whether both work for one organisation.
    public var isOfOneOrganisation: Bool {
        !mentor.organisation.isEmpty && mentor.organisation.lowercased() == mentee.organisation.lowercased()
    }
}
