// SPDX-License-Identifier: MIT

import ArgumentParser
import Catalog
import Foundation
import Model
import Pipeline
import Storage

/// `cairn rule`.
struct RuleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rule",
        abstract: "Rules of the curators: see what they would change, change it, take it back.",
        discussion: """
            A rule is a file in curated/rules. It has its say on every item that cairn classify looks at; on items that were \
            looked at before only when you apply it.

            Examples:
              cairn rule list
              cairn rule try job-adverts               what it would change among the items of the last 30 days
              cairn rule try --file draft.md --days 90
              cairn rule apply job-adverts             change it, as one step
              cairn rule undo job-adverts              take the step back
            """,
        subcommands: [List.self, Show.self, RuleTryCommand.self, RuleApplyCommand.self, Undo.self])

    /// `cairn rule list`.
    struct List: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List the rules. With --json one object a line.",
            discussion: """
                Examples:
                  cairn rule list
                  cairn rule list --json
                """)
        @OptionGroup var options: GlobalOptions

        func perform() async throws -> Ending {
            let workshop = try Workshop(options)
            let holdings = workshop.library.read()
            let counts = try await workshop.store().rules.counts()
            for rule in holdings.rules {
                let items = counts[rule.id] ?? 0
                console.jsonLine(RuleView(rule, items: items))
                for line in rule.lines(holdings, items: items) { console.result(line) }
            }
            for id in counts.keys.sorted() where holdings.rule(id) == nil {
                console.result(
                    "\(id)  has no file any more, but its say on \(counted(counts[id] ?? 0, "item")); "
                        + "cairn rule apply \(id) ends that")
            }
            if holdings.rules.isEmpty { console.progress("there is no rule in curated/rules") }
            let mistakes = workshop.mistakesInRules(holdings).map(\.description)
            console.problems(mistakes, more: "cairn check names them")
            return Ending(mistakes)
        }
    }

    /// `cairn rule show`.
    struct Show: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Show a rule, why it is there, and what it did.",
            discussion: """
                Examples:
                  cairn rule show job-adverts
                """)
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The rule's id.") var rule: String

        func perform() async throws -> Ending {
            let workshop = try Workshop(options)
            let holdings = workshop.library.read()
            let rule = try holdings.rule(named: rule)
            let store = try await workshop.store()
            let items = try await store.rules.counts()[rule.id] ?? 0
            let steps = try await store.rules.steps(of: rule.id)
            console.json(RuleView(rule, items: items, steps: steps))
            for line in rule.lines(holdings, items: items) { console.result(line) }
            for step in steps { console.result("    \(step.line)") }
            if !rule.why.isEmpty { console.result("\n\(rule.why)") }
            return .allWell
        }
    }

    /// `cairn rule undo`.
    struct Undo: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "undo", abstract: "Take back the newest step of a rule, or of any.",
            discussion: """
                What the step gave is taken away, what it took back is there again, and items that it rejected wait as before. A
                curator's verdict stays. No later run does the same again, until the rule changes or you apply it.

                Examples:
                  cairn rule undo
                  cairn rule undo job-adverts
                  cairn rule undo --step 12     a step that cairn rule show lists
                """)
        @OptionGroup var options: GlobalOptions
        @Argument(help: "Only a step of this rule.") var rule: String?
        @Option(name: .long, help: "This step, by its number.") var step: Int?

        private struct Result: Encodable {
            let undone: StepView?
            let items: [String]
        }

        func perform() async throws -> Ending {
            let workshop = try Workshop(options)
            let undone = try await workshop.store().rules.undo(
                step, of: rule.map { Rule.ID($0) }, at: workshop.now)
            if let step, undone == nil { throw Complaint("there is no step \(step) to take back") }
            console.json(
                Result(
                    undone: undone.map { StepView($0.step) }, items: undone?.items.map(\.rawValue) ?? []))
            if let undone {
                console.result(
                    "took back: \(undone.step.line), of the rule \(undone.step.rule)")
            } else {
                console.progress("there is nothing to take back")
            }
            return .allWell
        }
    }
}

extension Holdings {
    /// The rule with an id; a mistake in its file is told.
    func rule(named id: String) throws -> Rule {
        if let rule = rule(Rule.ID(id)) { return rule }
        let own = mistakes.filter { $0.file == "curated/rules/\(id).md" }
        if !own.isEmpty { throw CatalogError.mistakes(own) }
        throw Complaint("there is no rule \(id); a rule is a file in curated/rules")
    }
}

private extension Rule {
    /// The rule for people.
    func lines(_ holdings: Holdings, items: Int) -> [String] {
        let state = paused.map { "paused: \($0); " } ?? ""
        return [
            "\(id)  \(title)", "    \(RuleWords(holdings).sentence(self))",
            "    \(state)has its say on \(counted(items, "item"))",
        ]
    }
}

private extension RuleStep {
    /// The step in one line.
    var line: String {
        let day = by.time.formatted(.iso8601.year().month().day())
        let rejections = rejected > 0 ? ", \(rejected) rejected" : ""
        let end = undone.map { ", taken back \($0.formatted(.iso8601.year().month().day()))" } ?? ""
        return "step \(number), \(day) by \(by.name): \(counted(items, "item"))\(rejections)\(end)"
    }
}
