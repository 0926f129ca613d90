// SPDX-License-Identifier: MIT

import FoundationEssentials
import Model

/// Reads the dates of a feed or an entry, and notes what is wrong with them.
struct Moments {
    /// The dates.
    private(set) var dates = ParsedDates()
    /// A note for each date that nobody can read or that no calendar has.
    private(set) var warnings: [String] = []

    /// Where a date is given more than once, the last one that can be read counts.
    init(of fields: FieldList, isFeed: Bool) {
        dates.published = latest(Self.publishing, fields)
        dates.modified = latest(Self.changing, fields)
        if fields.has([.created]) { dates.created = latest([.created], fields) }
        if isFeed, dates.modified == nil { dates.modified = dublinCore(fields) }
        dates.expires = expiry(fields)
        if !isFeed { dates.published = dates.published ?? dates.created ?? dates.modified }
    }
}

private extension Moments {
    static let publishing: [FeedElement] = [.rssDate, .published, .issued, .dcDate]
    static let changing: [FeedElement] = [.updated, .buildDate]

    mutating func latest(_ kinds: [FeedElement], _ fields: FieldList) -> Date? {
        for kind in kinds {
            if let only = fields.only(kind) {
                if only.hasText, let date = date(only.text) { return date }
                continue
            }
            for field in fields.all(kind).suffix(3).reversed() where field.hasText {
                if let date = date(field.text) { return date }
            }
        }
        return nil
    }

    /// What a whole feed gives as its date is when it last changed (RSS 1.0), whatever else it may be.
    func dublinCore(_ fields: FieldList) -> Date? {
        fields.first(.dcDate).flatMap { WrittenDate.date(from: $0.text) }
    }

    mutating func date(_ text: String) -> Date? {
        let moment = WrittenDate.moment(in: text)
        let date = moment?.date
        if date == nil {
            warnings.append("the date “\(text.prefix(60))” cannot be read")
        } else if moment?.isPastMonthEnd == true {
            warnings.append(
                "the date “\(text.prefix(60))” is in no calendar; taken for one of the next month")
        }
        return date
    }

    /// `dcterms:valid` gives a period: `start=2003-12-31T10:14:55Z; end=2004-12-31T10:14:55Z`.
    mutating func expiry(_ fields: FieldList) -> Date? {
        guard let text = fields.first(.expires)?.text else { return nil }
        guard let end = text.firstRange(of: "end=") else { return date(text) }
        return date(String(text[end.upperBound...].prefix { $0 != ";" }))
    }
}
