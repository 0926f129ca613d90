// SPDX-License-Identifier: MIT

/// A standing decision of the curators: if an item is so, it gets these topics and audiences, or it is rejected.
public struct Rule: Hashable, Sendable, Codable {
    /// Names one rule; a slug.
    public typealias ID = Identifier<Rule>

    /// The id, which is its file's name.
    public let id: ID
    /// What it does, in a line for other curators.
    public let title: String
    /// Which items it is about.
    public let condition: Condition
    /// What becomes of them.
    public let consequence: Consequence
    /// Why it is not applied at present; nil where it is.
    public let paused: String?
    /// Why the rule is there, as Markdown; may be empty.
    public let why: String

    /// Which items a rule is about.
    ///
    /// Those to which all of this applies; what is empty asks for nothing.
    public struct Condition: Hashable, Sendable, Codable {
        /// One of these feeds carries the item.
        public let feeds: [Feed.ID]
        /// The words that must and must not stand in it.
        public let words: Words
        /// The licence to act by is one of these.
        public let licences: [Licence]

        /// Holds what it is given.
        public init(feeds: [Feed.ID] = [], words: Words = Words(), licences: [Licence] = []) {
            self.feeds = feeds
            self.words = words
            self.licences = licences
        }

        /// Whether it asks for nothing, and so would be about every item.
        public var isEmpty: Bool {
            feeds.isEmpty && licences.isEmpty && words.any.isEmpty && words.all.isEmpty
        }
    }

    /// Words and phrases, found as the curriculum's terms are: whole words in any number and spelling, those in capitals (AI)
    /// in capitals only.
    public struct Words: Hashable, Sendable, Codable {
        /// One of these at the least stands in the item.
        public let any: [String]
        /// All of these stand in the item.
        public let all: [String]
        /// None of these stands in the item.
        public let none: [String]
        /// Where they are looked for.
        public let place: Place

        /// Where words are looked for.
        public enum Place: String, Sendable, Codable, CaseIterable {
            /// In the headline and the text.
            case anywhere
            /// In the headline only.
            case title
        }

        /// Holds what it is given.
        public init(
            any: [String] = [], all: [String] = [], none: [String] = [], place: Place = .anywhere
        ) {
            self.any = any
            self.all = all
            self.none = none
            self.place = place
        }
    }

    /// What becomes of the items that a rule is about.
    public struct Consequence: Hashable, Sendable, Codable {
        /// Topics that they get.
        public let topics: [Topic.ID]
        /// Audiences that they suit, unless a curator says otherwise.
        public let audiences: [Curriculum.Facet.ID]
        /// Why they are rejected; nil where they are not.
        public let rejection: String?

        /// Holds what it is given; a rule that rejects gives nothing.
        public init(
            topics: [Topic.ID] = [], audiences: [Curriculum.Facet.ID] = [], rejection: String? = nil
        ) {
            self.topics = rejection == nil ? topics : []
            self.audiences = rejection == nil ? audiences : []
            self.rejection = rejection
        }

        /// Whether nothing becomes of them.
        public var isEmpty: Bool { topics.isEmpty && audiences.isEmpty && rejection == nil }
    }

    /// Holds what it is given.
    public init(
        id: ID, title: String, condition: Condition, consequence: Consequence, paused: String? = nil,
        why: String = ""
    ) {
        self.id = id
        self.title = title
        self.condition = condition
        self.consequence = consequence
        self.paused = paused
        self.why = why
    }

    /// What tells this wording of the rule from others; its title and its reason do not count.
    ///
    /// **Shape**: 16 hexadecimal digits.
    public var version: String {
        let words = condition.words
        let lists = [
            condition.feeds.map(\.rawValue), condition.licences.map(\.id), words.any, words.all, words.none,
            [words.place.rawValue], consequence.topics.map(\.rawValue), consequence.audiences.map(\.rawValue),
            consequence.rejection.map { [$0] } ?? [],
        ]
        return Digest.short(lists.map { $0.joined(separator: "\u{1F}") }.joined(separator: "\u{1E}"))
    }
}
