// SPDX-License-Identifier: MIT

public import FoundationEssentials

/// How the tags that the machine suggested fared in what curators decided.
public struct TagRecord: Hashable, Sendable, Codable {
    /// Suggestions that curators kept.
    public let kept: Int
    /// Suggestions that they rejected.
    public let rejected: Int
    /// Topics that they added, since the machine had not suggested them.
    public let added: Int
    /// How many suggestions would have been kept if they had been right just as often as they said.
    ///
    /// **Units**: the sum of the suggestions' confidence.
    public let expected: Double

    /// Nothing was decided.
    public static let none = TagRecord(kept: 0, rejected: 0, added: 0, expected: 0)

    /// Holds what it is given.
    public init(kept: Int, rejected: Int, added: Int, expected: Double) {
        self.kept = kept
        self.rejected = rejected
        self.added = added
        self.expected = expected
    }

    /// How many suggestions were decided on.
    public var suggested: Int { kept + rejected }
    /// How many times a curator gave the topic.
    public var wanted: Int { kept + added }
    /// Which share of the suggestions was kept, 0...1; nil where there were none.
    public var precision: Double? { suggested == 0 ? nil : Double(kept) / Double(suggested) }
    /// Which share of what curators gave had been suggested, 0...1; nil where they gave nothing.
    public var recall: Double? { wanted == 0 ? nil : Double(kept) / Double(wanted) }
    /// How sure the suggestions were on average, 0...1; nil where there were none.
    public var confidence: Double? { suggested == 0 ? nil : expected / Double(suggested) }

    /// Both together.
    public static func + (one: TagRecord, other: TagRecord) -> TagRecord {
        TagRecord(
            kept: one.kept + other.kept, rejected: one.rejected + other.rejected,
            added: one.added + other.added, expected: one.expected + other.expected)
    }
}

/// How one topic's tags fared in what curators decided in one month.
public struct TopicMonth: Hashable, Sendable, Codable {
    /// The topic; the curriculum of today may have it no more.
    public let topic: Topic.ID
    /// The month in which curators decided, in UTC.
    ///
    /// **Shape**: `2026-11`.
    public let month: String
    /// What came of the tags.
    public let record: TagRecord

    /// Holds what it is given.
    public init(topic: Topic.ID, month: String, record: TagRecord) {
        self.topic = topic
        self.month = month
        self.record = record
    }

    /// The month of a moment, or one before it.
    ///
    /// - Parameter back: how many months before; 0 is the moment's own.
    public static func month(of moment: Date, back: Int = 0) -> String {
        let parts = moment.formatted(.iso8601).split(separator: "-").prefix(2).compactMap { Int($0) }
        guard parts.count == 2 else { return "" }
        let number = max(parts[0] * 12 + parts[1] - 1 - back, 0)
        let (year, month) = ("\(number / 12)", "\(number % 12 + 1)")
        return String(repeating: "0", count: max(4 - year.count, 0)) + year + (month.count < 2 ? "-0" : "-")
            + month
    }
}

extension Sequence<TopicMonth> {
    /// What came of all these tags.
    public var total: TagRecord { reduce(.none) { $0 + $1.record } }
}
