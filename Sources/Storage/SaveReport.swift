// SPDX-License-Identifier: MIT

/// What saving one feed's items did.
public struct SaveReport: Hashable, Sendable, Codable {
    /// Items that the library did not have.
    public var new = 0
    /// Items whose words changed at the source; before and after are kept.
    public var changed = 0
    /// Items that another feed already gave; they got a further source.
    public var joined = 0
    /// Items that are as they were.
    public var unchanged = 0
    /// Older items that a first fetch offered and that were not taken.
    public var older = 0

    /// Nothing yet.
    public init() {}
}
