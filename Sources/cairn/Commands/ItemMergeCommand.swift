// SPDX-License-Identifier: MIT

import ArgumentParser
import Foundation
import Model
import Storage

extension ItemCommand {
    /// `cairn item merge`.
    struct Merge: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "merge",
            abstract: "Join a copy to the item that it is a copy of.",
            discussion: """
                The copy's sources become sources of the other item; its own words, tags and verdicts are kept aside. No later
                run parts them. cairn item undo takes it back.

                Examples:
                  cairn item merge i1a2b3c4 i5d6e7f8
                  cairn item merge i1a2b3c4 i5d6e7f8 --why "the same talk, written up twice"
                """)
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The copy, by its id or the start of it.") var item: String
        @Argument(help: "The item that stays.") var into: String
        @Option(name: .long, help: "Why they are one, for other curators.") var why = ""
        @Option(name: .customLong("as"), help: "The name to sign with.") var name: String?

        private struct Result: Encodable {
            let item: String
            let into: String
        }

        func perform() async throws -> Ending {
            let workshop = try Workshop(options)
            let store = try await workshop.store()
            let (copy, other) = (try await store.item(item), try await store.item(into))
            let (gone, kept) = try await store.merges.merge(
                copy.id, into: other.id, why: why, by: workshop.signature(as: name))
            console.json(Result(item: gone.rawValue, into: kept.rawValue))
            console.result("\(gone) is part of \(kept) now: \(other.library.item.displayTitle)")
            return .allWell
        }
    }

    /// `cairn item split`.
    struct Split: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "split",
            abstract: "Part what was taken for one item and is not.",
            discussion: """
                Each source gets an item for itself; with --source only that feed's. The words, tags and verdicts stay with the
                source that they came from. No later run joins them again. cairn item undo takes it back.

                Examples:
                  cairn item split i5d6e7f8
                  cairn item split i5d6e7f8 --source f1a2b3
                  cairn item split i1a2b3c4     an item that was joined to another
                """)
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The item, by its id or the start of it.") var item: String
        @Option(name: .long, help: "Only the source that is this feed, by its id.") var source: String?
        @Option(name: .customLong("as"), help: "The name to sign with.") var name: String?

        private struct Result: Encodable {
            let item: String
            let parted: [String]
        }

        func perform() async throws -> Ending {
            let workshop = try Workshop(options)
            let store = try await workshop.store()
            guard let id = try await store.items.id(beginning: item) else {
                throw Complaint("there is no single item whose id begins with \(item)")
            }
            let parted = try await store.merges.split(
                id, source: source.map { Feed.ID($0) }, by: workshop.signature(as: name))
            console.json(Result(item: id.rawValue, parted: parted.map(\.rawValue)))
            for id in parted {
                console.result(
                    "\(id) is an item for itself now: \(try await store.item(id.rawValue).library.item.displayTitle)"
                )
            }
            return .allWell
        }
    }

    /// `cairn item undo`.
    struct Undo: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "undo",
            abstract: "Take back the newest merge or split; again for the one before it.",
            discussion: "What Cairn joined by itself is parted by cairn item split.")
        @OptionGroup var options: GlobalOptions

        private struct Result: Encodable {
            let undone: String?
            let items: [String]
            let other: String?
        }

        func perform() async throws -> Ending {
            let workshop = try Workshop(options)
            let undone = try await workshop.store().merges.undo(at: workshop.now)
            let kind = undone.map { $0.isMerge ? "merge" : "split" }
            let items = undone?.items ?? []
            console.json(
                Result(undone: kind, items: items.map(\.rawValue), other: undone?.other.rawValue))
            if let undone, let kind {
                let names = items.map(\.rawValue).joined(separator: ", ")
                console.result("took back: \(kind) of \(names) and \(undone.other)")
            } else {
                console.progress("there is nothing to take back")
            }
            return .allWell
        }
    }
}
