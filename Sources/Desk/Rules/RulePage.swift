// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import Model
import Pages
import Storage

/// Making and changing a rule: the form, what it would change in the items of the last days, saving, applying.
struct RulePage: Sendable {
    static let routes: [DeskRoute] = [
        .get("desk/rules/new", for: .curator) { visit in .page(form(nil, visit)) },
        .get("desk/rules/{rule}", for: .contributor) { visit in .page(form(try rule(visit), visit)) },
        .post("desk/rules/try", for: .curator, bodyLimit: byteLimit) { visit in try await look(visit, nil) },
        .post("desk/rules/{rule}/try", for: .curator, bodyLimit: byteLimit) { visit in
            try await look(visit, Rule.ID(try visit.parameter("rule")))
        },
        .post("desk/rules/save", for: .curator, bodyLimit: byteLimit) { visit in try await save(visit, nil) },
        .post("desk/rules/{rule}/save", for: .curator, bodyLimit: byteLimit) { visit in
            try await save(visit, Rule.ID(try visit.parameter("rule")))
        },
        .post("desk/rules/{rule}/apply", for: .curator) { visit in try await apply(visit) },
        .post("desk/rules/{rule}/remove", for: .curator) { visit in try await remove(visit) },
    ]

    let heading: String
    let form: RuleForm
    let action: String
    let outlook: RuleOutlookView?
    let isNew: Bool
    let mayChange: Bool
    let canSave: Bool
    let canApply: Bool

    /// Bytes of a form: there may be many words and many feeds.
    private static let byteLimit = 512 * 1024

    private static func rule(_ visit: Visit) throws -> Rule {
        let id = Rule.ID(try visit.parameter("rule"))
        guard let rule = visit.tools.holdings().rule(id) else { throw DeskError.notFound }
        return rule
    }

    private static func form(
        _ rule: Rule?, isNew: Bool? = nil, days: Int = 30, _ visit: Visit, outlook: RuleOutlookView? = nil,
        errors: [FieldError] = []
    ) -> DeskPage {
        let holdings = visit.tools.holdings()
        let isNew = isNew ?? (rule == nil)
        let stored = rule.flatMap { holdings.rule($0.id) }
        let values = RulePage(
            heading: isNew ? "A new rule" : rule?.title ?? "",
            form: RuleForm(rule, days: days, errors: errors, holdings),
            action: isNew ? "desk/rules" : "desk/rules/\(rule?.id.rawValue ?? "")", outlook: outlook,
            isNew: isNew, mayChange: visit.person.role >= .curator, canSave: outlook != nil && stored != rule,
            canApply: !isNew && stored != nil && stored == rule)
        return DeskPage(isNew ? "A new rule" : rule?.title ?? "Rule", "rule", values, errors: errors)
    }

    /// The rule of a form, once it is read as its file would be.
    private static func checked(_ visit: Visit, _ id: Rule.ID?) throws -> (rule: Rule, errors: [FieldError]) {
        let holdings = visit.tools.holdings()
        if let id, holdings.rule(id) == nil { throw DeskError.notFound }
        let rule = RuleForm.rule(visit.form, id: id, holdings)
        let file = Library.file(of: rule.id)
        let text = Library.text(of: rule, holdings)
        do throws(CatalogError) {
            return (try Library.rule(in: text, named: file, holdings), [])
        } catch {
            guard case .mistakes(let mistakes) = error else { throw error }
            let errors = mistakes.map {
                FieldError(field: field(of: $0), message: $0.message.capitalizedStart)
            }
            return (rule, errors)
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

    private static func look(_ visit: Visit, _ id: Rule.ID?) async throws -> DeskAnswer {
        let (rule, errors) = try checked(visit, id)
        let days = RuleForm.days(visit.form)
        guard errors.isEmpty else {
            return .page(form(rule, isNew: id == nil, days: days, visit, errors: errors))
        }
        let since = visit.now.addingTimeInterval(-Double(days) * 86_400)
        let outlook = try await visit.tools.runs.tryRule(rule, since)
        let view = RuleOutlookView(outlook, days: days, visit)
        return .page(form(rule, isNew: id == nil, days: days, visit, outlook: view))
    }

    private static func save(_ visit: Visit, _ id: Rule.ID?) async throws -> DeskAnswer {
        let (rule, errors) = try checked(visit, id)
        guard errors.isEmpty else {
            return .page(
                form(rule, isNew: id == nil, days: RuleForm.days(visit.form), visit, errors: errors))
        }
        let files = CuratedFiles(visit)
        let file = Library.file(of: rule.id)
        let text = Library.text(of: rule, visit.tools.holdings())
        let what = "\(id == nil ? "rule made" : "rule changed"): \(rule.title)"
        try await files.change([FileChange(file: file, before: try files.text(of: file), after: text)], what)
        return .goTo(
            "desk/rules/\(rule.id)",
            saying:
                "The rule is saved. It has its say on every item from now on; “Apply” has it look at those that are there."
        )
    }

    private static func apply(_ visit: Visit) async throws -> DeskAnswer {
        let id = Rule.ID(try visit.parameter("rule"))
        let rule = visit.tools.holdings().rule(id)
        let isKnown = try await visit.store.rules.counts()[id] != nil
        guard rule != nil || isKnown else { throw DeskError.notFound }
        let days = RuleForm.days(visit.form)
        let outlook = try await visit.tools.runs.applyRule(
            id, rule, visit.now.addingTimeInterval(-Double(days) * 86_400), visit.signature)
        try await visit.store.queue.catchUp()
        return .goTo("desk/rules", saying: outlook.sentence(days: days, isDone: true) + ".")
    }

    private static func remove(_ visit: Visit) async throws -> DeskAnswer {
        let rule = try rule(visit)
        let (files, file) = (CuratedFiles(visit), Library.file(of: rule.id))
        try await files.change(
            [FileChange(file: file, before: try files.text(of: file), after: nil)],
            "rule removed: \(rule.title)")
        return .goTo(
            "desk/rules", saying: "“\(rule.title)” is gone. What it gave stays until you take it back.")
    }
}

/// What a rule would change, for the page.
struct RuleOutlookView: Sendable {
    let sentence: String
    let changes: [Line]
    let more: String?

    struct Line: Sendable {
        let href: String
        let title: String
        let what: String
        let words: String?
    }

    /// Items that are listed at the most.
    private static let limit = 200

    init(_ outlook: RuleOutlook, days: Int, _ visit: Visit) {
        sentence = outlook.sentence(days: days, isDone: false) + "."
        let curriculum = visit.tools.holdings().curriculum
        let root = visit.tools.door.root
        changes = outlook.changes.prefix(RuleOutlookView.limit).map { change in
            let evidence = change.finding.map { RuleOutlookView.words($0.evidence) }
            return Line(
                href: root + "desk/items/\(change.item.rawValue)", title: change.title,
                what: RuleOutlookView.what(change, curriculum), words: evidence)
        }
        let rest = outlook.changes.count - RuleOutlookView.limit
        more = rest > 0 ? "And \(rest) more." : nil
    }

    /// The words that made the rule apply, each once.
    private static func words(_ evidence: [Tag.Evidence]) -> String {
        var seen: Set<String> = []
        return evidence.map(\.words).filter { seen.insert($0.lowercased()).inserted }.prefix(4)
            .joined(separator: ", ")
    }

    private static func what(_ change: RuleChange, _ curriculum: Curriculum?) -> String {
        func words(_ finding: RuleFinding?) -> String {
            finding.map { RuleWords.consequence($0.consequence, naming: curriculum) } ?? ""
        }
        return switch change.kind {
        case .gives: "gets \(words(change.finding))"
        case .rejects: "is rejected"
        case .ends: "loses \(words(change.former))"
        case .decided:
            "stays as it is: "
                + (change.verdict.map { "\($0.decision.rawValue) by \($0.by.name)" } ?? "decided already")
        }
    }
}
