// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import Model
import Pages
import Storage

/// Making and changing a rule: the form, what it would change in the items of the last days, saving, applying.
struct RulePage: Sendable {
    static let routes: [DeskRoute] = [
        .get("desk/rules/new", for: .curator) { visit in .page(try form(nil, visit)) },
        .get("desk/rules/{rule}", for: .contributor) { visit in .page(try form(try rule(visit), visit)) },
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
    let outlook: OutlookView?
    let isNew: Bool
    let mayChange: Bool
    let canSave: Bool
    let canApply: Bool
    /// Of the file that the form was made from.
    let seen: String

    /// Bytes of a form: there may be many words and many feeds.
    private static let byteLimit = 512 * 1024

    private static func rule(_ visit: Visit) throws -> Rule {
        try RuleKeeping(visit.sitting).rule(Rule.ID(try visit.parameter("rule")))
    }

    private static func form(
        _ rule: Rule?, isNew: Bool? = nil, days: Int = 30, _ visit: Visit, outlook: OutlookView? = nil,
        errors: [FieldError] = []
    ) throws -> WebPage {
        let holdings = visit.tools.holdings()
        let isNew = isNew ?? (rule == nil)
        let stored = rule.flatMap { holdings.rule($0.id) }
        let values = RulePage(
            heading: isNew ? "A new rule" : rule?.title ?? "",
            form: RuleForm(rule, days: days, errors: errors, holdings),
            action: isNew ? "desk/rules" : "desk/rules/\(rule?.id.rawValue ?? "")", outlook: outlook,
            isNew: isNew, mayChange: visit.person.role >= .curator, canSave: outlook != nil && stored != rule,
            canApply: !isNew && stored != nil && stored == rule, seen: try seen(rule, visit))
        return WebPage(isNew ? "A new rule" : rule?.title ?? "Rule", "rule", values, errors: errors)
    }

    /// What was seen of the rule's file: as the form has it, or now.
    private static func seen(_ rule: Rule?, _ visit: Visit) throws -> String {
        let sent = visit.form["seen"].prefix(40)
        if !sent.isEmpty { return String(sent) }
        guard let rule, visit.tools.holdings().rule(rule.id) != nil else { return "" }
        return try CuratedFiles(visit.sitting).mark(of: Library.file(of: rule.id))
    }

    private static func checked(_ visit: Visit, _ id: Rule.ID?) throws -> RuleKeeping.Checked {
        let keeping = RuleKeeping(visit.sitting)
        if let id { _ = try keeping.rule(id) }
        return try keeping.checked(RuleForm.rule(visit.form, id: id, visit.tools.holdings()))
    }

    private static func look(_ visit: Visit, _ id: Rule.ID?) async throws -> DeskAnswer {
        let (checked, days) = (try checked(visit, id), RuleForm.days(visit.form))
        guard checked.errors.isEmpty else {
            return .page(
                try form(checked.rule, isNew: id == nil, days: days, visit, errors: checked.errors))
        }
        let outlook = try await RuleKeeping(visit.sitting).look(at: checked.rule, days: days)
        let view = OutlookView(outlook, days: days, visit.sitting)
        return .page(try form(checked.rule, isNew: id == nil, days: days, visit, outlook: view))
    }

    private static func save(_ visit: Visit, _ id: Rule.ID?) async throws -> DeskAnswer {
        let checked = try checked(visit, id)
        guard checked.errors.isEmpty else {
            let days = RuleForm.days(visit.form)
            return .page(
                try form(checked.rule, isNew: id == nil, days: days, visit, errors: checked.errors))
        }
        let seen = id == nil || visit.form["seen"].isEmpty ? nil : visit.form["seen"]
        try await RuleKeeping(visit.sitting).save(checked.rule, isNew: id == nil, seen: seen)
        return .goTo(
            "desk/rules/\(checked.rule.id)",
            saying:
                "The rule is saved. It has its say on every item from now on; “Apply” has it look at those that are there."
        )
    }

    private static func apply(_ visit: Visit) async throws -> DeskAnswer {
        let days = RuleForm.days(visit.form)
        let outlook = try await RuleKeeping(visit.sitting).apply(
            Rule.ID(try visit.parameter("rule")), days: days)
        return .goTo("desk/rules", saying: outlook.sentence(days: days, isDone: true) + ".")
    }

    private static func remove(_ visit: Visit) async throws -> DeskAnswer {
        let rule = try rule(visit)
        try await RuleKeeping(visit.sitting).remove(rule)
        return .goTo(
            "desk/rules", saying: "“\(rule.title)” is gone. What it gave stays until you take it back.")
    }
}
