// SPDX-License-Identifier: MIT

import HTTPTypes
import Hummingbird
import Model
import NIOCore
import Pages
import Storage

/// Saves what is written before it is decided, from the page's button or, with scripts, by itself.
enum DraftActions {
    static let routes: [DeskRoute] = [
        .post("desk/items/{item}/draft", for: .curator) { visit in try await save(visit) }
    ]

    private static func save(_ visit: Visit) async throws -> DeskAnswer {
        let item = try await DecisionPage.item(visit)
        let (isQuiet, me) = (visit.form.has("quiet"), visit.person.name)
        let saving = try await visit.store.drafts.save(
            DecidingForm.content(visit.form), on: item.id, from: Int(visit.form["draft"]) ?? 0, by: me,
            now: visit.now)
        switch saving {
        case .saved(let draft):
            let claim = try await visit.store.claims.claim(item.id, by: me, now: visit.now)
            if isQuiet { return plain(.ok, "\(draft.revision)") }
            let words = claim.person == me ? "" : " \(claim.person) is at it, too."
            return .goTo(DecisionActions.path(item.id, visit), saying: "The draft is saved." + words)
        case .overtaken(let draft):
            if isQuiet { return plain(.conflict, draft.person) }
            return .page(try await ConflictPage.page(item, visit))
        }
    }

    /// The page that shows both texts, when somebody else has saved a draft since the form was shown.
    static func conflict(on item: QueuedItem, _ visit: Visit) async throws -> DeskAnswer? {
        guard visit.form.has("draft"), let draft = try await visit.store.drafts.current(on: item.id),
            draft.person != visit.person.name, draft.revision != Int(visit.form["draft"])
        else { return nil }
        return .page(try await ConflictPage.page(item, visit))
    }

    private static func plain(_ status: HTTPResponse.Status, _ text: String) -> DeskAnswer {
        .plain(
            Response(
                status: status, headers: [.contentType: "text/plain; charset=utf-8"],
                body: .init(byteBuffer: ByteBuffer(string: text))))
    }
}

/// What another curator wrote or decided in between, beside one's own; nothing is lost, and one of both is chosen.
struct ConflictPage: Sendable {
    let row: QueueRow
    let person: String
    let what: String
    let fields: [Field]
    let form: DecidingForm
    let look: String

    /// One field, as they have it and as one has it oneself.
    struct Field: Sendable {
        let label: String
        let theirs: TrustedHTML
        let mine: TrustedHTML
        let isSame: Bool
    }

    static func page(_ item: QueuedItem, _ visit: Visit) async throws -> WebPage {
        let (store, words, look) = (visit.store, DeskWords(visit), DecisionPage.look(visit))
        let draft = try await store.drafts.current(on: item.id)
        let verdict = try await store.verdicts.current(for: item.id)
        let sight = try await store.verdicts.sight(of: item.id)
        let mine = DecidingForm.content(visit.form)
        let isDraft = draft != nil && (verdict == nil || draft?.person != visit.person.name)
        let theirs =
            (isDraft ? draft?.content : verdict?.content)
            ?? Draft.Content(topics: [], fit: Verdict.Fit(), why: "", note: "")
        let what =
            if isDraft, let draft {
                "\(draft.person) saved a draft, \(DeskWords.moment(draft.saved))."
            } else if let verdict {
                words.standing(verdict) + "."
            } else { "The source has changed its words since you opened it." }
        let values = ConflictPage(
            row: QueueRow(item, claim: nil, look, words),
            person: (isDraft ? draft?.person : verdict?.by.name) ?? "the source", what: what,
            fields: fields(theirs, mine, words),
            form: DecidingForm(
                mine, suggested: item.tagged.tags, sight: sight, draft: draft?.revision ?? 0,
                reason: visit.form["reason"], words), look: look.query)
        return WebPage("Somebody was at it too", "conflict", values, status: .conflict)
    }

    private static func fields(
        _ theirs: Draft.Content, _ mine: Draft.Content, _ words: DeskWords
    ) -> [Field] {
        func topics(_ content: Draft.Content) -> String {
            content.topics.map(words.topic).joined(separator: ", ")
        }
        func fit(_ content: Draft.Content) -> String {
            let facets = (content.fit.audiences + [content.fit.stage].compactMap { $0 }).map {
                words.curriculum?.name(of: $0) ?? $0.rawValue
            }
            return (facets + [content.fit.format].compactMap { $0 }).joined(separator: ", ")
        }
        let pairs = [
            ("Why it matters", theirs.why, mine.why), ("Topics", topics(theirs), topics(mine)),
            ("For whom", fit(theirs), fit(mine)), ("Note", theirs.note, mine.note),
        ]
        return pairs.map { label, theirs, mine in
            Field(
                label: label, theirs: Differences.html(from: mine, to: theirs, showing: .new),
                mine: Differences.html(from: theirs, to: mine, showing: .new), isSame: theirs == mine)
        }
    }
}

/// Texts with what changed marked.
enum Differences {
    /// The later text, what is new in `ins`; with `.gone` what is gone in `del`, too.
    static func html(
        from former: String, to later: String, showing kind: TextChange.Part.Kind = .gone
    ) -> TrustedHTML {
        html(TextChange(from: former, to: later).parts, showing: kind)
    }

    static func html(_ parts: [TextChange.Part], showing kind: TextChange.Part.Kind = .gone) -> TrustedHTML {
        parts.reduce(TrustedHTML(plain: "")) { html, part in
            let space = TrustedHTML(plain: html.text.isEmpty ? "" : " ")
            switch part.kind {
            case .same: return html + space + TrustedHTML(plain: part.text)
            case .new: return html + space + TrustedHTML(plain: part.text, in: "ins")
            case .gone:
                return kind == .gone ? html + space + TrustedHTML(plain: part.text, in: "del") : html
            }
        }
    }
}
