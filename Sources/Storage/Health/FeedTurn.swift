// SPDX-License-Identifier: MIT

public import Foundation

/// When a feed is tried next: when it is due, or when its host may be asked again, the later of the two.
public struct FeedTurn: Hashable, Sendable {
    /// When, UTC; nil means at once.
    public let due: Date?
    /// Why then, in words; empty before the first try.
    public let why: String
    /// Whether the feed would be tried earlier if its host had not asked for quiet.
    public let isHeldByHost: Bool

    /// - Parameter wait: what the host of the feed asks for at present, if anything.
    public init(_ own: FeedRecord.Next, wait: HostWait?) {
        if let wait, wait.until > own.due ?? .distantPast {
            (due, why, isHeldByHost) = (wait.until, "its host \(wait.wish)", true)
        } else {
            (due, why, isHeldByHost) = (own.due, own.why, false)
        }
    }

    /// The turn in a sentence.
    public var sentence: String {
        guard let due else { return "Next try: now." }
        return "Next try: \(due.formatted(.iso8601))" + (why.isEmpty ? "." : ", \(why).")
    }
}

extension HostWait {
    /// What the host did, to go on from its name.
    var wish: String {
        "asked for quiet until \(until.formatted(.iso8601))" + (reason.isEmpty ? "" : ": \(reason)")
    }
}
