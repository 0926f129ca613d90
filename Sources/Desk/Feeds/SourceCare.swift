// SPDX-License-Identifier: MIT

import Feeds
import Foundation
import Model
import Storage

/// What can be done about one source.
struct SourceCare: Sendable {
    let sitting: Sitting

    init(_ sitting: Sitting) { self.sitting = sitting }

    /// A feed with how it is doing.
    ///
    /// **Errors**: `DeskError.notFound`.
    func health(of id: Feed.ID) async throws -> FeedHealth {
        guard let health = try await sitting.store.feeds.health(of: id, now: sitting.now) else {
            throw DeskError.notFound
        }
        return health
    }

    /// What makes sense for a feed as it is, without taking it off the list.
    static func actions(_ health: FeedHealth) -> [FeedAction] {
        var actions: [FeedAction] = [.look, health.record.paused == nil ? .pause : .resume]
        if let move = health.record.move { actions += move.isAdopted ? [.stay] : [.follow, .stay] }
        if health.concerns.contains(where: { $0.kind.actions.contains(.leave) }) { actions.append(.leave) }
        return actions
    }

    /// Does something about a feed.
    ///
    /// - Parameter reason: why it is paused; empty for none in particular.
    /// - Returns: what was done, in words that go on from the feed's name.
    func perform(_ action: FeedAction, on health: FeedHealth, reason: String = "") async throws -> String {
        let (id, feeds) = (health.record.feed.id, sitting.store.feeds)
        let (author, now) = (sitting.author, sitting.now)
        switch action {
        case .follow:
            try await feeds.followMove(of: id, by: author, at: now)
            return "it is asked at its new address from now on."
        case .stay:
            try await feeds.stayAtOldAddress(id, by: author, at: now)
            return "it stays at its old address."
        case .look: return try await sitting.tools.runs.look(id)
        case .pause:
            let words = String(reason.prefix(200))
            try await feeds.pause(
                id, reason: words.isEmpty ? "by \(sitting.person.name)" : words, by: author, at: now)
            return "it is paused."
        case .resume:
            try await feeds.resume(id, by: author, at: now)
            return "it is fetched again."
        case .leave:
            try await feeds.leave(id, health.concerns.map(\.kind), by: author, at: now)
            return "it is all right so for 90 days."
        case .remove:
            let file = try await SourceFiles(sitting).remove(id)
            return "it is off the list (\(file)); its items stay."
        }
    }
}
