// SPDX-License-Identifier: MIT

public import FoundationEssentials

/// One run from beginning to end: who began it, and what each stage did.
public struct RunRecord: Hashable, Sendable {
    /// Counted from 1.
    public let number: Int
    /// What began it, such as `cairn run` or `cairn work`.
    public let by: String
    /// When it began, UTC.
    public let began: Date
    /// When it ended, UTC; nil while it is at work, and for good where it was ended from outside.
    public let ended: Date?
    /// What its stages did, in their order.
    public let stages: [RunReport]

    /// Holds what it is given.
    public init(number: Int, by: String, began: Date, ended: Date?, stages: [RunReport]) {
        self.number = number
        self.by = by
        self.began = began
        self.ended = ended
        self.stages = stages
    }

    /// What needs a person, over all stages.
    public var problems: [String] { stages.flatMap(\.problems) }
}
