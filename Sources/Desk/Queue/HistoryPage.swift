// SPDX-License-Identifier: MIT

import Foundation
import Model
import Pages
import Storage

/// Everything that happened to an item, newest first, with what changed.
struct HistoryPage: Sendable {
    static let routes: [DeskRoute] = [
        .get("desk/items/{item}/history", for: .contributor) { visit in .page(try await page(visit)) }
    ]

    let name: String
    let href: String
    let entries: [Entry]
    let drafts: [Entry]
    let hasDrafts: Bool

    /// One thing that happened.
    struct Entry: Sendable {
        let time: String
        let person: String?
        let what: String
        let change: TrustedHTML?
        let note: String?
    }

    private static func page(_ visit: Visit) async throws -> WebPage {
        let item = try await DecisionPage.item(visit)
        let words = DeskWords(visit)
        let entries = try await visit.store.history(of: item.id).reversed().map { entry($0, words) }
        let drafts = try await visit.store.drafts.versions(on: item.id).map { draft in
            Entry(
                time: DeskWords.moment(draft.saved), person: draft.person,
                what: "saved version \(draft.revision) of the draft", change: nil,
                note: draft.content.why.isEmpty ? nil : draft.content.why)
        }
        let values = HistoryPage(
            name: item.tagged.library.item.displayTitle,
            href: words.root + DecisionPage.look(visit).path("desk/items/\(item.id.rawValue)"),
            entries: entries, drafts: drafts, hasDrafts: !drafts.isEmpty)
        return WebPage("History of \(values.name)", "history", values)
    }

    private static func entry(_ entry: HistoryEntry, _ words: DeskWords) -> Entry {
        let (what, change, note) = told(entry.event, words)
        return Entry(
            time: DeskWords.moment(entry.time), person: entry.person, what: what, change: change,
            note: note.flatMap { $0.isEmpty ? nil : $0 })
    }

    private static func told(
        _ event: HistoryEntry.Event, _ words: DeskWords
    ) -> (String, TrustedHTML?, String?) {
        switch event {
        case .seen(let source): return ("seen in \(source)", nil, nil)
        case .changed(let before, let after):
            let title = Differences.html(from: before.title, to: after.title)
            let text = Differences.html(TextChange(from: before.text, to: after.text).excerpt())
            return ("the source changed its words", title + TrustedHTML(plain: " — ") + text, nil)
        case .decided(let verdict, let before):
            let former = before.map { words.summary($0) } ?? ""
            return (
                past(verdict), Differences.html(from: former, to: words.summary(verdict)), verdict.note
            )
        case .takenBack(let verdict): return ("took back: \(past(verdict))", nil, nil)
        case .untagged(let topic): return ("rejected the topic \(words.topic(topic))", nil, nil)
        case .proposed(let verdict):
            return ("approved it, for a second person to agree", nil, verdict.why)
        case .joined(let title, let why): return ("joined a copy: “\(title)”", nil, why)
        case .parted(let title): return ("parted “\(title)” from it", nil, nil)
        case .rejoined(let title): return ("took back the joining or parting of “\(title)”", nil, nil)
        case .licensed(let licence, let note): return ("said its licence is \(licence.label)", nil, note)
        case .said(let text): return ("said", nil, text)
        }
    }

    private static func past(_ verdict: Verdict) -> String {
        switch verdict.decision {
        case .approve: "approved it"
        case .reject: "rejected it"
        case .hold: "held it"
        }
    }
}

extension DeskWords {
    /// What a verdict says, in one line, to be compared with another.
    func summary(_ verdict: Verdict) -> String {
        let facets = (verdict.fit.audiences + [verdict.fit.stage].compactMap { $0 }).map {
            curriculum?.name(of: $0) ?? $0.rawValue
        }
        let parts =
            verdict.topics.map(topic) + facets + [verdict.fit.format].compactMap { $0 } + [verdict.why]
        return parts.filter { !$0.isEmpty }.joined(separator: "; ")
    }
}
