// SPDX-License-Identifier: MIT

import Foundation
import HTTPTypes
import Model
import Pages
import Storage

/// One item, and what a curator decides on it.
struct DecisionPage: Sendable {
    let row: QueueRow
    let form: DecidingForm?
    let paragraphs: [Paragraph]
    let hasArticle: Bool
    let address: String?
    let authors: String?
    let standing: String?
    let proposal: String?
    let claim: ClaimLine
    let draftWords: String?
    let sources: [Source]
    let parts: [Part]
    let comments: [CommentLine]
    let mayDecide: Bool
    let look: String
    let nextHref: String?

    struct Paragraph: Sendable { let text: TrustedHTML }

    struct ClaimLine: Sendable {
        let words: String?
        let isMine: Bool
        let isOthers: Bool
    }

    struct Source: Sendable {
        let title: String
        let feed: String
        let maySplit: Bool
    }

    struct Part: Sendable {
        let item: String
        let title: String
        let why: String?
    }

    struct CommentLine: Sendable {
        let number: Int
        let person: String
        let time: String
        let text: String
        let isMine: Bool
    }

    static let routes: [DeskRoute] = [
        .get("desk/items/{item}", for: .contributor) { visit in
            .page(try await page(try await item(visit), visit))
        }
    ]

    /// The item that the path names, as it stands in the queue.
    static func item(_ visit: Visit) async throws -> QueuedItem {
        let name = try visit.parameter("item")
        guard let found = try await visit.store.items.find(name),
            let queued = try await visit.store.queue.items([found.id]).first
        else { throw DeskError.notFound }
        return queued
    }

    /// The look that a form or an address brings along.
    static func look(_ visit: Visit) -> QueueLook {
        visit.form.has("look") ? QueueLook(query: visit.form["look"]) : QueueLook(visit.query)
    }

    /// - Parameter content: what was filled in; nil for what is known.
    static func page(
        _ item: QueuedItem, _ visit: Visit, content: Draft.Content? = nil, errors: [FieldError] = []
    ) async throws -> WebPage {
        let (store, words, look) = (visit.store, DeskWords(visit), look(visit))
        let claim = try await store.claims.held([item.id], now: visit.now)[item.id]
        let draft = try await store.drafts.current(on: item.id)
        let verdict = try await store.verdicts.current(for: item.id)
        let proposal = try await store.proposals.open(on: item.id)
        let sight = try await store.verdicts.sight(of: item.id)
        let article = try await store.articles.article(of: item.id)
        let known =
            content ?? draft?.content ?? proposal?.verdict.content ?? verdict?.content
            ?? Draft.Content(topics: item.tagged.tags.map(\.topic), fit: Verdict.Fit(), why: "", note: "")
        let filter = look.filter(words.curriculum)
        let next = try await store.queue.next(after: item.id, in: filter)
        let mayDecide = visit.person.role >= .curator
        let library = item.tagged.library
        let authors = library.item.credit.authors.joined(separator: ", ")
        let base = visit.form.has("draft") ? Int(visit.form["draft"]) ?? 0 : draft?.revision ?? 0
        let values = DecisionPage(
            row: QueueRow(item, claim: claim, look, words),
            form: mayDecide
                ? DecidingForm(
                    known, suggested: item.tagged.tags, sight: DecidingForm.sight(visit.form) ?? sight,
                    draft: base, reason: visit.form["reason"], errors: errors, words) : nil,
            paragraphs: Evidence(item.tagged.tags).paragraphs(
                String(library.readable.text.best.prefix(ArticleFrame.letterLimit))
            ).map { Paragraph(text: $0) },
            hasArticle: article != nil, address: library.item.address?.text,
            authors: authors.isEmpty ? nil : authors, standing: verdict.map { words.standing($0) },
            proposal: proposal.map { words.proposal($0, me: visit.person.name) },
            claim: ClaimLine(
                words: claim.map(words.claim), isMine: claim?.person == visit.person.name,
                isOthers: claim.map { $0.person != visit.person.name } ?? false),
            draftWords: draft.map { "A draft by \($0.person), \(DeskWords.moment($0.saved))" },
            sources: library.sources.map {
                Source(
                    title: $0.title, feed: $0.feed.rawValue,
                    maySplit: mayDecide && library.sources.count > 1)
            }, parts: try await parts(of: item.id, store), comments: try await comments(on: item.id, visit),
            mayDecide: mayDecide, look: look.query,
            nextHref: next.map { words.root + look.path("desk/items/\($0.rawValue)") })
        return WebPage(library.item.displayTitle, "item", values, errors: errors)
    }

    private static func parts(of item: Item.ID, _ store: Store) async throws -> [Part] {
        try await store.merges.parts(of: item).map {
            Part(item: $0.item.rawValue, title: $0.title, why: $0.why.isEmpty ? nil : $0.why)
        }
    }

    private static func comments(on item: Item.ID, _ visit: Visit) async throws -> [CommentLine] {
        try await visit.store.comments.comments(on: item).map {
            CommentLine(
                number: $0.number, person: $0.person, time: DeskWords.moment($0.time), text: $0.text,
                isMine: $0.person == visit.person.name)
        }
    }
}

extension Verdict {
    /// What was filled in for it.
    var content: Draft.Content { Draft.Content(topics: topics, fit: fit, why: why, note: note) }
}

extension DeskWords {
    /// What was decided, in a sentence.
    func standing(_ verdict: Verdict) -> String {
        let what =
            switch verdict.decision {
            case .approve: "Approved"
            case .reject: "Rejected"
            case .hold: "Held"
            }
        let note = verdict.note.isEmpty ? "" : ": \(verdict.note)"
        return "\(what) by \(verdict.by.name), \(DeskWords.moment(verdict.by.time))\(note)"
    }

    func proposal(_ proposal: Proposal, me: String) -> String {
        let person = proposal.verdict.by.name
        return person == me
            ? "You have approved it; it waits for a second person."
            : "\(person) has approved it; it waits for a second person, such as you."
    }
}
