// SPDX-License-Identifier: MIT

import ArgumentParser
import Catalog
import Foundation
import Model
import Storage

/// `cairn item`.
struct ItemCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "item",
        abstract:
            "Look at items and at what may be done with them, bring one, join copies, part what is not one.",
        discussion: """
            Examples:
              cairn item list --topic digital-strategy --limit 10
              cairn item show i1a2b3c4
              cairn item add https://example.org/how-we-moved-our-records
              cairn item licence i1a2b3c4 CC-BY-4.0
              cairn item merge i1a2b3c4 i5d6e7f8
              cairn item split i5d6e7f8
            """,
        subcommands: [
            List.self, Show.self, Add.self, ItemLicenceCommand.self, Merge.self, Split.self, Undo.self,
        ])

    /// `cairn item list`.
    struct List: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "List items, newest first. With --json one object a line.")
        @OptionGroup var options: GlobalOptions
        @Option(name: .long, help: "Only what this feed carries, by its id.") var feed: String?
        @Option(name: .long, help: "Only this topic, by its id.") var topic: String?
        @Option(
            name: .long, help: "Only this state: waiting, approved, rejected or held.",
            transform: ItemState.option("state"))
        var state: ItemState?
        @Option(name: .long, help: "This many at the most.") var limit = 50

        func validate() throws {
            if limit < 1 { throw ValidationError("--limit is 1 or more") }
        }

        func perform() async throws -> Ending {
            let workshop = try Workshop(options)
            let store = try await workshop.store()
            let filter = ItemFilter(
                feed: feed.map { Feed.ID($0) }, topic: topic.map { Topic.ID($0) }, state: state, limit: limit)
            let curriculum = options.json ? nil : workshop.library.read().curriculum
            let items = try await store.items.list(filter)
            for item in items {
                console.jsonLine(ItemView(item))
                for line in item.lines(curriculum) { console.result(line) }
            }
            if items.isEmpty { console.progress("no item fits") }
            return .allWell
        }
    }

    /// `cairn item show`.
    struct Show: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "show",
            abstract: "Show one item with its text, tags and verdict.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The item's id or the start of it.") var item: String

        func perform() async throws -> Ending { try await Showing(options).show(item) }
    }
}
