// SPDX-License-Identifier: MIT

public import Foundation

/// Somebody's being signed in, in one browser.
public struct DeskSession: Hashable, Sendable {
    /// How long a session lasts.
    public struct Term: Hashable, Sendable {
        /// How long without a visit, seconds.
        public let idle: TimeInterval
        /// How long at the most, seconds.
        public let whole: TimeInterval

        /// A working day without a visit and a week in all, unless said otherwise.
        public init(idle: TimeInterval = 12 * 3600, whole: TimeInterval = 7 * 24 * 3600) {
            self.idle = idle
            self.whole = whole
        }
    }

    /// Who it is.
    public let person: Person
    /// When they signed in, UTC.
    public let begun: Date
    /// When they were here last, UTC; minutes behind at the most.
    public let seen: Date
    /// Whether a one-time link began it, and no password.
    public let isByLink: Bool
    /// What the next page has to say of what was just done.
    public let notice: String?

    /// Takes all as it is.
    public init(
        person: Person, begun: Date, seen: Date, isByLink: Bool = false, notice: String? = nil
    ) {
        self.person = person
        self.begun = begun
        self.seen = seen
        self.isByLink = isByLink
        self.notice = notice
    }
}
