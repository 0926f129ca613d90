// SPDX-License-Identifier: MIT

import Foundation
import Model

/// What a rule said of an item, with the step in which it did.
struct RuleEffect {
    let step: Int
    let finding: RuleFinding

    /// The tables in which an effect and its steps stand, as `e`, `s` and `x`.
    static let tables: SQL = """
        rule_effects e JOIN rule_steps s ON s.number = e.step LEFT JOIN rule_steps x ON x.number = e.ended
        """
    /// Whether an effect holds.
    static let isLive: SQL = "s.undone IS NULL AND (e.ended IS NULL OR x.undone IS NOT NULL)"

    /// What rules say at present of some items.
    static func live(of items: [Item.ID], in session: any Session) throws -> [Item.ID: [RuleEffect]] {
        var found: [Item.ID: [RuleEffect]] = [:]
        for chunk in items.parts {
            let rows = try session.rows(
                """
                SELECT e.item, e.step, e.content FROM \(tables) WHERE e.item IN \(list: chunk) AND \(isLive)
                ORDER BY e.item, e.step
                """)
            for row in rows {
                found[Item.ID(try row.text(0)), default: []].append(
                    RuleEffect(step: try row.integer(1), finding: try row.json(2)))
            }
        }
        return found
    }

    /// Makes the tags and verdicts of some items follow what rules say of them.
    static func show(on items: [Item.ID], at now: Date, in session: any Session) throws {
        let live = try live(of: items, in: session)
        for item in items {
            let effects = live[item] ?? []
            try TagTable.replaceRuleTags(of: item, by: effects.map(\.finding).tags, in: session)
            let rejecting = effects.filter { $0.finding.consequence.rejection != nil }.map(\.step)
            // A rule's verdict holds as long as what it says.
            let actions: SQL = """
                (SELECT verdict_action FROM rule_steps WHERE verdict_action IS NOT NULL AND number IN \(list: rejecting))
                """
            try session.run(
                """
                UPDATE verdicts SET undone = NULL WHERE item = \(item) AND undone IS NOT NULL AND action IN \(actions)
                """)
            try session.run(
                """
                UPDATE verdicts SET undone = \(now) WHERE item = \(item) AND undone IS NULL
                    AND action IN (SELECT verdict_action FROM rule_steps WHERE verdict_action IS NOT NULL)
                    AND action NOT IN \(actions)
                """)
            try VerdictRecording.setState(of: item, in: session)
        }
        try QueueKeeping.mark(items, in: session)
    }
}
