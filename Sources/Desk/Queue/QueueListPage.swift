// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import Model
import Pages
import Storage

/// The queue: what curators look at, twenty-five at a time.
struct QueueListPage: Sendable {
    static let routes: [DeskRoute] = [
        .get("desk/queue", for: .contributor) { visit in .page(try await page(visit)) },
        .post("desk/queue/filters", for: .contributor) { visit in try await save(visit) },
        .post("desk/queue/filters/{filter}/remove", for: .contributor) { visit in
            let isGone = try await visit.store.savedFilters.remove(
                Int(try visit.parameter("filter")) ?? 0, by: visit.person.name)
            return .goTo(
                QueueLook(query: visit.form["look"]).path("desk/queue"),
                saying: isGone ? "The filter is gone." : "That filter is not yours.")
        },
    ]

    /// Items of one page.
    static let length = 25

    let rows: [QueueRow]
    let isEmpty: Bool
    let count: String
    let filter: FilterForm
    let saved: [Saved]
    /// As it stands in an address, for the forms on the page.
    let look: String
    let nextHref: String?
    let firstHref: String?
    let mayDecide: Bool
    let reasons: [Choice]
    let hand: WorkInHand?

    /// A filter under a name.
    struct Saved: Sendable {
        let number: Int
        let name: String
        let href: String
        let isMine: Bool
        let owner: String?
    }

    private static func page(_ visit: Visit) async throws -> WebPage {
        let (look, words) = (QueueLook(visit.query), DeskWords(visit))
        let filter = look.filter(words.curriculum)
        let cursor = QueueCursor(visit.query["after"])
        let page = try await visit.store.queue.page(filter, after: cursor, limit: length)
        let claims = try await visit.store.claims.held(page.items.map(\.id), now: visit.now)
        let saved = try await visit.store.savedFilters.all(for: visit.person.name).map { saved in
            Saved(
                number: saved.number, name: saved.name,
                href: words.root + QueueLook(saved.filter).path("desk/queue"),
                isMine: saved.person == visit.person.name,
                owner: saved.person == visit.person.name ? nil : saved.person)
        }
        let hand = try await WorkInHand.of(look, visit)
        let offers = try await hand?.offers(page.items.map(\.id)) ?? [:]
        let values = QueueListPage(
            rows: page.items.map { item in
                var row = QueueRow(item, claim: claims[item.id], look, words)
                row.offer = offers[item.id]
                row.handTitle = hand.flatMap { $0.has(item.id) ? $0.title : nil }
                return row
            },
            isEmpty: page.items.isEmpty, count: try await count(filter, visit.store),
            filter: FilterForm(look, words.holdings), saved: saved, look: look.query,
            nextHref: page.next.map {
                words.root + look.path("desk/queue", and: "after=" + QueueLook.escaped($0.description))
            }, firstHref: cursor.map { _ in words.root + look.path("desk/queue") },
            mayDecide: visit.person.role >= .curator, reasons: Rejection.choices(""),
            hand: hand)
        return WebPage("Queue", "queue", values)
    }

    private static func count(_ filter: QueueFilter, _ store: Store) async throws -> String {
        let count = try await store.queue.count(filter)
        return count > QueueTable.countLimit ? "1,000+ items" : counted(count, "item")
    }

    private static func save(_ visit: Visit) async throws -> DeskAnswer {
        let look = QueueLook(query: visit.form["look"])
        let saved = try await visit.store.savedFilters.save(
            look.filter(visit.tools.holdings().curriculum), as: visit.form.trimmed("name"),
            by: visit.person.name, isShared: visit.form.has("shared"), now: visit.now)
        return .goTo(look.path("desk/queue"), saying: "Saved as “\(saved.name)”.")
    }
}

/// Why items are rejected, as curators choose from.
enum Rejection {
    static let reasons = [
        "not for our readers", "not about our curriculum", "news of an event or of staff", "an advert",
        "too thin",
        "out of date", "behind a paywall", "a copy of something better",
    ]

    static func choices(_ chosen: String) -> [Choice] { reasons.map { Choice($0, $0, chosen: chosen) } }
}
