// SPDX-License-Identifier: MIT

import Foundation
import Model
import Pages
import Storage

/// The first page: how much waits, and where to go on.
struct HomePage: Sendable {
    static let routes: [DeskRoute] = [
        .get("desk", for: .contributor) { visit in .page(try await page(visit)) }
    ]

    private let counts: [Count]

    struct Count: Sendable {
        let number: Int
        let words: String
    }

    private static func page(_ visit: Visit) async throws -> WebPage {
        let counts = try await visit.store.items.counts()
        let week = try await visit.store.verdicts.approvedCount(since: visit.now - 7 * 86_400)
        return WebPage(
            "Good to see you, \(visit.person.name)", "home",
            HomePage(counts: [
                Count(number: counts[.waiting] ?? 0, words: "waiting for a decision"),
                Count(number: counts[.held] ?? 0, words: "held to decide later"),
                Count(number: week, words: "approved in the last seven days"),
            ]))
    }
}
