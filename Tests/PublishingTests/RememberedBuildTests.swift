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

        /// Lets the memory know of all folders, as it does where the file system's clock went on before the build ended.
        func makeSure() throws {
            let memory = try #require(BuildMemory(try Disk.read(self.memory)))
            let paths = memory.numbers.folders(of: Array(0..<memory.count))
            let twin = path(".site-kept/twin")
            for folder in paths.flatMap({ ["\(folder.path)/\($0)", "\(twin)/\($0)"] }) { try age(folder) }
            let never = FileFacts.Moment(seconds: .max, nanoseconds: 0)
            let bytes = BuildMemory.bytes(
                build: memory.build, told: memory.told, known: Array(memory.known),
                files: Array(0..<memory.count), of: memory.numbers
            ) { number in
                BuildMemory.File(
                    checksum: memory.checksum(number), facts: memory.facts(number),
                    mark: FileMark(key: memory.key(number), remark: memory.remark(number)))
            } folders: {
                (
                    KnownFolders(folder.path, paths, before: never),
                    KnownFolders(twin, paths, before: never)
                )
            }
            try Data(bytes).write(to: URL(filePath: self.memory))
            let sure = try #require(BuildMemory(bytes))
            #expect(sure.folders.published.hold(in: folder.path))
            #expect(sure.folders.twin.hold(in: twin))
        }

        /// Dates a folder back, so that whatever happens in it next shows.
        func age(_ folder: String) throws {
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSince1970: 5)], ofItemAtPath: folder)
        }

        func put(_ text: String, at name: String) throws {
            try Data(text.utf8).write(to: home.appending(path: name))
        }
    }

    private func withBench(
        isSure: Bool, _ files: [PublishedFile] = first, _ work: (Bench) throws -> Void
    ) async throws {
        try await withTemporaryFolder { home in
            let bench = Bench(home: home)
            try bench.build(files)
            if isSure { try bench.makeSure() }
            try work(bench)
        }
    }

    @Test(arguments: [false, true]) func theSameAgainIsLeftAlone(isSure: Bool) async throws {
        try await withBench(isSure: isSure) { bench throws in
            #expect(try bench.build() == nil)
            #expect(try bench.build(as: InputKey(of: "other"))?.isEmpty == true)
            #expect(try bench.build(as: InputKey(of: "other")) == nil)
        }
    }

    @Test(arguments: [false, true]) func aFileEditedByHandIsSeenAlsoWhereItsSizeAndDateAreSetBack(
        isSure: Bool
    ) async throws {
        try await withBench(isSure: isSure) { bench throws in
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

    @Test(arguments: [false, true]) func aLostFileIsMadeAnewAndAForeignOneStopsAll(isSure: Bool) async throws
    {
        try await withBench(isSure: isSure) { bench throws in
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

    @Test(arguments: [false, true]) func aFileThatWasOnlyTouchedIsTheSame(isSure: Bool) async throws {
        try await withBench(isSure: isSure) { bench throws in
            let path = bench.path("site/packs/a.md")
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSince1970: 5)], ofItemAtPath: path)
            #expect(try bench.build() == nil)
            let memory = try #require(BuildMemory(try Disk.read(bench.memory)))
            let number = try #require(memory.numbers["packs/a.md"])
            #expect(memory.facts(number).modified.seconds == 5)
        }
    }

    @Test(arguments: [false, true]) func onlyWhatIsDifferentIsWritten(isSure: Bool) async throws {
        try await withBench(isSure: isSure) { bench throws in
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
        try await withBench(isSure: false) { bench throws in
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

    @Test(arguments: [false, true]) func aMemoryOfAnotherFolderIsNone(isSure: Bool) async throws {
        try await withBench(isSure: isSure) { bench throws in
            let other = Bench(home: bench.home.appending(path: "other"))
            try other.build(RememberedBuildTests.second)
            try FileManager.default.removeItem(atPath: other.memory)
            try FileManager.default.copyItem(atPath: bench.memory, toPath: other.memory)
            #expect(
                try other.build(RememberedBuildTests.first)?.written == ["index.md", "packs/deep/gone.md"])
            #expect(try other.holds(RememberedBuildTests.first))
        }
    }

    @Test(arguments: [false, true]) func aTwinInDisorderIsPutInOrder(isSure: Bool) async throws {
        try await withBench(isSure: isSure) { bench throws in
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

    @Test(arguments: [false, true]) func whatAnotherProgramPublishedInBetweenIsSeen(isSure: Bool) async throws
    {
        try await withBench(isSure: isSure) { bench throws in
            _ = try bench.folder.write(RememberedBuildTests.second)
            #expect(try bench.build()?.removed == ["issues/n/1.md"])
            #expect(try bench.holds(RememberedBuildTests.first))
        }
    }

    @Test(arguments: [false, true]) func aFailedBuildLeavesTheFormerFiles(isSure: Bool) async throws {
        try await withBench(isSure: isSure) { bench throws in
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

    @Test(arguments: [false, true]) func filesAndFoldersTakeEachOthersPlaces(isSure: Bool) async throws {
        func files(_ paths: String...) -> [PublishedFile] { paths.map { PublishedFile(path: $0, text: $0) } }
        let (first, second) = (files("a", "b/c/d", "e/f"), files("a/x/y", "b", "e/g"))
        try await withBench(isSure: isSure, first) { bench throws in
            try bench.build(second, as: InputKey(of: "second"))
            #expect(try bench.holds(second))
            if isSure { try bench.makeSure() }
            try bench.build(first, as: RememberedBuildTests.key)
            #expect(try bench.holds(first))
            #expect(try bench.build(first) == nil)
        }
    }

    @Test(arguments: [false, true]) func anEmptyFolderThatSomebodyMadeGoesAway(isSure: Bool) async throws {
        try await withBench(isSure: isSure) { bench throws in
            func make(_ name: String) throws {
                try FileManager.default.createDirectory(
                    atPath: bench.path(name), withIntermediateDirectories: true)
            }
            try make("site/packs/ours")
            #expect(try bench.build()?.isEmpty == true)
            #expect(!Disk.exists(bench.path("site/packs/ours")))
            #expect(try bench.build() == nil)
            try make("site/packs/mine/deep")
            try make(".site-kept/twin/theirs")
            // The folders take turns, so each is looked at twice.
            for turn in 0..<4 {
                let files = turn % 2 == 0 ? RememberedBuildTests.second : RememberedBuildTests.first
                try bench.build(files, as: InputKey(of: "\(turn)"))
                #expect(try bench.holds(files))
                #expect(!Disk.exists(bench.path("site/packs/mine")))
                #expect(!Disk.exists(bench.path("site/theirs")))
                // Only now is the twin clean too.
                if isSure, turn > 0 { try bench.makeSure() }
            }
        }
    }
}
