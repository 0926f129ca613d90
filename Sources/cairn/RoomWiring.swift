// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import Logging
import Model
import Publishing
import ReadingRoom
import Storage

extension Workshop {
    /// What the reading room's pages work with; nil where no mail can lead back to them, or none can be sent.
    func roomTools(_ store: Store, isBehindProxy: Bool, logger: Logger) async throws -> RoomTools? {
        guard let base = settings.baseURL, hasRoom else { return nil }
        let holdings = KeptHoldings(library)
        let zone = TimeZone(identifier: settings.timeZone) ?? .gmt
        return RoomTools(
            store: store,
            shelf: {
                let now = holdings.current()
                return RoomShelf(
                    newsletters: now.newsletters, paths: now.paths, programmes: now.programmes,
                    curriculum: now.curriculum, timeZone: zone)
            }, door: RoomDoor(base: base, isBehindProxy: isBehindProxy), site: settings.title,
            key: try await store.subscribers.linkKey(),
            style: (try? template("style.css")) ?? PageLayout.styleSheet,
            queue: { letter, key, now in try await queue(letter, key: key, in: store, at: now) },
            clock: clock, logger: logger)
    }

    /// Whether readers can subscribe: mails can be sent, and lead back.
    var hasRoom: Bool { settings.baseURL != nil && canMail }

    /// Puts a letter on its way; the next run sends it.
    func queue(_ letter: Letter, key: String, in store: Store, at now: Date) async throws {
        try await store.letters.queue(letter, key: key, at: now)
    }

    /// Whether mails can be sent.
    var canMail: Bool { settings.mail.server != nil && settings.mail.from != nil }

    /// Refuses to go on where no mail can be sent.
    func insistOnMail() throws {
        guard canMail else {
            throw Complaint(
                "mail.server and mail.from are not set, so nobody can be asked to confirm by mail")
        }
    }
}
