// SPDX-License-Identifier: MIT

import Model
import Storage

/// How a topic stands, for programs.
struct TopicStandingView: Encodable, Sendable {
    let id, name, strand, level: String
    let approved, waiting: Int
    let isGap: Bool
    let precision, recall: Double?

    init(_ standing: TopicStanding) {
        let topic = standing.topic
        id = topic.id.rawValue
        name = topic.name
        strand = topic.strand.rawValue
        level = topic.place.level.rawValue
        approved = standing.approved
        waiting = standing.waiting
        isGap = standing.isGap
        precision = standing.record.precision
        recall = standing.record.recall
    }

    static let count = APIShape.whole(0...1_000_000_000)

    static let shape = APIShape.object([
        .needed("id", .words), .needed("name", .words), .needed("strand", .words),
        .needed("level", .oneOf(Topic.Level.allCases.map(\.rawValue))), .needed("approved", count),
        .needed("waiting", count), .needed("is_gap", .truth, "Whether nothing is approved for it."),
        .free("precision", .number, "Of what was suggested, the share that curators kept."),
        .free("recall", .number, "Of what they approved, the share that was suggested."),
    ])
}

/// How a strand is covered, for programs.
struct StrandView: Encodable, Sendable {
    let id, name: String
    let topics, gaps, approved, waiting: Int
    let stages, audiences: [FacetView]

    struct FacetView: Encodable, Sendable {
        let id: String
        let approved: Int
    }

    init(_ strand: Curriculum.Strand, _ standing: CurriculumStanding) {
        let topics = standing.topics(in: strand.id)
        let ids = topics.map(\.topic.id)
        let coverage = standing.coverage
        func facets(_ facets: [Curriculum.Facet]) -> [FacetView] {
            facets.map { FacetView(id: $0.id.rawValue, approved: coverage.count(ids, for: $0.id)) }
        }
        id = strand.id.rawValue
        name = strand.name
        self.topics = topics.count
        gaps = topics.count(where: \.isGap)
        approved = coverage.count(ids, .approved)
        waiting = coverage.count(ids, .waiting)
        stages = facets(standing.curriculum.stages)
        audiences = facets(standing.curriculum.audiences)
    }

    private static let facets = APIShape.list(
        .object([.needed("id", .words), .needed("approved", TopicStandingView.count)]))

    static let shape = APIShape.object([
        .needed("id", .words), .needed("name", .words), .needed("topics", TopicStandingView.count),
        .needed("gaps", TopicStandingView.count, "Topics for which nothing is approved."),
        .needed("approved", TopicStandingView.count), .needed("waiting", TopicStandingView.count),
        .needed("stages", facets), .needed("audiences", facets),
    ])
}

/// A topic with all that its page shows, for programs.
struct WholeTopicView: Encodable, Sendable {
    let topic: TopicView
    let terms, weakTerms, questions: [String]
    let replacedBy: String?
    let approved, waiting: Int
    let months: [Month]
    let wrongTerms: [Term]
    let seen: String?

    struct Month: Encodable, Sendable {
        let month: String
        let kept, rejected, added: Int
        let precision, recall: Double?
    }

    struct Term: Encodable, Sendable {
        let term: String
        let wrong, right: Int
    }

    static func read(_ id: Topic.ID, _ call: APICall) async throws -> WholeTopicView {
        let keeping = try TopicKeeping(id, call.sitting)
        let topic = keeping.topic
        let coverage = try await call.store.queue.coverage()
        return WholeTopicView(
            topic: TopicView(topic), terms: topic.vocabulary.terms, weakTerms: topic.vocabulary.weakTerms,
            questions: topic.questions, replacedBy: topic.place.replacedBy?.rawValue,
            approved: coverage.count([id], .approved), waiting: coverage.count([id], .waiting),
            months: try await call.store.tagVerdicts.months(of: id).map {
                let record = $0.record
                return Month(
                    month: $0.month, kept: record.kept, rejected: record.rejected, added: record.added,
                    precision: record.precision, recall: record.recall)
            },
            wrongTerms: try await call.store.tagVerdicts.wrongTerms(for: id).map {
                Term(term: $0.term, wrong: $0.wrong, right: $0.right)
            }, seen: try keeping.mark())
    }

    private static let words = APIShape.list(.words)
    private static let count = TopicStandingView.count

    static let shape = APIShape.object([
        .needed("topic", .named("Topic")), .needed("terms", words), .needed("weak_terms", words),
        .needed("questions", words), .free("replaced_by", .words, "Which topic stands in its place."),
        .needed("approved", count), .needed("waiting", count),
        .needed(
            "months",
            .list(
                .object([
                    .needed("month", .words, "Such as `2026-11`."), .needed("kept", count),
                    .needed("rejected", count), .needed("added", count, "By hand, as it was not suggested."),
                    .free("precision", .number), .free("recall", .number),
                ])), "What curators made of what was suggested, the oldest first."),
        .needed(
            "wrong_terms",
            .list(
                .object([.needed("term", .words), .needed("wrong", count), .needed("right", count)])),
            "The terms that spoke for it where it was wrong."),
        .free("seen", APIShapes.mark, "What `saveTerms` wants back."),
    ])
}

/// What other terms or topics would change, for programs.
struct TopicOutlookView: Encodable, Sendable {
    let sentence: String
    let looked: Int
    let changes: [Change]

    struct Change: Encodable, Sendable {
        let item, title: String
        let gained, lost: [String]
        let verdict: VerdictView?
    }

    init(_ outlook: TopicOutlook) {
        sentence = outlook.sentence
        looked = outlook.looked
        changes = outlook.changes.map { change in
            Change(
                item: change.item.rawValue, title: change.title, gained: change.gained.map(\.rawValue),
                lost: change.lost.map(\.rawValue), verdict: change.verdict.map(VerdictView.init))
        }
    }

    static let shape = APIShape.object([
        .needed("sentence", .words), .needed("looked", TopicStandingView.count, "Items that were looked at."),
        .needed(
            "changes",
            .list(
                .object([
                    .needed("item", .id), .needed("title", .words), .needed("gained", .list(.words)),
                    .needed("lost", .list(.words)),
                    .free("verdict", .named("Verdict"), "What a curator decided, which stays."),
                ]))),
    ])
}
