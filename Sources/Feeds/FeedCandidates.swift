// SPDX-License-Identifier: MIT

import Markup
import Model

/// An address that could be a feed, before it is asked.
struct FeedCandidate: Hashable, Sendable {
    let address: WebAddress
    let origin: FoundFeed.Origin
}

/// The addresses that could be a page's feeds.
enum FeedCandidates {
    /// What a page names itself: its announced feeds, then links that look like feeds; comments last.
    ///
    /// **Shape**: each address once, in the page's order within its kind.
    /// **Source**: the HTML standard, section 4.6.7.1 (`rel=alternate` with a type);
    /// rssboard.org/rss-autodiscovery.
    static func named(by page: [UInt8], at address: WebAddress) -> [FeedCandidate] {
        let tags = HTMLTags.read(page, named: ["base", "link", "a"])
        let written = tags.lazy.filter { $0.name == "base" }.compactMap { $0.value("href") }.first
        let base = written.flatMap { WebAddress($0, relativeTo: address) } ?? address
        let announced = tags.filter { $0.name != "base" && isAnnouncement($0) }
        let linked = tags.filter { $0.name == "a" }
        let all =
            announced.compactMap { candidate($0, .announced, base) }
            + linked.compactMap { candidate($0, .linked, base) }
            .filter { looksLikeFeed($0.address) && isNear($0.address, to: address) }
        return unique(all.filter { !$0.address.looksLikeComments } + all.filter(\.address.looksLikeComments))
    }

    /// Where programs put feeds: beside the page that was asked, then at the top of its site.
    static func usual(for address: WebAddress) -> [FeedCandidate] {
        let path = address.path.hasSuffix("/") ? String(address.path.dropLast()) : address.path
        let isDeep = !path.isEmpty && !(path.split(separator: "/").last ?? "").contains(".")
        let deep = isDeep ? ["/feed/", "/rss.xml", "/index.xml", "/atom.xml"].map { path + $0 } : []
        let all = (deep + places).compactMap { WebAddress($0, relativeTo: address) }
        return unique(all.map { FeedCandidate(address: $0, origin: .guessed) })
    }

    private static let places = [
        "/feed/", "/feed", "/rss", "/rss.xml", "/atom.xml", "/feed.xml", "/index.xml", "/feed.json",
        "/?feed=rss2", "/blog/feed/",
    ]
}

private extension FeedCandidates {
    static func unique(_ candidates: [FeedCandidate]) -> [FeedCandidate] {
        var seen: Set<WebAddress> = []
        return candidates.filter { seen.insert($0.address).inserted }
    }

    static func candidate(_ tag: HTMLTag, _ origin: FoundFeed.Origin, _ base: WebAddress) -> FeedCandidate? {
        guard let href = tag.value("href"), !href.isEmpty else { return nil }
        let address = WebAddress(TypedAddress.withoutFeedScheme(href), relativeTo: base)
        return address.map { FeedCandidate(address: $0.withoutFragment, origin: origin) }
    }

    static func isAnnouncement(_ tag: HTMLTag) -> Bool {
        let relations = tag.words("rel")
        if relations.contains("feed") { return true }
        guard relations.contains("alternate"), !relations.contains("stylesheet") else { return false }
        let type = (tag.value("type") ?? "").lowercased().prefix { $0 != ";" && !$0.isWhitespace }
        // oEmbed and WordPress's own interface are JSON too, and no feeds.
        if type == "application/json" { return !isInterface(tag.value("href") ?? "") }
        return [
            "application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml",
            "text/rss+xml", "text/atom+xml", "application/x-rss+xml",
        ].contains(String(type))
    }

    static func isInterface(_ href: String) -> Bool {
        ["/wp-json/", "oembed", "rest_route="].contains { href.lowercased().contains($0) }
    }

    static func looksLikeFeed(_ address: WebAddress) -> Bool {
        let parts = address.path.lowercased().split(separator: "/").map(String.init)
        let query = address.text.lowercased().split(separator: "?", maxSplits: 1).dropFirst().joined()
        if ["feed=", "format=rss", "format=atom", "format=feed", "type=rss", "output=rss", "alt=rss"]
            .contains(where: { query.hasPrefix($0) || query.contains("&" + $0) })
        {
            return true
        }
        guard let last = parts.last else { return isFeedHost(address.host) }
        if last.contains("sitemap") || last.hasSuffix(".xsl") { return false }
        let endings = [".rss", ".atom", ".rdf", ".xml", "feed.json"]
        return endings.contains { last.hasSuffix($0) } || !words.isDisjoint(with: parts)
            || isFeedHost(address.host)
    }

    static let words: Set<String> = ["feed", "feeds", "rss", "rss2", "atom", "rdf"]

    /// Whether an address is on the page's own site or on a host that only serves feeds.
    static func isNear(_ address: WebAddress, to page: WebAddress) -> Bool {
        let own = page.host.hasPrefix("www.") ? String(page.host.dropFirst(4)) : page.host
        return address.host == own || address.host.hasSuffix("." + own) || isFeedHost(address.host)
    }

    static func isFeedHost(_ host: String) -> Bool {
        ["feeds.", "feeds2.", "feed.", "rss."].contains { host.hasPrefix($0) }
            || ["feedburner.com", "feedpress.me", "feedblitz.com", "rss.com", "politepol.com"]
                .contains { host == $0 || host.hasSuffix("." + $0) }
    }
}

private extension WebAddress {
    /// The address without what stands behind a `#`, which no server sees.
    var withoutFragment: WebAddress {
        text.contains("#") ? WebAddress(String(text.prefix { $0 != "#" })) ?? self : self
    }
}
