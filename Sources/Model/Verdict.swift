// SPDX-License-Identifier: MIT

public import FoundationEssentials

/// A curator's decision on an item.
public struct Verdict: Hashable, Sendable, Codable {
    /// The item.
    public let item: Item.ID
    /// What was decided.
    public let decision: Decision
    /// The item's topics from now on, most central first; empty for a rejected item.
    public let topics: [Topic.ID]
    /// For whom and for which stage it is.
    public let fit: Fit
    /// Why this matters to the reader's mission, in one or two sentences; never empty for an approved item.
    public let why: String
    /// A note for other curators; may be empty.
    public let note: String
    /// Who decided, and when (UTC).
    public let by: Signature
    /// Whether no topic fits the item; then the tags that were suggested for it are rejected too.
    public let isOffTopic: Bool

    /// What a curator can decide.
    public enum Decision: String, Sendable, Codable, CaseIterable {
        /// It may be published.
        case approve
        /// It is not for our readers; the reason stands in the note.
        case reject
        /// To be decided later.
        case hold
    }

    /// For whom an item is.
    public struct Fit: Hashable, Sendable, Codable {
        /// The audiences.
        public let audiences: [Curriculum.Facet.ID]
        /// The stage, if one fits best.
        public let stage: Curriculum.Facet.ID?
        /// What kind of thing it is, one of the curriculum's formats.
        public let format: String?

        /// Holds what it is given.
        public init(
            audiences: [Curriculum.Facet.ID] = [], stage: Curriculum.Facet.ID? = nil, format: String? = nil
        ) {
            self.audiences = audiences
            self.stage = stage
            self.format = format
        }
    }

    /// Who did something, and when.
    public struct Signature: Hashable, Sendable, Codable {
        /// The person's name, or the rule's.
        public let name: String
        /// When, UTC.
        public let time: Date
        /// Whether a fixed rule did it and not a person.
        public let isRule: Bool

        /// Holds what it is given; a person unless said otherwise.
        public init(name: String, time: Date, isRule: Bool = false) {
            self.name = name
            self.time = time
            self.isRule = isRule
        }
    }

    /// Holds what it is given.
    public init(
        item: Item.ID, decision: Decision, topics: [Topic.ID], fit: Fit = Fit(), why: String = "",
        note: String = "", by signature: Signature, isOffTopic: Bool = false
    ) {
        self.item = item
        self.decision = decision
        self.topics = topics
        self.fit = fit
        self.why = why
        self.note = note
        self.by = signature
        self.isOffTopic = isOffTopic
    }

    /// Reads it; what does not say whether a topic fits was kept before curators could.
    public init(from decoder: any Decoder) throws {
        let object = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            item: try object.decode(Item.ID.self, forKey: .item),
            decision: try object.decode(Decision.self, forKey: .decision),
            topics: try object.decode([Topic.ID].self, forKey: .topics),
            fit: try object.decode(Fit.self, forKey: .fit), why: try object.decode(String.self, forKey: .why),
            note: try object.decode(String.self, forKey: .note),
            by: try object.decode(Signature.self, forKey: .by),
            isOffTopic: try object.decodeIfPresent(Bool.self, forKey: .isOffTopic) ?? false)
    }
}
