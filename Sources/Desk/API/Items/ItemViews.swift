// SPDX-License-Identifier: MIT

import Foundation
import Model
import Storage

/// An item of the queue for programs.
struct ItemView: Encodable, Sendable {
    let id, title: String
    let url: String?
    let published: Date?
    let firstSeen: Date
    let sources: [SourceView]
    let authors: [String]
    let licence: String
    let minutes, revision: Int
    let state, reason: String
    let usefulness: Double
    let topics: [SuggestionView]
    let issues: [UseView]

    struct SourceView: Encodable, Sendable { let feed, title: String }
    struct UseView: Encodable, Sendable {
        let newsletter: String
        let number: Int
        let isApproved: Bool
    }

    init(_ queued: QueuedItem) {
        let library = queued.tagged.library
        id = queued.id.rawValue
        title = library.item.displayTitle
        url = library.item.address?.text
        published = library.shownDate
        firstSeen = library.firstSeen
        sources = library.sources.map { SourceView(feed: $0.feed.rawValue, title: $0.title) }
        authors = library.item.credit.authors
        licence = library.licence.id
        minutes = library.minutes
        revision = library.revision
        state = queued.state.rawValue
        reason = queued.reason
        usefulness = queued.usefulness
        topics = queued.tagged.tags.map(SuggestionView.init)
        issues = queued.issues.map {
            UseView(newsletter: $0.newsletter.rawValue, number: $0.number, isApproved: $0.isApproved)
        }
    }

    static let fields: [APIField] = [
        .needed("id", .id), .needed("title", .words), .free("url", .words), .free("published", .moment),
        .needed("first_seen", .moment),
        .needed("sources", .list(.object([.needed("feed", .id), .needed("title", .words)]))),
        .needed("authors", .list(.words)), .needed("licence", .words),
        .needed("minutes", .whole(0...100_000)),
        .needed("revision", .whole(1...1_000_000)),
        .needed("state", .oneOf(["waiting", "held", "approved", "rejected"])),
        .needed("reason", .words, "Why it stands where it stands."),
        .needed("usefulness", .number, "0 to 1."),
        .needed("topics", .list(SuggestionView.shape), "What is suggested, the surest first."),
        .needed(
            "issues",
            .list(
                .object([
                    .needed("newsletter", .words), .needed("number", .whole(0...1_000_000)),
                    .needed("is_approved", .truth),
                ]))),
    ]
    static let shape = APIShape.object(fields)
}

/// A suggested topic with what speaks for it, for programs.
struct SuggestionView: Encodable, Sendable {
    let topic, author, model: String
    let confidence: Double
    let evidence: [EvidenceView]

    struct EvidenceView: Encodable, Sendable {
        let kind, words, term, place: String
        let count: Int
        let weight: Double
    }

    init(_ tag: Tag) {
        topic = tag.topic.rawValue
        author = tag.author.rawValue
        model = tag.model
        confidence = tag.confidence
        evidence = tag.evidence.map {
            EvidenceView(
                kind: $0.kind.rawValue, words: $0.words, term: $0.term, place: $0.place.rawValue,
                count: $0.count, weight: $0.weight)
        }
    }

    static let shape = APIShape.object([
        .needed("topic", .words), .needed("author", .oneOf(["machine", "rule", "person"])),
        .needed("model", .words), .needed("confidence", .number),
        .needed(
            "evidence",
            .list(
                .object([
                    .needed("kind", .words), .needed("words", .words), .needed("term", .words),
                    .needed("place", .words), .needed("count", .whole(0...1_000_000)),
                    .needed("weight", .number),
                ]))),
    ])
}

/// An item with all that its page shows, for programs.
struct WholeItemView: Encodable, Sendable {
    let item: ItemView
    let text: String
    let language: String?
    let rejectedTopics: [String]
    let seen: SightView
    let verdict: VerdictView?
    let proposal: VerdictView?
    let draft: DraftView?
    let claim: ClaimView?
    let parts: [PartView]

    struct PartView: Encodable, Sendable {
        let id, title, why, by: String
        let time: Date
    }

    static func read(_ queued: QueuedItem, _ call: APICall) async throws -> WholeItemView {
        let (store, id) = (call.store, queued.id)
        let library = queued.tagged.library
        return WholeItemView(
            item: ItemView(queued), text: library.readable.text.best,
            language: library.readable.text.language,
            rejectedTopics: try await store.tagVerdicts.rejected(of: id).map(\.rawValue),
            seen: SightView(try await store.verdicts.sight(of: id)),
            verdict: try await store.verdicts.current(for: id).map(VerdictView.init),
            proposal: try await store.proposals.open(on: id).map { VerdictView($0.verdict) },
            draft: try await store.drafts.current(on: id).map(DraftView.init),
            claim: try await store.claims.held([id], now: call.now)[id].map(ClaimView.init),
            parts: try await store.merges.parts(of: id).map {
                PartView(id: $0.item.rawValue, title: $0.title, why: $0.why, by: $0.by.name, time: $0.by.time)
            })
    }

    static let shape = APIShape.object([
        .needed("item", .named("Item")), .needed("text", .words), .free("language", .words),
        .needed("rejected_topics", .list(.words)), .needed("seen", SightView.shape),
        .free("verdict", .named("Verdict")), .free("proposal", .named("Verdict")),
        .free("draft", .named("Draft")), .free("claim", .named("Claim")),
        .needed(
            "parts",
            .list(
                .object([
                    .needed("id", .id), .needed("title", .words), .needed("why", .words),
                    .needed("by", .words), .needed("time", .moment),
                ]))),
    ])
}

/// What a program saw of an item: sent back with a decision, it keeps anybody from deciding on what has changed.
struct SightView: Encodable, Sendable {
    let revision, verdict: Int

    init(_ sight: VerdictTable.Sight) {
        revision = sight.revision
        verdict = sight.verdict
    }

    static let shape = APIShape.object([
        .needed("revision", .whole(0...1_000_000_000)), .needed("verdict", .whole(0...1_000_000_000)),
    ])
}
