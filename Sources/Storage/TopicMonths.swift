// SPDX-License-Identifier: MIT

public import Foundation
public import Model

extension TagVerdictTable {
    /// How the machine's tags fared in what persons decided, by topic and month.
    ///
    /// A tag counts as it was suggested before the decision, and each topic of an item once: by the last word on it. What a
    /// rule suggested, or decided, is no part of this; nor is a topic that a curator added and dropped again.
    ///
    /// **Shape**: by topic, then month; months in which nothing of a topic was decided are not there.
    ///
    /// - Parameters:
    ///   - start: what was decided before is left out; nil for nothing.
    ///   - topic: the only topic; nil for all.
    public func months(
        since start: Date? = nil, of topic: Topic.ID? = nil
    ) async throws(StorageError) -> [TopicMonth] {
        let isLate: SQL = start.map { "AND t.decided >= \($0)" } ?? ""
        let isWanted: SQL = topic.map { "AND t.topic = \($0)" } ?? ""
        return try await database.read { session in
            try session.rows(
                """
                SELECT t.topic, SUBSTR(t.decided, 1, 7),
                    SUM(CASE WHEN t.decision = 'keep' AND t.confidence IS NOT NULL THEN 1 ELSE 0 END),
                    SUM(CASE WHEN t.decision = 'reject' THEN 1 ELSE 0 END),
                    SUM(CASE WHEN t.decision = 'keep' AND t.confidence IS NULL THEN 1 ELSE 0 END),
                    SUM(COALESCE(t.confidence, 0))
                FROM tag_verdicts t
                WHERE t.by_rule = 0 AND (t.decision = 'keep' OR t.confidence IS NOT NULL)
                    AND SUBSTR(COALESCE(t.model, ''), 1, 5) <> 'rule ' \(isLate) \(isWanted)
                    AND \(TagVerdictTable.isNewest)
                GROUP BY t.topic, SUBSTR(t.decided, 1, 7)
                ORDER BY t.topic, SUBSTR(t.decided, 1, 7)
                """
            ).map { row in
                TopicMonth(
                    topic: Topic.ID(try row.text(0)), month: try row.text(1),
                    record: TagRecord(
                        kept: try row.integer(2), rejected: try row.integer(3), added: try row.integer(4),
                        expected: try row.real(5)))
            }
        }
    }
}
