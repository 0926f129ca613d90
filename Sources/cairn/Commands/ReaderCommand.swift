// SPDX-License-Identifier: MIT

import ArgumentParser
import Catalog
import Model
import Storage

/// `cairn reader`.
struct ReaderCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reader",
        abstract: "See how paths are followed and what readers found useful, in numbers.",
        discussion: """
            Numbers alone: who follows a path and what they write is theirs. cairn subscriber export and erase ADDRESS do both
            for readers too.
            """,
        subcommands: [Totals.self, Opinions.self])

    /// `cairn reader totals`.
    struct Totals: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "totals",
            abstract: "Print how many follow each path, and how many did or knew each step.")
        @OptionGroup var options: GlobalOptions

        private struct View: Encodable {
            struct Step: Encodable {
                let id: String
                let done: Int
                let known: Int
            }

            let path: String
            let readers: Int
            let steps: [Step]
        }

        func perform() async throws -> Ending {
            let workshop = try Workshop(options)
            let store = try await workshop.store()
            var views: [View] = []
            for path in workshop.library.read().paths {
                let totals = try await store.followings.totals(of: path.id)
                let steps = path.steps.map {
                    View.Step(id: $0.id, done: totals.done[$0.id] ?? 0, known: totals.known[$0.id] ?? 0)
                }
                views.append(View(path: path.id.rawValue, readers: totals.readers, steps: steps))
                console.result("\(path.id): \(counted(totals.readers, "reader"))")
                for step in steps where totals.readers > 0 {
                    console.result("  \(step.id): \(step.done) done, \(step.known) known before")
                }
            }
            console.json(views)
            return .allWell
        }
    }

    /// `cairn reader opinions`.
    struct Opinions: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "opinions", abstract: "Print which items readers found useful, and which not.")
        @OptionGroup var options: GlobalOptions
        @Option(name: .long, help: "How many items at the most.") var limit = 50

        func validate() throws {
            guard limit >= 1 else { throw ValidationError("--limit is 1 or more") }
        }

        func perform() async throws -> Ending {
            let store = try await Workshop(options).store()
            let counts = try await store.opinions.counts(limit: limit)
            console.json(counts)
            for count in counts {
                let words = count.words.isEmpty ? "" : " (\(count.words.joined(separator: ", ")))"
                console.result(
                    "\(count.useful) useful, \(count.useless) not: \(count.title), \(count.sources.joined(separator: ", "))\(words)"
                )
            }
            if counts.isEmpty { console.progress("no reader has said anything yet") }
            return .allWell
        }
    }
}
