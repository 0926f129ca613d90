// SPDX-License-Identifier: MIT

import Catalog
import Feeds
import Foundation
import Model
import Storage

/// A feed with how it is doing, for programs.
struct FeedView: Encodable, Sendable {
    let id, title, url: String
    let site, movedTo, paused: String?
    let groups: [String]
    let licence: String
    let note: String?
    let state: String
    let facts: [String]
    let concerns: [ConcernView]
    let given: String
    let lastTried: Date?
    let lastResult, lastReason: String?
    let due: Date?
    let failures: Int

    init(_ health: FeedHealth) {
        let (record, feed) = (health.record, health.record.feed)
        id = feed.id.rawValue
        title = feed.title
        url = feed.address.text
        site = feed.site?.text
        movedTo = record.move?.to.text
        paused = record.paused
        groups = feed.standing.groups
        licence = feed.standing.licence.id
        note = feed.standing.note
        state = health.state
        facts = health.facts
        concerns = health.concerns.map(ConcernView.init)
        given = health.given
        lastTried = record.last?.time
        lastResult = record.last?.result.rawValue
        lastReason = record.last?.reason
        due = health.turn.due
        failures = record.failing.count
    }

    static let shape = APIShape.object([
        .needed("id", .id), .needed("title", .words), .needed("url", .words), .free("site", .words),
        .free("moved_to", .words, "Where it says that it has moved."),
        .free("paused", .words, "Why it is paused."), .needed("groups", .list(.words)),
        .needed("licence", .words), .free("note", .words),
        .needed("state", .words, "How it stands, in a word or two."),
        .needed("facts", .list(.words), "All there is to say, most important first, a sentence each."),
        .needed("concerns", .list(.named("Concern")), "What a person should look at."),
        .needed("given", .words, "What it has given, in a sentence."),
        .free("last_tried", .moment), .free("last_result", .words), .free("last_reason", .words),
        .free("due", .moment), .needed("failures", .whole(0...1_000_000), "Tries in a row that went wrong."),
    ])
}

/// What a person should look at, for programs.
struct ConcernView: Encodable, Sendable {
    let kind, sentence: String
    let actions: [String]

    init(_ concern: FeedConcern) {
        kind = concern.kind.rawValue
        sentence = concern.sentence
        actions = concern.kind.actions.map(\.rawValue)
    }

    static let shape = APIShape.object([
        .needed("kind", .oneOf(FeedConcern.Kind.allCases.map(\.rawValue))), .needed("sentence", .words),
        .needed(
            "actions", .list(.oneOf(FeedAction.allCases.map(\.rawValue))),
            "What can be done: `careForFeed`, and `removeFeed` for `remove`."),
    ])
}

/// A feed with its last tries, for programs.
struct WholeFeedView: Encodable, Sendable {
    let feed: FeedView
    let place: String?
    let actions: [String]
    let tries: [Try]

    struct Try: Encodable, Sendable {
        let time: Date
        let result, reason: String
    }

    /// The feed that the path names.
    static func read(_ call: APICall) async throws -> WholeFeedView {
        try await read(Feed.ID(call.parameter("feed")), call)
    }

    static func read(_ id: Feed.ID, _ call: APICall) async throws -> WholeFeedView {
        let health = try await SourceCare(call.sitting).health(of: id)
        return WholeFeedView(
            feed: FeedView(health), place: call.sitting.holdings.listedFeed(id)?.placeInWords,
            actions: SourceCare.actions(health).map(\.rawValue),
            tries: try await call.store.feeds.fetches(of: id, limit: 20).map {
                Try(time: $0.time, result: $0.result.rawValue, reason: $0.reason)
            })
    }

    static let shape = APIShape.object([
        .needed("feed", .named("Feed")),
        .free("place", .words, "The file and line that list it; not there for one that is off the list."),
        .needed("actions", .list(.words), "What `careForFeed` can do now."),
        .needed(
            "tries",
            .list(
                .object([
                    .needed("time", .moment), .needed("result", .words), .needed("reason", .words),
                ])), "The last twenty, newest first."),
    ])
}

/// What feeds a site has, for programs.
struct SearchView: Encodable, Sendable {
    let asked: String
    let site: String?
    let feeds: [Found]
    let attempts: [Attempt]

    struct Found: Encodable, Sendable {
        let url, title, format: String
        let items: Int
        let newest: Date?
        let isComments: Bool
        let origin: String
        let listed: String?
    }

    struct Attempt: Encodable, Sendable { let url, outcome: String }

    init(_ search: SourceSearch) {
        asked = search.asked
        site = search.site?.text
        feeds = search.feeds.map { found in
            let feed = found.feed
            return Found(
                url: feed.address.text, title: feed.title, format: feed.document.format,
                items: feed.document.entries.count, newest: feed.newest, isComments: feed.isComments,
                origin: feed.origin.words, listed: found.listed)
        }
        attempts = search.attempts.map { Attempt(url: $0.address.text, outcome: $0.outcome) }
    }

    static let shape = APIShape.object([
        .needed("asked", .words), .free("site", .words),
        .needed(
            "feeds",
            .list(
                .object([
                    .needed("url", .words), .needed("title", .words), .needed("format", .words),
                    .needed("items", .whole(0...1_000_000)), .free("newest", .moment),
                    .needed("is_comments", .truth), .needed("origin", .words, "How it was found."),
                    .free("listed", .words, "Where it is on our lists already."),
                ])), "The likeliest first."),
        .needed(
            "attempts", .list(.object([.needed("url", .words), .needed("outcome", .words)])),
            "What was asked."),
    ])
}

/// What a list of feeds would bring, for programs.
struct ImportView: Encodable, Sendable {
    let sentence: String
    let lines: [Line]
    let mistakes: [String]

    struct Line: Encodable, Sendable {
        let place: Int
        let title, url, what: String
        let canBeAdded, isGood: Bool
        let movedTo: String?
    }

    init(_ preview: ImportPreview, _ asked: Set<WebAddress>) {
        sentence = preview.sentence
        lines = preview.entries.map { entry in
            let feed = entry.listed.feed
            let (isFree, isGood) = entry.prospect.choice
            return Line(
                place: entry.line.place, title: feed.title, url: feed.address.text,
                what: entry.prospect.words(isAsked: asked.contains(feed.address)), canBeAdded: isFree,
                isGood: isGood, movedTo: entry.prospect.target?.text)
        }
        mistakes = preview.mistakes.map(\.description)
    }

    static let shape = APIShape.object([
        .needed("sentence", .words),
        .needed(
            "lines",
            .list(
                .object([
                    .needed("place", .whole(0...1_000_000)), .needed("title", .words), .needed("url", .words),
                    .needed("what", .words), .needed("can_be_added", .truth),
                    .needed("is_good", .truth, "Whether it should be added."),
                    .free("moved_to", .words, "Where it has moved, and should be taken from."),
                ]))),
        .needed("mistakes", .list(.words)),
    ])
}
