// SPDX-License-Identifier: MIT

import Foundation
import HTTPTypes
import Model
import Storage

/// What is one's own: who one is, what lets programs and browsers in, and what waits for one; for programs.
enum MyAPI {
    static let routes: [APIRoute] = [
        .get("me", "showMe", "Whose token this is, and what it may do.", gives: Me.shape) { call in
            Me(person: PersonView(call.person), token: TokenView(call.token))
        },
        .get("me/tokens", "listTokens", "Your tokens that last.", gives: .list(.named("Token"))) { call in
            try await call.store.tokens.list(of: call.person.id, at: call.now).map(TokenView.init)
        },
        .quietly(
            .delete, "me/tokens/{token}", for: .contributor, "endToken",
            "End a token of yours. New ones are made at the desk."
        ) {
            call in
            let isGone = try await call.store.tokens.remove(
                APIToken.ID(call.parameter("token")), of: call.person.id, by: call.author, at: call.now)
            guard isGone else { throw APIProblem.notFound }
        },
        .quietly(
            .put, "me/keys", for: .contributor, "setKeys", "Say whether single letters are keys at the desk.",
            body: .object([.needed("letters", .truth)])
        ) { call in
            try await call.store.people.setKeys(call.body["letters"].truth ?? true, of: call.person.id)
        },
        .get(
            "me/sessions", "listSessions", "The browsers in which you are signed in.",
            gives: .list(SessionView.shape)
        ) { call in
            try await call.store.sessions.places(of: call.person.id, at: call.now).map(SessionView.init)
        },
        .quietly(
            .delete, "me/sessions/{session}", for: .contributor, "endSession",
            "Sign out in a browser of yours."
        ) { call in
            let isGone = try await call.store.sessions.end(
                named: call.parameter("session"), of: call.person.id)
            guard isGone else { throw APIProblem.notFound }
        },
        .quietly(
            .delete, "me/sessions", for: .contributor, "endSessions", "Sign out in all your browsers."
        ) { call in
            // No session has an empty key.
            try await call.store.sessions.endOthers(than: "", of: call.person.id)
        },
        .get(
            "counts", "showCounts", "How much waits, is held, and was approved in the last seven days.",
            gives: Counts.shape
        ) { call in
            let counts = try await call.store.items.counts()
            return Counts(
                waiting: counts[.waiting] ?? 0, held: counts[.held] ?? 0,
                approvedThisWeek: try await call.store.verdicts.approvedCount(since: call.sitting.back(7)))
        },
    ]

    private struct Me: Encodable, Sendable {
        let person: PersonView
        let token: TokenView

        static let shape = APIShape.object([
            .needed("person", .named("Person")), .needed("token", .named("Token")),
        ])
    }

    private struct Counts: Encodable, Sendable {
        let waiting, held, approvedThisWeek: Int

        static let shape = APIShape.object(
            ["waiting", "held", "approved_this_week"].map { .needed($0, .whole(0...1_000_000_000)) })
    }
}

/// A token for programs; never what opens it.
struct TokenView: Encodable, Sendable {
    let id, label: String
    let scopes: [String]
    let made, ends: Date
    let used: Date?

    init(_ token: APIToken) {
        id = token.id.rawValue
        label = token.label
        scopes = token.scopes.map(\.rawValue).sorted()
        made = token.made
        ends = token.ends
        used = token.used
    }

    static let shape = APIShape.object([
        .needed("id", .id), .needed("label", .words),
        .needed("scopes", .list(.oneOf(APIToken.Scope.allCases.map(\.rawValue)))), .needed("made", .moment),
        .needed("ends", .moment), .free("used", .moment),
    ])
}

/// A browser in which somebody is signed in, for programs; never what opens it.
private struct SessionView: Encodable, Sendable {
    let id: String
    let begun, used: Date
    let isByLink: Bool

    init(_ place: SessionTable.Place) {
        id = place.name
        begun = place.begun
        used = place.seen
        isByLink = place.isByLink
    }

    static let shape = APIShape.object([
        .needed("id", APIShapes.mark), .needed("begun", .moment), .needed("used", .moment),
        .needed("is_by_link", .truth),
    ])
}
