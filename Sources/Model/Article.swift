// SPDX-License-Identifier: MIT

/// A web page as a readable article.
///
/// Made by Articles from a page's bytes, kept by Storage beside the item whose page it is.
public struct Article: Hashable, Sendable, Codable {
    /// Where the page was read.
    public let address: WebAddress
    /// The address that the page gives as its own (`rel=canonical`, `og:url`); nil where it gives none.
    public let canonical: WebAddress?
    /// What the page says about itself.
    public let facts: ArticleFacts
    /// The main content as safe HTML, cleaned, with absolute addresses; empty where none was found.
    public let html: String
    /// The same as plain text, blocks parted by a line break.
    public let text: String
    /// What the page says may be done with it, strongest first; empty where it says nothing.
    public let licences: [LicenceStatement]
    /// Whether the page says that the rest is for those who pay or sign in.
    public let isPaywalled: Bool

    /// Holds what it is given.
    public init(
        address: WebAddress, canonical: WebAddress? = nil, facts: ArticleFacts, html: String, text: String,
        licences: [LicenceStatement] = [], isPaywalled: Bool = false
    ) {
        self.address = address
        self.canonical = canonical
        self.facts = facts
        self.html = html
        self.text = text
        self.licences = licences
        self.isPaywalled = isPaywalled
    }

    /// How many words there are to read.
    public var words: Int { ReadingTime.words(in: text) }

    /// How long it takes to read; minutes.
    public var minutes: Int { ReadingTime.minutes(for: text) }
}

/// What a page says about itself beside its content; plain text, no markup.
public struct ArticleFacts: Hashable, Sendable, Codable {
    /// The headline, without the site's name; empty where there is none.
    public var title = ""
    /// Who wrote it, as the page says, without "by".
    public var byline: String?
    /// When it was published, ISO 8601 with the page's own offset; a day alone where the page gives no more.
    public var published: String?
    /// The language of the main content as a BCP 47 tag.
    public var language: String?
    /// One or two sentences that say what it is about.
    public var excerpt: String?
    /// The site's name.
    public var siteName: String?
    /// The picture that stands for it.
    public var image: WebAddress?

    /// Holds nothing yet.
    public init() {}
}
