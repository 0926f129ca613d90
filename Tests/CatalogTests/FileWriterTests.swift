// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import TestSupport
import Testing

@Suite struct FileWriterTests {
    @Test func aFileIsReplacedWholeAndNothingIsLeftBeside() async throws {
        try await withTemporaryFolder { folder in
            let file = folder.appending(path: "deep/er/a.txt")
            try FileWriter.writeAtomically("one", to: file)
            try FileWriter.writeAtomically("two", to: file)
            #expect(try String(contentsOf: file, encoding: .utf8) == "two")
            let beside = try FileManager.default.contentsOfDirectory(
                atPath: file.deletingLastPathComponent().path(percentEncoded: false))
            #expect(beside == ["a.txt"])
        }
    }

    @Test func anEmptyFileCanBeWritten() async throws {
        try await withTemporaryFolder { folder in
            let file = folder.appending(path: "empty")
            try FileWriter.writeAtomically("", to: file)
            #expect(try Data(contentsOf: file).isEmpty)
        }
    }

    @Test func permissionsAreKept() async throws {
        try await withTemporaryFolder { folder in
            let file = folder.appending(path: "a.txt")
            let path = file.path(percentEncoded: false)
            try FileWriter.writeAtomically("one", to: file)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
            try FileWriter.writeAtomically("two", to: file)
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
        }
    }

    @Test func aLinkStaysALink() async throws {
        try await withTemporaryFolder { folder in
            let (file, link) = (folder.appending(path: "a.txt"), folder.appending(path: "b.txt"))
            try FileWriter.writeAtomically("one", to: file)
            try FileManager.default.createSymbolicLink(at: link, withDestinationURL: file)
            try FileWriter.writeAtomically("two", to: link)
            #expect(try String(contentsOf: file, encoding: .utf8) == "two")
        }
    }

    @Test func whatCannotBeWrittenIsATypedError() async throws {
        try await withTemporaryFolder { folder in
            let blocked = folder.appending(path: "a")
            try FileWriter.writeAtomically("a file", to: blocked)
            #expect(throws: CatalogError.self) {
                try FileWriter.writeAtomically("x", to: blocked.appending(path: "b"))
            }
            try FileManager.default.createDirectory(
                at: folder.appending(path: "dir/sub"), withIntermediateDirectories: true)
            #expect(throws: CatalogError.self) {
                try FileWriter.writeAtomically(
                    "x", to: folder.appending(path: "dir", directoryHint: .notDirectory))
            }
            let left = try FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false))
            #expect(left.sorted() == ["a", "dir"])
        }
    }

    @Test func aFullDiskIsSaidInASentence() {
        #expect(
            CatalogError.diskFull(file: "a.md").description
                == "a.md: the disk is full; the file was left as it was")
    }
}
