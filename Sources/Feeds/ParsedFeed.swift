// SPDX-License-Identifier: MIT

public import FoundationEssentials
import Markup
public import Model

/// What a feed document says, in one shape for all formats.
public struct ParsedFeed: Sendable {
    /// The format by name and version: `rss-2.0`, `rss-1.0`, `atom-1.0`, `atom-0.3`, `json-1.1`; `rss` without one.
    public internal(set) var format = ""
    /// The encoding that the bytes were read in.
    public internal(set) var encoding = "utf-8"
    /// The name of the feed as plain text.
    public internal(set) var title = ""
    /// What the feed says about itself as plain text.
    public internal(set) var about = ""
    /// The feed's own id, where it has one.
    public internal(set) var id: String?
    /// The site that it belongs to.
    public internal(set) var homePage: WebAddress?
    /// The site's link as written, where it is relative and the document's own address is not known.
    public internal(set) var unresolvedHomePage: String?
    /// Its own address as it says.
    public internal(set) var address: WebAddress?
    /// Where it has moved, as it says (`itunes:new-feed-url`).
    public internal(set) var newAddress: WebAddress?
    /// The next page of an archive.
    public internal(set) var nextPage: WebAddress?
    /// A large square picture.
    public internal(set) var icon: WebAddress?
    /// A small square picture; the large one where there is no other.
    public internal(set) var favicon: WebAddress?
    /// Its language as a BCP 47 tag.
    public internal(set) var language: String?
    /// Who writes it.
    public internal(set) var authors: [ParsedAuthor] = []
    /// Its labels.
    public internal(set) var tags: [String] = []
    /// Its dates.
    public internal(set) var dates = ParsedDates()
    /// What it says about rights.
    public internal(set) var rights = ParsedRights()
    /// WebSub hubs.
    public internal(set) var hubs: [WebAddress] = []
    /// How long it may be kept before it is asked for again, in minutes, as it says.
    public internal(set) var minutesToLive: Int?
    /// Hours of the day (UTC, 0...23, in order) in which it wants to be left alone.
    public internal(set) var quietHours: [Int] = []
    /// Days of the week (UTC, 0 is Sunday, in order) on which it wants to be left alone.
    public internal(set) var quietDays: [Int] = []
    /// The program that made it.
    public internal(set) var generator: String?
    /// What was wrong with the document, in plain words.
    public internal(set) var warnings: [String] = []
    /// Whether the document breaks off within an entry, so that entries are missing.
    public internal(set) var isCutShort = false
    /// Its entries in the document's order.
    public internal(set) var entries: [ParsedEntry] = []
}

/// What a feed document says about one thing to read.
public struct ParsedEntry: Sendable {
    /// The source's own id (GUID), as written; nil where there is none.
    public internal(set) var guid: String?
    /// Where it can be read.
    public internal(set) var address: WebAddress?
    /// Its link as written, where it is relative and the document's own address is not known.
    public internal(set) var unresolvedAddress: String?
    /// The page elsewhere that it is about.
    public internal(set) var externalAddress: WebAddress?
    /// Where it can be discussed.
    public internal(set) var commentsAddress: WebAddress?
    /// Its headline as plain text; empty where there is none.
    public internal(set) var title = ""
    /// The short version, where there is one beside the content.
    public internal(set) var short: ParsedWords?
    /// The whole text.
    public internal(set) var content: ParsedWords?
    /// What relative links in the markup are resolved against.
    public internal(set) var base: WebAddress?
    /// Its language as a BCP 47 tag, where it says.
    public internal(set) var language: String?
    /// Who wrote it.
    public internal(set) var authors: [ParsedAuthor] = []
    /// Its labels.
    public internal(set) var tags: [String] = []
    /// Its dates.
    public internal(set) var dates = ParsedDates()
    /// What it says about rights.
    public internal(set) var rights = ParsedRights()
    /// Its picture.
    public internal(set) var image: WebAddress?
    /// Sounds, films and files that belong to it.
    public internal(set) var attachments: [ParsedAttachment] = []
    /// The feed that it was taken from, where it is a copy.
    public internal(set) var source: ParsedSource?
    /// What was wrong with it, in plain words.
    public internal(set) var warnings: [String] = []
}

extension ParsedEntry {
    /// The short version as plain text, made anew at each call.
    public var summary: String { short?.plain ?? "" }
    /// The whole text as plain text, paragraphs parted by a line break; made anew at each call.
    public var text: String { content?.plain ?? "" }
    /// The whole text as the source's own HTML, **not cleaned**; nil where the source gave plain text.
    public var markup: String? { content?.isHTML == true ? content?.raw : nil }
}

/// Words as a source wrote them.
public struct ParsedWords: Hashable, Sendable {
    /// The source's own text, **not cleaned**.
    public let raw: String
    /// Whether it is HTML.
    public let isHTML: Bool

    init(raw: String, isHTML: Bool) {
        self.raw = raw
        self.isHTML = isHTML
    }

    /// The words alone, paragraphs parted by a line break.
    public var plain: String {
        isHTML ? PlainText.from(html: raw) : PlainText.lines(raw)
    }
}

/// A person or an organisation as a feed names them.
public struct ParsedAuthor: Hashable, Sendable {
    /// The name, or the mail address where there is no name.
    public internal(set) var name = ""
    /// A page about them.
    public internal(set) var address: WebAddress?
    /// Their mail address.
    public internal(set) var mail: String?
}

/// The dates of a feed or an entry, as it says; UTC.
public struct ParsedDates: Hashable, Sendable {
    /// When it was first published.
    public internal(set) var published: Date?
    /// When it was last changed.
    public internal(set) var modified: Date?
    /// When it was written.
    public internal(set) var created: Date?
    /// When it stops being of use.
    public internal(set) var expires: Date?
}

/// What a feed or an entry says about rights.
public struct ParsedRights: Hashable, Sendable {
    /// The words, as plain text.
    public internal(set) var words: String?
    /// The address of the licence that is stated, whether Cairn knows it or not.
    public internal(set) var licenceAddress: WebAddress?
    /// The licence that counts for the text; unknown where one is stated that Cairn does not know.
    public internal(set) var statement: LicenceStatement?
}

/// A file that belongs to an entry.
public struct ParsedAttachment: Hashable, Sendable {
    /// Where it is.
    public internal(set) var address: WebAddress
    /// Its media type; empty where the source does not say.
    public internal(set) var mediaType = ""
    /// Its title.
    public internal(set) var title: String?
    /// Its size in bytes.
    public internal(set) var byteCount: Int?
    /// How long it plays, in seconds.
    public internal(set) var seconds: Int?

    init(address: WebAddress) { self.address = address }
}

/// The feed that an entry was taken from.
public struct ParsedSource: Hashable, Sendable {
    /// Its title as plain text.
    public internal(set) var title: String?
    /// Its id, as written.
    public internal(set) var id: String?
    /// Its site.
    public internal(set) var address: WebAddress?
    /// Its words on rights as plain text.
    public internal(set) var rights: String?
    /// Who writes it.
    public internal(set) var authors: [ParsedAuthor] = []
}
