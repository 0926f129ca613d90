// SPDX-License-Identifier: MIT

import ArgumentParser
import Catalog
import Foundation
import Model
import Pipeline
import Publishing
import Storage

/// `cairn demo`.
struct DemoCommand: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Go the whole way on the bundled sample, and say where to look.",
        discussion: """
            Serves feeds/sample on this machine only, collects, classifies, approves by a rule that is printed, publishes,
            and drafts an issue. Uses a database of its own, demo.sqlite, made anew each time. Where there is no library,
            one is made in ./cairn-demo.

            Example:
              cairn demo
            """)

    @OptionGroup var options: GlobalOptions
    @Option(name: .long, help: "The folder to publish to; publish.to of cairn.yaml unless said otherwise.")
    var to: String?

    func perform() async throws -> Ending {
        let workshop = try self.workshop()
        try await refuseToHide(workshop)
        let demo = try await Demo(workshop, folder: to.map { URL(filePath: $0).path }, console: console)
        let outcome = try await demo.perform()
        console.json(outcome)
        return Ending(outcome.problems)
    }

    private func workshop() throws -> Workshop {
        do {
            return try Workshop(options)
        } catch CatalogError.noLibrary {
            let library = Library(folder: URL(filePath: "cairn-demo"))
            _ = try Starting.make(library, withSample: true)
            console.progress("made a library in ./cairn-demo")
            return try Workshop(library: library)
        }
    }

    /// What a team has published is not replaced by a sample.
    private func refuseToHide(_ workshop: Workshop) async throws {
        guard to == nil, let store = try await workshop.lookingStore() else { return }
        let counts = try await store.items.counts()
        if counts[.approved, default: 0] > 0 {
            throw Complaint(
                "this library has approved items of its own; cairn demo --to DIR publishes the sample elsewhere"
            )
        }
    }
}
