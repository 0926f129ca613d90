// SPDX-License-Identifier: MIT

import Foundation
import TestSupport
import Testing

/// `cairn publish` killed on the way: readers see the former files or the new ones, and nothing else.
@Suite(.timeLimit(.minutes(10))) struct KilledPublishTests {
    /// A moment at which the power goes.
    enum Moment: String, CaseIterable, Sendable {
        case atOnce, nextFolderThere, firstFileWritten, manyFilesWritten, manifestWritten, folderExchanged

        /// Whether the moment has come, by what lies in the library.
        func hasCome(in curated: URL, former index: Data?) -> Bool {
            let next = curated.appending(path: ".published-next").path
            let manager = FileManager.default
            let written = (try? manager.subpathsOfDirectory(atPath: next)) ?? []
            switch self {
            case .atOnce: return true
            case .nextFolderThere: return manager.fileExists(atPath: next)
            case .firstFileWritten: return !written.isEmpty
            case .manyFilesWritten: return written.count >= 5
            case .manifestWritten: return written.contains(".cairn-manifest.json")
            case .folderExchanged:
                let now = try? Data(contentsOf: curated.appending(path: "published/index.html"))
                return now != index
            }
        }
    }

    @Test func theFormerFilesOrTheNewOnesAndNothingElse() async throws {
        try await Walk.withItems { walk, items in
            let curated = walk.library.appending(path: "curated")
            let folder = curated.appending(path: "published")
            _ = try await walk.cairn(
                "review", "approve", items[0].id, "--why", "Read it.", "--topic", "digital-strategy")
            _ = try await walk.cairn("publish")
            let former = Walk.contents(of: folder)
            _ = try await walk.cairn(
                "review", "approve", items[1].id, items[2].id, "--why", "Read it too.", "--topic",
                "user-research")
            _ = try await walk.cairn("publish", "--to", walk.home.path + "/new")
            let new = Walk.contents(of: walk.home.appending(path: "new"))
            #expect(former != new)
            #expect(former["packs/research.html"] == nil && new["packs/research.html"] != nil)

            var kills = 0
            for moment in Moment.allCases {
                try await Walk.begin { other in
                    try FileManager.default.copyItem(at: walk.library, to: other.library)
                    let place = other.library.appending(path: "curated")
                    let killed = try await other.cairn("publish") {
                        moment.hasCome(in: place, former: former["index.html"])
                    }
                    kills += killed.isKilled ? 1 : 0
                    let left = Walk.contents(of: place.appending(path: "published"))
                    #expect(left == former || left == new, "\(moment): \(killed.status)")
                    let mended = try await other.cairn("publish")
                    #expect(mended.status == 0, "\(moment): \(mended.errors)")
                    #expect(Walk.contents(of: place.appending(path: "published")) == new, "\(moment)")
                    let beside = try FileManager.default.contentsOfDirectory(atPath: place.path)
                    #expect(beside.filter { $0.hasPrefix(".published") } == [], "\(moment)")
                }
            }
            // The last moments are short and may be missed; the first is always there.
            #expect(kills >= 1)
        }
    }
}
