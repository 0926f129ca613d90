// SPDX-License-Identifier: MIT

import Markup
import Model

/// A curriculum in JSON of our own, with all that a team may want to build on.
struct CurriculumRecord {
    let curriculum: Curriculum

    /// The record.
    var text: String {
        let scheme = curriculum.scheme
        return JSONValue.members([
            ("id", .string(scheme.id)), ("uri", .string(scheme.uri)), ("title", .string(scheme.title)),
            ("version", .string(scheme.version)),
            ("changed", .string(String(scheme.changed.internetTime.prefix(10)))),
            ("language", .string(scheme.language)), ("licence", .string(scheme.licence.id)),
            ("strands", .array(curriculum.strands.map(strand))),
            ("topics", .array(curriculum.topics.map(topic))),
            ("audiences", .array(curriculum.audiences.map(facet))),
            ("stages", .array(curriculum.stages.map(facet))), ("formats", .texts(curriculum.formats)),
            ("sectors", .texts(curriculum.sectors)),
            ("frameworks", .array(curriculum.frameworks.map(framework))),
        ]).compact + "\n"
    }
}

private extension CurriculumRecord {
    func strand(_ strand: Curriculum.Strand) -> JSONValue {
        .members([
            ("id", .string(strand.id.rawValue)), ("name", .string(strand.name)),
            ("definition", .string(strand.definition)),
        ])
    }

    func facet(_ facet: Curriculum.Facet) -> JSONValue {
        .members([
            ("id", .string(facet.id.rawValue)), ("name", .string(facet.name)),
            ("about", .string(facet.about)),
        ])
    }

    func framework(_ framework: Curriculum.Framework) -> JSONValue {
        .members([
            ("id", .string(framework.id)), ("name", .string(framework.name)),
            ("about", .string(framework.about)),
        ])
    }

    func topic(_ topic: Topic) -> JSONValue {
        .members([
            ("id", .string(topic.id.rawValue)), ("uri", .string(curriculum.uri(of: topic.id))),
            ("name", .string(topic.name)), ("definition", .string(topic.definition)),
            ("strand", .string(topic.strand.rawValue)), ("level", .string(topic.place.level.rawValue)),
            ("broader", topic.place.broader.map { .string($0.rawValue) }),
            ("related", .texts(topic.place.related.map(\.rawValue))),
            ("audiences", .texts(topic.place.audiences.map(\.rawValue))),
            ("replaced_by", topic.place.replacedBy.map { .string($0.rawValue) }),
            ("terms", .texts(topic.vocabulary.terms)), ("weak_terms", .texts(topic.vocabulary.weakTerms)),
            ("outcomes", .texts(topic.outcomes)), ("questions", .texts(topic.questions)),
            (
                "maps",
                .array(
                    topic.maps.map {
                        .members([
                            ("framework", .string($0.framework)), ("code", .string($0.code)),
                            ("relation", .string($0.relation)),
                        ])
                    })
            ),
        ])
    }
}
