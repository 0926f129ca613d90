// SPDX-License-Identifier: MIT

public import FoundationEssentials

/// How far an issue has come on its way to those who get it.
public struct DeliveryCounts: Hashable, Sendable {
    /// How many deliveries stand where; those that are not there count 0.
    public let states: [Delivery.State: Int]
    /// Of those whose fate is unknown, how many are not tried any more.
    public let givenUp: Int
    /// When sending began, UTC; nil where it has not.
    public let begun: Date?
    /// When every delivery had a result, UTC; nil as long as one has none.
    public let finished: Date?
    /// When the next try is due, UTC; nil where none is.
    public let nextDue: Date?

    /// Holds what it is given.
    public init(
        states: [Delivery.State: Int], givenUp: Int, begun: Date?, finished: Date?, nextDue: Date?
    ) {
        self.states = states
        self.givenUp = givenUp
        self.begun = begun
        self.finished = finished
        self.nextDue = nextDue
    }

    /// How many deliveries there are.
    public var all: Int { states.values.reduce(0, +) }

    /// How many have no result yet.
    public var open: Int { self[.queued] + self[.transmitting] + self[.unknown] - givenUp }

    /// How many stand somewhere.
    public subscript(state: Delivery.State) -> Int { states[state] ?? 0 }
}
