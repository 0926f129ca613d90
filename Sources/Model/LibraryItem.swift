// SPDX-License-Identifier: MIT

public import FoundationEssentials

/// An item as the library keeps it: with all its sources and its history.
public struct LibraryItem: Hashable, Sendable, Codable {
    /// Its id in the library, for ever; the id of the first identity it was seen with.
    public let id: Item.ID
    /// The newest revision of it.
    public let item: Item
    /// Every feed that carries it, first seen first; never empty.
    public let sources: [Source]
    /// When Cairn first saw it, UTC; never changes.
    public let firstSeen: Date
    /// How often its words changed, counted from 1.
    public let revision: Int
    /// What is stated about its licence elsewhere than in its feed: a curator's confirmation, and its page.
    public let licences: [LicenceStatement]
    /// What came of its web page; nil where none was asked for.
    public let page: ItemPage?

    /// One feed that carries an item.
    public struct Source: Hashable, Sendable, Codable {
        /// The feed.
        public let feed: Feed.ID
        /// The feed's title when the item was last seen there.
        public let title: String
        /// The item's address there.
        public let address: WebAddress?
        /// The licence that the curator gave the feed.
        public let licence: Licence

        /// Holds what it is given.
        public init(feed: Feed.ID, title: String, address: WebAddress?, licence: Licence) {
            self.feed = feed
            self.title = title
            self.address = address
            self.licence = licence
        }
    }

    /// Holds what it is given.
    public init(
        id: Item.ID, item: Item, sources: [Source], firstSeen: Date, revision: Int,
        licences: [LicenceStatement] = [], page: ItemPage? = nil
    ) {
        self.id = id
        self.item = item
        self.sources = sources
        self.firstSeen = firstSeen
        self.revision = revision
        self.licences = licences
        self.page = page
    }

    /// Reads what issues keep, also from before pages were read for licences.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            id: try container.decode(Item.ID.self, forKey: .id),
            item: try container.decode(Item.self, forKey: .item),
            sources: try container.decode([Source].self, forKey: .sources),
            firstSeen: try container.decode(Date.self, forKey: .firstSeen),
            revision: try container.decode(Int.self, forKey: .revision),
            licences: try container.decodeIfPresent([LicenceStatement].self, forKey: .licences) ?? [],
            page: try container.decodeIfPresent(ItemPage.self, forKey: .page))
    }

    /// The date to sort by: the source's, but never later than when it was first seen.
    public var date: Date { min(item.dates.best ?? firstSeen, firstSeen) }

    /// The date to show: the source's, but never later than when it was first seen; nil when the source gives none.
    public var shownDate: Date? { item.dates.best.map { min($0, firstSeen) } }

    /// How long it takes to read.
    public var minutes: Int { ReadingTime.minutes(for: readable.text.best) }
}

/// An item with the topics suggested for it.
public struct TaggedItem: Hashable, Sendable, Codable {
    /// The item.
    public let library: LibraryItem
    /// The tags, most sure first; empty when the item is unsorted.
    public let tags: [Tag]

    /// Holds what it is given.
    public init(library: LibraryItem, tags: [Tag]) {
        self.library = library
        self.tags = tags
    }

    /// The item's id.
    public var id: Item.ID { library.id }
}

/// An item that a curator approved.
public struct ReviewedItem: Hashable, Sendable, Codable {
    /// The item with its tags.
    public let tagged: TaggedItem
    /// The curator's verdict; its decision is `approve`.
    public let verdict: Verdict

    /// Holds what it is given; nil unless the verdict approves just this item.
    public init?(tagged: TaggedItem, verdict: Verdict) {
        guard verdict.decision == .approve, verdict.item == tagged.id else { return nil }
        self.tagged = tagged
        self.verdict = verdict
    }

    /// The item's id.
    public var id: Item.ID { tagged.id }
    /// The item as the library keeps it.
    public var library: LibraryItem { tagged.library }
    /// The item itself.
    public var item: Item { tagged.library.item }
}
