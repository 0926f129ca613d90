// SPDX-License-Identifier: MIT

import ArgumentParser
import Catalog
import Foundation
import Model
import Pipeline
import Storage

/// `cairn rule try`.
struct RuleTryCommand: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "try",
        abstract: "Say what a rule would change in the items that are there; change nothing.",
        discussion: """
            Items on which curators have decided are listed too, as staying: they show whether the rule agrees with people.

            Examples:
              cairn rule try job-adverts
              cairn rule try --file draft.md --days 90
            """)
    @OptionGroup var options: GlobalOptions
    @Argument(help: "The rule's id.") var rule: String?
    @Option(name: .long, help: "A file with a rule that need not be in curated/rules yet.") var file: String?
    @Option(name: .long, help: "Items first seen in this many days.") var days = 30

    func validate() throws {
        if (rule == nil) == (file == nil) { throw ValidationError("give a rule's id or --file") }
        if !(1...36_500).contains(days) { throw ValidationError("--days is from 1 to 36500") }
    }

    func perform() async throws -> Ending {
        let workshop = try Workshop(options)
        let holdings = workshop.library.read()
        let rule =
            if let file {
                try workshop.library.rule(in: URL(filePath: file), named: file, holdings)
            } else {
                try holdings.rule(named: rule ?? "")
            }
        guard let store = try await workshop.lookingStore() else {
            throw Complaint("there are no items yet; cairn collect gets some")
        }
        let since = workshop.now.addingTimeInterval(-Double(days) * 86_400)
        let outlook = try await RuleRun(store: store).look(at: rule.id, rule.unpaused, since: since)
        console.json(OutlookView(outlook, of: rule.id, days: days))
        if let paused = rule.paused {
            console.progress("the rule is paused (\(paused)); this is what it would change if it were not")
        }
        for line in outlook.changes.flatMap(\.lines) { console.result(line) }
        console.result(outlook.sentence(days: days, isDone: false))
        return .allWell
    }
}

/// `cairn rule apply`.
struct RuleApplyCommand: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply", abstract: "Change what cairn rule try shows, as one step.",
        discussion: """
            A rule that is paused, or whose file is gone, takes back what it gave. cairn rule undo takes the step back.

            Examples:
              cairn rule apply job-adverts
              cairn rule apply job-adverts --days 365 --as Ada
            """)
    @OptionGroup var options: GlobalOptions
    @Argument(help: "The rule's id.") var rule: String
    @Option(name: .long, help: "Items first seen in this many days.") var days = 30
    @Option(name: .customLong("as"), help: "The name to sign with.") var name: String?

    func validate() throws {
        if !(1...36_500).contains(days) { throw ValidationError("--days is from 1 to 36500") }
    }

    func perform() async throws -> Ending {
        let workshop = try Workshop(options)
        let holdings = workshop.library.read()
        let store = try await workshop.store()
        let id = Rule.ID(rule)
        // A rule whose file is gone is known by what it did.
        let isKnown = try await store.rules.counts()[id] != nil
        let isBroken = holdings.mistakes.contains { $0.file == "curated/rules/\(id).md" }
        let wording = isKnown && !isBroken ? holdings.rule(id) : try holdings.rule(named: rule)
        let since = workshop.now.addingTimeInterval(-Double(days) * 86_400)
        let (outlook, step) = try await RuleRun(store: store).apply(
            id, wording, since: since, by: workshop.signature(as: name))
        console.json(OutlookView(outlook, of: id, days: days, step: step))
        for line in outlook.changes.flatMap(\.lines) { console.result(line) }
        console.result(outlook.sentence(days: days, isDone: true))
        return .allWell
    }
}

private extension Rule {
    /// The same as if it were not paused.
    var unpaused: Rule {
        Rule(id: id, title: title, condition: condition, consequence: consequence, why: why)
    }
}
