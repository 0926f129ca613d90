// SPDX-License-Identifier: MIT

import Foundation
import Storage
import TestSupport
import Testing

@testable import Pipeline

@Suite struct DueDeliveriesTests {
    @Test func theLastLaneStaysForWhatAnotherLeft() async throws {
        let store = try await Store.inMemory()
        let due = DueDeliveries(store: store, lanes: 2, clock: { Date(timeIntervalSince1970: 0) })
        #expect(await due.leaveToOthers())
        #expect(await !due.leaveToOthers(), "nobody would be left")
        #expect(await !due.leaveWhenDone(), "it looks once more")
        #expect(await due.leaveWhenDone())
    }

    @Test func aRunThatWasStoppedEnds() async throws {
        let store = try await Store.inMemory()
        let due = DueDeliveries(store: store, lanes: 2, clock: { Date(timeIntervalSince1970: 0) })
        #expect(await due.leaveToOthers())
        await due.stop()
        #expect(await due.leaveWhenDone())
    }
}
