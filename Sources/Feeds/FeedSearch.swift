// SPDX-License-Identifier: MIT

public import FoundationEssentials
public import Model

/// What was found at an address, and at the feeds that it led to.
public struct FeedSearch: Sendable {
    /// The address that was asked.
    public let asked: WebAddress
    /// What answered there.
    public let start: Start
    /// The feeds, best first; comments come last, and of two with the same items only one is here.
    public let feeds: [FoundFeed]
    /// Every request in order, the address that was asked first.
    public let attempts: [Attempt]

    /// What answers at an address.
    public enum Start: Hashable, Sendable {
        /// A feed.
        case feed
        /// A whole document that is no feed; `what` says what it looks like.
        case page(what: String)
        /// Nothing that can be read; why, in words. `isAnswer` is whether a server answered at all.
        case dead(reason: String, isAnswer: Bool)
    }

    /// One request.
    public struct Attempt: Hashable, Sendable {
        /// The address that was asked.
        public let address: WebAddress
        /// What came of it, in words.
        public let outcome: String
    }

    /// The feeds that carry posts and not comments.
    public var mainFeeds: [FoundFeed] { feeds.filter { !$0.isComments } }
}

/// A feed that was found, fetched and read.
public struct FoundFeed: Sendable {
    /// Where it is, after permanent redirects.
    public let address: WebAddress
    /// What it says.
    public let document: ParsedFeed
    /// How it was found.
    public let origin: Origin

    /// How a feed was found.
    public enum Origin: String, Sendable {
        /// It is the address that was asked.
        case asked
        /// The page names it as its feed.
        case announced
        /// The page links to it.
        case linked
        /// It lies where feeds often lie.
        case guessed

        /// The same in words.
        public var words: String {
            switch self {
            case .asked: "the address itself"
            case .announced: "announced by the page"
            case .linked: "linked from the page"
            case .guessed: "at a usual address"
            }
        }
    }

    /// Its name; its host where it has none.
    public var title: String { document.title.isEmpty ? address.host : document.title }

    /// The date of its newest entry, UTC; nil where no entry has one.
    public var newest: Date? {
        document.entries.compactMap { $0.dates.published ?? $0.dates.modified }.max()
    }

    /// Whether it carries what readers say about posts, and not the posts.
    public var isComments: Bool {
        let title = document.title.lowercased()
        if ["comments on", "comments for"].contains(where: title.hasPrefix) {
            return true
        }
        return title.hasSuffix("comments feed") || address.looksLikeComments
    }
}

extension FoundFeed {
    /// What tells its items from those of other feeds, in order.
    var itemKeys: [String] {
        document.entries.map { $0.address?.canonicalKey ?? $0.guid ?? $0.title }
    }

    /// Whether it carries the same as another: the same items, or under the same title as many of them as
    /// both have.
    func isSame(as other: FoundFeed) -> Bool {
        if address.canonicalKey == other.address.canonicalKey { return true }
        let (own, others) = (itemKeys, other.itemKeys)
        guard !own.isEmpty, !others.isEmpty else { return false }
        if Set(own) == Set(others) { return true }
        let shared = min(own.count, others.count)
        return title == other.title && Set(own.prefix(shared)) == Set(others.prefix(shared))
    }
}

extension WebAddress {
    /// Whether the address is one where programs publish comments, such as `/comments/feed/`.
    var looksLikeComments: Bool {
        let lower = text.lowercased()
        return ["/comments/feed", "/feeds/comments", "feed=comments", "/comments/atom", "/comments/rss"]
            .contains { lower.contains($0) }
    }
}
