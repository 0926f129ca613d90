// SPDX-License-Identifier: MIT

public import Model

/// How many items of the library speak of each topic, by where they stand and for whom they are.
public struct Coverage: Sendable, Hashable {
    /// Items by topic and state; a waiting item counts for the topics that are suggested.
    public fileprivate(set) var states: [Topic.ID: [ItemState: Int]] = [:]
    /// Approved items by topic, and by the audience or the stage that they were approved for.
    public fileprivate(set) var facets: [Topic.ID: [Curriculum.Facet.ID: Int]] = [:]

    /// None yet.
    public init() {}

    /// How many items on some topics are in a state.
    ///
    /// An item counts once for each of its topics.
    public func count(_ topics: [Topic.ID], _ state: ItemState) -> Int {
        topics.reduce(0) { $0 + (states[$1]?[state] ?? 0) }
    }

    /// How many approved items on some topics are for an audience or a stage.
    public func count(_ topics: [Topic.ID], for facet: Curriculum.Facet.ID) -> Int {
        topics.reduce(0) { $0 + (facets[$1]?[facet] ?? 0) }
    }
}

extension QueueTable {
    /// How many items speak of each topic.
    public func coverage() async throws(StorageError) -> Coverage {
        try await database.read { session in
            var coverage = Coverage()
            let states = try session.rows(
                """
                SELECT f.value, q.state, COUNT(*) FROM facets f JOIN queue_facets q ON q.facet = f.number
                WHERE f.kind = 'topic' GROUP BY f.value, q.state
                """)
            for row in states {
                guard let state = ItemState(rawValue: try row.text(1)) else { continue }
                coverage.states[Topic.ID(try row.text(0)), default: [:]][state] = try row.integer(2)
            }
            let facets = try session.rows(
                """
                SELECT t.value, o.value, COUNT(*) FROM facets o JOIN queue_facets b ON b.facet = o.number
                JOIN queue_facets a ON a.number = b.number JOIN facets t ON t.number = a.facet AND t.kind = 'topic'
                WHERE o.kind IN ('audience', 'stage') AND b.state = 'approved' GROUP BY t.value, o.value
                """)
            for row in facets {
                let facet = Curriculum.Facet.ID(try row.text(1))
                coverage.facets[Topic.ID(try row.text(0)), default: [:]][facet] = try row.integer(2)
            }
            return coverage
        }
    }
}
