// SPDX-License-Identifier: MIT

import Foundation
import Model
import TestSupport
import Testing

@testable import Publishing

/// What a build knows of the one before it saves work, and never decides what readers see.
@Suite struct RememberedBuildTests {
    static let first = [
        PublishedFile(path: "index.md", text: "one"), PublishedFile(path: "packs/a.md", text: "aaaa"),
        PublishedFile(path: "packs/deep/gone.md", text: "g"),
    ]
    static let second = [
        PublishedFile(path: "index.md", text: "two"), PublishedFile(path: "packs/a.md", text: "aaaa"),
        PublishedFile(path: "issues/n/1.md", text: "n"),
    ]
    static let key = InputKey(of: "first")

    /// A place with a published folder in it.
    struct Bench {
        let home: URL
        var folder: PublishedFolder { PublishedFolder(path: path("site")) }
        var memory: String { path(".site-kept/memory") }

        func path(_ name: String) -> String { home.appending(path: name).path }

        /// Builds; nil where the folder is as the last build left it.
        @discardableResult
        func build(
            _ files: [PublishedFile] = first, as key: InputKey = key
        ) throws -> PublishedFolder.Change? {
            let writing = try folder.begin()
            defer { writing.abandon() }
            if let told = writing.told(by: key) {
                #expect(told == Array("told".utf8))
                return nil
            }
            for file in files { try writing.take(file) }
            return try writing.finish(as: key, telling: Array("told".utf8))
        }

        func inode(_ name: String) throws -> UInt64 { try #require(FileFacts(at: path(name))).inode }

        func holds(_ files: [PublishedFile]) throws -> Bool {
            let paths = try Disk.files(in: folder.path).filter { $0 != FolderManifest.name }
            return try paths == files.map(\.path).sorted()
                && files.allSatisfy { try Disk.read("\(folder.path)/\($0.path)") == $0.bytes }
        }

        func put(_ text: String, at name: String) throws {
            try Data(text.utf8).write(to: home.appending(path: name))
        }
    }

    private func withBench(_ work: (Bench) throws -> Void) async throws {
        try await withTemporaryFolder { home in
            let bench = Bench(home: home)
            try bench.build()
            try work(bench)
        }
    }

    @Test func theSameAgainIsLeftAlone() async throws {
        try await withBench { bench throws in
            #expect(try bench.build() == nil)
            #expect(try bench.build(as: InputKey(of: "other"))?.isEmpty == true)
            #expect(try bench.build(as: InputKey(of: "other")) == nil)
        }
    }

    @Test func aFileEditedByHandIsSeenAlsoWhereItsSizeAndDateAreSetBack() async throws {
        try await withBench { bench throws in
            let path = bench.path("site/packs/a.md")
            let date = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate]
            let file = try FileHandle(forWritingTo: URL(filePath: path))
            try file.write(contentsOf: Data("bbbb".utf8))
            try file.close()
            try FileManager.default.setAttributes(
                [.modificationDate: try #require(date)], ofItemAtPath: path)
            #expect(try bench.build()?.restored == ["packs/a.md"])
            #expect(try bench.holds(RememberedBuildTests.first))
            #expect(try bench.build() == nil)
        }
    }

    @Test func aLostFileIsMadeAnewAndAForeignOneStopsAll() async throws {
        try await withBench { bench throws in
            try FileManager.default.removeItem(atPath: bench.path("site/index.md"))
            #expect(try bench.build()?.restored == ["index.md"])
            try bench.put("mine", at: "site/packs/notes.txt")
            #expect(throws: PublishingError.self) { try bench.build() }
            try FileManager.default.removeItem(atPath: bench.path("site/packs/notes.txt"))
            try FileManager.default.createSymbolicLink(
                atPath: bench.path("site/odd"), withDestinationPath: "/etc")
            #expect(throws: PublishingError.self) { try bench.build() }
        }
    }

    @Test func aFileThatWasOnlyTouchedIsTheSame() async throws {
        try await withBench { bench throws in
            let path = bench.path("site/packs/a.md")
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSince1970: 5)], ofItemAtPath: path)
            #expect(try bench.build() == nil)
            let memory = try #require(BuildMemory(try Disk.read(bench.memory)))
            let number = try #require(memory.numbers["packs/a.md"])
            #expect(memory.facts(number).modified.seconds == 5)
        }
    }

    @Test func onlyWhatIsDifferentIsWritten() async throws {
        try await withBench { bench throws in
            let (stays, twin) = (
                try bench.inode("site/packs/a.md"), try bench.inode(".site-kept/twin/index.md")
            )
            #expect(try bench.inode("site/index.md") == twin)
            let change = try #require(
                try bench.build(RememberedBuildTests.second, as: InputKey(of: "second")))
            #expect(
                change.written == ["index.md", "issues/n/1.md"] && change.removed == ["packs/deep/gone.md"])
            #expect(try bench.holds(RememberedBuildTests.second))
            #expect(try bench.inode("site/packs/a.md") == stays)
            // No folder is left empty, and the twin keeps nothing of what was taken away.
            #expect(!Disk.exists(bench.path("site/packs/deep")))
            let (twins, files) = (
                try Disk.files(in: bench.path(".site-kept/twin")), try Disk.files(in: bench.folder.path)
            )
            #expect(twins == files)
            #expect(try bench.inode(".site-kept/twin/index.md") == bench.inode("site/index.md"))
            #expect(try bench.build(RememberedBuildTests.second, as: InputKey(of: "second")) == nil)
        }
    }

    @Test(arguments: [0, 10, 16, 60, 200, -1])
    func aDamagedMemoryIsNone(place: Int) async throws {
        try await withBench { bench throws in
            var bytes = try Disk.read(bench.memory)
            if place < 0 { bytes.removeLast() } else { bytes[place] ^= 1 }
            #expect(BuildMemory(bytes) == nil)
            try Data(bytes).write(to: URL(filePath: bench.memory))
            #expect(try bench.build()?.isEmpty == true)
            #expect(try bench.build() == nil)
            try FileManager.default.removeItem(atPath: bench.path(".site-kept"))
            #expect(try bench.build(RememberedBuildTests.second)?.removed == ["packs/deep/gone.md"])
            #expect(try bench.holds(RememberedBuildTests.second))
        }
    }

    @Test func aMemoryOfAnotherFolderIsNone() async throws {
        try await withBench { bench throws in
            let other = Bench(home: bench.home.appending(path: "other"))
            try other.build(RememberedBuildTests.second)
            try FileManager.default.removeItem(atPath: other.memory)
            try FileManager.default.copyItem(atPath: bench.memory, toPath: other.memory)
            #expect(
                try other.build(RememberedBuildTests.first)?.written == ["index.md", "packs/deep/gone.md"])
            #expect(try other.holds(RememberedBuildTests.first))
        }
    }

    @Test func aTwinInDisorderIsPutInOrder() async throws {
        try await withBench { bench throws in
            try bench.put("half", at: ".site-kept/twin/half.md")
            try FileManager.default.removeItem(atPath: bench.path(".site-kept/twin/packs/a.md"))
            try FileManager.default.createDirectory(
                atPath: bench.path(".site-kept/twin/packs/a.md/more"), withIntermediateDirectories: true)
            try FileManager.default.removeItem(atPath: bench.path(".site-kept/twin/index.md"))
            try bench.put("not what was published", at: ".site-kept/twin/issues")
            try bench.build(RememberedBuildTests.second, as: InputKey(of: "second"))
            #expect(try bench.holds(RememberedBuildTests.second))
            #expect(try bench.build(RememberedBuildTests.second, as: InputKey(of: "second")) == nil)
        }
    }

    @Test func whatAnotherProgramPublishedInBetweenIsSeen() async throws {
        try await withBench { bench throws in
            _ = try bench.folder.write(RememberedBuildTests.second)
            #expect(try bench.build()?.removed == ["issues/n/1.md"])
            #expect(try bench.holds(RememberedBuildTests.first))
        }
    }

    @Test func aFailedBuildLeavesTheFormerFiles() async throws {
        try await withBench { bench throws in
            let clash = [PublishedFile(path: "a", text: "x"), PublishedFile(path: "a/b", text: "y")]
            #expect(throws: PublishingError.self) { try bench.build(clash, as: InputKey(of: "clash")) }
            #expect(try bench.holds(RememberedBuildTests.first))
            #expect(try bench.build() == nil)
            let fresh = Bench(home: bench.home.appending(path: "fresh"))
            #expect(throws: PublishingError.self) { try fresh.build(clash) }
            #expect(try Disk.files(in: fresh.home.path) == [])
        }
    }

    @Test func aFileIsKeptOnlyWhereItWasMadeFromTheSameAndIsAsItWasLeft() async throws {
        try await withTemporaryFolder { home in
            let bench = Bench(home: home)
            let (one, other) = (InputKey(of: "one"), InputKey(of: "other"))
            let writing = try bench.folder.begin()
            for file in RememberedBuildTests.first {
                try writing.take(file, FileMark(key: one, remark: Array(file.path.utf8)[...]))
            }
            _ = try writing.finish(as: one, telling: [])
            try bench.put("bbbb", at: "site/packs/a.md")
            let again = try bench.folder.begin()
            #expect(again.number(of: "index.md", madeFrom: other) == nil)
            #expect(again.number(of: "packs/a.md", madeFrom: one) == nil)
            #expect(again.remark(on: "index.md", madeFrom: other) == nil)
            #expect(again.remark(on: "packs/a.md", madeFrom: one) == nil)
            #expect(again.remark(on: "index.md", madeFrom: one) == Array("index.md".utf8)[...])
            try again.keep(try #require(again.number(of: "index.md", madeFrom: one)))
            try again.take(RememberedBuildTests.first[1])
            let change = try again.finish(as: other, telling: [])
            #expect(change.removed == ["packs/deep/gone.md"] && change.restored == ["packs/a.md"])
            #expect(try bench.holds(Array(RememberedBuildTests.first.prefix(2))))
        }
    }
}
