// SPDX-License-Identifier: MIT

import Markup
import Model

/// Makes a feed of the fields of an RSS or Atom document.
struct FeedReading {
    let fields: FieldList
    let rootName: XMLName
    let root: FeedField?
    let channelName: XMLName?
    let channel: FeedField?
    let base: WebAddress?

    init(_ collected: CollectedFields, base: WebAddress?) {
        self.fields = collected.feed
        self.rootName = collected.root?.name ?? XMLName(namespace: "", prefix: "", local: "")
        self.root = collected.root?.field
        self.channelName = collected.channel?.name
        self.channel = collected.channel?.field
        self.base = base
    }

    func feed(with entries: [FeedField]) -> ParsedFeed {
        var feed = ParsedFeed()
        feed.format = format
        words(&feed)
        links(&feed)
        pictures(&feed)
        feed.authors = People.authors(of: fields, isFeed: true)
        feed.tags = Labels.tags(of: fields)
        let moments = Moments(of: fields, isFeed: true)
        feed.dates = moments.dates
        if feed.dates.modified == nil, let changed = root?[.lastmod] {
            feed.dates.modified = WrittenDate.date(from: changed)
        }
        feed.warnings = moments.warnings
        feed.rights = RightsReading.rights(of: fields, place: .feed)
        let reading = EntryReading(rights: feed.rights)
        feed.entries = Array(repeating: ParsedEntry(), count: entries.count)
        for place in entries.indices { reading.read(entries[place], into: &feed.entries[place]) }
        return feed
    }
}

private extension FeedReading {
    var format: String {
        let version = root?[.version]?.trimmedWhitespace ?? ""
        switch rootName.local.lowercased() {
        case "feed":
            if version == "0.3" { return "atom-0.3" }
            let isFinal = FeedFamily.isAtom(rootName.namespace) == true
            let isEarly = !isFinal && rootName.namespace.lowercased().contains("purl.org/atom")
            return isEarly ? "atom-0.3" : "atom-1.0"
        case "rdf": return isNetscape ? "rss-0.90" : "rss-1.0"
        case "channel": return "cdf"
        default:
            if version.isEmpty { return "rss" }
            return version.hasPrefix("2") ? "rss-2.0" : "rss-\(version)"
        }
    }

    /// RSS 0.90 is RDF too; its elements belong to Netscape.
    var isNetscape: Bool { channelName?.namespace.lowercased().contains("netscape.com") == true }

    func words(_ feed: inout ParsedFeed) {
        feed.title = Words.title(fields.first(.title) ?? fields.first(.dcTitle) ?? fields.first(.itunesTitle))
        let about =
            fields.first(.description) ?? fields.first(.subtitle) ?? fields.first(.abstract)
            ?? fields.first(.summary) ?? fields.first(.itunesSummary) ?? fields.first(.itunesSubtitle)
        feed.about = Words.plain(about)
        feed.id =
            fields.first(.id)?.text
            ?? channel?[.about]?.trimmedWhitespace.nonEmpty
        feed.language = Labels.language(
            fields.first(.language)?.text ?? root?[.language] ?? channel?[.language]
                ?? fields.all.lazy.compactMap(\.language).first)
        feed.generator = fields.first(.generator).map { Words.plain($0) }
        feed.minutesToLive = fields.first(.minutesToLive).flatMap { Int($0.text) } ?? updateMinutes
        let quiet = QuietTimes(of: fields)
        (feed.quietHours, feed.quietDays) = (quiet.hours, quiet.days)
    }

    /// The syndication module's way to say how long a feed keeps.
    var updateMinutes: Int? {
        let minutes = ["hourly": 60, "daily": 1440, "weekly": 10080, "monthly": 43200, "yearly": 525_600]
        guard let period = fields.first(.updatePeriod).flatMap({ minutes[$0.text.lowercased()] }) else {
            return nil
        }
        let times = fields.first(.updateFrequency).flatMap { Int($0.text) } ?? 1
        return times > 0 ? max(1, period / times) : nil
    }

    func links(_ feed: inout ParsedFeed) {
        let links = Links(fields)
        let own =
            rootName.local.lowercased() == "channel" ? root?[.href] : nil
        feed.homePage = links.page ?? own.flatMap { WebAddress($0, relativeTo: base) }
        if feed.homePage == nil { feed.unresolvedHomePage = links.unresolvedPage }
        feed.address = links.address(.own)
        feed.nextPage = links.address(.next)
        feed.hubs = links.addresses(.hub)
        feed.newAddress = fields.first(.newAddress).flatMap { Links.address($0) }
    }

    func pictures(_ feed: inout ParsedFeed) {
        let image = fields.all(.image).compactMap { field in
            field.child(.imageURL).flatMap { Links.address($0) } ?? Links.attribute(.resource, of: field)
        }.first
        let large = fields.first(.logo).flatMap { Links.address($0) }
        let podcast = fields.all(.itunesImage).compactMap {
            Links.attribute(.href, of: $0) ?? Links.address($0)
        }.first
        let small = fields.first(.icon).flatMap { Links.address($0) }
        feed.icon = image ?? large ?? podcast ?? small
        feed.favicon = small ?? feed.icon
    }
}
