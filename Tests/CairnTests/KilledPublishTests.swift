// SPDX-License-Identifier: MIT

import Foundation
import TestSupport
import Testing

/// `cairn publish` killed on the way: readers see the former files or the new ones, and nothing else.
@Suite(.timeLimit(.minutes(10))) struct KilledPublishTests {
    /// A moment at which the power goes.
    enum Moment: String, CaseIterable, Sendable {
        case atOnce, nextFolderThere, firstFileWritten, manyFilesWritten, manifestWritten, folderExchanged,
            memoryWritten

        /// Whether the moment has come, by what lies in the library.
        func hasCome(in curated: URL, former: [String: Data], memory: Data?) -> Bool {
            let kept = curated.appending(path: ".published-kept")
            let next = kept.appending(path: "twin")
            switch self {
            case .atOnce: return true
            case .nextFolderThere: return FileManager.default.fileExists(atPath: next.path)
            case .firstFileWritten: return changes(in: next, former) >= 1
            case .manyFilesWritten: return changes(in: next, former) >= 5
            case .manifestWritten:
                let list = try? Data(contentsOf: next.appending(path: ".cairn-manifest.json"))
                return list != nil && list != former[".cairn-manifest.json"]
            case .folderExchanged:
                let now = try? Data(contentsOf: curated.appending(path: "published/index.html"))
                return now != former["index.html"]
            case .memoryWritten: return (try? Data(contentsOf: kept.appending(path: "memory"))) != memory
            }
        }

        private func changes(in folder: URL, _ former: [String: Data]) -> Int {
            Walk.contents(of: folder).count { former[$0.key] != $0.value }
        }
    }

    @Test func theFormerFilesOrTheNewOnesAndNothingElse() async throws {
        try await Walk.withItems { walk, items in
            let folder = walk.library.appending(path: "curated/published")
            let approval = [
                "review", "approve", items[1].id, items[2].id, "--why", "Read it too.", "--topic",
                "user-research",
            ]
            _ = try await walk.cairn(
                "review", "approve", items[0].id, "--why", "Read it.", "--topic", "digital-strategy")
            _ = try await walk.cairn("publish")
            let former = Walk.contents(of: folder)
            let before = walk.home.appending(path: "before")
            try FileManager.default.copyItem(at: walk.library, to: before)
            _ = try await walk.cairn(arguments: approval)
            _ = try await walk.cairn("publish", "--to", walk.home.path + "/new")
            let new = Walk.contents(of: walk.home.appending(path: "new"))
            #expect(former != new)
            #expect(former["packs/research.html"] == nil && new["packs/research.html"] != nil)

            var kills = 0
            for moment in Moment.allCases {
                try await Walk.begin { other in
                    try FileManager.default.copyItem(at: before, to: other.library)
                    let place = other.library.appending(path: "curated")
                    // A copy's memory speaks of other files; this run makes one that holds.
                    _ = try await other.cairn("publish")
                    _ = try await other.cairn(arguments: approval)
                    let memory = try Data(contentsOf: place.appending(path: ".published-kept/memory"))
                    let killed = try await other.cairn("publish") {
                        moment.hasCome(in: place, former: former, memory: memory)
                    }
                    kills += killed.isKilled ? 1 : 0
                    let left = Walk.contents(of: place.appending(path: "published"))
                    #expect(left == former || left == new, "\(moment): \(killed.status)")
                    let mended = try await other.cairn("publish")
                    #expect(mended.status == 0, "\(moment): \(mended.errors)")
                    #expect(Walk.contents(of: place.appending(path: "published")) == new, "\(moment)")
                    let beside = try FileManager.default.contentsOfDirectory(atPath: place.path)
                    #expect(
                        beside.filter { $0.hasPrefix(".published") } == [".published-kept"], "\(moment)")
                }
            }
            // The last moments are short and may be missed; the first is always there.
            #expect(kills >= 1)
        }
    }
}
