// SPDX-License-Identifier: MIT

public import FoundationEssentials

/// A reader's way along a path: what they marked of it, and what of it they have been shown.
public struct Following: Hashable, Sendable, Codable {
    /// The path.
    public let path: LearningPath.ID
    /// Since when, UTC.
    public let since: Date
    /// Since when they take a break, UTC; nil where they do not.
    public let paused: Date?
    /// The steps that the path had when they last looked at it, in its order.
    public let seen: [String]
    /// What they marked, oldest first; also of steps that the path no longer has.
    public let marks: [StepMark]

    /// Holds what it is given.
    public init(
        path: LearningPath.ID, since: Date, paused: Date? = nil, seen: [String] = [], marks: [StepMark] = []
    ) {
        self.path = path
        self.since = since
        self.paused = paused
        self.seen = seen
        self.marks = marks
    }
}

/// What a reader says of a step.
public struct StepMark: Hashable, Sendable, Codable {
    /// What they say; the two are counted apart.
    public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        /// They did it.
        case done
        /// They knew it before.
        case known
    }

    /// The step's id.
    public let step: String
    /// What they say.
    public let kind: Kind
    /// When they said it, UTC.
    public let time: Date

    /// Holds what it is given.
    public init(step: String, kind: Kind, time: Date) {
        self.step = step
        self.kind = kind
        self.time = time
    }
}

/// What a reader wrote to a question of a step; for themselves alone.
public struct Reflection: Hashable, Sendable, Codable {
    /// The path.
    public let path: LearningPath.ID
    /// The step's id.
    public let step: String
    /// The question as it was asked.
    public let question: String
    /// Their words; never empty.
    public let words: String
    /// When they last changed them, UTC.
    public let time: Date

    /// The most characters of an answer.
    public static let limit = 5_000

    /// Holds what it is given.
    public init(path: LearningPath.ID, step: String, question: String, words: String, time: Date) {
        self.path = path
        self.step = step
        self.question = question
        self.words = words
        self.time = time
    }
}

/// Whether an item was of use to a reader.
public struct ItemOpinion: Hashable, Sendable, Codable {
    /// The item.
    public let item: Item.ID
    /// Whether it was useful.
    public let isUseful: Bool
    /// Why, in a word or two; may be empty.
    public let word: String
    /// When they said so, UTC.
    public let time: Date

    /// The most characters of a word.
    public static let limit = 40

    /// Holds what it is given; of the word one line of ``limit`` characters.
    public init(item: Item.ID, isUseful: Bool, word: String = "", time: Date) {
        self.item = item
        self.isUseful = isUseful
        let line = word.split(whereSeparator: \.isNewline).joined(separator: " ")
        self.word = String(line.prefix(ItemOpinion.limit))
        self.time = time
    }
}

/// How many readers found an item useful, and how many did not; who they are, nobody sees.
public struct OpinionCount: Hashable, Sendable, Codable {
    /// The item.
    public let item: Item.ID
    /// Its title.
    public let title: String
    /// Its sources' titles.
    public let sources: [String]
    /// How many found it useful.
    public let useful: Int
    /// How many did not.
    public let useless: Int
    /// What they said of it, most frequent first, ten at the most.
    public let words: [String]

    /// Holds what it is given.
    public init(
        item: Item.ID, title: String, sources: [String], useful: Int, useless: Int, words: [String]
    ) {
        self.item = item
        self.title = title
        self.sources = sources
        self.useful = useful
        self.useless = useless
        self.words = words
    }
}
