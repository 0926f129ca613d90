// SPDX-License-Identifier: MIT

import Classification
public import Foundation
public import Model
public import Storage

/// Shows what a rule would change in the items that are there, and changes it in one step.
public struct RuleRun: Sendable {
    private let store: Store
    private let batch = 200

    /// - Parameter store: where items are.
    public init(store: Store) { self.store = store }

    /// What a rule would change; nothing is changed.
    ///
    /// - Parameters:
    ///   - id: the rule.
    ///   - rule: its wording; nil, or a paused one, takes back what the rule did.
    ///   - since: items first seen from then on.
    public func look(
        at id: Rule.ID, _ rule: Rule?, since: Date
    ) async throws(StorageError) -> RuleOutlook {
        try await read(id, rule, since: since).outlook
    }

    /// Changes what ``look(at:_:since:)`` shows, as one step; either all or nothing.
    ///
    /// - Parameter signature: who wants it, and when.
    /// - Returns: what changed, with the number of the step; nil where there was nothing to change.
    public func apply(
        _ id: Rule.ID, _ rule: Rule?, since: Date, by signature: Verdict.Signature
    ) async throws(StorageError) -> (outlook: RuleOutlook, step: Int?) {
        let (outlook, readings) = try await read(id, rule, since: since)
        let steps = try await store.rules.settle(readings, of: id, isAsked: true, by: signature)
        return (outlook, steps.numbers[id])
    }
}

private extension RuleRun {
    func read(
        _ id: Rule.ID, _ rule: Rule?, since: Date
    ) async throws(StorageError) -> (outlook: RuleOutlook, readings: [RuleTable.Reading]) {
        let book = RuleBook(rule.map { [$0] } ?? [])
        var outlook = RuleOutlook()
        var readings: [RuleTable.Reading] = []
        var last: Item.ID?
        while true {
            let candidates = try await store.rules.candidates(since: since, after: last, limit: batch)
            guard let end = candidates.last?.item.id else { break }
            last = end
            outlook.looked += candidates.count
            for candidate in candidates {
                let finding = book.findings(for: candidate.item).first
                guard let change = RuleChange(of: candidate, by: id, finding) else { continue }
                outlook.changes.append(change)
                if change.kind != .decided {
                    readings.append(
                        RuleTable.Reading(item: candidate.item, findings: finding.map { [$0] } ?? []))
                }
            }
        }
        return (outlook, readings)
    }
}
