// SPDX-License-Identifier: MIT

public import FoundationEssentials
public import Model

/// What a feed document says, in one shape for all formats.
public struct ParsedFeed: Sendable {
    /// The format by name and version: `rss-2.0`, `rss-1.0`, `atom-1.0`, `atom-0.3`, `json-1.1`; `rss` without one.
    public var format = ""
    /// The encoding that the bytes were read in.
    public var encoding = "utf-8"
    /// The name of the feed as plain text.
    public var title = ""
    /// What the feed says about itself as plain text.
    public var about = ""
    /// The feed's own id, where it has one.
    public var id: String?
    /// The site that it belongs to.
    public var homePage: WebAddress?
    /// The site's link as written, where it is relative and the document's own address is not known.
    public var unresolvedHomePage: String?
    /// Its own address as it says.
    public var address: WebAddress?
    /// Where it has moved, as it says (`itunes:new-feed-url`).
    public var newAddress: WebAddress?
    /// The next page of an archive.
    public var nextPage: WebAddress?
    /// A square picture, and a small one.
    public var icon: WebAddress?
    public var favicon: WebAddress?
    /// Its language as a BCP 47 tag.
    public var language: String?
    /// Who writes it.
    public var authors: [ParsedAuthor] = []
    /// Its labels.
    public var tags: [String] = []
    /// Its dates, and what it says about rights.
    public var dates = ParsedDates()
    public var rights = ParsedRights()
    /// WebSub hubs.
    public var hubs: [WebAddress] = []
    /// How long it may be kept before it is asked for again, in minutes, as it says.
    public var minutesToLive: Int?
    /// The program that made it.
    public var generator: String?
    /// What was wrong with the document, in plain words.
    public var warnings: [String] = []
    /// Its entries in the document's order.
    public var entries: [ParsedEntry] = []

    /// Begins empty.
    public init() {}
}

/// What a feed document says about one thing to read.
public struct ParsedEntry: Sendable {
    /// The source's own id (GUID), as written; nil where there is none.
    public var guid: String?
    /// Where it can be read.
    public var address: WebAddress?
    /// Its link as written, where it is relative and the document's own address is not known.
    public var unresolvedAddress: String?
    /// The page elsewhere that it is about.
    public var externalAddress: WebAddress?
    /// Where it can be discussed.
    public var commentsAddress: WebAddress?
    /// Its headline as plain text; empty where there is none.
    public var title = ""
    /// The short version as plain text, where there is one beside the content.
    public var summary = ""
    /// The whole text as plain text, paragraphs parted by a line break.
    public var text = ""
    /// The whole text as the source's own HTML, **not cleaned**; nil where the source gave plain text.
    public var markup: String?
    /// What relative links in the markup are resolved against.
    public var base: WebAddress?
    /// Its language as a BCP 47 tag, where it says.
    public var language: String?
    /// Who wrote it.
    public var authors: [ParsedAuthor] = []
    /// Its labels.
    public var tags: [String] = []
    /// Its dates, and what it says about rights.
    public var dates = ParsedDates()
    public var rights = ParsedRights()
    /// Its picture.
    public var image: WebAddress?
    /// Sounds, films and files that belong to it.
    public var attachments: [ParsedAttachment] = []
    /// The feed that it was taken from, where it is a copy.
    public var source: ParsedSource?
    /// What was wrong with it, in plain words.
    public var warnings: [String] = []

    /// Begins empty.
    public init() {}
}

/// A person or an organisation as a feed names them.
public struct ParsedAuthor: Hashable, Sendable {
    /// The name, or the mail address where there is no name.
    public var name = ""
    /// A page about them.
    public var address: WebAddress?
    /// Their mail address.
    public var mail: String?

    /// Begins empty.
    public init() {}
}

/// The dates of a feed or an entry, as it says; UTC.
public struct ParsedDates: Hashable, Sendable {
    /// When it was first published, last changed, written, and when it stops being of use.
    public var published: Date?
    public var modified: Date?
    public var created: Date?
    public var expires: Date?

    /// Begins empty.
    public init() {}
}

/// What a feed or an entry says about rights.
public struct ParsedRights: Hashable, Sendable {
    /// The words, as plain text.
    public var words: String?
    /// The address of the licence that is stated, whether Cairn knows it or not.
    public var licenceAddress: WebAddress?
    /// The licence, where Cairn knows it.
    public var statement: LicenceStatement?

    /// Begins empty.
    public init() {}
}

/// A file that belongs to an entry.
public struct ParsedAttachment: Hashable, Sendable {
    /// Where it is.
    public var address: WebAddress
    /// Its media type; empty where the source does not say.
    public var mediaType = ""
    /// Its title.
    public var title: String?
    /// Its size in bytes.
    public var byteCount: Int?
    /// How long it plays, in seconds.
    public var seconds: Int?

    /// A file at an address, with nothing else known.
    public init(address: WebAddress) { self.address = address }
}

/// The feed that an entry was taken from.
public struct ParsedSource: Hashable, Sendable {
    /// Its title, id, site, words on rights and authors, as far as they are given.
    public var title: String?
    public var id: String?
    public var address: WebAddress?
    public var rights: String?
    public var authors: [ParsedAuthor] = []

    /// Begins empty.
    public init() {}
}
