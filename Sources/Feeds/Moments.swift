// SPDX-License-Identifier: MIT

import FoundationEssentials

/// Reads the dates of a feed or an entry.
enum Moments {
    static func dates(of fields: [FeedField], isFeed: Bool) -> ParsedDates {
        var dates = ParsedDates()
        dates.published = first([.rssDate, .published, .issued, .dcDate], fields)
        dates.modified = first([.updated, .buildDate], fields)
        dates.created = first([.created], fields)
        dates.expires = expiry(fields)
        if !isFeed { dates.published = dates.published ?? dates.created ?? dates.modified }
        return dates
    }

    /// A note for each date that nobody can read.
    static func warnings(of fields: [FeedField], dates: ParsedDates) -> [String] {
        guard dates.published == nil else { return [] }
        let kinds: [FeedElement] = [.rssDate, .published, .issued, .dcDate, .updated]
        return kinds.compactMap { fields.first($0) }.map {
            "the date “\($0.text.prefix(60))” cannot be read"
        }
    }

    private static func first(_ kinds: [FeedElement], _ fields: [FeedField]) -> Date? {
        for kind in kinds {
            for field in fields.all(kind).prefix(3) {
                if let date = FeedDate.date(from: field.text) { return date }
            }
        }
        return nil
    }

    /// `dcterms:valid` gives a period: `start=2003-12-31T10:14:55Z; end=2004-12-31T10:14:55Z`.
    private static func expiry(_ fields: [FeedField]) -> Date? {
        guard let text = fields.first(.expires)?.text else { return nil }
        guard let end = text.firstRange(of: "end=") else { return FeedDate.date(from: text) }
        return FeedDate.date(from: String(text[end.upperBound...].prefix { $0 != ";" }))
    }
}
