// SPDX-License-Identifier: MIT

import Foundation
public import Model

/// The table of what curators decided of single topics of items.
///
/// A verdict on an item decides on its topics too; a tag can also be rejected on its own. A rejected tag stays in the
/// table of tags, and is shown nowhere as long as its rejection holds.
public struct TagVerdictTable: Sendable {
    let database: any Database

    /// Rejects tags of some items as one action.
    ///
    /// `VerdictTable.undo(by:at:)` takes it back as one. The items stay where they are.
    ///
    /// - Returns: what was decided, in the order of items and topics.
    /// - Throws: `missing` when an item is not there; `refused` when it does not carry one of the tags, or is approved for
    ///   the topic. Then none is rejected.
    public func reject(
        _ topics: [Topic.ID], of items: [Item.ID], by author: Verdict.Signature
    ) async throws(StorageError) -> [TagVerdict] {
        let dialect = database.dialect
        return try await database.write { session in
            let action = try VerdictRecording(in: session).action
            var given: [TagVerdict] = []
            for item in items {
                let suggested = try TagTable.tags(of: [item], in: session)[item] ?? []
                for topic in topics {
                    try TagVerdictTable.check(topic, of: item, among: suggested, in: session)
                    let tag = suggested.first { $0.topic == topic }
                    let verdict = TagVerdict(
                        item: item, topic: topic, decision: .reject, confidence: tag?.confidence,
                        model: tag?.model, by: author)
                    try TagVerdictTable.insert(verdict, action: action, in: session)
                    try VerdictAudit.rejected(verdict, in: session)
                    given.append(verdict)
                }
                try RejectedTags.derive(for: item, in: session)
            }
            try QueueKeeping(session: session, dialect: dialect).follow(items)
            return given
        }
    }

    /// The topics that never return for an item.
    ///
    /// **Shape**: by id.
    public func rejected(of item: Item.ID) async throws(StorageError) -> [Topic.ID] {
        try await database.read { session in
            try session.rows("SELECT topic FROM rejected_tags WHERE item = \(item) ORDER BY topic").map {
                Topic.ID(try $0.text(0))
            }
        }
    }
}

extension TagVerdictTable {
    /// Notes what a verdict decides of its item's topics.
    static func note(_ verdict: Verdict, action: Int, in session: any Session) throws {
        guard verdict.decision == .approve || verdict.isOffTopic else { return }
        let standing = try TagTable.tags(of: [verdict.item], in: session)[verdict.item] ?? []
        let suggested =
            try TagTable.tags(of: [verdict.item], withRejected: true, in: session)[verdict.item] ?? []
        let dropped = try standing.map(\.topic) + kept(of: verdict.item, in: session)
        var seen = Set<Topic.ID>()
        for topic in verdict.topics + dropped where seen.insert(topic).inserted {
            let tag = suggested.first { $0.topic == topic }
            let decision: TagVerdict.Decision = verdict.topics.contains(topic) ? .keep : .reject
            try insert(
                TagVerdict(
                    item: verdict.item, topic: topic, decision: decision, confidence: tag?.confidence,
                    model: tag?.model, by: verdict.by),
                action: action, in: session)
        }
        try RejectedTags.derive(for: verdict.item, in: session)
    }

    /// Takes back what was decided of topics in an action.
    ///
    /// - Returns: what was taken back, in the order in which it was given.
    static func undo(action: Int, at now: Date, in session: any Session) throws -> [TagVerdict] {
        let rows = try session.rows(
            """
            SELECT item, topic, decision, confidence, model, author, decided, by_rule FROM tag_verdicts
            WHERE action = \(action) AND undone IS NULL ORDER BY number
            """)
        let verdicts = try rows.map(verdict)
        try session.run(
            "UPDATE tag_verdicts SET undone = \(now) WHERE action = \(action) AND undone IS NULL")
        for item in Set(verdicts.map(\.item)) { try RejectedTags.derive(for: item, in: session) }
        return verdicts
    }

    /// The items of which a topic was kept, and not rejected since.
    static func keepers(of topic: Topic.ID) -> SQL {
        "SELECT t.item FROM tag_verdicts t WHERE t.topic = \(topic) AND t.decision = 'keep' AND \(isNewest)"
    }

    /// The topics of an item that were kept, and not rejected since.
    private static func kept(of item: Item.ID, in session: any Session) throws -> [Topic.ID] {
        try session.rows(
            "SELECT topic FROM tag_verdicts t WHERE item = \(item) AND decision = 'keep' AND \(isNewest) ORDER BY number"
        ).map { Topic.ID(try $0.text(0)) }
    }

    /// Whether a row of `tag_verdicts t` is the last word on its topic of its item, for a `WHERE`.
    static let isNewest: SQL = """
        t.undone IS NULL AND NOT EXISTS (
            SELECT 1 FROM tag_verdicts later WHERE later.item = t.item AND later.topic = t.topic
                AND later.undone IS NULL AND later.number > t.number)
        """

    /// The decision of a row with the columns `item, topic, decision, confidence, model, author, decided, by_rule`.
    static func verdict(_ row: Row) throws -> TagVerdict {
        TagVerdict(
            item: Item.ID(try row.text(0)), topic: Topic.ID(try row.text(1)),
            decision: TagVerdict.Decision(rawValue: try row.text(2)) ?? .keep,
            confidence: row.optionalReal(3), model: row.optionalText(4),
            by: Verdict.Signature(
                name: try row.text(5), time: try row.date(6), isRule: try row.integer(7) == 1))
    }
}

private extension TagVerdictTable {
    static func insert(_ verdict: TagVerdict, action: Int, in session: any Session) throws {
        let number = try session.number("SELECT COALESCE(MAX(number), 0) FROM tag_verdicts") + 1
        try session.run(
            """
            INSERT INTO tag_verdicts (number, action, item, topic, decision, confidence, model, author, by_rule, decided)
            VALUES (\(number), \(action), \(verdict.item), \(verdict.topic), \(verdict.decision.rawValue),
                \(verdict.confidence), \(verdict.model), \(verdict.by.name), \(verdict.by.isRule ? 1 : 0),
                \(verdict.by.time))
            """)
    }

    /// Sees to it that a tag can be rejected.
    static func check(
        _ topic: Topic.ID, of item: Item.ID, among suggested: [Tag], in session: any Session
    ) throws {
        guard let row = try session.first("SELECT state FROM items WHERE id = \(item)") else {
            throw StorageError.missing(kind: "item", id: item.rawValue)
        }
        let isApproved = try row.text(0) == ItemState.approved.rawValue
        if isApproved, let verdict = try VerdictTable.current(for: item, in: session),
            verdict.topics.contains(topic)
        {
            throw StorageError.refused(
                "\(item) is approved for \(topic); approve it anew with the topics that it should have")
        }
        guard suggested.contains(where: { $0.topic == topic }) else {
            throw StorageError.refused("\(item) has no tag \(topic)")
        }
    }
}
