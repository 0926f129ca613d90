// SPDX-License-Identifier: MIT

public import FoundationEssentials

/// One thing to read, as a feed gave it.
///
/// Its identity outlives edits at the source: the feed's own id for it (GUID), else its canonical address, else its
/// content. The same article in two feeds is one item with two sources; Storage joins them.
public struct Item: Hashable, Sendable, Codable {
    /// Names one item; see ``ItemIdentity``.
    public typealias ID = Identifier<Item>

    /// What makes it this item and no other.
    public let identity: ItemIdentity
    /// The headline as plain text; empty when the source gave none.
    public let title: String
    /// Where it can be read.
    public let address: WebAddress?
    /// Its words.
    public let text: ItemText
    /// Who wrote it, and what may be done with it.
    public let credit: Credit
    /// When it was published and changed, as the source says.
    public let dates: ItemDates
    /// The source's own labels.
    public let categories: [String]

    /// Holds what it is given.
    public init(
        identity: ItemIdentity, title: String, address: WebAddress?, text: ItemText,
        credit: Credit = Credit(),
        dates: ItemDates = ItemDates(), categories: [String] = []
    ) {
        self.identity = identity
        self.title = title
        self.address = address
        self.text = text
        self.credit = credit
        self.dates = dates
        self.categories = categories
    }

    /// The same with another credit.
    public func credited(_ credit: Credit) -> Item {
        Item(
            identity: identity, title: title, address: address, text: text, credit: credit, dates: dates,
            categories: categories)
    }

    /// The id that a new item gets.
    public var id: ID { identity.id }

    /// The headline, or the start of the text where there is none; never empty.
    public var displayTitle: String {
        if !title.isEmpty { return title }
        let words = text.best.split(whereSeparator: \.isWhitespace).prefix(10).joined(separator: " ")
        return words.isEmpty ? "Untitled" : words
    }

    /// A digest of what a reader would notice if it changed: title and words, not dates or counters.
    ///
    /// **Shape**: 16 hexadecimal digits; the same for "3 comments" and "4 comments".
    public var contentKey: String {
        Digest.short(
            [title, text.summary, text.body].map(Counters.removed(from:)).joined(separator: "\u{0}"))
    }
}

/// What makes an item the same item when it comes again.
public struct ItemIdentity: Hashable, Sendable, Codable {
    /// The feed that gave it.
    public let feed: Feed.ID
    /// What identifies it within that feed.
    public let key: String
    /// What the key is made of.
    public let kind: Kind

    /// What an identity is made of, best first.
    public enum Kind: String, Sendable, Codable {
        /// The feed's own id for the item.
        case guid
        /// Its address, without what only tells who followed the link.
        case address
        /// A digest of its title and text.
        case content
    }

    /// Takes the best that the source gives: GUID, else address, else content.
    public init(feed: Feed.ID, guid: String?, address: WebAddress?, title: String, text: String) {
        self.feed = feed
        if let guid, !guid.isEmpty {
            self.key = guid
            self.kind = .guid
        } else if let address {
            self.key = address.canonicalKey
            self.kind = .address
        } else {
            self.key = Digest.short(title + "\u{0}" + text)
            self.kind = .content
        }
    }

    /// Holds what was stored.
    public init(feed: Feed.ID, kind: Kind, key: String) {
        self.feed = feed
        self.kind = kind
        self.key = key
    }

    /// The id of an item first seen with this identity.
    ///
    /// **Shape**: `i` and 16 hexadecimal digits.
    public var id: Item.ID {
        Item.ID("i" + Digest.short(feed.rawValue + "\u{0}" + kind.rawValue + "\u{0}" + key))
    }
}

/// An item's words, cleaned: plain text, no markup, paragraphs parted by a line break.
public struct ItemText: Hashable, Sendable, Codable {
    /// The source's own short version; may be empty.
    public let summary: String
    /// The whole text as far as the feed gives it; may be empty.
    public let body: String
    /// Its language as a BCP 47 tag, where the source says.
    public let language: String?

    /// Holds what it is given.
    public init(summary: String = "", body: String = "", language: String? = nil) {
        self.summary = summary
        self.body = body
        self.language = language
    }

    /// The longer of body and summary: what there is to read.
    public var best: String { body.utf8.count >= summary.utf8.count ? body : summary }
}

/// Who wrote an item and what may be done with it.
public struct Credit: Hashable, Sendable, Codable {
    /// The authors' names in the source's order.
    public let authors: [String]
    /// The licence that the source states, with where it said so.
    public let licence: LicenceStatement?

    /// Holds what it is given.
    public init(authors: [String] = [], licence: LicenceStatement? = nil) {
        self.authors = authors
        self.licence = licence
    }
}

/// An item's dates, as the source says; UTC.
public struct ItemDates: Hashable, Sendable, Codable {
    /// When it was first published.
    public let published: Date?
    /// When it was last changed.
    public let updated: Date?

    /// Holds what it is given.
    public init(published: Date? = nil, updated: Date? = nil) {
        self.published = published
        self.updated = updated
    }

    /// The date to show and sort by.
    public var best: Date? { published ?? updated }
}
