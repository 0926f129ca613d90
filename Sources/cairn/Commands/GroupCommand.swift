// SPDX-License-Identifier: MIT

import ArgumentParser
import Catalog
import Foundation
import Model
import Storage

/// `cairn group`.
struct GroupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "group", abstract: "Let readers follow a path together.",
        discussion: """
            A group sees totals, from three people on, and the names of those who want to be seen; you see the same. Who is in
            it is their own affair.

            Examples:
              cairn group add "North Council leaders" --path board-essentials
              cairn group show c1f…
            """,
        subcommands: [Add.self, List.self, Show.self, Remove.self])

    /// `cairn group add`.
    struct Add: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "add", abstract: "Make a group, and print the address by which people join.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "What it is called.") var title: String
        @Option(name: .long, help: "The path's id.") var path: String

        func perform() async throws -> Ending {
            let workshop = try Workshop(options)
            guard let path = workshop.library.read().path(LearningPath.ID(path)) else {
                throw Complaint("there is no path \(path)")
            }
            let store = try await workshop.store()
            let group = try await store.groups.make(
                title, on: path.id, by: workshop.commandAuthor, at: workshop.now)
            try await show(group, workshop, store)
            return .allWell
        }
    }

    /// `cairn group list`.
    struct List: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List the groups. With --json one object a line.")
        @OptionGroup var options: GlobalOptions

        func perform() async throws -> Ending {
            let workshop = try Workshop(options)
            let store = try await workshop.store()
            let groups = try await store.groups.list()
            for group in groups {
                let view = try await GroupView(group, workshop, store)
                console.jsonLine(view)
                console.result(view.line)
            }
            if groups.isEmpty { console.progress("no group; cairn group add makes one") }
            return .allWell
        }
    }

    /// `cairn group show`.
    struct Show: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Show how far a group is: totals, and those who want to be seen.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The group's id.") var group: String

        func perform() async throws -> Ending {
            let workshop = try Workshop(options)
            let store = try await workshop.store()
            guard let group = try await store.groups.find(PathGroup.ID(group)) else {
                throw Complaint("there is no group \(group)")
            }
            try await show(group, workshop, store)
            return .allWell
        }
    }

    /// `cairn group remove`.
    struct Remove: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "remove", abstract: "Remove a group; its members go on by themselves.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The group's id.") var group: String

        private struct Result: Encodable {
            let id: String
        }

        func perform() async throws -> Ending {
            let workshop = try Workshop(options)
            try await workshop.store().groups.remove(
                PathGroup.ID(group), by: workshop.commandAuthor, at: workshop.now)
            console.json(Result(id: group))
            console.result("The group is removed; what its members marked stays theirs.")
            return .allWell
        }
    }
}

private extension LibraryCommand {
    /// Prints a group with its totals.
    func show(_ group: PathGroup, _ workshop: Workshop, _ store: Store) async throws {
        let view = try await GroupView(group, workshop, store)
        console.json(view)
        console.result(view.line)
        for line in view.lines { console.result(line) }
    }
}

/// A group as JSON.
private struct GroupView: Encodable {
    struct Step: Encodable {
        let id: String
        let done: Int
        let known: Int
    }

    let id: String
    let title: String
    let path: String
    let since: Date
    let members: Int
    let names: [String]
    /// Nil where the group is too small for totals.
    let steps: [Step]?
    /// Where people join; nil where `base_url` is not set.
    let invitation: String?

    init(_ group: PathGroup, _ workshop: Workshop, _ store: Store) async throws {
        let standing = try await store.groups.standing(of: group.id)
        id = group.id.rawValue
        title = group.title
        path = group.path.rawValue
        since = group.since
        members = standing.members
        names = standing.names
        let path = workshop.library.read().path(group.path)
        steps =
            standing.hasTotals
            ? path?.steps.map {
                Step(id: $0.id, done: standing.done[$0.id] ?? 0, known: standing.known[$0.id] ?? 0)
            } : nil
        let key = try await store.subscribers.linkKey()
        invitation = workshop.settings.baseURL.map { base in
            let root = base.text.hasSuffix("/") ? base.text : base.text + "/"
            return "\(root)reading/groups/\(PathGroup.invitation(to: group.id, key: key))"
        }
    }

    /// The same in a line.
    var line: String { "\(id)  \(title): \(path), \(countedPeople(members))" }

    /// The rest of it in lines.
    var lines: [String] {
        let seen = names.isEmpty ? [] : ["  seen: \(names.joined(separator: ", "))"]
        let totals =
            steps?.map { "  \($0.id): \($0.done) done, \($0.known) known before" }
            ?? ["  no totals before \(PathGroup.leastForTotals) people are in it"]
        let join = invitation ?? "base_url of cairn.yaml is not set, so nobody can join yet"
        return seen + totals + ["  join: \(join)"]
    }
}
