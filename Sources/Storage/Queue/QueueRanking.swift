// SPDX-License-Identifier: MIT

public import Foundation
public import Model

extension QueueTable {
    /// What there is to reckon usefulness from, of the items after a number on which nobody has decided for good.
    ///
    /// Two short rows an item are read and no text.
    ///
    /// **Shape**: by number; at most `limit`; empty at the end.
    public func standing(after number: Int, limit: Int) async throws(StorageError) -> [QueueStanding] {
        try await database.read { session in
            var shared = SharedTexts()
            var found: [QueueStanding] = []
            // Said so, SQLite goes by the numbers; with IN it would read all that waits, for each part of it.
            try session.each(
                """
                SELECT number, item, source, date, usefulness, reason FROM queue
                WHERE number > \(number) AND state NOT IN ('approved', 'rejected') ORDER BY number LIMIT \(limit)
                """
            ) { row in
                found.append(
                    QueueStanding(
                        number: try row.integer(0),
                        rank: QueueRank(
                            item: Item.ID(try row.text(1)), usefulness: try row.real(4),
                            reason: shared.one(try row.text(5))),
                        source: Feed.ID(shared.one(try row.text(2))), date: try row.date(3)))
            }
            guard let first = found.first?.number, let last = found.last?.number else { return [] }
            let tags = try suggestions(first...last, &shared, in: session)
            for index in found.indices { found[index].suggestions = tags[found[index].number] ?? [] }
            return found
        }
    }

    /// What was suggested for the items with some numbers, each topic once.
    private func suggestions(
        _ numbers: ClosedRange<Int>, _ shared: inout SharedTexts, in session: any Session
    ) throws -> [Int: [QueueStanding.Suggestion]] {
        var found: [Int: [QueueStanding.Suggestion]] = [:]
        try session.each(
            """
            SELECT queue.number, tags.topic, tags.confidence FROM queue CROSS JOIN tags
            WHERE tags.item = queue.item
                AND queue.number >= \(numbers.lowerBound) AND queue.number <= \(numbers.upperBound)
                AND \(RejectedTags.isStanding)
            ORDER BY queue.number, tags.confidence DESC,
                CASE tags.author WHEN 'person' THEN 0 WHEN 'rule' THEN 1 ELSE 2 END, tags.topic
            """
        ) { row in
            let topic = Topic.ID(shared.one(try row.text(1)))
            let number = try row.integer(0)
            if found[number]?.contains(where: { $0.topic == topic }) == true { return }
            found[number, default: []].append(.init(topic: topic, confidence: try row.real(2)))
        }
        return found
    }

    /// Keeps how useful items are; what is not in the queue is passed over.
    public func rank(_ ranks: [QueueRank]) async throws(StorageError) {
        try await database.write { session in
            for rank in ranks {
                let row = try session.first(
                    "SELECT number, usefulness, reason FROM queue WHERE item = \(rank.item)")
                guard let row else { continue }
                let number = try row.integer(0)
                // With most, other words are all that is new, which no index holds.
                if try row.text(2) != rank.reason {
                    try session.run("UPDATE queue SET reason = \(rank.reason) WHERE number = \(number)")
                }
                guard try row.real(1) != rank.usefulness else { continue }
                for table in ["queue", "queue_facets"] {
                    try session.run(
                        "UPDATE \(raw: table) SET usefulness = \(rank.usefulness) WHERE number = \(number)")
                }
            }
        }
    }
}

/// How useful an item is, and why.
public struct QueueRank: Hashable, Sendable {
    /// The item.
    public let item: Item.ID
    /// 0...1; the most useful first.
    public let usefulness: Double
    /// A sentence for the curator.
    public let reason: String

    /// Holds what it is given; what is beyond 0...1 is brought within.
    public init(item: Item.ID, usefulness: Double, reason: String) {
        self.item = item
        self.usefulness = usefulness.isFinite ? min(max(usefulness, 0), 1) : 0
        self.reason = reason
    }
}

/// What an item's usefulness is reckoned from, and what it was reckoned to be before.
public struct QueueStanding: Hashable, Sendable {
    /// Its number in the queue, from 1.
    public let number: Int
    /// How useful it counts as now.
    public let rank: QueueRank
    /// The feed that gave it first.
    public let source: Feed.ID
    /// When it was published, or first seen, UTC.
    public let date: Date
    /// What was suggested, the surest first.
    public fileprivate(set) var suggestions: [Suggestion] = []

    /// A topic and how sure somebody is of it.
    public struct Suggestion: Hashable, Sendable {
        /// The topic.
        public let topic: Topic.ID
        /// 0...1.
        public let confidence: Double
    }
}

/// Keeps of equal texts one; a million items share few sources, topics and reasons.
private struct SharedTexts {
    private var texts: Set<String> = []

    mutating func one(_ text: String) -> String { texts.insert(text).memberAfterInsert }
}
