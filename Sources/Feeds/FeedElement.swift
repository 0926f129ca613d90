// SPDX-License-Identifier: MIT

import Markup

/// What an element means, whatever vocabulary and spelling it came in.
enum FeedElement: UInt8 {
    case unknown, root, channel, entry, redirect
    case title, dcTitle, mediaTitle, itunesTitle
    case link, origin, guid, id, about
    case description, summary, content, encoded, fullText, body, itunesSummary, itunesSubtitle, mediaText
    case subtitle, abstract
    case published, updated, created, issued, dcDate, buildDate, expires, rssDate
    case author, editor, webmaster, creator, contributor, itunesAuthor, owner, mediaCredit
    case name, mail, uri
    case category, subject, keywords, tags, mediaCategory, itunesCategory
    case rights, copyright, dcRights, licence, licenceBlock, mediaRights, mediaLicence
    case image, icon, logo, itunesImage, thumbnail, imageURL
    case enclosure, mediaContent, mediaGroup, mediaPlayer, duration
    case source, comments, language, generator, minutesToLive, updatePeriod, updateFrequency
    case newAddress, textInput
    case skipHours, skipHour, skipDays, skipDay

    /// What an element's own text and children are for.
    enum Shape {
        /// Only its children count.
        case container
        /// Its text counts, and children are markup within it.
        case text
        /// Its text, its attributes and its children count.
        case record
    }

    var shape: Shape {
        switch self {
        case .unknown, .root, .channel, .entry, .redirect, .skipHours, .skipDays: .container
        case .author, .editor, .creator, .contributor, .owner, .category, .itunesCategory, .image, .source,
            .mediaContent, .mediaGroup, .licence, .licenceBlock, .mediaLicence, .textInput, .itunesImage,
            .itunesAuthor,
            .enclosure, .link, .subject, .webmaster:
            .record
        default: .text
        }
    }

    /// Whether it says nothing itself.
    var isStructure: Bool {
        switch self {
        case .unknown, .entry, .root, .channel, .redirect: true
        default: false
        }
    }

    /// What a name stands for.
    init(_ name: XMLName) { self.init(name, in: FeedFamily(name)) }

    /// What a name of a vocabulary stands for.
    init(_ name: XMLName, in family: FeedFamily) {
        let known = family.elements
        self = known[name.local] ?? known[name.local.lowercased()] ?? .unknown
    }
}

/// A vocabulary of elements.
enum FeedFamily: Hashable {
    case feed, dublinCore, terms, content, media, itunes, licence, syndication, xhtml, burner, rdf, other

    /// By the namespace, else (undeclared or unheard of) by the usual prefix.
    init(_ name: XMLName) {
        if let known = FeedFamily.exact[name.namespace] {
            self = known
        } else if let known = FeedFamily.byNamespace(name.namespace.lowercased()) {
            self = known
        } else if let usual = FeedFamily.prefixes[name.prefix.lowercased()] {
            self = usual
        } else {
            self = name.prefix.isEmpty ? .feed : .other
        }
    }

    private static let prefixes: [String: FeedFamily] = [
        "rss": .feed, "atom": .feed, "atom10": .feed, "a10": .feed, "atom03": .feed, "dc": .dublinCore,
        "dcterms": .terms, "content": .content, "media": .media, "itunes": .itunes, "googleplay": .itunes,
        "cc": .licence, "creativecommons": .licence, "podcast": .licence, "sy": .syndication, "xhtml": .xhtml,
        "feedburner": .burner, "rdf": .rdf,
    ]

    /// The namespaces of most feeds, found at once.
    private static let exact: [String: FeedFamily] = [
        "http://www.w3.org/2005/Atom": .feed, "http://purl.org/rss/1.0/": .feed,
        "http://purl.org/dc/elements/1.1/": .dublinCore, "http://purl.org/rss/1.0/modules/content/": .content,
        "http://purl.org/rss/1.0/modules/syndication/": .syndication,
        "http://purl.org/rss/1.0/modules/slash/": .other, "http://wellformedweb.org/CommentAPI/": .other,
        "http://search.yahoo.com/mrss/": .media, "http://www.itunes.com/dtds/podcast-1.0.dtd": .itunes,
        "http://backend.userland.com/creativeCommonsRssModule": .licence,
        "http://www.w3.org/1999/xhtml": .xhtml,
    ]

    /// Whether a namespace alone tells the vocabulary, whatever the prefix.
    static func isKnown(_ namespace: String) -> Bool { exact[namespace] != nil }

    /// Whether a namespace is Atom's; nil for one that has to be looked at more closely.
    static func isAtom(_ namespace: String) -> Bool? {
        exact[namespace] == nil ? nil : namespace == "http://www.w3.org/2005/Atom"
    }

    private static let beginnings: [(String, FeedFamily)] = [
        ("www.w3.org/2005/atom", .feed), ("purl.org/atom/ns", .feed), ("purl.org/atom/app", .other),
        ("purl.org/rss/1.0/modules/content", .content),
        ("purl.org/rss/1.0/modules/syndication", .syndication),
        ("purl.org/rss/1.0/modules", .other), ("purl.org/rss/1.0", .feed), ("my.netscape.com", .feed),
        ("channel.netscape.com", .feed), ("purl.org/net/rss1.1", .feed),
        ("backend.userland.com/creativecommons", .licence),
        ("cyber.law.harvard.edu/rss/creativecommons", .licence),
        ("blogs.law.harvard.edu/tech/creativecommons", .licence),
        ("backend.userland.com/rss", .feed), ("blogs.law.harvard.edu/tech/rss", .feed),
        ("cyber.law.harvard.edu/rss", .feed),
        ("purl.org/dc/elements", .dublinCore), ("purl.org/dc/terms", .terms), ("dublincore.org", .dublinCore),
        ("search.yahoo.com/mrss", .media), ("video.search.yahoo.com/mrss", .media),
        ("tools.search.yahoo.com/mrss", .media),
        ("www.rssboard.org/media-rss", .media),
        ("www.itunes.com", .itunes), ("itunes.apple.com", .itunes),
        ("www.google.com/schemas/play-podcasts", .itunes),
        ("web.resource.org/cc", .licence), ("creativecommons.org/ns", .licence),
        ("creativecommons.org/licenses", .licence), ("podcastindex.org/namespace", .licence),
        ("github.com/podcastindex-org", .licence),
        ("www.w3.org/1999/xhtml", .xhtml), ("rssnamespace.org/feedburner", .burner),
        ("www.w3.org/1999/02/22-rdf-syntax-ns", .rdf),
    ]

    private static func byNamespace(_ namespace: String) -> FeedFamily? {
        guard !namespace.isEmpty else { return nil }
        let address = namespace.split(separator: "://", maxSplits: 1).last ?? ""
        return beginnings.first { address.hasPrefix($0.0) }?.1
    }

    var elements: [String: FeedElement] {
        switch self {
        case .feed: FeedFamily.feedElements
        case .dublinCore: FeedFamily.dublinCoreElements
        case .terms: FeedFamily.termsElements
        case .content: FeedFamily.contentElements
        case .media: FeedFamily.mediaElements
        case .itunes: FeedFamily.itunesElements
        case .licence: FeedFamily.licenceElements
        case .syndication: FeedFamily.syndicationElements
        case .xhtml: FeedFamily.xhtmlElements
        case .burner: FeedFamily.burnerElements
        case .rdf: FeedFamily.rdfElements
        case .other: [:]
        }
    }
}
