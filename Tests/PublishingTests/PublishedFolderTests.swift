// SPDX-License-Identifier: MIT

import Foundation
import Testing

@testable import Publishing

@Suite struct PublishedFolderTests {
    let place = FileManager.default.temporaryDirectory.appending(path: "cairn-\(UUID().uuidString)")
    var path: String { place.appending(path: "published").path }
    var folder: PublishedFolder { PublishedFolder(path: path) }
    let first = [
        PublishedFile(path: "index.md", text: "one"), PublishedFile(path: "packs/a.md", text: "a"),
        PublishedFile(path: "packs/gone.md", text: "g"),
    ]
    let second = [
        PublishedFile(path: "index.md", text: "two"), PublishedFile(path: "packs/a.md", text: "a"),
        PublishedFile(path: "issues/n/1.md", text: "n"),
    ]

    /// Every file below the place, hidden ones too.
    func files() throws -> [String] { try Disk.files(in: place.path) }

    func text(_ name: String) throws -> String {
        try String(contentsOf: URL(filePath: path).appending(path: name), encoding: .utf8)
    }

    func put(_ text: String, at name: String) throws {
        let file = place.appending(path: name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try text.write(to: file, atomically: false, encoding: .utf8)
    }

    @Test func filesReplaceTheFormerOnesAllAtOnce() throws {
        defer { try? FileManager.default.removeItem(at: place) }
        #expect(try folder.write(first).written == ["index.md", "packs/a.md", "packs/gone.md"])
        let change = try folder.write(second)
        #expect(change.written == ["index.md", "issues/n/1.md"] && change.removed == ["packs/gone.md"])
        #expect(
            try files() == [
                "published/.cairn-manifest.json", "published/index.md", "published/issues/n/1.md",
                "published/packs/a.md",
            ])
        #expect(try text("index.md") == "two")
    }

    @Test func theSameFilesAgainWriteNothing() throws {
        defer { try? FileManager.default.removeItem(at: place) }
        _ = try folder.write(first)
        let before = try FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? Int
        #expect(try folder.write(first.reversed()).isEmpty)
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? Int == before)
    }

    @Test func whatAKilledRunLeftIsClearedAway() throws {
        defer { try? FileManager.default.removeItem(at: place) }
        _ = try folder.write(first)
        try put("half", at: ".published-next/packs/half.md")
        #expect(try text("index.md") == "one")
        _ = try folder.write(second)
        #expect(try files().allSatisfy { $0.hasPrefix("published/") })
    }

    @Test func aRunKilledBetweenTwoRenamesIsUndone() throws {
        defer { try? FileManager.default.removeItem(at: place) }
        _ = try folder.write(first)
        try FileManager.default.moveItem(
            at: place.appending(path: "published"), to: place.appending(path: ".published-former"))
        try put("half", at: ".published-next/half.md")
        #expect(try folder.write(first).isEmpty)
        #expect(try text("index.md") == "one")
        #expect(try files().allSatisfy { $0.hasPrefix("published/") })
    }

    @Test func filesThatCairnDidNotMakeAreNeverTouched() throws {
        defer { try? FileManager.default.removeItem(at: place) }
        try put("mine", at: "published/notes.txt")
        #expect(throws: PublishingError.notOurs(path: Disk.resolved(path))) { try folder.write(first) }
        #expect(try files() == ["published/notes.txt"])
        try FileManager.default.removeItem(atPath: path)
        _ = try folder.write(first)
        try put("mine", at: "published/packs/notes.txt")
        #expect(throws: PublishingError.notOurs(path: Disk.resolved(path) + "/packs/notes.txt")) {
            try folder.write(second)
        }
        #expect(try text("packs/notes.txt") == "mine" && text("index.md") == "one")
        #expect(
            PublishingError.notOurs(path: "x/notes.txt").description
                == "x/notes.txt was not made by cairn publish; move it elsewhere or publish to another folder"
        )
    }

    @Test func anEmptyFolderMayBeFilled() throws {
        defer { try? FileManager.default.removeItem(at: place) }
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        #expect(try !folder.write(first).isEmpty)
        #expect(try text("index.md") == "one")
    }

    @Test func aFileEditedByHandIsMadeAnewAndSaid() throws {
        defer { try? FileManager.default.removeItem(at: place) }
        _ = try folder.write(first)
        try put("edited", at: "published/packs/a.md")
        #expect(try folder.write(first).restored == ["packs/a.md"])
        #expect(try text("packs/a.md") == "a")
    }

    @Test func aFolderBehindALinkIsReplacedThere() throws {
        defer { try? FileManager.default.removeItem(at: place) }
        _ = try PublishedFolder(path: place.path + "/real").write(first)
        try FileManager.default.createSymbolicLink(
            atPath: path, withDestinationPath: place.path + "/real")
        _ = try folder.write(second)
        #expect(try text("index.md") == "two")
        #expect(try files().contains("real/index.md"))
    }

    @Test(arguments: ["../x", "/x", "a//b", ".hidden", "a/../b", "", "a/", "a b", "a\\b", "ä", "a\n"])
    func aPathThatLeavesTheFolderIsRefused(name: String) throws {
        defer { try? FileManager.default.removeItem(at: place) }
        #expect(throws: PublishingError.unusableName(name)) {
            try folder.write([PublishedFile(path: name, text: "x")])
        }
        #expect(!FileManager.default.fileExists(atPath: place.path))
    }

    @Test func aSecondRunIsSentAway() throws {
        defer { try? FileManager.default.removeItem(at: place) }
        _ = try folder.write(first)
        let lock = try FolderLock(place.path)
        #expect(throws: PublishingError.self) { try folder.write(second) }
        lock.release()
        #expect(try !folder.write(second).isEmpty)
    }

    @Test func aFullDiskIsCalledByItsName() {
        #expect(Disk.failure(at: "/x", code: 28) == .diskFull(path: "/x"))
        #expect(
            PublishingError.diskFull(path: "/x").description == "the disk is full at /x; nothing was changed")
    }

    @Test func aRefusedWriteLeavesEverything() throws {
        defer { try? FileManager.default.removeItem(at: place) }
        _ = try folder.write(first)
        let clash = [PublishedFile(path: "a", text: "x"), PublishedFile(path: "a/b", text: "y")]
        #expect(throws: PublishingError.self) { try folder.write(clash) }
        #expect(try text("index.md") == "one")
        #expect(try files().allSatisfy { $0.hasPrefix("published/") })
    }
}
