// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import Model
import Pages
import Storage

/// Trying, saving, applying and removing rules.
struct RuleKeeping: Sendable {
    let sitting: Sitting

    init(_ sitting: Sitting) { self.sitting = sitting }

    /// A rule as its file would be read, and what is wrong with it.
    struct Checked: Sendable {
        let rule: Rule
        let errors: [FieldError]
    }

    /// A rule that has a file.
    ///
    /// **Errors**: `DeskError.notFound`.
    func rule(_ id: Rule.ID) throws -> Rule {
        guard let rule = sitting.holdings.rule(id) else { throw DeskError.notFound }
        return rule
    }

    /// An id for a new rule, after its title, that no rule has.
    static func newID(_ title: String, _ holdings: Holdings) -> Rule.ID {
        let base = slug(from: String(title.prefix(60)))
        let names = [base] + (2...999).map { "\(base)-\($0)" }
        // The first four are addresses of the desk and the API.
        let taken = Set(["new", "try", "save", "steps"] + holdings.rules.map(\.id.rawValue))
        let files = Set(holdings.mistakes.map(\.file))
        let free = names.first { !taken.contains($0) && !files.contains("curated/rules/\($0).md") }
        return Rule.ID(free ?? base)
    }

    /// The rule, once it is read as its file would be.
    func checked(_ rule: Rule) throws -> Checked {
        let holdings = sitting.holdings
        do throws(CatalogError) {
            let text = Library.text(of: rule, holdings)
            let read = try Library.rule(in: text, named: Library.file(of: rule.id), holdings)
            return Checked(rule: read, errors: [])
        } catch {
            guard case .mistakes(let mistakes) = error else { throw error }
            return Checked(
                rule: rule,
                errors: mistakes.map {
                    FieldError(field: RuleKeeping.field(of: $0), message: $0.message.capitalizedStart)
                })
        }
    }

    /// The field of the form that a mistake in the file is about.
    private static func field(of mistake: Mistake) -> String {
        let names: [(String, String)] = [
            ("title", "title"), ("all_words", "all_words"), ("no_words", "no_words"), ("words", "words"),
            ("then", "then-topics"), ("if ", "words"),
        ]
        return names.first { mistake.message.contains($0.0) }?.1 ?? "title"
    }

    /// What a rule would change in the items that were first seen in the last days; nothing is changed.
    func look(at rule: Rule, days: Int) async throws -> RuleOutlook {
        try await sitting.tools.runs.tryRule(rule, sitting.back(days))
    }

    /// Writes the file of a rule, as one step.
    ///
    /// **Errors**: `CatalogError.overtaken` where the rule is not as it was seen.
    ///
    /// - Parameter mark: of the file as it was seen; nil where that is not said.
    func save(_ rule: Rule, isNew: Bool, seen mark: String?) async throws {
        let (files, file) = (CuratedFiles(sitting), Library.file(of: rule.id))
        let before = try files.text(of: file, seen: mark)
        let text = Library.text(of: rule, sitting.holdings)
        try await files.change(
            [FileChange(file: file, before: before, after: text)],
            "\(isNew ? "rule made" : "rule changed"): \(rule.title)")
    }

    /// Has a rule look at the items that were first seen in the last days; one without a file takes back what it gave.
    func apply(_ id: Rule.ID, days: Int) async throws -> RuleOutlook {
        let rule = sitting.holdings.rule(id)
        let isKnown = try await sitting.store.rules.counts()[id] != nil
        guard rule != nil || isKnown else { throw DeskError.notFound }
        let outlook = try await sitting.tools.runs.applyRule(id, rule, sitting.back(days), sitting.signature)
        try await sitting.store.queue.catchUp()
        return outlook
    }

    /// Takes the file of a rule away; what it gave stays.
    func remove(_ rule: Rule) async throws {
        let (files, file) = (CuratedFiles(sitting), Library.file(of: rule.id))
        try await files.change(
            [FileChange(file: file, before: try files.text(of: file), after: nil)],
            "rule removed: \(rule.title)")
    }

    /// Takes back what a rule did in one step.
    func takeBack(_ step: Int) async throws -> (step: RuleStep, items: [Item.ID]) {
        guard let undone = try await sitting.store.rules.undo(step, at: sitting.now) else {
            throw DeskError.notFound
        }
        try await sitting.store.queue.catchUp()
        return undone
    }
}
