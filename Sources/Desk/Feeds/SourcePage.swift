// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import Model
import Pages
import Storage

/// One source: how it is doing, its last tries, and what can be done about it.
struct SourcePage: Sendable {
    static let routes: [DeskRoute] = [
        .get("desk/sources/{feed}", for: .contributor) { visit in .page(try await page(visit)) },
        .post("desk/sources/{feed}/{action}", for: .curator) { visit in try await act(visit) },
    ]

    let id: String
    let title: String
    let address: String
    let site: String?
    let place: String
    let note: String?
    let facts: [String]
    let next: String?
    let concerns: [String]
    let actions: [SourceAction]
    let removal: String?
    let tries: [Try]
    let queueHref: String

    struct Try: Sendable {
        let time: String
        let result: String
        let reason: String
    }

    private static func health(_ visit: Visit) async throws -> FeedHealth {
        try await SourceCare(visit.sitting).health(of: Feed.ID(try visit.parameter("feed")))
    }

    private static func page(_ visit: Visit) async throws -> WebPage {
        let health = try await health(visit)
        let feed = health.record.feed
        let tries = try await visit.store.feeds.fetches(of: feed.id, limit: 20)
        let listed = visit.tools.holdings().listedFeed(feed.id)
        let groups = feed.standing.groups.joined(separator: " / ")
        let mayChange = visit.person.role >= .curator
        let turn = health.turn
        let values = SourcePage(
            id: feed.id.rawValue, title: feed.title, address: feed.address.text, site: feed.site?.text,
            place: [groups, feed.standing.licence.label, listed?.placeInWords ?? "on no list any more"]
                .filter { !$0.isEmpty }.joined(separator: " · "),
            note: feed.standing.note, facts: health.facts,
            next: health.record.paused == nil
                ? "Next try: \(turn.due.map(DeskWords.moment) ?? "at the next run")"
                    + (turn.why.isEmpty ? "." : ", \(turn.why).") : nil,
            concerns: health.concerns.map { "\($0.kind.words). \($0.sentence)" },
            actions: mayChange ? SourceCare.actions(health).map { SourceAction($0) } : [],
            removal: mayChange ? listed?.placeInWords : nil,
            tries: tries.map {
                Try(time: DeskWords.moment($0.time), result: $0.result.rawValue, reason: $0.reason)
            },
            queueHref: visit.tools.door.root
                + "desk/queue?source=\(QueueLook.escaped(feed.id.rawValue))&state=any")
        return WebPage(feed.title, "source", values)
    }

    private static func act(_ visit: Visit) async throws -> DeskAnswer {
        guard let action = FeedAction(rawValue: try visit.parameter("action")) else {
            throw DeskError.notFound
        }
        let health = try await health(visit)
        let done = try await SourceCare(visit.sitting).perform(
            action, on: health, reason: visit.form.trimmed("reason"))
        let feed = health.record.feed
        let isGone = visit.form.has("at") || action == .remove
        return .goTo(
            isGone ? "desk/sources" : "desk/sources/\(feed.id)", saying: "“\(feed.title)”: \(done)")
    }
}
