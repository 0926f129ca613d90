// SPDX-License-Identifier: MIT

import Foundation
import Model

/// Brings what rules did to items to what they say now, within one transaction.
struct RuleSettling {
    let session: any Session
    /// The only rule that is settled; nil for all.
    let rule: Rule.ID?
    /// Whether somebody asked for just this.
    let isAsked: Bool
    let signature: Verdict.Signature
    var steps: RuleTable.Steps

    /// Settles some items; most have nothing to do with any rule.
    mutating func settle(_ readings: [RuleTable.Reading]) throws {
        let live = try RuleEffect.live(of: readings.map(\.item), in: session)
        var touched: [Item.ID] = []
        for reading in readings {
            let effects = (live[reading.item] ?? []).filter { rule == nil || $0.finding.rule == rule }
            if effects.isEmpty, reading.findings.isEmpty { continue }
            guard let state = try state(of: reading) else { continue }
            if try settle(reading, effects, state) { touched.append(reading.item) }
        }
        try RuleEffect.show(on: touched, at: signature.time, in: session)
    }
}

private extension RuleSettling {
    /// Where the item stands without its rules, held also where a person is at work on it; nil where a curator has the last word, or where its words changed.
    func state(of reading: RuleTable.Reading) throws -> ItemState? {
        let item = reading.item
        let row = try session.first(
            """
            SELECT state FROM items WHERE id = \(item) AND revision = \(reading.revision)
                AND COALESCE((SELECT text_key FROM articles WHERE item = items.id), '') = \(reading.textKey)
            """)
        guard let row, let state = ItemState(rawValue: try row.text(0)) else { return nil }
        switch state {
        case .waiting: return try isAtWork(item) ? .held : .waiting
        case .held: return .held
        case .approved: return nil
        case .rejected:
            // Rejected by a rule, and by nobody since.
            let byRule = try session.number(
                """
                SELECT COUNT(*) FROM verdicts WHERE item = \(item) AND undone IS NULL
                    AND number = (SELECT MAX(number) FROM verdicts WHERE item = \(item) AND undone IS NULL)
                    AND action IN (SELECT verdict_action FROM rule_steps WHERE verdict_action IS NOT NULL)
                """)
            return byRule == 1 ? .waiting : nil
        }
    }

    /// Whether a person has begun to decide: nobody's draft is taken away under the hands.
    func isAtWork(_ item: Item.ID) throws -> Bool {
        if try ProposalTable.isOpen(on: item, in: session) { return true }
        return try session.number(
            """
            SELECT (SELECT COUNT(*) FROM drafts WHERE item = \(item))
                + (SELECT COUNT(*) FROM claims WHERE item = \(item) AND until > \(signature.time))
            """) > 0
    }

    /// Ends what is said no more and adds what is said anew.
    ///
    /// - Returns: whether anything changed.
    mutating func settle(
        _ reading: RuleTable.Reading, _ effects: [RuleEffect], _ state: ItemState
    ) throws -> Bool {
        let item = reading.item
        let wanted = try reading.findings.filter { finding in
            if state == .held, finding.consequence.rejection != nil { return false }
            return try isAsked || !wasTakenBack(finding, of: item)
        }
        let gone = effects.filter { !wanted.contains($0.finding) }
        let new = wanted.filter { finding in !effects.contains { $0.finding == finding } }
        for effect in gone {
            let step = try step(of: effect.finding.rule)
            try session.run(
                "UPDATE rule_effects SET ended = \(step) WHERE step = \(effect.step) AND item = \(item)")
            if !new.contains(where: { $0.rule == effect.finding.rule }) { steps.ended += 1 }
        }
        for finding in new { try add(finding, to: item) }
        if !new.isEmpty { steps.given += 1 }
        return !gone.isEmpty || !new.isEmpty
    }

    /// Whether somebody took back what the same wording of the rule did to the item, and nobody asked for it since.
    func wasTakenBack(_ finding: RuleFinding, of item: Item.ID) throws -> Bool {
        let newest = try session.rows(
            """
            SELECT e.content, s.undone FROM rule_effects e JOIN rule_steps s ON s.number = e.step
            WHERE e.item = \(item) AND s.rule = \(finding.rule) ORDER BY e.step DESC
            """
        ).first { try $0.json(0, as: RuleFinding.self).version == finding.version }
        return newest?.optionalText(1) != nil
    }

    mutating func add(_ finding: RuleFinding, to item: Item.ID) throws {
        let step = try step(of: finding.rule)
        try session.run(
            """
            INSERT INTO rule_effects (step, item, content) VALUES (\(step), \(item), \(JSONText(finding)))
            ON CONFLICT (step, item) DO UPDATE SET content = excluded.content, ended = NULL
            """)
        guard let reason = finding.consequence.rejection else { return }
        let verdict = Verdict(
            item: item, decision: .reject, topics: [], note: reason,
            by: Verdict.Signature(name: finding.rule.rawValue, time: signature.time, isRule: true))
        _ = try recording(of: step).record(verdict, needsSecond: false)
        steps.rejected += 1
    }

    /// The rule's step in this run, made when it is first needed.
    mutating func step(of rule: Rule.ID) throws -> Int {
        if let step = steps.numbers[rule] { return step }
        let number = try session.number("SELECT COALESCE(MAX(number), 0) FROM rule_steps") + 1
        try session.run(
            """
            INSERT INTO rule_steps (number, rule, author, by_rule, time)
            VALUES (\(number), \(rule), \(signature.name), \(signature.isRule ? 1 : 0), \(signature.time))
            """)
        steps.numbers[rule] = number
        return number
    }

    /// What records a step's verdicts, as one action that begins when it is first needed.
    func recording(of step: Int) throws -> VerdictRecording {
        let row = try session.first("SELECT verdict_action FROM rule_steps WHERE number = \(step)")
        if let action = row?.optionalInteger(0) { return VerdictRecording(action: action, in: session) }
        let recording = try VerdictRecording(in: session)
        try session.run(
            "UPDATE rule_steps SET verdict_action = \(recording.action) WHERE number = \(step)")
        return recording
    }
}
