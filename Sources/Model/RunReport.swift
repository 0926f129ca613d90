// SPDX-License-Identifier: MIT

public import FoundationEssentials

/// What a run did, stage by stage, and what needs a person.
public struct RunReport: Hashable, Sendable, Codable {
    /// The run's name, such as `collect`.
    public let name: String
    /// When it began, UTC.
    public let started: Date
    /// When it ended, UTC.
    public let finished: Date
    /// How much of what it did: `new: 12`, in a fixed order.
    public let counts: [Count]
    /// What needs a person, one sentence each; empty when all is well.
    public let problems: [String]
    /// What it did, in words, where counts do not say it; it needs nobody.
    public let notes: [String]

    /// How much of one thing a run did.
    public struct Count: Hashable, Sendable, Codable {
        /// What was counted, such as `new items`.
        public let what: String
        /// How many.
        public let number: Int

        /// Holds what it is given.
        public init(_ what: String, _ number: Int) {
            self.what = what
            self.number = number
        }
    }

    /// Holds what it is given.
    public init(
        name: String, started: Date, finished: Date, counts: [Count], problems: [String], notes: [String] = []
    ) {
        self.name = name
        self.started = started
        self.finished = finished
        self.counts = counts
        self.problems = problems
        self.notes = notes
    }

    /// Reads it; what has no notes was kept before there were any.
    public init(from decoder: any Decoder) throws {
        let object = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            name: try object.decode(String.self, forKey: .name),
            started: try object.decode(Date.self, forKey: .started),
            finished: try object.decode(Date.self, forKey: .finished),
            counts: try object.decode([Count].self, forKey: .counts),
            problems: try object.decode([String].self, forKey: .problems),
            notes: try object.decodeIfPresent([String].self, forKey: .notes) ?? [])
    }

    /// Whether nothing needs a person.
    public var isAllWell: Bool { problems.isEmpty }
}
