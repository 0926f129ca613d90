// SPDX-License-Identifier: MIT

import Foundation
import TestSupport
import Testing

/// `cairn backup`, and back.
@Suite struct BackupWalkTests {
    @Test func aBackupIsMadeAndRestored() async throws {
        try await Walk.withItems { walk, items in
            let folder = walk.home.appending(path: "backups")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let made = try await walk.cairn("backup", "--json", folder.path)
            #expect(made.status == 0, "\(made.errors)")
            let said = try made.object()
            let file = try #require(said["file"] as? String)
            #expect(file == folder.path + "/cairn-2026-11-02T090000Z.sqlite")
            #expect(said["items"] as? Int == items.count)
            #expect(said["bytes"] as? Int == (try Data(contentsOf: URL(filePath: file)).count))

            // Something is decided, and then the machine is lost.
            let first = try #require(items.first?.id)
            _ = try await walk.cairn("review", "hold", first)
            for suffix in ["", "-wal", "-shm"] {
                try? FileManager.default.removeItem(at: walk.library.appending(path: "cairn.sqlite" + suffix))
            }
            let restored = try await walk.cairn("restore", file)
            #expect(restored.status == 0, "\(restored.errors)")
            #expect(try await walk.items("--state", "waiting").map(\.id) == items.map(\.id))
            #expect(try await walk.cairn("review", "hold", first).status == 0)
        }
    }

    @Test func whatWasThereBeforeARestoreIsKeptAndNobodyIsDisturbed() async throws {
        try await Walk.withItems { walk, items in
            let copy = walk.home.path + "/copy.sqlite"
            #expect(try await walk.cairn("backup", copy).status == 0)
            let first = try #require(items.first?.id)
            _ = try await walk.cairn("review", "hold", first)
            // Somebody is at the desk.
            _ = try await walk.serving { _ in
                let refused = try await walk.cairn("restore", copy)
                #expect(refused.status == 2 && refused.errors.contains("held by another process"))
            }
            #expect(try await walk.items("--state", "held").map(\.id) == [first])
            let restored = try await walk.cairn("restore", copy, "--json")
            #expect(restored.status == 0, "\(restored.errors)")
            let former = try #require(try restored.object()["former"] as? String)
            #expect(try await walk.items("--state", "held").isEmpty)
            let kept = try await walk.cairn(
                "item", "list", "--state", "held", "--json", with: ["CAIRN_STORE": former])
            #expect(try kept.lines().count == 1)
            try Data("no database at all".utf8).write(to: URL(filePath: copy))
            #expect(try await walk.cairn("restore", copy).status == 2)
            #expect(try await walk.cairn("restore", "missing.sqlite").status == 2)
            #expect(try await walk.items("--state", "waiting").count == items.count)
        }
    }

    @Test func whatIsThereIsKeptAndNoDatabaseIsSaid() async throws {
        try await Walk.withLibrary { walk, _ in
            let none = try await walk.cairn("backup", "copy.sqlite")
            #expect(none.status == 2)
            #expect(none.errors.contains("no database yet"))
            _ = try await walk.cairn("collect", "--quiet")
            #expect(try await walk.cairn("backup", "copy.sqlite").status == 0)
            let again = try await walk.cairn("backup", "copy.sqlite")
            #expect(again.status == 2)
            #expect(again.errors.contains("there already"))
            #expect(try await walk.cairn("backup", "--replace", "copy.sqlite").status == 0)
            #expect(try await walk.cairn("backup", "--replace", "cairn.sqlite").status == 2)
        }
    }
}
