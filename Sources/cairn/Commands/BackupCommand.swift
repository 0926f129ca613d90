// SPDX-License-Identifier: MIT

import ArgumentParser
import Catalog
import Foundation
import Model
import Pipeline
import Storage

/// `cairn backup`.
struct BackupCommand: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copy the database while it is in use.",
        discussion: """
            The copy is the database as it was at one moment. Runs and curators go on meanwhile; a decision on many items
            is in it whole or not at all. It is looked through before it gets its name, so there is never half of one.
            cairn restore puts it in place of the database. What people keep as files, feeds/ and curated/, is not in it.

            Examples:
              cairn backup /srv/backup                   a new file in this folder, named by the time
              cairn backup before-upgrade.sqlite
              cairn backup --replace /srv/backup/newest.sqlite
            """)

    @OptionGroup var options: GlobalOptions
    @Argument(help: "The copy's file, or a folder for a file named by the time.") var place: String
    @Flag(name: .long, help: "Replace a file that is there already.") var replace = false

    private struct Result: Encodable {
        let file: String
        let bytes: Int
        let items: Int
    }

    func perform() async throws -> Ending {
        let workshop = try Workshop(options)
        let path = try workshop.storeFile(to: "backup")
        guard FileManager.default.fileExists(atPath: path) else {
            throw Complaint("the library has no database yet; cairn collect makes it")
        }
        let file = file(at: workshop.now)
        guard URL(filePath: file).standardizedFileURL != URL(filePath: path).standardizedFileURL else {
            throw Complaint("\(file) is the database itself; name another file")
        }
        let report = try await Store.backUp(path, to: file, isReplacing: replace)
        console.json(Result(file: file, bytes: report.bytes, items: report.items))
        console.result("\(file): \(counted(report.items, "item")), \(report.bytes) bytes")
        return .allWell
    }

    private func file(at now: Date) -> String {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: place, isDirectory: &isFolder), isFolder.boolValue else {
            return place
        }
        let time = now.formatted(.iso8601).replacing(":", with: "")
        return (place as NSString).appendingPathComponent("cairn-\(time).sqlite")
    }
}

/// `cairn restore`.
struct RestoreCommand: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Put a backup in place of the database, which is kept under another name.",
        discussion: """
            Stop `cairn serve` and the timer first: while somebody uses the database nothing is done. The backup is looked through
            before, and stays where it is.

            Example:
              cairn restore /srv/backup/cairn-2026-11-23T020000Z.sqlite
            """)

    @OptionGroup var options: GlobalOptions
    @Argument(help: "The file that cairn backup made.") var file: String

    private struct Result: Encodable {
        let file: String
        let former: String?
        let items: Int
    }

    func perform() async throws -> Ending {
        let workshop = try Workshop(options)
        let path = try workshop.storeFile(to: "restore")
        guard URL(filePath: file).standardizedFileURL != URL(filePath: path).standardizedFileURL else {
            throw Complaint("\(file) is the database itself; name a backup")
        }
        let time = workshop.now.formatted(.iso8601).replacing(":", with: "")
        let former = FileManager.default.fileExists(atPath: path) ? "\(path).before-\(time)" : nil
        let lock = try RunLock(folder: workshop.library.folder.path)
        defer { lock.release() }
        let report = try await Store.restore(file, to: path, keepingFormer: "\(path).before-\(time)")
        console.json(Result(file: path, former: former, items: report.items))
        console.result("\(path): \(counted(report.items, "item")) of \(file)")
        if let former { console.result("What was there is kept as \(former); delete it once all is well.") }
        return .allWell
    }
}
