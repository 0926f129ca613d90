// SPDX-License-Identifier: MIT

public import Foundation
public import Model

/// The table of what curators' rules did to items.
///
/// What a rule does at one time is one step, which is undone as one. Nothing is ever deleted: a step taken back is marked, and
/// what it had replaced holds again. A rule's rejection is a verdict that the rule signs; it is taken back with its step and
/// never by ``VerdictTable/undo(at:)``.
public struct RuleTable: Sendable {
    let database: any Database

    /// What rules say of an item as it was read; holds none of its text.
    public struct Reading: Sendable {
        /// The item.
        public let item: Item.ID
        /// What the rules say of it.
        public let findings: [RuleFinding]
        let revision: Int
        let textKey: String

        /// Holds what rules say of an item.
        public init(item: LibraryItem, findings: [RuleFinding]) {
            self.item = item.id
            self.findings = findings
            revision = item.revision
            textKey = item.page?.textKey ?? ""
        }
    }

    /// An item on which a rule may have its say.
    public struct Candidate: Sendable {
        /// The item.
        public let item: LibraryItem
        /// Where it stands with the curators.
        public let state: ItemState
        /// The verdict that holds.
        public let verdict: Verdict?
        /// What rules say of it at present.
        public let findings: [RuleFinding]
    }

    /// The steps of one run, which may be made in several transactions, and what they did.
    public struct Steps: Sendable, Hashable {
        /// The number of each rule's step.
        public internal(set) var numbers: [Rule.ID: Int] = [:]
        /// How many items got something of a rule.
        public internal(set) var given = 0
        /// How many items were rejected.
        public internal(set) var rejected = 0
        /// How many items lost what a rule had said of them.
        public internal(set) var ended = 0

        /// Nothing done yet.
        public init() {}
    }

    /// Makes what rules did to some items what they say of them now, in one transaction.
    ///
    /// A curator's verdict is never touched: an item that is approved, or rejected by a person, stays as it is, and one that is
    /// held is not rejected. An item whose words changed since it was read is left alone.
    ///
    /// - Parameters:
    ///   - rule: the only rule whose sayings are given; nil for all rules of the library, so that what one says no more ends.
    ///   - isAsked: whether somebody asked for just this; else what was once taken back of a rule's present wording stays so.
    ///   - signature: who lets the rules do it, and when.
    ///   - steps: what was done so far in the same run.
    /// - Returns: what was done so far.
    public func settle(
        _ readings: [Reading], of rule: Rule.ID? = nil, isAsked: Bool = false,
        by signature: Verdict.Signature, continuing steps: Steps = Steps()
    ) async throws(StorageError) -> Steps {
        try await database.write { session in
            var settling = RuleSettling(
                session: session, rule: rule, isAsked: isAsked, signature: signature, steps: steps)
            try settling.settle(readings)
            return settling.steps
        }
    }

    /// What rules say at present of an item.
    ///
    /// **Shape**: the longest-standing first.
    public func findings(for item: Item.ID) async throws(StorageError) -> [RuleFinding] {
        try await database.read { session in
            (try RuleEffect.live(of: [item], in: session)[item] ?? []).map(\.finding)
        }
    }

    /// The items that were first seen since a moment, whatever became of them.
    ///
    /// **Shape**: by id, after a given one; at most `limit`; empty at the end.
    public func candidates(
        since: Date, after: Item.ID?, limit: Int
    ) async throws(StorageError) -> [Candidate] {
        try await database.read { session in
            let rows = try session.rows(
                """
                SELECT id, state, (SELECT content FROM verdicts WHERE item = items.id AND undone IS NULL
                    ORDER BY number DESC LIMIT 1) FROM items
                WHERE id > \(after?.rawValue ?? "") AND first_seen >= \(since) AND \(Merging.isShown)
                ORDER BY id LIMIT \(limit)
                """)
            let ids = try rows.map { Item.ID(try $0.text(0)) }
            let items = try ItemTable.load(ids, in: session)
            let effects = try RuleEffect.live(of: ids, in: session)
            return try zip(items, rows).compactMap { item, row in
                guard let state = ItemState(rawValue: try row.text(1)) else { return nil }
                return Candidate(
                    item: item.library, state: state,
                    verdict: row.optionalText(2) == nil ? nil : try row.json(2),
                    findings: (effects[item.id] ?? []).map(\.finding))
            }
        }
    }

    /// How many items each rule has its say on at present.
    public func counts() async throws(StorageError) -> [Rule.ID: Int] {
        try await database.read { session in
            var counts: [Rule.ID: Int] = [:]
            let rows = try session.rows(
                "SELECT s.rule, COUNT(*) FROM \(RuleEffect.tables) WHERE \(RuleEffect.isLive) GROUP BY s.rule"
            )
            for row in rows { counts[Rule.ID(try row.text(0))] = try row.integer(1) }
            return counts
        }
    }

    /// What rules did, newest first.
    public func steps(of rule: Rule.ID? = nil, limit: Int = 50) async throws(StorageError) -> [RuleStep] {
        try await database.read { session in
            let wanted: SQL = rule.map { "WHERE rule = \($0)" } ?? ""
            return try session.rows(
                """
                SELECT number, rule, author, time, by_rule, undone,
                    (SELECT COUNT(*) FROM rule_effects WHERE step = number),
                    (SELECT COUNT(*) FROM verdicts WHERE action = verdict_action)
                FROM rule_steps \(wanted) ORDER BY number DESC LIMIT \(limit)
                """
            ).map { try RuleStep($0) }
        }
    }

    /// Takes back a step.
    ///
    /// - Parameters:
    ///   - number: the step; nil for the newest that is not taken back.
    ///   - rule: only a step of this rule.
    /// - Returns: the step that was taken back and its items; nil when there is none to take back.
    public func undo(
        _ number: Int? = nil, of rule: Rule.ID? = nil, at now: Date
    ) async throws(StorageError) -> (step: RuleStep, items: [Item.ID])? {
        let steps = try await steps(of: rule, limit: .max)
        guard let step = steps.first(where: { $0.undone == nil && (number ?? $0.number) == $0.number }) else {
            return nil
        }
        let items: [Item.ID] = try await database.write { session in
            try session.run(
                "UPDATE rule_steps SET undone = \(now) WHERE number = \(step.number) AND undone IS NULL")
            let items = try session.rows(
                """
                SELECT item FROM rule_effects WHERE step = \(step.number)
                UNION SELECT item FROM rule_effects WHERE ended = \(step.number) ORDER BY item
                """
            ).map { Item.ID(try $0.text(0)) }
            try RuleEffect.show(on: items, at: now, in: session)
            return items
        }
        return (step, items)
    }
}

/// What one rule did at one time.
public struct RuleStep: Hashable, Sendable, Codable {
    /// Its number; later steps have higher ones.
    public let number: Int
    /// The rule.
    public let rule: Rule.ID
    /// Who let the rule do it, and when.
    public let by: Verdict.Signature
    /// How many items got something of it.
    public let items: Int
    /// How many of them were rejected.
    public let rejected: Int
    /// When it was taken back, UTC; nil where it was not.
    public let undone: Date?
}

extension RuleStep {
    init(_ row: Row) throws {
        number = try row.integer(0)
        rule = Rule.ID(try row.text(1))
        by = Verdict.Signature(
            name: try row.text(2), time: try row.date(3), isRule: try row.integer(4) == 1)
        undone = try row.optionalDate(5)
        items = try row.integer(6)
        rejected = try row.integer(7)
    }
}
