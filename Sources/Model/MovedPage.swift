// SPDX-License-Identifier: MIT

/// A page of the site whose address changed.
public struct MovedPage: Hashable, Sendable, Codable {
    /// Where it was: from the site's front, without its ending, such as `packs/board-basics`.
    public let from: String
    /// Where it is now, likewise.
    public let to: String

    /// Holds what it is given.
    public init(from: String, to: String) {
        self.from = from
        self.to = to
    }
}
