// SPDX-License-Identifier: MIT

public import Model

/// A term, and how often it spoke for a topic that was right or wrong.
public struct TermRecord: Hashable, Sendable, Codable {
    /// The term.
    public let term: String
    /// Items for which curators rejected the topic.
    public let wrong: Int
    /// Items that curators approved for the topic.
    public let right: Int
}

extension TagVerdictTable {
    /// The terms that spoke for a topic where it was wrong, with how often they were right.
    ///
    /// **Shape**: those that were wrong most often first; a term that was never wrong is left out.
    ///
    /// - Parameter limit: the newest decisions that are looked at.
    public func wrongTerms(
        for topic: Topic.ID, limit: Int = 2_000
    ) async throws(StorageError) -> [TermRecord] {
        try await database.read { session in
            let rows = try session.rows(
                """
                SELECT t.decision, s.evidence FROM tag_verdicts t
                JOIN tags s ON s.item = t.item AND s.topic = t.topic AND s.author = 'machine'
                WHERE t.topic = \(topic) AND t.by_rule = 0 AND \(TagVerdictTable.isNewest)
                ORDER BY t.number DESC LIMIT \(limit)
                """)
            var counts: [String: (wrong: Int, right: Int)] = [:]
            for row in rows {
                let isWrong = try row.text(0) == TagVerdict.Decision.reject.rawValue
                let evidence: [Tag.Evidence] = try row.json(1)
                for term in Set(evidence.filter { $0.kind == .term }.map(\.term)) {
                    counts[term, default: (0, 0)].wrong += isWrong ? 1 : 0
                    counts[term, default: (0, 0)].right += isWrong ? 0 : 1
                }
            }
            return counts.filter { $0.value.wrong > 0 }
                .map { TermRecord(term: $0.key, wrong: $0.value.wrong, right: $0.value.right) }
                .sorted { ($1.wrong, $0.right, $0.term) < ($0.wrong, $1.right, $1.term) }
        }
    }
}
