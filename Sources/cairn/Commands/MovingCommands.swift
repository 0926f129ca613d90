// SPDX-License-Identifier: MIT

import ArgumentParser
import Foundation
import Model
import Storage

/// `cairn export`.
struct ExportCommand: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write all that is in the database to one file, whichever database it is.",
        discussion: """
            The file holds every table as it was at one moment, with names and addresses of people, so only you may read it. By
            `cairn import` it fills an empty database: another file, or PostgreSQL (docs/scaling.md).

            Examples:
              cairn export library.jsonl
              cairn --json export library.jsonl      with each table's checksum
            """)

    @OptionGroup var options: GlobalOptions
    @Argument(help: "The file to write; it must not be there yet.") var file: String

    func perform() async throws -> Ending {
        let workshop = try Workshop(options)
        guard let store = try await workshop.lookingStore() else {
            throw Complaint("the library has no database yet; cairn collect makes it")
        }
        let report = try await store.export(to: file)
        console.json(MovingView(file: file, report))
        console.result("\(file): \(MovingView.words(report))")
        return .allWell
    }
}

/// `cairn import`.
struct ImportCommand: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Fill an empty database from a file that cairn export wrote.",
        discussion: """
            All of it is taken, or nothing. Where `store` leads decides which database is filled; one that holds anything is left as
            it is. What people keep as files, feeds/ and curated/, is copied by other means.

            Examples:
              CAIRN_STORE=postgres://cairn@db.example.org/cairn cairn import library.jsonl
              CAIRN_STORE=moved.sqlite cairn import library.jsonl
            """)

    @OptionGroup var options: GlobalOptions
    @Argument(help: "The file that cairn export wrote.") var file: String

    func perform() async throws -> Ending {
        let workshop = try Workshop(options)
        let store = try await workshop.store()
        let report = try await store.fill(from: file)
        console.json(MovingView(file: file, report))
        try await store.queue.catchUp()
        console.result("\(try workshop.storePlace()): \(MovingView.words(report))")
        return .allWell
    }
}

/// What was moved, as JSON.
private struct MovingView: Encodable {
    struct Table: Encodable {
        let table: String
        let rows: Int
        let checksum: String
    }

    let file: String
    let tables: [Table]

    init(file: String, _ report: MovingReport) {
        self.file = file
        tables = report.tables.map { Table(table: $0.name, rows: $0.rows, checksum: $0.checksum) }
    }

    static func words(_ report: MovingReport) -> String {
        let rows = report.tables.reduce(0) { $0 + $1.rows }
        let items = report.tables.first { $0.name == "items" }?.rows ?? 0
        return
            "\(counted(items, "item")), \(counted(rows, "row")) in \(counted(report.tables.count, "table"))"
    }
}
