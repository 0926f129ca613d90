// SPDX-License-Identifier: MIT

import Foundation
import Model
import Storage

/// What leaders should learn, for programs.
enum CurriculumAPI {
    static let routes: [APIRoute] = [
        .get(
            "curriculum", "showCurriculum", "Strands, topics, audiences, stages and formats.",
            gives: CurriculumView.shape
        ) { call in
            guard let curriculum = call.curriculum else { throw APIProblem.notFound }
            return CurriculumView(curriculum)
        }
    ]
}

/// A topic for programs.
struct TopicView: Encodable, Sendable {
    let id, name, strand, definition: String
    let outcomes: [String]
    let isRetired: Bool

    init(_ topic: Topic) {
        id = topic.id.rawValue
        name = topic.name
        strand = topic.place.strand.rawValue
        definition = topic.definition
        outcomes = topic.outcomes
        isRetired = topic.isRetired
    }

    static let shape = APIShape.object([
        .needed("id", .words), .needed("name", .words), .needed("strand", .words),
        .needed("definition", .words),
        .needed("outcomes", .list(.words)), .needed("is_retired", .truth),
    ])
}

/// The curriculum for programs.
private struct CurriculumView: Encodable, Sendable {
    let title, version: String
    let strands: [Named]
    let topics: [TopicView]
    let audiences, stages: [Named]
    let formats: [String]

    struct Named: Encodable, Sendable { let id, name, about: String }

    init(_ curriculum: Curriculum) {
        title = curriculum.scheme.title
        version = curriculum.scheme.version
        strands = curriculum.strands.map { Named(id: $0.id.rawValue, name: $0.name, about: $0.definition) }
        topics = curriculum.topics.map(TopicView.init)
        audiences = curriculum.audiences.map { Named(id: $0.id.rawValue, name: $0.name, about: $0.about) }
        stages = curriculum.stages.map { Named(id: $0.id.rawValue, name: $0.name, about: $0.about) }
        formats = curriculum.formats
    }

    static let shape = APIShape.object([
        .needed("title", .words), .needed("version", .words), .needed("strands", .list(named)),
        .needed("topics", .list(.named("Topic"))), .needed("audiences", .list(named)),
        .needed("stages", .list(named)), .needed("formats", .list(.words)),
    ])
    private static let named = APIShape.object([
        .needed("id", .words), .needed("name", .words), .needed("about", .words),
    ])
}
