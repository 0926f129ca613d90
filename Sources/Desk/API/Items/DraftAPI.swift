// SPDX-License-Identifier: MIT

import HTTPTypes
import Model
import Storage

/// What is written and not yet decided, for programs.
enum DraftAPI {
    static let routes: [APIRoute] = [
        .get(
            "items/{item}/drafts", "listDrafts",
            "The draft on an item and its former versions, newest first.",
            gives: .list(.named("Draft"))
        ) { call in
            try await call.store.drafts.versions(on: try await call.item().id).map(DraftView.init)
        },
        .doing(
            .put, "items/{item}/draft", for: .curator, "saveDraft",
            "Save a draft. When somebody saved another since `from`, nothing is written, and theirs comes back as `current`.",
            body: .object(
                [
                    .needed(
                        "from", .whole(0...1_000_000_000), "The revision that it was made from; 0 for none.")
                ]
                    + APIShapes.content), gives: .named("Draft")
        ) { call in
            let saving = try await call.store.drafts.save(
                Draft.Content(call.body), on: try await call.item().id, from: call.body["from"].whole ?? 0,
                by: call.person.name, now: call.now)
            switch saving {
            case .saved(let draft): return DraftView(draft)
            case .overtaken(let draft):
                throw APIProblem(
                    .conflict, "Somebody was at it too",
                    "\(draft.person) saved a draft. Nothing was changed.",
                    current: DraftView(draft))
            }
        },
        .quietly(
            .delete, "items/{item}/draft", for: .curator, "discardDraft", "Throw the draft on an item away."
        ) {
            call in try await call.store.drafts.discard(on: try await call.item().id)
        },
    ]
}
