// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import Model
import Pages
import Storage

/// The rules: what each says, on how many items it has its say, and what rules did.
struct RuleListPage: Sendable {
    static let routes: [DeskRoute] = [
        .get("desk/rules", for: .contributor) { visit in .page(try await page(visit)) },
        .post("desk/rules/steps/{step}/undo", for: .curator) { visit in
            let number = Int(try visit.parameter("step")) ?? 0
            let undone = try await RuleKeeping(visit.sitting).takeBack(number)
            return .goTo(
                "desk/rules",
                saying: "Taken back: \(counted(undone.items.count, "item")) of the rule \(undone.step.rule).")
        },
    ]

    let rows: [Row]
    let isEmpty: Bool
    let orphans: [Orphan]
    let mistakes: [String]
    let done: [Done]
    let hasDone: Bool
    let steps: [StepLine]
    let hasSteps: Bool
    let mayChange: Bool

    struct Row: Sendable {
        let id: String
        let title: String
        let sentence: String
        let count: String
        let paused: String?
    }

    struct Orphan: Sendable {
        let id: String
        let count: String
    }

    /// What a rule did at one time.
    struct Done: Sendable {
        let number: Int
        let words: String
        let isUndone: Bool
        let mayUndo: Bool
    }

    private static func page(_ visit: Visit) async throws -> WebPage {
        let holdings = visit.tools.holdings()
        let (counts, words) = (try await visit.store.rules.counts(), RuleWords(holdings, usesNames: true))
        let mayChange = visit.person.role >= .curator
        let steps = try await visit.store.rules.steps(limit: 20)
        let files = try await CuratedFiles(visit.sitting).lines(under: "curated/rules/")
        let titles = Dictionary(
            holdings.rules.map { ($0.id, $0.title) }, uniquingKeysWith: { first, _ in first })
        let broken = holdings.mistakes.filter { $0.file.hasPrefix("curated/rules/") }
        let values = RuleListPage(
            rows: holdings.rules.map { rule in
                Row(
                    id: rule.id.rawValue, title: rule.title, sentence: words.sentence(rule).capitalizedStart,
                    count: counted(counts[rule.id] ?? 0, "item"), paused: rule.paused)
            }, isEmpty: holdings.rules.isEmpty && broken.isEmpty,
            orphans: counts.keys.sorted().filter { id in
                holdings.rule(id) == nil && !broken.contains { $0.file == Library.file(of: id) }
            }.map { Orphan(id: $0.rawValue, count: counted(counts[$0] ?? 0, "item")) },
            mistakes: broken.map(\.description),
            done: steps.map { step in
                let rejected = step.rejected > 0 ? ", \(step.rejected) rejected" : ""
                return Done(
                    number: step.number,
                    words:
                        "\(titles[step.rule] ?? step.rule.rawValue): \(counted(step.items, "item"))\(rejected), "
                        + "\(step.by.name), \(DeskWords.moment(step.by.time))",
                    isUndone: step.undone != nil, mayUndo: step.undone == nil && mayChange)
            }, hasDone: !steps.isEmpty, steps: files, hasSteps: !files.isEmpty, mayChange: mayChange)
        return WebPage("Rules", "rules", values)
    }
}

extension String {
    /// The same with its first letter large.
    var capitalizedStart: String { prefix(1).uppercased() + dropFirst() }
}
