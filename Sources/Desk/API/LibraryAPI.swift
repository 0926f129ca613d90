// SPDX-License-Identifier: MIT

import Foundation
import Model
import Storage

/// What the library follows and what leaders should learn, for programs.
enum LibraryAPI {
    static let routes: [APIRoute] = [
        .get("feeds", "listFeeds", "Every feed with how its fetching goes.", gives: .list(.named("Feed"))) {
            call in
            try await call.store.feeds.all().map(FeedView.init)
        },
        .get("feeds/{feed}", "showFeed", "One feed.", gives: .named("Feed")) { call in
            guard let record = try await call.store.feeds.find(Feed.ID(call.parameter("feed"))) else {
                throw APIProblem.notFound
            }
            return FeedView(record)
        },
        .get(
            "curriculum", "showCurriculum", "Strands, topics, audiences, stages and formats.",
            gives: CurriculumView.shape
        ) { call in
            guard let curriculum = call.curriculum else { throw APIProblem.notFound }
            return CurriculumView(curriculum)
        },
    ]
}

/// A feed for programs.
struct FeedView: Encodable, Sendable {
    let id, title, url: String
    let site, paused: String?
    let licence: String
    let lastTried: Date?
    let lastResult, lastReason: String?
    let due: Date?
    let failures: Int

    init(_ record: FeedRecord) {
        id = record.feed.id.rawValue
        title = record.feed.title
        url = record.feed.address.text
        site = record.feed.site?.text
        paused = record.paused
        licence = record.feed.standing.licence.id
        lastTried = record.last?.time
        lastResult = record.last?.result.rawValue
        lastReason = record.last?.reason
        due = record.next.due
        failures = record.failing.count
    }

    static let shape = APIShape.object([
        .needed("id", .id), .needed("title", .words), .needed("url", .words), .free("site", .words),
        .free("paused", .words, "Why it is paused."), .needed("licence", .words),
        .free("last_tried", .moment),
        .free("last_result", .words), .free("last_reason", .words), .free("due", .moment),
        .needed("failures", .whole(0...1_000_000), "Tries in a row that went wrong."),
    ])
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
