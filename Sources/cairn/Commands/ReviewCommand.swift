// SPDX-License-Identifier: MIT

import ArgumentParser
import Catalog
import Model
import Storage

/// `cairn review`.
struct ReviewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review", abstract: "Decide on items.",
        discussion: """
            Examples:
              cairn review list
              cairn review approve i1a2 --why "It shows a board what to ask about risk."
              cairn review reject i3b4 --reason "an advert"
              cairn review untag i5c6 --topic open-data
              cairn review undo
            """,
        subcommands: [
            List.self, Show.self, History.self, Approve.self, Reject.self, Hold.self, Untag.self, Undo.self,
        ])

    /// `cairn review show`.
    struct Show: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "show",
            abstract: "Show one item with its text, tags and verdict.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The item's id or the start of it.") var item: String

        func perform() async throws -> Ending { try await Showing(options).show(item) }
    }

    /// `cairn review approve`.
    struct Approve: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "approve",
            abstract: "Approve items: they may be published.",
            discussion: """
                Without --topic an item keeps the topics that were suggested for it, without --audience the audiences that \
                rules gave it.
                """)
        @OptionGroup var options: GlobalOptions
        @Argument(help: "Items, by their ids or the starts of them.") var items: [String]
        @Option(name: .long, help: "Why it matters to the reader's mission, a sentence or two.") var why:
            String
        @Option(name: .long, help: "A topic, most central first; may be repeated.") var topic: [String] = []
        @Option(name: .long, help: "An audience; may be repeated.") var audience: [String] = []
        @Option(name: .long, help: "The stage that it fits best.") var stage: String?
        @Option(name: .long, help: "What kind of thing it is, such as case-study.") var format: String?
        @Option(name: .long, help: "A note for other curators.") var note = ""
        @Option(name: .customLong("as"), help: "The name to sign with.") var name: String?

        func perform() async throws -> Ending {
            try await Deciding(options).decide(on: items, as: name) { item, rules, signature in
                let fit = Verdict.Fit(
                    audiences: audience.isEmpty
                        ? rules.audiences : audience.map { Curriculum.Facet.ID($0) },
                    stage: stage.map { Curriculum.Facet.ID($0) }, format: format)
                let topics = topic.isEmpty ? item.tags.map(\.topic) : topic.map { Topic.ID($0) }
                return Verdict(
                    item: item.id, decision: .approve, topics: topics, fit: fit, why: why, note: note,
                    by: signature)
            }
        }
    }

    /// `cairn review reject`.
    struct Reject: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "reject",
            abstract: "Reject items: they are not for our readers.",
            discussion: """
                That an item is not for our readers says nothing of what it is about, so the classifier learns nothing from it.
                With --off-topic it learns that no topic fits.
                """)
        @OptionGroup var options: GlobalOptions
        @Argument(help: "Items, by their ids or the starts of them.") var items: [String]
        @Option(name: .long, help: "Why, for other curators.") var reason: String
        @Flag(name: .long, help: "No topic fits them either: their tags are rejected too.")
        var offTopic = false
        @Option(name: .customLong("as"), help: "The name to sign with.") var name: String?

        func perform() async throws -> Ending {
            try await Deciding(options).decide(on: items, as: name) { item, _, signature in
                Verdict(
                    item: item.id, decision: .reject, topics: [], note: reason, by: signature,
                    isOffTopic: offTopic)
            }
        }
    }

    /// `cairn review hold`.
    struct Hold: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "hold", abstract: "Put items aside to decide later.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "Items, by their ids or the starts of them.") var items: [String]
        @Option(name: .long, help: "A note for other curators.") var note = ""
        @Option(name: .customLong("as"), help: "The name to sign with.") var name: String?

        func perform() async throws -> Ending {
            try await Deciding(options).decide(on: items, as: name) { item, _, signature in
                Verdict(item: item.id, decision: .hold, topics: [], note: note, by: signature)
            }
        }
    }

    /// `cairn review undo`.
    struct Undo: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "undo",
            abstract: "Take back the newest decision, or all items of it when it was on several.")
        @OptionGroup var options: GlobalOptions
        @Option(name: .customLong("as"), help: "Only what this person decided.") var name: String?

        func perform() async throws -> Ending {
            let workshop = try Workshop(options)
            let undone = try await workshop.store().verdicts.undo(by: name, at: workshop.now)
            if undone.verdicts.isEmpty { console.json(undone.tags) } else { console.json(undone.verdicts) }
            for verdict in undone.verdicts {
                console.result("took back: \(verdict.decision.rawValue) \(verdict.item)")
            }
            if undone.verdicts.isEmpty {
                for tag in undone.tags { console.result("took back: \(tag.item) is not \(tag.topic)") }
            }
            if undone.isEmpty { console.progress("there is nothing to take back") }
            return .allWell
        }
    }
}

/// Gives verdicts on some items, all or none.
private struct Deciding {
    private let options: GlobalOptions

    init(_ options: GlobalOptions) { self.options = options }

    func decide(
        on ids: [String], as name: String?, verdict: (TaggedItem, [RuleFinding], Verdict.Signature) -> Verdict
    ) async throws -> Ending {
        let workshop = try Workshop(options)
        let curriculum = try workshop.curriculum(workshop.library.read())
        let store = try await workshop.store()
        let signature = workshop.signature(as: name)
        var verdicts: [Verdict] = []
        var objections: [String] = []
        for id in ids {
            let item = try await store.item(id)
            let given = verdict(item, try await store.rules.findings(for: item.id), signature)
            objections += given.objections(to: item.library, in: curriculum).map { "\(item.id): \($0)" }
            verdicts.append(given)
        }
        guard objections.isEmpty else { throw Complaint(objections.joined(separator: "\n")) }
        try await store.verdicts.record(verdicts)
        let console = Console(options)
        console.json(verdicts)
        for verdict in verdicts {
            let topics = verdict.topics.map(\.rawValue).joined(separator: ", ")
            console.result(
                "\(verdict.item): \(verdict.decision.rawValue)\(topics.isEmpty ? "" : " for \(topics)")")
        }
        return .allWell
    }
}
