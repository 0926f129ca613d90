// SPDX-License-Identifier: MIT

/// One thing that leaders should learn.
public struct Topic: Hashable, Sendable, Codable {
    /// Names one topic; never changed and never used again.
    public typealias ID = Identifier<Topic>

    /// Its id, a slug.
    public let id: ID
    /// Its name, which may change.
    public let name: String
    /// What it means, in a sentence or two of plain text.
    public let definition: String
    /// Where it stands in the curriculum.
    public let place: Place
    /// The words by which an item is recognised.
    public let vocabulary: Vocabulary
    /// What somebody can do who has learned it; each begins with a verb.
    public let outcomes: [String]
    /// Questions to think about, alone or in a group.
    public let questions: [String]
    /// What it corresponds to in other frameworks.
    public let maps: [Mapping]

    /// How far a topic goes.
    public enum Level: String, Sendable, Codable, CaseIterable {
        /// What everybody should know.
        case core
        /// What some need beyond that.
        case deeper
    }

    /// Where a topic stands among the others.
    public struct Place: Hashable, Sendable, Codable {
        /// Its strand.
        public let strand: Curriculum.Strand.ID
        /// How far it goes.
        public let level: Level
        /// The wider topic that it is part of.
        public let broader: ID?
        /// Topics worth knowing beside it; held both ways by the catalogue.
        public let related: [ID]
        /// For whom it matters most.
        public let audiences: [Curriculum.Facet.ID]
        /// The topic to use instead, when this one is retired.
        public let replacedBy: ID?

        /// Holds what it is given.
        public init(
            strand: Curriculum.Strand.ID, level: Level, broader: ID? = nil, related: [ID] = [],
            audiences: [Curriculum.Facet.ID] = [], replacedBy: ID? = nil
        ) {
            self.strand = strand
            self.level = level
            self.broader = broader
            self.related = related
            self.audiences = audiences
            self.replacedBy = replacedBy
        }
    }

    /// The words by which an item on the topic is recognised.
    public struct Vocabulary: Hashable, Sendable, Codable {
        /// Terms that count by themselves.
        public let terms: [String]
        /// Terms that are only hints; they count less.
        public let weakTerms: [String]

        /// Holds what it is given.
        public init(terms: [String], weakTerms: [String] = []) {
            self.terms = terms
            self.weakTerms = weakTerms
        }
    }

    /// One line between a topic and a part of another framework.
    public struct Mapping: Hashable, Sendable, Codable {
        /// The framework's id.
        public let framework: String
        /// The code of its part.
        public let code: String
        /// How close the two are: exact, close, broad or narrow, as SKOS mapping properties.
        public let relation: String

        /// Holds what it is given.
        public init(framework: String, code: String, relation: String) {
            self.framework = framework
            self.code = code
            self.relation = relation
        }
    }

    /// Holds what it is given.
    public init(
        id: ID, name: String, definition: String, place: Place, vocabulary: Vocabulary,
        outcomes: [String] = [],
        questions: [String] = [], maps: [Mapping] = []
    ) {
        self.id = id
        self.name = name
        self.definition = definition
        self.place = place
        self.vocabulary = vocabulary
        self.outcomes = outcomes
        self.questions = questions
        self.maps = maps
    }

    /// Its strand.
    public var strand: Curriculum.Strand.ID { place.strand }

    /// Whether the topic is retired; nothing new is tagged with it.
    public var isRetired: Bool { place.replacedBy != nil }
}
