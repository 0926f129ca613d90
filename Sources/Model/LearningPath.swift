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
    /// Its modules in advisory order; at least one, and each with a step.
    public let modules: [Module]
    /// Paths that are worth following before this one.
    public let before: [ID]
    /// Paths to go on with.
    public let next: [ID]
    /// The introduction, Markdown of ours.
    public let introduction: String

    /// A part of a path that makes sense by itself; the order is advice, and nobody is kept from a later one.
    public struct Module: Hashable, Sendable, Codable {
        /// Its id, a slug that is unique in the path; empty for the only module of a path that names none.
        public let id: String
        /// Its title; empty for the only module of a path that names none.
        public let title: String
        /// What somebody can do after it.
        public let outcomes: [String]
        /// The ids of the modules of this path that it builds on.
        public let before: [String]
        /// Its steps in order; at least one.
        public let steps: [Step]

        /// Holds what it is given.
        public init(
            id: String, title: String, outcomes: [String] = [], before: [String] = [], steps: [Step]
        ) {
            self.id = id
            self.title = title
            self.outcomes = outcomes
            self.before = before
            self.steps = steps
        }

        /// Minutes of its steps.
        public var minutes: Int { steps.map(\.minutes).reduce(0, +) }
    }

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
        /// The items to read, in order; where it names none, what is newest on its topic.
        public let items: [Item.ID]
        /// Questions to think about; where it names none, the topic's.
        public let questions: [String]

        /// Holds what it is given.
        public init(
            id: String, topic: Topic.ID, minutes: Int, words: String, items: [Item.ID] = [],
            questions: [String] = []
        ) {
            self.id = id
            self.topic = topic
            self.minutes = minutes
            self.words = words
            self.items = items
            self.questions = questions
        }
    }

    /// Holds what it is given.
    public init(
        id: ID, title: String, aim: Theme.Aim, outcomes: [String], modules: [Module], before: [ID] = [],
        next: [ID], introduction: String
    ) {
        self.id = id
        self.title = title
        self.aim = aim
        self.outcomes = outcomes
        self.modules = modules
        self.before = before
        self.next = next
        self.introduction = introduction
    }

    /// The steps of all modules, in order.
    public var steps: [Step] { modules.flatMap(\.steps) }

    /// Minutes of all steps.
    public var minutes: Int { steps.map(\.minutes).reduce(0, +) }
}
