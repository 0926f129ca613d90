// SPDX-License-Identifier: MIT

public import FoundationEssentials

/// One model that was trained on a library's verdicts, and what became of it.
///
/// Version 0, the curriculum's terms alone, was never trained and is no value of this type.
public struct ModelVersion: Hashable, Sendable, Codable {
    /// Its number, from 1.
    public let number: Int
    /// What was made.
    public let model: TrainedModel
    /// Who had it trained, and when.
    public let by: Verdict.Signature
    /// What caused it, in words.
    public let why: String
    /// The version that was in use before; 0 is the terms alone.
    public let former: Int
    /// How it did beside that one.
    public let trial: ModelTrial
    /// What followed.
    public let outcome: Outcome

    /// What became of a model when it was new.
    public enum Outcome: String, Hashable, Sendable, Codable {
        /// It took over.
        case adopted
        /// It was worse, and took over since a person wanted it.
        case forced
        /// It was worse, and the former stayed.
        case refused
        /// It was worse, and so was the former: the terms alone took over.
        case termsAdopted = "terms_adopted"

        /// Whether it took over.
        public var isInUse: Bool { self == .adopted || self == .forced }
    }

    /// Holds what it is given.
    public init(
        number: Int, model: TrainedModel, by signature: Verdict.Signature, why: String, former: Int,
        trial: ModelTrial, outcome: Outcome
    ) {
        self.number = number
        self.model = model
        by = signature
        self.why = why
        self.former = former
        self.trial = trial
        self.outcome = outcome
    }
}

/// What training made, and of what.
public struct TrainedModel: Hashable, Sendable, Codable {
    /// What names it on tags.
    public let name: String
    /// The SHA-256 of its bytes, 64 hexadecimal digits.
    public let hash: String
    /// How many bytes it has.
    public let byteCount: Int
    /// A digest of the curriculum's words beside which it was trained.
    public let curriculum: String
    /// A digest of the items and what was decided of them, 64 hexadecimal digits.
    public let data: String
    /// When the verdicts were given that it has learned from.
    public let span: Span
    /// How many verdicts these are, and of what.
    public let counts: Counts

    /// A stretch of verdicts.
    public struct Span: Hashable, Sendable, Codable {
        /// When the first was given, UTC.
        public let from: Date
        /// When the last was given, UTC.
        public let to: Date
        /// The number of the last action among them.
        public let lastAction: Int

        /// Holds what it is given.
        public init(from: Date, to: Date, lastAction: Int) {
            self.from = from
            self.to = to
            self.lastAction = lastAction
        }
    }

    /// How much a model has learned from.
    public struct Counts: Hashable, Sendable, Codable {
        /// Decided items.
        public let items: Int
        /// Those that no topic fits.
        public let topicless: Int
        /// Topics that were given to items, all together.
        public let labels: Int
        /// Tags that were rejected.
        public let rejections: Int
        /// Topics with a label.
        public let topics: Int

        /// Holds what it is given.
        public init(items: Int, topicless: Int, labels: Int, rejections: Int, topics: Int) {
            self.items = items
            self.topicless = topicless
            self.labels = labels
            self.rejections = rejections
            self.topics = topics
        }
    }

    /// Holds what it is given.
    public init(
        name: String, hash: String, byteCount: Int, curriculum: String, data: String, span: Span,
        counts: Counts
    ) {
        self.name = name
        self.hash = hash
        self.byteCount = byteCount
        self.curriculum = curriculum
        self.data = data
        self.span = span
        self.counts = counts
    }
}
