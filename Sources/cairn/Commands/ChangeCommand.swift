// SPDX-License-Identifier: MIT

import ArgumentParser
import Catalog
import Foundation
import Model
import Storage

/// `cairn change`.
struct ChangeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "change",
        abstract: "What the desk changed in curated files, in steps that are taken back whole.",
        discussion: """
            Examples:
              cairn change list
              cairn change show 12
              cairn change undo          the newest step
              cairn change undo 12
            """,
        subcommands: [List.self, Show.self, Undo.self])

    /// `cairn change list`.
    struct List: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "List what was changed, newest first. With --json one object a line.")
        @OptionGroup var options: GlobalOptions
        @Option(name: .long, help: "Only steps that touch a file whose name begins so.") var under = ""
        @Option(name: .long, help: "So many steps at the most.") var limit = 50

        func perform() async throws -> Ending {
            let steps = try await Workshop(options).store().fileSteps.steps(under: under, limit: limit)
            for step in steps {
                console.jsonLine(FileStepView(step))
                console.result(step.line)
            }
            if steps.isEmpty { console.progress("nothing was changed") }
            return .allWell
        }
    }

    /// `cairn change show`.
    struct Show: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Show a step with its files, before and after.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The step's number.") var step: Int

        func perform() async throws -> Ending {
            guard let found = try await Workshop(options).store().fileSteps.find(step) else {
                throw StorageError.missing(kind: "step", id: String(step))
            }
            console.json(FileStepView(found, withTexts: true))
            console.result(found.line)
            for change in found.changes {
                console.result(
                    "\n--- \(change.before == nil ? "not there" : change.file)\n\(change.before ?? "")")
                console.result("+++ \(change.after == nil ? "gone" : change.file)\n\(change.after ?? "")")
            }
            return .allWell
        }
    }

    /// `cairn change undo`.
    struct Undo: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "undo", abstract: "Make the files of a step what they were before it.",
            discussion: """
                Refused where a file was changed since, so that nothing is lost.

                Examples:
                  cairn change undo
                  cairn change undo 12
                """)
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The step's number; the newest that is not taken back, unless said otherwise.")
        var step: Int?

        func perform() async throws -> Ending {
            let workshop = try Workshop(options)
            let store = try await workshop.store()
            let newest = try await store.fileSteps.steps(limit: .max).first { $0.undone == nil }?.number
            guard let number = step ?? newest, let found = try await store.fileSteps.find(number),
                found.undone == nil
            else {
                throw Complaint(
                    step.map { "there is no step \($0) to take back" } ?? "there is nothing to take back")
            }
            try workshop.library.apply(found.changes.map(\.reversed))
            try await store.fileSteps.noteUndone(found, by: workshop.commandAuthor, at: workshop.now)
            console.json(FileStepView(found))
            console.result("took back: \(found.line)")
            return .allWell
        }
    }
}

/// A step as JSON; the keys are part of the command line's contract.
private struct FileStepView: Encodable {
    private let step: Int
    private let what: String
    private let by: String
    private let time: Date
    private let undone: Date?
    private let files: [String]
    private let changes: [FileChange]?

    init(_ step: FileStep, withTexts: Bool = false) {
        self.step = step.number
        what = step.what
        by = step.author.name
        time = step.time
        undone = step.undone
        files = step.changes.map(\.file)
        changes = withTexts ? step.changes : nil
    }
}

private extension FileStep {
    /// The step in one line.
    var line: String {
        let end = undone.map { ", taken back \($0.formatted(.iso8601.year().month().day()))" } ?? ""
        let day = time.formatted(.iso8601.year().month().day())
        return
            "step \(number), \(day) by \(author.name): \(what) (\(changes.map(\.file).joined(separator: ", ")))\(end)"
    }
}
