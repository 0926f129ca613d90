// SPDX-License-Identifier: MIT

import Foundation
import Model

/// What a feed's document held when it was last read, with what tells whether each is as it was.
///
/// In most documents nearly all is as before; one query finds that out, and nothing is written.
struct ListedSources {
    private let feed: Feed.ID
    /// By what identifies each within the feed; nil for one that has to be looked at.
    private let seen: [String: Int?]

    /// - Parameter count: how many there may be.
    init(of feed: Feed.ID, about count: Int, in session: any Session) throws {
        self.feed = feed
        var seen: [String: Int?] = [:]
        seen.reserveCapacity(count)
        try session.each("SELECT source_key, seen FROM item_sources WHERE feed = \(feed) AND listed = 1") {
            seen.updateValue($0.optionalInteger(1), forKey: try $0.text(0))
        }
        self.seen = seen
    }

    /// Whether an item was listed to the letter as it is now.
    func holds(_ item: KeyedItem) -> Bool {
        guard let known = seen[item.sourceKey], let known else { return false }
        return known == item.seenKey
    }

    /// Notes of all that is not among some keys that the feed does not give it any more: the try before this one was the last
    /// that did.
    func leave(_ keys: Set<String>, at time: Date, in session: any Session) throws {
        let gone = seen.keys.filter { !keys.contains($0) }.sorted()
        for part in gone.parts {
            try session.run(
                """
                UPDATE item_sources SET listed = 0, last_seen = COALESCE(
                    (SELECT last_tried FROM feeds WHERE id = \(feed) AND last_tried < \(time)), \(time))
                WHERE feed = \(feed) AND source_key IN \(list: part) AND listed = 1
                """)
        }
    }
}
