// SPDX-License-Identifier: MIT

public import FoundationEssentials

/// What leaders should learn: strands of topics, and the words that the library uses for whom, when and what kind.
public struct Curriculum: Hashable, Sendable, Codable {
    /// Its own id, title, version, licence.
    public let scheme: Scheme
    /// The strands in teaching order.
    public let strands: [Strand]
    /// The topics, by strand, then core before deeper, then by name.
    public let topics: [Topic]
    /// For whom: the audiences, most senior first.
    public let audiences: [Facet]
    /// The stages of engagement, first to last.
    public let stages: [Facet]
    /// The kinds of thing that an item can be.
    public let formats: [String]
    /// The sectors that sources speak from.
    public let sectors: [String]
    /// The other frameworks that topics map to.
    public let frameworks: [Framework]
    /// The words by which an item is recognised as a notice (an event, staff news) and not as reading on a topic.
    public let notices: Topic.Vocabulary

    /// What the curriculum as a whole is called.
    public struct Scheme: Hashable, Sendable, Codable {
        /// Its id, a slug.
        public let id: String
        /// The address under which its topics are named as linked data.
        public let uri: String
        /// Its title.
        public let title: String
        /// Its version, semantic.
        public let version: String
        /// Its language as a BCP 47 tag.
        public let language: String
        /// The licence of its own words.
        public let licence: Licence
        /// When it was last changed, UTC; 1 January 2026 where nobody says.
        public let changed: Date

        /// Holds what it is given.
        public init(
            id: String, uri: String, title: String, version: String, language: String, licence: Licence,
            changed: Date = Date(timeIntervalSince1970: 1_767_225_600)
        ) {
            self.id = id
            self.uri = uri
            self.title = title
            self.version = version
            self.language = language
            self.licence = licence
            self.changed = changed
        }
    }

    /// A group of topics.
    public struct Strand: Hashable, Sendable, Codable {
        /// Names one strand.
        public typealias ID = Identifier<Strand>
        /// Its id, a slug.
        public let id: ID
        /// Its name.
        public let name: String
        /// What it is about, in a sentence.
        public let definition: String

        /// Holds what it is given.
        public init(id: ID, name: String, definition: String) {
            self.id = id
            self.name = name
            self.definition = definition
        }
    }

    /// One audience or one stage.
    public struct Facet: Hashable, Sendable, Codable {
        /// Names one audience or stage.
        public typealias ID = Identifier<Facet>
        /// Its id, a slug.
        public let id: ID
        /// Its name.
        public let name: String
        /// What it means, or what those people need.
        public let about: String

        /// Holds what it is given.
        public init(id: ID, name: String, about: String) {
            self.id = id
            self.name = name
            self.about = about
        }
    }

    /// Another framework that topics map to; only its name and its codes are facts that we may hold.
    public struct Framework: Hashable, Sendable, Codable {
        /// Its id, a slug.
        public let id: String
        /// Its name.
        public let name: String
        /// Its codes and its licence, in words.
        public let about: String

        /// Holds what it is given.
        public init(id: String, name: String, about: String) {
            self.id = id
            self.name = name
            self.about = about
        }
    }

    /// Holds what it is given.
    public init(
        scheme: Scheme, strands: [Strand], topics: [Topic], audiences: [Facet], stages: [Facet],
        formats: [String] = [], sectors: [String] = [], frameworks: [Framework] = [],
        notices: Topic.Vocabulary = Topic.Vocabulary(terms: [])
    ) {
        self.scheme = scheme
        self.strands = strands
        self.topics = topics
        self.audiences = audiences
        self.stages = stages
        self.formats = formats
        self.sectors = sectors
        self.frameworks = frameworks
        self.notices = notices
    }

    /// The topic with an id.
    public func topic(_ id: Topic.ID) -> Topic? { topics.first { $0.id == id } }

    /// The strand with an id.
    public func strand(_ id: Strand.ID) -> Strand? { strands.first { $0.id == id } }

    /// The topics of one strand, in the curriculum's order.
    public func topics(in strand: Strand.ID) -> [Topic] { topics.filter { $0.strand == strand } }

    /// The name to show for an audience or a stage; the id itself where it is unknown.
    public func name(of facet: Facet.ID) -> String {
        let found = audiences.first { $0.id == facet } ?? stages.first { $0.id == facet }
        return found?.name ?? facet.rawValue
    }
}
