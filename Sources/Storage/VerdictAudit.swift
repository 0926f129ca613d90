// SPDX-License-Identifier: MIT

import Foundation
import Model

/// Tells the audit log what people decide on items, in the transaction in which they do.
///
/// What rules do stands in the table of their steps.
enum VerdictAudit {
    /// A verdict is about to be recorded.
    static func given(_ verdict: Verdict, in session: any Session) throws {
        guard !verdict.by.isRule else { return }
        let former = try VerdictTable.current(for: verdict.item, in: session)
        try append(
            past(verdict), verdict.item, before: former.map { JSONText($0).text },
            after: JSONText(verdict).text, by: verdict.by.name, at: verdict.by.time, in: session)
    }

    /// An approval is about to wait for a second person.
    static func proposed(_ verdict: Verdict, in session: any Session) throws {
        try append(
            "approval proposed", verdict.item, before: nil, after: JSONText(verdict).text,
            by: verdict.by.name, at: verdict.by.time, in: session)
    }

    /// A tag was rejected by itself.
    static func rejected(_ verdict: TagVerdict, in session: any Session) throws {
        guard !verdict.by.isRule else { return }
        try append(
            "topic rejected", verdict.item, before: JSONText(["topic": verdict.topic.rawValue]).text,
            after: nil, by: verdict.by.name, at: verdict.by.time, in: session)
    }

    /// Verdicts were taken back, or tags alone.
    ///
    /// - Parameter person: who did it; nil for whoever had decided.
    static func takenBack(
        _ verdicts: [Verdict], _ tags: [TagVerdict], by person: String?, at now: Date,
        in session: any Session
    ) throws {
        for verdict in verdicts {
            let standing = try VerdictTable.current(for: verdict.item, in: session)
            try append(
                "decision taken back", verdict.item, before: JSONText(verdict).text,
                after: standing.map { JSONText($0).text }, by: person ?? verdict.by.name, at: now,
                in: session)
        }
        guard verdicts.isEmpty else { return }
        for tag in tags {
            try append(
                "rejected topic taken back", tag.item, before: nil,
                after: JSONText(["topic": tag.topic.rawValue]).text, by: person ?? tag.by.name, at: now,
                in: session)
        }
    }

    private static func past(_ verdict: Verdict) -> String {
        switch verdict.decision {
        case .approve: "item approved"
        case .reject: "item rejected"
        case .hold: "item held"
        }
    }

    private static func append(
        _ action: String, _ item: Item.ID, before: String?, after: String?, by name: String, at now: Date,
        in session: any Session
    ) throws {
        try AuditTable.append(
            AuditEntry(
                author: .init(name: name), time: now, action: action, subject: "item/\(item)",
                before: before, after: after), in: session)
    }
}
