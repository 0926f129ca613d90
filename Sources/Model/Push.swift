// SPDX-License-Identifier: MIT

public import FoundationEssentials

/// A hub that tells us what is new in a feed, or that we asked to.
///
/// **Source**: WebSub, W3C Recommendation of 23 January 2018.
public struct Push: Hashable, Sendable {
    /// Names one; the last step of the address that the hub calls, so nobody must be able to guess it.
    public typealias Key = Identifier<Push>

    /// The key.
    public let key: Key
    /// The feed.
    public let feed: Feed.ID
    /// What the hub is asked for, and where it is to tell us.
    public let order: Order
    /// How it stands.
    public let state: State
    /// When the hub is to be asked next, UTC.
    public let nextAsk: Date
    /// How often it was asked in a row without confirming.
    public let attempts: Int
    /// Until when the hub tells us, UTC; nil before it has confirmed.
    public let ends: Date?

    /// What a hub is asked for.
    public struct Order: Hashable, Sendable {
        /// The hub.
        public let hub: WebAddress
        /// The feed's address as the hub knows it.
        public let topic: WebAddress
        /// Where the hub is to tell us.
        public let callback: WebAddress
        /// What the hub signs with; nil where it would be overheard, and then nothing that comes is believed.
        public let secret: PushSecret?

        /// Holds what it is given.
        public init(hub: WebAddress, topic: WebAddress, callback: WebAddress, secret: PushSecret?) {
            self.hub = hub
            self.topic = topic
            self.callback = callback
            self.secret = secret
        }
    }

    /// How a push stands.
    public enum State: String, Hashable, Sendable, Codable {
        /// The hub was asked and has not confirmed.
        case asked
        /// The hub has confirmed.
        case live
        /// The hub will not.
        case refused
        /// The hub was asked to stop and has not confirmed.
        case leaving
    }

    /// Holds what it is given.
    public init(
        key: Key, feed: Feed.ID, order: Order, state: State, nextAsk: Date, attempts: Int = 0,
        ends: Date? = nil
    ) {
        self.key = key
        self.feed = feed
        self.order = order
        self.state = state
        self.nextAsk = nextAsk
        self.attempts = attempts
        self.ends = ends
    }

    /// Whether the hub has promised to tell us now.
    public func isLive(at now: Date) -> Bool { state == .live && (ends ?? .distantPast) > now }
}

/// A secret that we share with one hub; never printed.
public struct PushSecret: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
    /// The secret itself, hexadecimal digits.
    public let text: String

    /// Holds what it is given.
    public init(_ text: String) { self.text = text }

    /// Stars.
    public var description: String { "***" }

    /// Nothing to see.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
