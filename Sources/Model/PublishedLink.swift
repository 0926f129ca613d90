// SPDX-License-Identifier: MIT

public import FoundationEssentials

/// A link that readers are given: the address of an item that was approved or stands in an approved issue.
public struct PublishedLink: Hashable, Sendable {
    /// The item.
    public let item: Item.ID
    /// Its headline.
    public let title: String
    /// Where it leads.
    public let address: WebAddress
    /// The item's date, UTC; what an archive is asked for.
    public let date: Date
    /// What came of the last check; nil before the first.
    public let last: LinkCheck?

    /// Holds what it is given.
    public init(item: Item.ID, title: String, address: WebAddress, date: Date, last: LinkCheck? = nil) {
        self.item = item
        self.title = title
        self.address = address
        self.date = date
        self.last = last
    }
}

/// What came of checking a link.
public struct LinkCheck: Hashable, Sendable, Codable {
    /// When it was checked, UTC.
    public let time: Date
    /// How it ended.
    public let result: LinkResult
    /// The same in words.
    public let reason: String
    /// Where the page has moved for good; nil when it has not.
    public let movedTo: WebAddress?
    /// Where an archive keeps a copy; nil where none is known.
    public let archived: WebAddress?
    /// How often in a row the link led to nothing.
    public let failures: Int
    /// Since when it leads to nothing, UTC; nil while it works.
    public let since: Date?

    /// Holds what it is given.
    public init(
        time: Date, result: LinkResult, reason: String, movedTo: WebAddress? = nil,
        archived: WebAddress? = nil,
        failures: Int = 0, since: Date? = nil
    ) {
        self.time = time
        self.result = result
        self.reason = reason
        self.movedTo = movedTo
        self.archived = archived
        self.failures = failures
        self.since = since
    }

    /// When to check again, UTC.
    ///
    /// A link that works is checked at the interval; one that leads to nothing after 1 day, then after twice as long each
    /// time, up to the interval.
    /// - Parameter days: the interval.
    public func next(after days: Int) -> Date {
        let wait = failures == 0 ? days : min(days, 1 << min(failures - 1, 10))
        return time.addingTimeInterval(Double(wait) * 86_400)
    }

    /// Whether a person hears of it at this check: a page that is gone twice, a server that is silent three times.
    ///
    /// True once in a row of failures, so that a schedule does not say the same each time.
    public var isNews: Bool {
        switch result {
        case .gone, .astray: failures == 2
        case .failed: failures == 3
        default: false
        }
    }
}

/// How the check of a link ended; the words are part of the command line's contract.
public enum LinkResult: String, Sendable, Codable, CaseIterable {
    /// There is something at the address.
    case works
    /// The page has moved for good; the link still leads there.
    case moved
    /// The link leads to the front of the site now, which often means that the page is gone.
    case astray
    /// There is nothing at the address (404), or nothing any more (410).
    case gone
    /// The server does not let us in (401, 402, 403); readers may be let in.
    case refused
    /// The site asks robots not to look.
    case robots
    /// The server asks to be left alone for a while (429, 503).
    case busy
    /// There was no whole answer.
    case failed

    /// Whether a reader who follows the link finds nothing, as far as we can tell.
    public var isDead: Bool { [.gone, .astray, .failed].contains(self) }
}
