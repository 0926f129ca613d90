// SPDX-License-Identifier: MIT

import Classification
public import Foundation
public import Model
public import Storage

/// Brings the desk's queue up to date: items that are new or have changed get their rows, and everything that waits is put in
/// the order in which curators' verdicts help most.
public struct QueueRun: Sendable {
    private let store: Store
    private let curriculum: Curriculum
    private let wanted: Set<Topic.ID>
    private let threshold: Double
    /// Items that are ranked in one transaction.
    private let batch = 500

    /// - Parameters:
    ///   - themes: whose topics are wanted more than others.
    ///   - threshold: from which confidence on a topic is a tag.
    public init(store: Store, curriculum: Curriculum, themes: [Theme], threshold: Double) {
        self.store = store
        self.curriculum = curriculum
        wanted = Set(themes.flatMap(\.topics))
        self.threshold = threshold
    }

    /// Does it.
    ///
    /// - Parameter tell: hears how many rows are written anew.
    /// - Returns: how many items are in order now.
    @discardableResult
    public func perform(now: Date, tell: (Int) -> Void = { _ in }) async throws(StorageError) -> Int {
        try await store.queue.catchUp(tell: tell)
        let items = try await store.queue.standing().map { standing in
            QueueItem(
                id: standing.item,
                suggestions: standing.suggestions.map { .init(topic: $0.topic, confidence: $0.confidence) },
                source: standing.source, date: standing.date)
        }
        let needs = TopicNeeds(
            curriculum: curriculum, approved: try await store.queue.approvedCounts(), wanted: wanted)
        let ranks = QueueOrder(needs: needs, threshold: threshold).places(of: items, now: now).map { place in
            // Three digits are enough to tell items apart, and spare most rows a change.
            QueueRank(
                item: place.id, usefulness: (place.usefulness * 1_000).rounded() / 1_000,
                reason: place.reasons.joined(separator: "; "))
        }
        for start in stride(from: 0, to: ranks.count, by: batch) {
            try await store.queue.rank(Array(ranks[start..<min(start + batch, ranks.count)]))
        }
        return ranks.count
    }
}
