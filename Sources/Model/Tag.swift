// SPDX-License-Identifier: MIT

/// A topic suggested for an item, with who says so, how sure they are, and why.
public struct Tag: Hashable, Sendable, Codable {
    /// The topic.
    public let topic: Topic.ID
    /// Who suggests it.
    public let author: Author
    /// How sure the author is, 0...1.
    public let confidence: Double
    /// What caused it, strongest first; never empty for a machine's tag.
    public let evidence: [Evidence]
    /// The version of the model that made it; empty for a person's.
    public let model: String

    /// Who suggests a topic.
    public enum Author: String, Sendable, Codable {
        /// The classifier.
        case machine
        /// A curator's rule.
        case rule
        /// A curator.
        case person
    }

    /// One thing that speaks for a topic: a word of the curriculum as it stands in the item, words that labels have
    /// taught, or an article like it that has the topic.
    public struct Evidence: Hashable, Sendable, Codable {
        /// What kind of thing speaks.
        public let kind: Kind
        /// The words as they stand in the item; of a neighbour its title.
        public let words: String
        /// The curriculum's term that they match; of other kinds the same as the words.
        public let term: String
        /// Where they stand.
        public let place: Place
        /// How often they stand there, 1 or more.
        public let count: Int
        /// Their share in the confidence, 0...1; the shares of a tag add up to 1.
        public let weight: Double

        /// What can speak for a topic.
        public enum Kind: String, Sendable, Codable {
            /// A term of the curriculum.
            case term
            /// Words that stand in items which curators gave the topic.
            case learned
            /// An item much like it which curators gave the topic.
            case neighbour
            /// What a curators' rule asks for; the term is the rule's id.
            case rule
        }

        /// A part of an item.
        public enum Place: String, Sendable, Codable {
            /// The headline.
            case title
            /// The summary or the text.
            case text
            /// The name of a feed that carries it.
            case source
            /// Its licence.
            case licence
        }

        /// Holds what it is given.
        public init(
            words: String, term: String, place: Place, count: Int, weight: Double, kind: Kind = .term
        ) {
            self.kind = kind
            self.words = words
            self.term = term
            self.place = place
            self.count = count
            self.weight = weight
        }

        /// The same with another weight.
        public func weighing(_ weight: Double) -> Evidence {
            Evidence(words: words, term: term, place: place, count: count, weight: weight, kind: kind)
        }

        /// Reads it; what says no kind was kept before there was more than one.
        public init(from decoder: any Decoder) throws {
            let object = try decoder.container(keyedBy: CodingKeys.self)
            self.init(
                words: try object.decode(String.self, forKey: .words),
                term: try object.decode(String.self, forKey: .term),
                place: try object.decode(Place.self, forKey: .place),
                count: try object.decode(Int.self, forKey: .count),
                weight: try object.decode(Double.self, forKey: .weight),
                kind: try object.decodeIfPresent(Kind.self, forKey: .kind) ?? .term)
        }
    }

    /// Holds what it is given.
    public init(topic: Topic.ID, author: Author, confidence: Double, evidence: [Evidence], model: String) {
        self.topic = topic
        self.author = author
        self.confidence = confidence
        self.evidence = evidence
        self.model = model
    }

    /// The same for other reasons.
    public func citing(_ evidence: [Evidence]) -> Tag {
        Tag(topic: topic, author: author, confidence: confidence, evidence: evidence, model: model)
    }
}
