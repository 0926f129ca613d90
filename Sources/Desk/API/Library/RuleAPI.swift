// SPDX-License-Identifier: MIT

import Catalog
import HTTPTypes
import Model
import Storage

/// Rules, for programs: tried before they are saved, and what they did taken back.
enum RuleAPI {
    static let routes: [APIRoute] = reading + changing + doing

    private static let reading: [APIRoute] = [
        .get("rules", "listRules", "Every rule, and what has none any more.", gives: List.shape) { call in
            let holdings = call.sitting.holdings
            let counts = try await call.store.rules.counts()
            let broken = holdings.mistakes.filter { $0.file.hasPrefix("curated/rules/") }
            return List(
                rules: holdings.rules.map { RuleView($0, items: counts[$0.id] ?? 0, holdings) },
                orphans: counts.keys.sorted().filter { holdings.rule($0) == nil }.map {
                    List.Orphan(rule: $0.rawValue, items: counts[$0] ?? 0)
                }, mistakes: broken.map(\.description))
        },
        .get("rules/{rule}", "showRule", "One rule.", gives: .named("Rule")) { call in
            try await RuleView.read(Rule.ID(call.parameter("rule")), call)
        },
        .get(
            "rule-steps", "listRuleSteps", "What rules did, newest first.",
            query: [.free("limit", .whole(1...200), "20 unless said otherwise.")],
            gives: .list(.named("RuleStep"))
        ) { call in
            try await call.store.rules.steps(limit: call.query["limit"]?.whole ?? 20).map(RuleStepView.init)
        },
    ]

    private static let changing: [APIRoute] = [
        .doing(
            .post, "rules/try", for: .curator, "tryRule",
            "See what a rule would change in the items of the last days. Nothing is saved or changed.",
            body: .object(
                RuleView.content + [
                    .free("id", .slug, "The rule that it would take the place of; a new one without."),
                    APIShapes.days,
                ]), gives: .named("RuleOutlook")
        ) { call in
            let id = call.body["id"].text.map { Rule.ID($0) }
            let rule = try checked(call, id)
            let days = call.body["days"].whole ?? 30
            return RuleOutlookView(try await RuleKeeping(call.sitting).look(at: rule, days: days), days: days)
        },
        .doing(
            .post, "rules", for: .curator, "makeRule",
            "Save a new rule. It has its say on every item from now on.", body: .object(RuleView.content),
            gives: .named("Rule"), status: .created
        ) { call in
            let rule = try checked(call, nil)
            try await RuleKeeping(call.sitting).save(rule, isNew: true, seen: nil)
            return try await RuleView.read(rule.id, call)
        },
        .doing(
            .put, "rules/{rule}", for: .curator, "changeRule", "Save a rule in the place of another.",
            body: .object(RuleView.content + [APIShapes.seen]), gives: .named("Rule")
        ) { call in
            let rule = try checked(call, Rule.ID(call.parameter("rule")))
            try await RuleKeeping(call.sitting).save(rule, isNew: false, seen: call.body["seen"].text)
            return try await RuleView.read(rule.id, call)
        },
        .quietly(
            .delete, "rules/{rule}", for: .curator, "removeRule",
            "Take the file of a rule away. What it gave stays."
        ) { call in
            let keeping = RuleKeeping(call.sitting)
            try await keeping.remove(try keeping.rule(Rule.ID(call.parameter("rule"))))
        },
    ]

    private static let doing: [APIRoute] = [
        .doing(
            .post, "rules/{rule}/apply", for: .curator, "applyRule",
            "Have a rule look at the items of the last days, as one step; one without a file takes back what it gave.",
            body: .object([APIShapes.days]), gives: .named("RuleOutlook")
        ) { call in
            let days = call.body["days"].whole ?? 30
            let outlook = try await RuleKeeping(call.sitting).apply(
                Rule.ID(call.parameter("rule")), days: days)
            return RuleOutlookView(outlook, days: days, isDone: true)
        },
        .doing(
            .post, "rule-steps/{step}/undo", for: .curator, "undoRuleStep",
            "Take back what a rule did in one step.",
            gives: .object([
                .needed("step", .named("RuleStep")), .needed("items", .list(.id)),
            ])
        ) { call in
            let undone = try await RuleKeeping(call.sitting).takeBack(Int(call.parameter("step")) ?? 0)
            return Undone(step: RuleStepView(undone.step), items: undone.items.map(\.rawValue))
        },
    ]

    /// The rule that a program sends, once it is read as its file would be.
    private static func checked(_ call: APICall, _ id: Rule.ID?) throws -> Rule {
        let keeping = RuleKeeping(call.sitting)
        if let id { _ = try keeping.rule(id) }
        let checked = try keeping.checked(RuleView.rule(call.body, id: id, call.sitting.holdings))
        guard checked.errors.isEmpty else { throw APIProblem.refused(checked.errors) }
        return checked.rule
    }

    private struct List: Encodable, Sendable {
        let rules: [RuleView]
        let orphans: [Orphan]
        let mistakes: [String]

        struct Orphan: Encodable, Sendable {
            let rule: String
            let items: Int
        }

        static let shape = APIShape.object([
            .needed("rules", .list(.named("Rule"))),
            .needed(
                "orphans",
                .list(.object([.needed("rule", .words), .needed("items", .whole(0...1_000_000_000))])),
                "Rules without a file that still have their say; `applyRule` takes it back."),
            .needed("mistakes", .list(.words), "What is wrong in files of rules."),
        ])
    }

    private struct Undone: Encodable, Sendable {
        let step: RuleStepView
        let items: [String]
    }
}
