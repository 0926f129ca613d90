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
    /// Items that are read at once.
    private static let readAtOnce = 5_000

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
        let (items, former) = try await standing()
        let needs = TopicNeeds(
            curriculum: curriculum, approved: try await store.queue.approvedCounts(), wanted: wanted)
        var changed: [QueueRank] = []
        QueueOrder(needs: needs, threshold: threshold).eachPlace(of: items, now: now) { index, place in
            // Three digits are enough to tell items apart, and spare most rows a change.
            let usefulness = (place.usefulness * 1_000).rounded() / 1_000
            let reason = place.reasons.count == 1 ? place.reasons[0] : place.reasons.joined(separator: "; ")
            if usefulness == former[index].usefulness, reason == former[index].reason { return }
            changed.append(QueueRank(item: place.id, usefulness: usefulness, reason: reason))
        }
        for start in stride(from: 0, to: changed.count, by: batch) {
            try await store.queue.rank(Array(changed[start..<min(start + batch, changed.count)]))
        }
        return items.count
    }

    /// Everything that waits, and how useful each counts as now.
    private func standing() async throws(StorageError) -> ([QueueItem], [Former]) {
        var (items, former): ([QueueItem], [Former]) = ([], [])
        var last = 0
        while true {
            let found = try await store.queue.standing(after: last, limit: QueueRun.readAtOnce)
            guard let end = found.last else { return (items, former) }
            last = end.number
            for standing in found {
                items.append(
                    QueueItem(
                        id: standing.rank.item,
                        suggestions: standing.suggestions.map {
                            .init(topic: $0.topic, confidence: $0.confidence)
                        }, source: standing.source, date: standing.date))
                former.append(Former(usefulness: standing.rank.usefulness, reason: standing.rank.reason))
            }
        }
    }
}

/// How useful an item counted as before.
private struct Former {
    let usefulness: Double
    let reason: String
}
