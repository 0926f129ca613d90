// SPDX-License-Identifier: MIT

import Model
import Pages
import Storage

/// The queue and its items, for programs.
enum QueueAPI {
    static let routes: [APIRoute] = [
        .get(
            "queue", "listQueue", "A page of the queue, the most useful first unless said otherwise.",
            query: APIShapes.look + [
                .free(
                    "after", .text(3...60, pattern: "^[0-9A-Za-z:.+-]{1,40}~[0-9]{1,15}$"),
                    "`next` of the page before."),
                .free("limit", .whole(1...100), "This many items at the most; 25 unless said otherwise."),
            ], gives: Page.shape
        ) { call in try await page(call) },
        .get(
            "items/{item}", "showItem", "An item with its text and all that its page shows.",
            gives: .named("WholeItem")
        ) {
            call in try await WholeItemView.read(try await call.item(), call)
        },
        .get(
            "items/{item}/article", "showArticle",
            "The page of an item as it was laid out, where it was read: safe HTML without scripts and pictures.",
            gives: Laid.shape
        ) { call in
            guard let article = try await call.store.articles.article(of: try await call.item().id) else {
                throw APIProblem.notFound
            }
            return Laid(
                url: article.address.text, language: article.facts.language, html: article.html)
        },
        .get(
            "items/{item}/history", "listHistory", "Everything that happened to an item, oldest first.",
            gives: .list(.named("Event"))
        ) { call in
            try await call.store.history(of: try await call.item().id).map(EventView.init)
        },
    ]

    /// An article as it was laid out.
    private struct Laid: Encodable, Sendable {
        let url: String
        let language: String?
        let html: String

        static let shape = APIShape.object([
            .needed("url", .words), .free("language", .words), .needed("html", .words),
        ])
    }

    /// A page of the queue.
    private struct Page: Encodable, Sendable {
        let items: [ItemView]
        let claims: [ClaimView]
        let count: Int
        let isCountedWhole: Bool
        let next: String?

        static let shape = APIShape.object([
            .needed("items", .list(.named("Item"))),
            .needed("claims", .list(.named("Claim")), "Who is at them."),
            .needed("count", .whole(0...1_000), "Counted to a thousand."),
            .needed("is_counted_whole", .truth, "Whether there are no more than `count`."),
            .free("next", .words, "Where the next page begins; not there at the end."),
        ])
    }

    private static func page(_ call: APICall) async throws -> Page {
        let store = call.store
        let filter = filter(call.query, call.curriculum)
        let cursor = call.query["after"]?.text.flatMap { QueueCursor($0) }
        let page = try await store.queue.page(
            filter, after: cursor, limit: call.query["limit"]?.whole ?? QueueListPage.length)
        let claims = try await store.claims.held(page.items.map(\.id), now: call.now)
        let count = try await store.queue.count(filter)
        return Page(
            items: page.items.map(ItemView.init),
            claims: page.items.compactMap { claims[$0.id].map(ClaimView.init) },
            count: min(count, QueueTable.countLimit), isCountedWhole: count <= QueueTable.countLimit,
            next: page.next?.description)
    }

    /// The same filter that the desk's address gives.
    static func filter(_ query: [String: APIValue], _ curriculum: Curriculum?) -> QueueFilter {
        var look = QueueLook()
        func text(_ name: String) -> String { query[name]?.text ?? "" }
        look.words = text("q")
        look.topics = (query["topic"]?.list ?? []).compactMap(\.text)
        (look.strand, look.source, look.licence) = (text("strand"), text("source"), text("licence"))
        (look.audience, look.stage, look.format) = (text("audience"), text("stage"), text("format"))
        look.state = text("state") == "waiting" ? "" : text("state")
        (look.from, look.until) = (text("from"), text("until"))
        look.sure = query["sure"]?.whole.map(String.init) ?? ""
        look.unsure = query["unsure"]?.whole.map(String.init) ?? ""
        look.order = text("order")
        return look.filter(curriculum)
    }
}
