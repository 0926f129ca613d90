// SPDX-License-Identifier: MIT

import Foundation
import Pipeline
import Publishing
import TestSupport
import Testing

/// Whatever was edited, publishing over what is there leaves what publishing to a new folder leaves, byte by byte;
/// and a page that somebody looks at before is the page that goes out.
@Suite struct IncrementalPublishTests {
    @Test(arguments: [1, 2, 3] as [UInt64])
    func everyEditGivesWhatACleanBuildGives(seed: UInt64) async throws {
        try await withTemporaryFolder { home in
            let library = try await EditedLibrary(seed: seed, in: home)
            _ = try await library.publish()
            var story: [String] = []
            for _ in 0..<24 {
                // Some seeds make two edits between two builds.
                for _ in 0...(seed % 2) { story.append(try await library.edit()) }
                let outcome = try await library.publish()
                let clean = try await library.publishClean()
                let (here, there) = (
                    try contents(of: URL(filePath: library.folder.path)), try contents(of: clean)
                )
                let differing = Set(here.keys).union(there.keys).filter { here[$0] != there[$0] }.sorted()
                #expect(differing == [], "\(story.suffix(3))")
                guard differing.isEmpty else { return }
                for page in try await library.previews() {
                    #expect(there[page.path] == Data(page.bytes), "\(page.path), \(story.suffix(3))")
                }
                #expect(folders(in: URL(filePath: library.folder.path)) == folders(in: clean))
                #expect(outcome.issues.count == (try await library.publish()).issues.count)
                #expect(try await library.publish().change.isEmpty)
                try FileManager.default.removeItem(at: clean)
            }
        }
    }

    private func folders(in place: URL) -> [String] {
        let paths = FileManager.default.subpaths(atPath: place.path) ?? []
        return paths.filter { path in
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(
                atPath: place.appending(path: path).path, isDirectory: &isFolder)
            return isFolder.boolValue
        }.sorted()
    }
}
