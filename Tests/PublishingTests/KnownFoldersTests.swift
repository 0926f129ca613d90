// SPDX-License-Identifier: MIT

import Foundation
import TestSupport
import Testing

@testable import Publishing

@Suite struct KnownFoldersTests {
    @Test func foldersAreKnownOnlyWhereNothingChangedAtTheLastMoment() async throws {
        try await withTemporaryFolder { home in
            let bench = RememberedBuildTests.Bench(home: home)
            try bench.build()
            let (root, paths) = (bench.folder.path, ["", "packs"])
            try bench.age(root + "/packs")
            let time = try #require(FileFacts(folderAt: root + "/packs")).changed
            let next = FileFacts.Moment(seconds: time.seconds + 1, nanoseconds: 0)
            #expect(KnownFolders(root, paths, before: time).all.isEmpty)
            #expect(KnownFolders(root, paths + ["none"], before: next).all.isEmpty)
            let known = KnownFolders(root, paths, before: next)
            #expect(known.hold(in: root) && !KnownFolders.none.hold(in: root))
            try bench.put("x", at: "site/packs/x")
            try FileManager.default.removeItem(atPath: bench.path("site/packs/x"))
            #expect(!known.hold(in: root))
        }
    }
}
