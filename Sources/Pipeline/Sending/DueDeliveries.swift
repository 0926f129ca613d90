// SPDX-License-Identifier: MIT

import Foundation
import Model
import Storage

/// Hands out what is due, a page at a time, so that a hundred thousand readers take no more room than a thousand.
///
/// The actor guards the page and how many lanes draw on it.
actor DueDeliveries {
    private let store: Store
    private let clock: @Sendable () -> Date
    private var page: [Delivery.ID] = []
    private var lanes: Int
    private var isStopped = false

    /// Deliveries of a page.
    private static let limit = 200

    init(store: Store, lanes: Int, clock: @escaping @Sendable () -> Date) {
        self.store = store
        self.lanes = lanes
        self.clock = clock
    }

    /// The next one; nil when nothing is due, or the run is to end.
    ///
    /// One that another lane takes up at this moment may come once more; taking it up then fails.
    func next() async throws(StorageError) -> Delivery.ID? {
        if page.isEmpty, !isStopped {
            page = try await store.deliveries.due(at: clock(), limit: DueDeliveries.limit).reversed()
        }
        return isStopped ? nil : page.popLast()
    }

    /// Ends the run: nobody gets any more.
    func stop() { isStopped = true }

    /// Notes that a lane draws no more.
    func leave() { lanes -= 1 }

    /// Whether only one lane is left.
    var isLastLane: Bool { lanes <= 1 }
}
