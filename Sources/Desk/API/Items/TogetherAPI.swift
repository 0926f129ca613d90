// SPDX-License-Identifier: MIT

import HTTPTypes
import Model
import Storage

/// Claims, comments and filters under names, for programs.
enum TogetherAPI {
    static let routes: [APIRoute] = claims + comments + filters

    private static let claims: [APIRoute] = [
        .doing(
            .put, "items/{item}/claim", for: .curator, "claimItem",
            "Say that you are at an item, for five minutes, or say so again.",
            body: .object([.free("is_taking_over", .truth, "Also where somebody else is at it.")]),
            gives: .named("Claim")
        ) { call in
            let claim = try await call.store.claims.claim(
                try await call.item().id, by: call.person.name, now: call.now,
                isTakingOver: call.body["is_taking_over"].truth ?? false)
            guard claim.person == call.person.name else {
                throw APIProblem(.conflict, "Somebody was first", "\(claim.person) is at it.")
            }
            return ClaimView(claim)
        },
        .quietly(
            .delete, "items/{item}/claim", for: .curator, "releaseItem", "Give an item back that is yours."
        ) {
            call in try await call.store.claims.release(try await call.item().id, by: call.person.name)
        },
    ]

    private static let comments: [APIRoute] = [
        .get(
            "items/{item}/comments", "listComments", "What curators say of an item, oldest first.",
            gives: .list(.named("Comment"))
        ) {
            call in try await call.store.comments.comments(on: try await call.item().id).map(CommentView.init)
        },
        .doing(
            .post, "items/{item}/comments", for: .contributor, "addComment", "Say something to the others.",
            body: .object([.needed("text", .text(1...4000))]), gives: .named("Comment"), status: .created
        ) { call in
            CommentView(
                try await call.store.comments.add(
                    call.body["text"].text ?? "", to: try await call.item().id, by: call.person.name,
                    now: call.now))
        },
        .quietly(
            .delete, "comments/{comment}", for: .contributor, "withdrawComment",
            "Take a comment of yours back."
        ) {
            call in
            let number = Int(call.parameter("comment")) ?? 0
            guard try await call.store.comments.withdraw(number, by: call.person.name, now: call.now) else {
                throw APIProblem.notFound
            }
        },
    ]

    private static let filters: [APIRoute] = [
        .get(
            "filters", "listFilters", "Your filters and those that others share.",
            gives: .list(.named("Filter"))
        ) {
            call in
            try await call.store.savedFilters.all(for: call.person.name).map {
                FilterView($0, call.person.name)
            }
        },
        .doing(
            .post, "filters", for: .contributor, "saveFilter",
            "Save a filter under a name, in place of yours of that name.",
            body: .object([
                .needed("name", .text(1...80)), .free("is_shared", .truth),
                .needed("filter", .object(APIShapes.look), "As `listQueue` is asked."),
            ]), gives: .named("Filter"), status: .created
        ) { call in
            guard case .object(let look) = call.body["filter"] else { throw APIProblem.unfit([]) }
            let saved = try await call.store.savedFilters.save(
                QueueAPI.filter(look, call.curriculum), as: call.body["name"].text ?? "",
                by: call.person.name,
                isShared: call.body["is_shared"].truth ?? false, now: call.now)
            return FilterView(saved, call.person.name)
        },
        .quietly(
            .delete, "filters/{filter}", for: .contributor, "removeFilter", "Throw a filter of yours away."
        ) {
            call in
            let number = Int(call.parameter("filter")) ?? 0
            guard try await call.store.savedFilters.remove(number, by: call.person.name) else {
                throw APIProblem.notFound
            }
        },
    ]
}

/// A filter under a name, for programs.
struct FilterView: Encodable, Sendable {
    let number: Int
    let name, person: String
    let isShared, isMine: Bool
    let query: String

    init(_ saved: SavedFilter, _ me: String) {
        number = saved.number
        name = saved.name
        person = saved.person
        isShared = saved.isShared
        isMine = saved.person == me
        query = QueueLook(saved.filter).query
    }

    static let shape = APIShape.object([
        .needed("number", .whole(1...1_000_000_000)), .needed("name", .words), .needed("person", .words),
        .needed("is_shared", .truth), .needed("is_mine", .truth),
        .needed("query", .words, "As it stands in the address of the desk's queue."),
    ])
}
