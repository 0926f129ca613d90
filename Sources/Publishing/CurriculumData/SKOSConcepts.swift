// SPDX-License-Identifier: MIT

import Model

/// A curriculum as concepts: strands at the top, topics below them, and what topics map to elsewhere.
///
/// **Source**: SKOS Reference, W3C Recommendation of 2009; its conditions S13 (labels are disjoint) and S27 (related things
/// are not broader ones) hold.
struct SKOSConcepts {
    let curriculum: Curriculum

    init(_ curriculum: Curriculum) { self.curriculum = curriculum }

    /// All statements.
    var graph: TripleGraph {
        TripleGraph(
            vocabularies: [
                ("skos", "http://www.w3.org/2004/02/skos/core#"), ("dct", "http://purl.org/dc/terms/"),
                ("owl", "http://www.w3.org/2002/07/owl#"),
                ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
            ], subjects: [scheme] + strands + curriculum.topics.map(concept) + frameworks)
    }
}

private extension SKOSConcepts {
    var language: String { curriculum.scheme.language }
    var home: TripleGraph.Value { .thing(curriculum.scheme.uri) }

    func words(_ text: String) -> TripleGraph.Value { .text(text, language: language) }

    var scheme: TripleGraph.Subject {
        let scheme = curriculum.scheme
        return TripleGraph.Subject(
            address: scheme.uri,
            statements: [
                ("rdf:type", [.name("skos:ConceptScheme")]), ("dct:title", [words(scheme.title)]),
                ("skos:prefLabel", [words(scheme.title)]),
                ("dct:identifier", [.text(scheme.id, language: nil)]),
                ("owl:versionInfo", [.text(scheme.version, language: nil)]),
                ("dct:license", scheme.licence.address.map { [.thing($0.text)] } ?? []),
                ("skos:hasTopConcept", curriculum.strands.map { .thing(curriculum.uri(of: $0)) }),
            ])
    }

    var strands: [TripleGraph.Subject] {
        curriculum.strands.map { strand in
            let below = curriculum.topics(in: strand.id).filter { broader(of: $0) == nil }
            return TripleGraph.Subject(
                address: curriculum.uri(of: strand),
                statements: [
                    ("rdf:type", [.name("skos:Concept")]), ("skos:prefLabel", [words(strand.name)]),
                    ("skos:notation", [.text("strand-\(strand.id)", language: nil)]),
                    ("skos:definition", strand.definition.isEmpty ? [] : [words(strand.definition)]),
                    ("skos:inScheme", [home]), ("skos:topConceptOf", [home]),
                    ("skos:narrower", below.map { .thing(curriculum.uri(of: $0.id)) }),
                ])
        }
    }

    func concept(_ topic: Topic) -> TripleGraph.Subject {
        let strand = curriculum.strand(topic.strand).map { curriculum.uri(of: $0) }
        let above = broader(of: topic).map { curriculum.uri(of: $0.id) } ?? strand
        let below = curriculum.topics.filter { broader(of: $0)?.id == topic.id }
        var relations: [(name: String, values: [TripleGraph.Value])] = []
        for relation in ["exact", "close", "broad", "narrow"] {
            let maps = topic.maps.filter { $0.relation == relation && !isSaidAbove($0, topic) }
            relations.append(("skos:\(relation)Match", maps.map { .thing(address(of: $0)) }))
        }
        return TripleGraph.Subject(
            address: curriculum.uri(of: topic.id),
            statements: [
                ("rdf:type", [.name("skos:Concept")]), ("skos:prefLabel", [words(topic.name)]),
                ("skos:hiddenLabel", terms(of: topic).map(words)),
                ("skos:notation", [.text(topic.id.rawValue, language: nil)]),
                ("skos:definition", topic.definition.isEmpty ? [] : [words(topic.definition)]),
                ("skos:scopeNote", topic.outcomes.map { words("You can: \($0)") }),
                ("skos:example", topic.questions.map(words)), ("skos:inScheme", [home]),
                ("skos:broader", [above].compactMap(\.self).map { .thing($0) }),
                ("skos:narrower", below.map { .thing(curriculum.uri(of: $0.id)) }),
                ("skos:related", related(to: topic).map { .thing(curriculum.uri(of: $0)) }),
                ("owl:deprecated", topic.isRetired ? [.bool(true)] : []),
                (
                    "dct:isReplacedBy",
                    topic.place.replacedBy.map { [.thing(curriculum.uri(of: $0))] } ?? []
                ),
            ] + relations)
    }

    /// Whether a topic above says the same, so that it need not be said again.
    func isSaidAbove(_ map: Topic.Mapping, _ topic: Topic) -> Bool {
        map.relation == "broad"
            && above(topic).compactMap { curriculum.topic($0) }.contains { $0.maps.contains(map) }
    }

    func broader(of topic: Topic) -> Topic? {
        topic.place.broader.flatMap { curriculum.topic($0) }
    }

    /// The words by which a topic is found, without those that it is called by.
    func terms(of topic: Topic) -> [String] {
        var seen: Set<String> = [topic.name.lowercased()]
        return topic.vocabulary.terms.filter { seen.insert($0.lowercased()).inserted }
    }

    /// The topics beside a topic, without those above and below it.
    func related(to topic: Topic) -> [Topic.ID] {
        topic.place.related.filter { other in
            guard let other = curriculum.topic(other) else { return false }
            return !above(topic).contains(other.id) && !above(other).contains(topic.id)
        }
    }

    func above(_ topic: Topic) -> Set<Topic.ID> {
        var found: Set<Topic.ID> = []
        var next = broader(of: topic)
        while let wider = next, found.insert(wider.id).inserted { next = broader(of: wider) }
        return found
    }

    func address(of map: Topic.Mapping) -> String {
        "\(curriculum.scheme.uri)framework/\(map.framework)/\(map.code)"
    }

    /// The other frameworks and the parts of them that topics map to; only names and codes, since they are not ours.
    var frameworks: [TripleGraph.Subject] {
        let maps = curriculum.topics.flatMap(\.maps)
        return curriculum.frameworks.flatMap { framework -> [TripleGraph.Subject] in
            let codes = Set(maps.filter { $0.framework == framework.id }.map(\.code)).sorted()
            guard !codes.isEmpty else { return [] }
            let address = "\(curriculum.scheme.uri)framework/\(framework.id)"
            let whole = TripleGraph.Subject(
                address: address, statements: [("dct:title", [words(framework.name)])])
            return [whole]
                + codes.map { code in
                    TripleGraph.Subject(
                        address: "\(address)/\(code)",
                        statements: [
                            ("dct:title", [words("\(framework.name): \(code)")]),
                            ("dct:isPartOf", [.thing(address)]),
                        ])
                }
        }
    }
}
