// SPDX-License-Identifier: MIT

import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite struct StoreHoldTests {
    @Test(arguments: Engine.allCases.filter { $0 != .sqliteInMemory })
    func aTaskIsHeldByOneUntilItIsGivenBack(engine: Engine) async throws {
        try await engine.withPlace { open in
            let (one, two) = (try await open(), try await open())
            let hold = try #require(try await one.hold(.sending))
            #expect(try await two.hold(.sending) == nil)
            #expect(try await one.hold(.sending) == nil)
            let other = try #require(try await two.hold(.running))
            hold.release()
            hold.release()
            let again = try #require(try await two.hold(.sending))
            other.release()
            again.release()
            #expect(try await one.hold(.sending) != nil)
        }
    }

    @Test func whereNothingCanBeWrittenNothingIsHeld() async throws {
        try await withTemporaryFolder { folder in
            #expect(throws: StorageError.self) {
                try FileHold.take(.running, beside: folder.path + "/missing/cairn.sqlite")
            }
        }
    }
}
