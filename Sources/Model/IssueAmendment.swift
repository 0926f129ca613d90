// SPDX-License-Identifier: MIT

/// What is said of an issue after it went out; the issue itself never changes.
public struct IssueAmendment: Hashable, Sendable, Codable {
    /// The newsletter.
    public let newsletter: Newsletter.ID
    /// The issue's number.
    public let number: Int
    /// What it does.
    public let kind: Kind
    /// What was wrong, in a sentence or two of plain text; never empty.
    public let words: String
    /// Who says so, and when.
    public let by: Verdict.Signature

    /// What an amendment does.
    public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        /// Stands above the issue, which stays as it was.
        case correction
        /// Stands in the issue's place.
        case withdrawal
    }

    /// Holds what it is given.
    public init(newsletter: Newsletter.ID, number: Int, kind: Kind, words: String, by: Verdict.Signature) {
        self.newsletter = newsletter
        self.number = number
        self.kind = kind
        self.words = words
        self.by = by
    }
}
