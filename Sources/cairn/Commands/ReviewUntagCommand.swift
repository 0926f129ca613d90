// SPDX-License-Identifier: MIT

import ArgumentParser
import Model
import Storage

extension ReviewCommand {
    /// `cairn review untag`.
    struct Untag: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "untag",
            abstract: "Reject tags of items: the topic is wrong, and never returns for them.",
            discussion: """
                The items stay where they are: what waits goes on waiting. The next cairn model train learns from it.

                Examples:
                  cairn review untag i1a2 --topic open-data
                  cairn review untag i1a2 i3b4 --topic open-data --topic data-ethics
                  cairn review undo
                """)
        @OptionGroup var options: GlobalOptions
        @Argument(help: "Items, by their ids or the starts of them.") var items: [String]
        @Option(name: .long, help: "A topic that the items are not about; may be repeated.")
        var topic: [String]
        @Option(name: .customLong("as"), help: "The name to sign with.") var name: String?

        func validate() throws {
            if topic.isEmpty { throw ValidationError("--topic names the tag to reject") }
        }

        func perform() async throws -> Ending {
            let workshop = try Workshop(options)
            let store = try await workshop.store()
            var ids: [Item.ID] = []
            for item in items { ids.append(try await store.item(item).id) }
            let rejected = try await store.tagVerdicts.reject(
                topic.map { Topic.ID($0) }, of: ids, by: workshop.signature(as: name))
            console.json(rejected)
            for verdict in rejected { console.result("\(verdict.item): not \(verdict.topic)") }
            return .allWell
        }
    }
}
