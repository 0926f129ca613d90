// SPDX-License-Identifier: MIT

public import FoundationEssentials

/// One mail to one person, from the moment it is due to the moment its result is known: a row of the ledger.
public struct Delivery: Hashable, Sendable {
    /// Names one delivery.
    ///
    /// It says nothing of the address, so it may stand in headers and in the envelope.
    public typealias ID = Identifier<Delivery>

    /// Where a delivery stands.
    public enum State: String, Hashable, Sendable, CaseIterable {
        /// To be sent when it is due.
        case queued
        /// About to be sent, or on its way: the intent is kept before the server hears of it.
        case transmitting
        /// A server has taken it.
        case sent
        /// A server refused it for good, or for too long.
        case failed
        /// It went out and no answer came. It is sent again, as the same mail, until an answer comes.
        case unknown
        /// Its reader no longer wanted it when its turn came, or wanted nothing of it.
        case skipped
    }

    /// Its id.
    public let id: ID
    /// When it was queued, UTC: the date that it bears, however often it is sent.
    public let written: Date
    /// What is sent to whom.
    public let content: Content

    /// What is sent to whom.
    public enum Content: Hashable, Sendable {
        /// An issue, to one of those who get it.
        case issue(Newsletter.ID, number: Int, Recipient)
        /// A mail to one person.
        case letter(Letter)
    }

    /// Holds what it is given.
    public init(id: ID, written: Date, content: Content) {
        self.id = id
        self.written = written
        self.content = content
    }
}

/// What came of trying a delivery.
public struct DeliveryResult: Hashable, Sendable {
    /// What it means for the delivery.
    public let kind: Kind
    /// The server's code, three digits; nil where it gave none.
    public let code: Int?
    /// The server's finer code, such as `5.1.1`; nil where it gave none.
    public let status: String?
    /// What there is to say, without anybody's address.
    public let words: String

    /// What a result means.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// A server has taken it.
        case taken
        /// Its recipient is refused for good.
        case badAddress
        /// It is refused for good, for another reason.
        case refused
        /// It is refused for now, or the connection was lost before it was whole.
        case later
        /// It went out whole, and no answer came.
        case unsure
        /// It was not tried, since no mail goes out at present.
        case untried
        /// Nothing was to be sent.
        case needless
    }

    /// - Parameter words: cut to 300 characters.
    public init(_ kind: Kind, code: Int? = nil, status: String? = nil, words: String) {
        self.kind = kind
        self.code = code
        self.status = status
        self.words = String(words.prefix(300))
    }
}

/// How often and for how long a delivery is tried.
public struct DeliveryPatience: Hashable, Sendable {
    /// Days after which it is given up, from its first try on.
    public let days: Int

    /// Holds what it is given.
    public init(days: Int) { self.days = max(0, days) }

    /// The most mails whose fate is unknown that one reader may get of one delivery.
    public static let unsureLimit = 4

    /// When to try again; nil for no more.
    ///
    /// **Shape**: after 5 minutes, then twice as long each time, 4 hours at the most.
    ///
    /// - Parameters:
    ///   - tries: how often it was tried, 1 or more.
    ///   - first: when it was tried first, UTC.
    public func next(after tries: Int, since first: Date, now: Date) -> Date? {
        guard now.timeIntervalSince(first) < Double(days) * 86_400 else { return nil }
        let minutes = min(240, 5 << min(max(0, tries - 1), 10))
        return now.addingTimeInterval(Double(minutes) * 60)
    }
}
