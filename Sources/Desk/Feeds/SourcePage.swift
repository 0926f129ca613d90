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
        let id = Feed.ID(try visit.parameter("feed"))
        guard let health = try await visit.store.feeds.health(of: id, now: visit.now) else {
            throw DeskError.notFound
        }
        return health
    }

    private static func page(_ visit: Visit) async throws -> DeskPage {
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
            actions: mayChange ? actions(health).map { SourceAction($0) } : [],
            removal: mayChange ? listed?.placeInWords : nil,
            tries: tries.map {
                Try(time: DeskWords.moment($0.time), result: $0.result.rawValue, reason: $0.reason)
            },
            queueHref: visit.tools.door.root
                + "desk/queue?source=\(QueueLook.escaped(feed.id.rawValue))&state=any")
        return DeskPage(feed.title, "source", values)
    }

    private static func actions(_ health: FeedHealth) -> [FeedAction] {
        var actions: [FeedAction] = [.look, health.record.paused == nil ? .pause : .resume]
        if let move = health.record.move { actions += move.isAdopted ? [.stay] : [.follow, .stay] }
        if health.concerns.contains(where: { $0.kind.actions.contains(.leave) }) { actions.append(.leave) }
        return actions
    }

    private static func act(_ visit: Visit) async throws -> DeskAnswer {
        guard let action = FeedAction(rawValue: try visit.parameter("action")) else {
            throw DeskError.notFound
        }
        let health = try await health(visit)
        let (feed, feeds) = (health.record.feed, visit.store.feeds)
        let back = visit.form.has("at") ? "desk/sources" : "desk/sources/\(feed.id)"
        func done(_ what: String) -> DeskAnswer { .goTo(back, saying: "“\(feed.title)”: \(what)") }
        switch action {
        case .follow:
            try await feeds.followMove(of: feed.id, by: visit.author, at: visit.now)
            return done("it is asked at its new address from now on.")
        case .stay:
            try await feeds.stayAtOldAddress(feed.id, by: visit.author, at: visit.now)
            return done("it stays at its old address.")
        case .look: return done(try await visit.tools.runs.look(feed.id))
        case .pause:
            let reason = String(visit.form.trimmed("reason").prefix(200))
            try await feeds.pause(
                feed.id, reason: reason.isEmpty ? "by \(visit.person.name)" : reason, by: visit.author,
                at: visit.now)
            return done("it is paused.")
        case .resume:
            try await feeds.resume(feed.id, by: visit.author, at: visit.now)
            return done("it is fetched again.")
        case .leave:
            try await feeds.leave(
                feed.id, health.concerns.map(\.kind), by: visit.author, at: visit.now)
            return done("it is all right so for 90 days.")
        case .remove: return try await remove(feed, visit)
        }
    }

    private static func remove(_ feed: Feed, _ visit: Visit) async throws -> DeskAnswer {
        let file = try await SourceFiles(visit).remove(feed.id)
        return .goTo(
            "desk/sources", saying: "“\(feed.title)” is off the list (\(file)). Its items stay.")
    }
}
