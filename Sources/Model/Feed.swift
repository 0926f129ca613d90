// SPDX-License-Identifier: MIT

/// A subscription to what one source publishes.
public struct Feed: Hashable, Sendable, Codable {
    /// Names one feed; made from its address (see ``init(address:title:site:standing:)``).
    public typealias ID = Identifier<Feed>

    /// The id, stable as long as the address is.
    public let id: ID
    /// Where the feed is fetched.
    public let address: WebAddress
    /// The source's name, as a curator wrote it or as the feed says.
    public let title: String
    /// The site that the feed belongs to.
    public let site: WebAddress?
    /// What a curator decided about the feed.
    public let standing: Standing

    /// What a curator decided about a feed when it was added, kept in its OPML line.
    public struct Standing: Hashable, Sendable, Codable {
        /// The groups it stands in, outermost first; empty at the top.
        public let groups: [String]
        /// The language of its items where they do not say, as a BCP 47 tag.
        public let language: String?
        /// The licence of its items where they do not say.
        public let licence: Licence
        /// The sector it speaks from, an id of the curriculum's sectors.
        public let sector: String?
        /// Why it is here, for other curators.
        public let note: String?

        /// Everything may be left out; the licence is then unknown.
        public init(
            groups: [String] = [], language: String? = nil, licence: Licence = .unknown,
            sector: String? = nil,
            note: String? = nil
        ) {
            self.groups = groups
            self.language = language
            self.licence = licence
            self.sector = sector
            self.note = note
        }
    }

    /// Makes a feed; its id is made from the address, so the same address is the same feed on every machine.
    public init(address: WebAddress, title: String, site: WebAddress? = nil, standing: Standing = Standing())
    {
        self.id = Feed.id(for: address)
        self.address = address
        self.title = title
        self.site = site
        self.standing = standing
    }

    /// The id of the feed at an address.
    ///
    /// **Shape**: `f` and 16 hexadecimal digits.
    public static func id(for address: WebAddress) -> ID { ID("f" + Digest.short(address.text)) }
}
