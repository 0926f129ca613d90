// SPDX-License-Identifier: MIT

import Foundation
import Model
import Storage

/// What a curator wrote about an item, for programs.
struct ContentView: Encodable, Sendable {
    let topics, audiences: [String]
    let stage, format: String?
    let why, note: String

    init(_ content: Draft.Content) {
        topics = content.topics.map(\.rawValue)
        audiences = content.fit.audiences.map(\.rawValue)
        stage = content.fit.stage?.rawValue
        format = content.fit.format
        why = content.why
        note = content.note
    }

    static let shape = APIShape.object([
        .needed("topics", .list(.words)), .needed("audiences", .list(.words)), .free("stage", .words),
        .free("format", .words), .needed("why", .words), .needed("note", .words),
    ])
}

extension Draft.Content {
    /// What a program sends of ``APIShapes/content``.
    init(_ body: APIValue) {
        func slugs(_ name: String) -> [String] {
            var seen: Set<String> = []
            return body[name].list.compactMap(\.text).filter { seen.insert($0).inserted }
        }
        self.init(
            topics: slugs("topics").map { Topic.ID($0) },
            fit: Verdict.Fit(
                audiences: slugs("audiences").map { Curriculum.Facet.ID($0) },
                stage: body["stage"].text.map { Curriculum.Facet.ID($0) }, format: body["format"].text),
            why: body["why"].text ?? "", note: body["note"].text ?? "")
    }
}

/// A verdict for programs.
struct VerdictView: Encodable, Sendable {
    let decision, by: String
    let isRule: Bool
    let time: Date
    let content: ContentView

    init(_ verdict: Verdict) {
        decision = verdict.decision.rawValue
        by = verdict.by.name
        isRule = verdict.by.isRule
        time = verdict.by.time
        content = ContentView(
            Draft.Content(topics: verdict.topics, fit: verdict.fit, why: verdict.why, note: verdict.note))
    }

    static let shape = APIShape.object([
        .needed("decision", .oneOf(["approve", "reject", "hold"])), .needed("by", .words),
        .needed("is_rule", .truth), .needed("time", .moment), .needed("content", .named("Content")),
    ])
}

/// A draft for programs.
struct DraftView: Encodable, Sendable {
    let item: String
    let revision: Int
    let person: String
    let saved: Date
    let content: ContentView

    init(_ draft: Draft) {
        item = draft.item.rawValue
        revision = draft.revision
        person = draft.person
        saved = draft.saved
        content = ContentView(draft.content)
    }

    static let shape = APIShape.object([
        .needed("item", .id), .needed("revision", .whole(0...1_000_000_000)), .needed("person", .words),
        .needed("saved", .moment), .needed("content", .named("Content")),
    ])
}

/// A claim for programs.
struct ClaimView: Encodable, Sendable {
    let item, person: String
    let since, until: Date

    init(_ claim: Claim) {
        item = claim.item.rawValue
        person = claim.person
        since = claim.since
        until = claim.until
    }

    static let shape = APIShape.object([
        .needed("item", .id), .needed("person", .words), .needed("since", .moment), .needed("until", .moment),
    ])
}

/// A comment for programs.
struct CommentView: Encodable, Sendable {
    let number: Int
    let person, text: String
    let time: Date

    init(_ comment: Comment) {
        number = comment.number
        person = comment.person
        text = comment.text
        time = comment.time
    }

    static let shape = APIShape.object([
        .needed("number", .whole(1...1_000_000_000)), .needed("person", .words), .needed("text", .words),
        .needed("time", .moment),
    ])
}

/// Something that happened to an item, for programs.
struct EventView: Encodable, Sendable {
    let time: Date
    let person: String?
    let what: String
    let before, after: String?
    let note: String?

    init(_ entry: HistoryEntry) {
        time = entry.time
        person = entry.person
        (what, before, after, note) = EventView.told(entry.event)
    }

    private static func told(_ event: HistoryEntry.Event) -> (String, String?, String?, String?) {
        switch event {
        case .seen(let source): ("seen", nil, source, nil)
        case .changed(let before, let after): ("changed", words(before), words(after), nil)
        case .decided(let verdict, let before):
            (
                "decided", before?.decision.rawValue, verdict.decision.rawValue,
                verdict.why.isEmpty ? verdict.note : verdict.why
            )
        case .takenBack(let verdict): ("taken-back", verdict.decision.rawValue, nil, nil)
        case .untagged(let topic): ("topic-rejected", topic.rawValue, nil, nil)
        case .proposed(let verdict): ("proposed", nil, verdict.decision.rawValue, verdict.why)
        case .joined(let title, let why): ("joined", nil, title, why)
        case .parted(let title): ("parted", title, nil, nil)
        case .rejoined(let title): ("joining-taken-back", title, nil, nil)
        case .licensed(let licence, let note): ("licensed", nil, licence.id, note)
        case .said(let text): ("said", nil, text, nil)
        }
    }

    private static func words(_ words: HistoryEntry.Words) -> String { words.title + "\n\n" + words.text }

    static let shape = APIShape.object([
        .needed("time", .moment), .free("person", .words), .needed("what", .words), .free("before", .words),
        .free("after", .words), .free("note", .words),
    ])
}
