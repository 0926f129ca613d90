// SPDX-License-Identifier: MIT

import FoundationEssentials
import Markup
import Model

/// A curriculum as a package of competencies: strands, their topics, and what one can do who has learned a topic.
///
/// **Source**: 1EdTech Competencies and Academic Standards Exchange (CASE) 1.1, `CFPackage`. Retired topics are left out.
struct CASEPackage {
    let curriculum: Curriculum

    /// The package as JSON.
    var text: String {
        let nodes = strandItems + topics.flatMap { items(of: $0) }
        let edges = strandLinks + topics.enumerated().flatMap { links(of: $0.element, $0.offset) }
        return JSONValue.members([
            ("CFDocument", document), ("CFItems", .array(nodes)), ("CFAssociations", .array(edges)),
            ("CFDefinitions", definitions),
        ]).compact + "\n"
    }
}

private extension CASEPackage {
    /// What is learned at which height of the tree.
    enum Kind: String, CaseIterable {
        case strand = "Strand"
        case topic = "Topic"
        case outcome = "Outcome"

        var about: String {
            switch self {
            case .strand: "A group of topics"
            case .topic: "One thing that leaders should learn"
            case .outcome: "What somebody can do who has learned a topic"
            }
        }
    }

    /// A thing that others point to.
    struct Node {
        let title: String
        let uri: String

        var link: JSONValue {
            .members([
                ("title", .string(title)), ("identifier", .string(NameUUID.text(of: uri))),
                ("uri", .string(uri)),
            ])
        }
    }

    var scheme: Curriculum.Scheme { curriculum.scheme }
    var topics: [Topic] { curriculum.topics.filter { !$0.isRetired } }
    var changed: JSONValue { .string(scheme.changed.internetTime) }
    var whole: Node { Node(title: scheme.title, uri: scheme.uri) }

    var licence: Node {
        Node(title: scheme.licence.label, uri: scheme.licence.address?.text ?? scheme.uri + "licence")
    }

    func type(_ kind: Kind) -> Node { Node(title: kind.rawValue, uri: "\(scheme.uri)type/\(kind.rawValue)") }

    func node(_ strand: Curriculum.Strand) -> Node {
        Node(title: strand.name, uri: curriculum.uri(of: strand))
    }

    func node(_ topic: Topic) -> Node { Node(title: topic.name, uri: curriculum.uri(of: topic.id)) }

    func node(_ outcome: String, of topic: Topic) -> Node {
        let name = Digest.short(outcome)
        return Node(title: outcome, uri: "\(curriculum.uri(of: topic.id))#outcome-\(name)")
    }

    var document: JSONValue {
        .members([
            ("identifier", .string(NameUUID.text(of: scheme.uri))), ("uri", .string(scheme.uri)),
            ("caseVersion", .string("1.1")), ("creator", .string(scheme.title)),
            ("title", .string(scheme.title)), ("lastChangeDateTime", changed),
            ("language", .string(scheme.language)), ("version", .string(scheme.version)),
            ("licenseURI", licence.link),
        ])
    }

    var strandItems: [JSONValue] {
        curriculum.strands.map { strand in
            item(
                node(strand), .strand, words: strand.name, code: "strand-\(strand.id)",
                [("notes", strand.definition.isEmpty ? nil : .string(strand.definition))])
        }
    }

    func items(of topic: Topic) -> [JSONValue] {
        let questions = topic.questions.map { "- \($0)" }.joined(separator: "\n")
        let first = item(
            node(topic), .topic, words: topic.definition.isEmpty ? topic.name : topic.definition,
            code: topic.id.rawValue,
            [
                ("abbreviatedStatement", .string(topic.name)),
                ("conceptKeywords", topic.vocabulary.terms.isEmpty ? nil : .texts(topic.vocabulary.terms)),
                ("notes", questions.isEmpty ? nil : .string("Questions to think about:\n" + questions)),
            ])
        return [first] + topic.outcomes.map { item(node($0, of: topic), .outcome, words: $0, code: nil, []) }
    }

    func item(
        _ node: Node, _ kind: Kind, words: String, code: String?, _ more: [(String, JSONValue?)]
    ) -> JSONValue {
        .members(
            [
                ("identifier", .string(NameUUID.text(of: node.uri))), ("fullStatement", .string(words)),
                ("CFItemType", .string(kind.rawValue)), ("uri", .string(node.uri)),
                ("humanCodingScheme", code.map { .string($0) }), ("language", .string(scheme.language)),
                ("CFItemTypeURI", type(kind).link), ("licenseURI", licence.link),
                ("lastChangeDateTime", changed),
            ] + more)
    }

    var strandLinks: [JSONValue] {
        curriculum.strands.enumerated().map { link(node($0.element), "isChildOf", whole, number: $0.offset) }
    }

    func links(of topic: Topic, _ number: Int) -> [JSONValue] {
        let above =
            topic.place.broader.flatMap { curriculum.topic($0) }.map(node)
            ?? curriculum.strand(topic.strand).map(node) ?? whole
        let related = topic.place.related.filter { $0 > topic.id }.compactMap { curriculum.topic($0) }
        return [link(node(topic), "isChildOf", above, number: number)]
            + topic.outcomes.enumerated().map {
                link(node($0.element, of: topic), "isChildOf", node(topic), number: $0.offset)
            }
            + related.filter { !$0.isRetired }.map { link(node(topic), "isRelatedTo", node($0), number: nil) }
    }

    func link(_ origin: Node, _ type: String, _ target: Node, number: Int?) -> JSONValue {
        let uuid = NameUUID.text(of: "\(origin.uri) \(type) \(target.uri)")
        return .members([
            ("identifier", .string(uuid)), ("associationType", .string(type)),
            ("sequenceNumber", number.map { .whole($0 + 1) }),
            ("uri", .string("\(scheme.uri)association/\(uuid)")), ("originNodeURI", origin.link),
            ("destinationNodeURI", target.link), ("lastChangeDateTime", changed),
        ])
    }

    var definitions: JSONValue {
        let types = Kind.allCases.enumerated().map { place, kind in
            JSONValue.members([
                ("identifier", .string(NameUUID.text(of: type(kind).uri))), ("uri", .string(type(kind).uri)),
                ("title", .string(kind.rawValue)), ("description", .string(kind.about)),
                ("hierarchyCode", .string("\(place + 1)")), ("lastChangeDateTime", changed),
            ])
        }
        let terms = JSONValue.members([
            ("identifier", .string(NameUUID.text(of: licence.uri))), ("uri", .string(licence.uri)),
            ("title", .string(licence.title)), ("licenseText", .string(licence.uri)),
            ("lastChangeDateTime", changed),
        ])
        return .members([("CFItemTypes", .array(types)), ("CFLicenses", .array([terms]))])
    }
}
