// SPDX-License-Identifier: MIT

public import Foundation

/// Somebody who gets one newsletter, or has asked for it.
///
/// Whoever gets two newsletters is two subscribers, so that each is chosen, paused and left by itself. The id says nothing of
/// the address: it may stand in logs, in addresses of pages and in the ledger of what was sent.
public struct Subscriber: Hashable, Sendable, Codable, Identifiable {
    /// Names one subscriber.
    public typealias ID = Identifier<Subscriber>

    /// Where somebody stands.
    public enum State: String, Hashable, Sendable, Codable, CaseIterable {
        /// They asked, or somebody did in their name; their own word is missing.
        case waiting
        /// They said themselves that they want it, or that is known from elsewhere.
        case confirmed
        /// They do not want it any more.
        case left
    }

    /// Since when issues are kept back, and until when; then they come in one mail.
    public struct Hold: Hashable, Sendable, Codable {
        /// From this moment on, UTC.
        public let since: Date
        /// Until then, UTC.
        public let until: Date

        /// Holds what it is given.
        public init(since: Date, until: Date) {
            self.since = since
            self.until = until
        }
    }

    /// Made by Cairn, at random.
    public let id: ID
    /// What they get.
    public let newsletter: Newsletter.ID
    /// Where it goes; never in a log, never in anything that is published.
    public let address: MailAddress
    /// Where they stand.
    public let state: State
    /// Since when they stand there, UTC.
    public let since: Date
    /// What of it they want.
    public let choices: SubscriberChoices
    /// What is kept back at present, by a pause or because they want one mail a month; nil where each issue goes out.
    public let hold: Hold?
    /// Until when they asked to be left alone, UTC; nil where they did not.
    public let pausedUntil: Date?
    /// Why nothing is mailed to that address, whatever they want; nil where it may be.
    public let suppressed: Suppression.Reason?

    /// Holds what it is given.
    public init(
        id: ID, newsletter: Newsletter.ID, address: MailAddress, state: State, since: Date,
        choices: SubscriberChoices = SubscriberChoices(), hold: Hold? = nil, pausedUntil: Date? = nil,
        suppressed: Suppression.Reason? = nil
    ) {
        self.id = id
        self.newsletter = newsletter
        self.address = address
        self.state = state
        self.since = since
        self.choices = choices
        self.hold = hold
        self.pausedUntil = pausedUntil
        self.suppressed = suppressed
    }
}

/// Somebody to whom an issue goes.
public struct Recipient: Hashable, Sendable, Identifiable {
    /// The subscriber; the ledger knows them by this alone.
    public let id: Subscriber.ID
    /// Where it goes.
    public let address: MailAddress
    /// What of an issue they want.
    public let choices: SubscriberChoices

    /// Holds what it is given.
    public init(id: Subscriber.ID, address: MailAddress, choices: SubscriberChoices = SubscriberChoices()) {
        self.id = id
        self.address = address
        self.choices = choices
    }
}
