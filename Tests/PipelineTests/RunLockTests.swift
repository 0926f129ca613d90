// SPDX-License-Identifier: MIT

import Foundation
import Pipeline
import TestSupport
import Testing

@Suite struct RunLockTests {
    @Test func aSecondRunIsTurnedAwayUntilTheFirstIsDone() async throws {
        try await withTemporaryFolder { folder in
            let first = try RunLock(folder: folder.path)
            #expect {
                try RunLock(folder: folder.path)
            } throws: { error in
                "\(error)" == "another run is at work on \(folder.path); this one did nothing"
            }
            first.release()
            try RunLock(folder: folder.path).release()
        }
    }

    @Test func anotherFolderHasALockOfItsOwn() async throws {
        try await withTemporaryFolder { one in
            try await withTemporaryFolder { two in
                let first = try RunLock(folder: one.path)
                try RunLock(folder: two.path).release()
                first.release()
            }
        }
    }

    @Test func whereNothingCanBeWrittenNoRunBegins() async throws {
        try await withTemporaryFolder { folder in
            #expect {
                try RunLock(folder: folder.path + "/missing")
            } throws: { error in
                if case RunLock.Failure.unwritable = error { true } else { false }
            }
        }
    }
}
