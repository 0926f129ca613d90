// SPDX-License-Identifier: MIT

public import Model

/// What about all feeds needs a person, in one list.
public struct FeedDigest: Sendable {
    /// One line each, the most urgent first, then by the feeds' titles.
    public let entries: [Entry]

    /// One feed with one thing that is the matter with it.
    public struct Entry: Sendable {
        /// The feed.
        public let feed: Feed
        /// What is the matter.
        public let concern: FeedConcern
    }

    /// - Parameter feeds: how the feeds are doing.
    public init(_ feeds: [FeedHealth]) {
        entries = FeedConcern.Kind.allCases.flatMap { kind in
            feeds.flatMap { health in
                health.concerns.filter { $0.kind == kind }.map {
                    Entry(feed: health.record.feed, concern: $0)
                }
            }
        }
    }

    /// How many feeds need a person, in a sentence.
    public func sentence(of all: Int) -> String {
        let count = Set(entries.map(\.feed.id)).count
        if all == 0 { return "There are no feeds yet." }
        if count == 0 { return "All is well with \(counted(all, "feed"))." }
        return "\(count) of \(counted(all, "feed")) \(count == 1 ? "needs" : "need") a person."
    }
}
