// SPDX-License-Identifier: MIT

/// A way through some topics, in a teaching order.
public struct LearningPath: Hashable, Sendable, Codable {
    /// Names one path.
    public typealias ID = Identifier<LearningPath>

    /// Its id, a slug.
    public let id: ID
    /// Its title.
    public let title: String
    /// For whom it is, and for which stage.
    public let aim: Theme.Aim
    /// What somebody can do afterwards.
    public let outcomes: [String]
    /// Its steps in order; at least one.
    public let steps: [Step]
    /// Paths to go on with.
    public let next: [ID]
    /// The introduction, Markdown of ours.
    public let introduction: String

    /// One step of a path.
    public struct Step: Hashable, Sendable, Codable {
        /// Its id, a slug that is unique in the path and never changed, so that progress survives edits.
        public let id: String
        /// Its topic.
        public let topic: Topic.ID
        /// How long it takes, minutes.
        public let minutes: Int
        /// Our own words on it; may be empty.
        public let words: String

        /// Holds what it is given.
        public init(id: String, topic: Topic.ID, minutes: Int, words: String) {
            self.id = id
            self.topic = topic
            self.minutes = minutes
            self.words = words
        }
    }

    /// Holds what it is given.
    public init(
        id: ID, title: String, aim: Theme.Aim, outcomes: [String], steps: [Step], next: [ID],
        introduction: String
    ) {
        self.id = id
        self.title = title
        self.aim = aim
        self.outcomes = outcomes
        self.steps = steps
        self.next = next
        self.introduction = introduction
    }

    /// Minutes of all steps.
    public var minutes: Int { steps.map(\.minutes).reduce(0, +) }
}
