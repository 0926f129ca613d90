// SPDX-License-Identifier: MIT

public import Classification
public import Foundation
import Model
public import Storage

/// Shows what another curriculum would change in the topics that are suggested for the items that are there.
public struct TopicRun: Sendable {
    private let store: Store
    private let batch = 200

    /// - Parameter store: where items are.
    public init(store: Store) { self.store = store }

    /// What would change; nothing is changed.
    ///
    /// - Parameters:
    ///   - before: what suggests topics now.
    ///   - after: what would suggest them.
    ///   - since: items first seen from then on.
    ///   - limit: items that are looked at, at the most.
    public func look(
        from before: Classifier, to after: Classifier, since: Date, limit: Int = .max
    ) async throws(StorageError) -> TopicOutlook {
        var outlook = TopicOutlook()
        var last: Item.ID?
        while outlook.looked < limit {
            let candidates = try await store.rules.candidates(
                since: since, after: last, limit: min(batch, limit - outlook.looked))
            guard let end = candidates.last?.item.id else { break }
            last = end
            outlook.looked += candidates.count
            outlook.changes += candidates.compactMap { change(of: $0, before, after) }
        }
        return outlook
    }

    private func change(
        of candidate: RuleTable.Candidate, _ before: Classifier, _ after: Classifier
    ) -> TopicOutlook.Change? {
        let readable = candidate.item.readable
        let (old, new) = (before.tags(for: readable).map(\.topic), after.tags(for: readable).map(\.topic))
        let (gained, lost) = (new.filter { !old.contains($0) }, old.filter { !new.contains($0) })
        if gained.isEmpty, lost.isEmpty { return nil }
        let isOpen = candidate.state == .waiting || candidate.state == .held
        return TopicOutlook.Change(
            item: candidate.item.id, title: candidate.item.item.displayTitle, gained: gained, lost: lost,
            verdict: isOpen ? nil : candidate.verdict)
    }
}
