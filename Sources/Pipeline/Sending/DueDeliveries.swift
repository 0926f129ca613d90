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
    /// Whether a lane left something to the others.
    private var isOwed = false

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

    /// Lets a lane go whose server takes nothing from it, when others are still at work; the last one has to stay.
    ///
    /// What it could not send must be in the ledger again by then: the others take it.
    func leaveToOthers() -> Bool {
        guard lanes > 1 else { return false }
        lanes -= 1
        isOwed = true
        return true
    }

    /// Lets a lane go that found nothing more; false for the last one when another has left something to it.
    func leaveWhenDone() -> Bool {
        if lanes == 1, isOwed, !isStopped {
            isOwed = false
            return false
        }
        lanes -= 1
        return true
    }
}
