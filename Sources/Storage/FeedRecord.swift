// SPDX-License-Identifier: MIT

public import Foundation
public import Model

/// A feed with how its fetching goes.
public struct FeedRecord: Hashable, Sendable, Codable {
    /// The subscription.
    public let feed: Feed
    /// Why a curator or the source paused it; nil when it is not paused.
    public let paused: String?
    /// What to send with the next request.
    public let validators: Validators
    /// How its document said it wants to be asked.
    public let terms: FeedTerms
    /// How the last try went; nil before the first.
    public let last: LastTry?
    /// When and why it is tried next.
    public let next: Next
    /// How its tries have gone lately.
    public let failing: Failing
    /// Where it says that it has moved; nil when it does not.
    public let move: Move?
    /// Who tells us what is new in it, or was asked to; nil when nobody was.
    public let push: Push?

    /// How the last try to fetch a feed went.
    public struct LastTry: Hashable, Sendable, Codable {
        /// When, UTC.
        public let time: Date
        /// How it ended.
        public let result: FetchResult
        /// The same in words.
        public let reason: String
    }

    /// When and why a feed is tried next.
    public struct Next: Hashable, Sendable, Codable {
        /// When, UTC; nil means at once.
        public let due: Date?
        /// Why then, in words; empty before the first try.
        public let why: String
        /// The interval that the feed has earned by what it brought, minutes.
        public let intervalMinutes: Int
    }

    /// How often a feed has failed lately.
    public struct Failing: Hashable, Sendable, Codable {
        /// Tries in a row.
        public let count: Int
        /// Since when, UTC; nil when the last try went well.
        public let since: Date?
    }

    /// Where a feed says that it has moved for good.
    public struct Move: Hashable, Sendable, Codable {
        /// The new address.
        public let to: WebAddress
        /// When it was first said, UTC.
        public let since: Date
        /// How often it was said and the same feed was there; 0 when another feed was there at the first look.
        public let seen: Int
        /// Whether Cairn asks there now.
        public let isAdopted: Bool

        /// Whether another feed was there at the first look, so that a person must decide.
        public var isElsewhere: Bool { seen == 0 && !isAdopted }
    }

    /// A hub that tells us what is new.
    public struct Push: Hashable, Sendable, Codable {
        /// The hub.
        public let hub: WebAddress
        /// How it stands.
        public let state: Model.Push.State
        /// Until when it tells us, UTC; nil before it has confirmed.
        public let ends: Date?
        /// When it last told us something, UTC.
        public let heard: Date?
        /// Why it does not; empty where nothing is wrong.
        public let reason: String

        /// Whether the hub has promised to tell us now.
        public func isLive(at now: Date) -> Bool { state == .live && (ends ?? .distantPast) > now }
    }

    /// The same feed as if nobody had paused it.
    public var withoutPause: FeedRecord {
        FeedRecord(
            feed: feed, paused: nil, validators: validators, terms: terms, last: last, next: next,
            failing: failing, move: move, push: push)
    }

    /// Where to ask.
    public var address: WebAddress { move.flatMap { $0.isAdopted ? $0.to : nil } ?? feed.address }

    /// Whether it may be fetched now: not paused, and its time has come.
    public func isDue(at now: Date) -> Bool {
        let isEarly = last.map { $0.time > now.addingTimeInterval(FeedRecord.clockDrift) } ?? false
        return paused == nil && ((next.due ?? .distantPast) <= now || isEarly)
    }

    /// Seconds by which clocks may differ, or be set back, without anything being thought of it.
    static let clockDrift = 86_400.0
}
