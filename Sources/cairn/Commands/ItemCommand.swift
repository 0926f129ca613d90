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
        abstract: "Look at items and at what may be done with them, join copies, part what is not one.",
        discussion: """
            Examples:
              cairn item list --topic digital-strategy --limit 10
              cairn item show i1a2b3c4
              cairn item licence i1a2b3c4 CC-BY-4.0
              cairn item merge i1a2b3c4 i5d6e7f8
              cairn item split i5d6e7f8
            """,
        subcommands: [
            List.self, Show.self, ItemLicenceCommand.self, Merge.self, Split.self, Undo.self,
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
            transform: ItemState.named)
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

/// Shows one item, for `cairn item show` and `cairn review show`.
struct Showing {
    private let options: GlobalOptions

    init(_ options: GlobalOptions) { self.options = options }

    /// Prints the item.
    func show(_ id: String) async throws -> Ending {
        let workshop = try Workshop(options)
        let store = try await workshop.store()
        let console = Console(options)
        let item = try await store.item(id)
        let verdict = try await store.verdicts.current(for: item.id)
        let revisions = try await store.items.revisions(of: item.id)
        let parts = try await store.merges.parts(of: item.id)
        console.json(ItemView(item, verdict: verdict, parts: parts, isWhole: true))
        for line in item.lines(workshop.library.read().curriculum) { console.result(line) }
        console.result("    \(item.library.item.address?.text ?? "no address")")
        if item.library.sources.count > 1 {
            for source in item.library.sources { console.result("    from \(source.feed)  \(source.title)") }
        }
        for line in item.library.licenceLines { console.result(line) }
        if let page = item.library.page {
            console.result("    its page: \(page.result.rawValue), \(page.reason)")
        }
        if let verdict {
            let topics = verdict.topics.map(\.rawValue).joined(separator: ", ")
            console.result(
                "    \(verdict.decision.rawValue) by \(verdict.by.name): \(topics) \(verdict.why)\(verdict.note)"
            )
        }
        for part in parts {
            let day = part.by.time.formatted(.iso8601.year().month().day())
            console.result("    with \(part.item) since \(day), by \(part.by.name): \(part.title)")
            if !part.why.isEmpty { console.result("        \(part.why)") }
        }
        for revision in revisions {
            console.result("    before edit \(revision.revision): \(revision.title)")
        }
        console.result("")
        console.result(item.library.readable.text.best)
        return .allWell
    }
}
