// SPDX-License-Identifier: MIT

public import FoundationEssentials

/// How one try to fetch a feed ended; the words are part of the command line's contract.
public enum FetchResult: String, Sendable, Codable, CaseIterable {
    /// The document was read and held items.
    case ok
    /// The source says that nothing has changed.
    case notModified = "not_modified"
    /// The document was read and holds no item.
    case empty
    /// A redirect led where we do not go.
    case redirectRefused = "redirect_refused"
    /// There were too many redirects, or they ran in a circle.
    case redirectLimit = "redirect_limit"
    /// The server answered with an error that has no word of its own.
    case httpError = "http_error"
    /// The server says that the feed is gone for good (410).
    case gone
    /// There is nothing at that address (404).
    case notFound = "not_found"
    /// We asked too often (429).
    case rateLimited = "rate_limited"
    /// The server cannot answer now (503).
    case unavailable
    /// The server wants to know who we are (401, 407).
    case auth
    /// The server took too long.
    case timeout
    /// The answer ended too early.
    case truncated
    /// What came back is not HTTP, or there is no server.
    case `protocol`
    /// The answer's compression is broken.
    case decode
    /// The answer is larger than our limit.
    case tooLarge = "too_large"
    /// The document is something else, such as a web page.
    case notAFeed = "not_a_feed"
    /// The document cannot be read even after mending.
    case parse
    /// The document carries what only an attack needs.
    case unsafeXML = "unsafe_xml"
    /// The server's certificate is not to be trusted.
    case tls
    /// It was not the feed's turn, or a curator paused it.
    case skipped

    /// Whether the feed answered as it should.
    public var isSuccess: Bool { [.ok, .notModified, .empty, .skipped].contains(self) }
}

/// What a server gave with a document so that it need not send it again; echoed byte for byte.
///
/// **Source**: RFC 9110, sections 8.8 and 13.1.
public struct Validators: Hashable, Sendable, Codable {
    /// The entity tag, quotes and all.
    public let etag: String?
    /// The date of the last change, as the server wrote it.
    public let lastModified: String?

    /// Holds what it is given.
    public init(etag: String? = nil, lastModified: String? = nil) {
        self.etag = etag
        self.lastModified = lastModified
    }
}

/// One try to fetch a feed.
public struct FetchRecord: Hashable, Sendable, Codable {
    /// The feed.
    public let feed: Feed.ID
    /// When it was tried, UTC.
    public let time: Date
    /// How it ended.
    public let result: FetchResult
    /// The same in words that a curator understands.
    public let reason: String
    /// The size of the document, bytes after decompression.
    public let byteCount: Int
    /// What to send with the next request; nil leaves what is stored.
    ///
    /// Only set when the document was read.
    public let validators: Validators?
    /// How the source wants to be asked; nil leaves what is stored.
    ///
    /// Only set when the document was read.
    public let terms: FeedTerms?

    /// Holds what it is given.
    public init(
        feed: Feed.ID, time: Date, result: FetchResult, reason: String, byteCount: Int = 0,
        validators: Validators? = nil, terms: FeedTerms? = nil
    ) {
        self.feed = feed
        self.time = time
        self.result = result
        self.reason = reason
        self.byteCount = byteCount
        self.validators = validators
        self.terms = terms
    }
}

/// When a feed is to be looked at again, and why then.
public struct NextTry: Hashable, Sendable, Codable {
    /// When, UTC.
    public let due: Date
    /// Why then, in words.
    public let why: String
    /// The interval that the feed has earned by what it brought, minutes.
    public let intervalMinutes: Int
    /// Until when the server asked us to leave it alone, UTC; nil when it did not.
    public let notBefore: Date?

    /// Holds what it is given.
    public init(due: Date, why: String, intervalMinutes: Int, notBefore: Date? = nil) {
        self.due = due
        self.why = why
        self.intervalMinutes = intervalMinutes
        self.notBefore = notBefore
    }
}
