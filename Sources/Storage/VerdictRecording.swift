// SPDX-License-Identifier: MIT

import Foundation
import Model

/// Records the verdicts of one action, within one transaction.
struct VerdictRecording {
    private let session: any Session
    /// The action's number.
    let action: Int

    init(in session: any Session) throws {
        self.session = session
        let newest = try ["verdicts", "proposals", "tag_verdicts"].map {
            try session.number("SELECT COALESCE(MAX(action), 0) FROM \(raw: $0)")
        }
        action = (newest.max() ?? 0) + 1
    }

    /// Goes on with an action.
    init(action: Int, in session: any Session) {
        self.session = session
        self.action = action
    }

    static func sight(of item: Item.ID, in session: any Session) throws -> VerdictTable.Sight {
        guard let row = try session.first("SELECT revision FROM items WHERE id = \(item)") else {
            throw StorageError.missing(kind: "item", id: item.rawValue)
        }
        let verdict = try session.number(
            "SELECT COALESCE(MAX(number), 0) FROM verdicts WHERE item = \(item) AND undone IS NULL")
        return VerdictTable.Sight(revision: try row.integer(0), verdict: verdict)
    }

    /// Refuses when an item is not there, or is not what the curator saw.
    func check(_ item: Item.ID, against sight: VerdictTable.Sight?) throws {
        let now = try VerdictRecording.sight(of: item, in: session)
        if let sight, sight != now { throw StorageError.overtaken(item: item.rawValue) }
    }

    /// Records a verdict, or proposes it where a second person is needed.
    ///
    /// - Returns: whether it holds now.
    func record(_ verdict: Verdict, needsSecond: Bool) throws -> Bool {
        let item = verdict.item
        let open = try ProposalTable.open(on: item, in: session)
        if needsSecond, verdict.decision == .approve, !verdict.by.isRule {
            let isSecond = open.map { $0.verdict.by.name != verdict.by.name } ?? false
            try ProposalTable.end(on: item, as: isSecond ? "agreed" : "replaced", by: action, in: session)
            if !isSecond {
                try VerdictAudit.proposed(verdict, in: session)
                try ProposalTable.propose(verdict, action: action, in: session)
                try settle(item)
                return false
            }
        } else {
            try ProposalTable.end(on: item, as: verdict.decision.rawValue, by: action, in: session)
        }
        try VerdictAudit.given(verdict, in: session)
        let number = try session.number("SELECT COALESCE(MAX(number), 0) FROM verdicts") + 1
        try session.run(
            """
            INSERT INTO verdicts (number, action, item, decision, content, decided, author, revision)
            SELECT \(number), \(action), id, \(verdict.decision.rawValue), \(JSONText(verdict)), \(verdict.by.time),
                \(verdict.by.name), revision
            FROM items WHERE id = \(item)
            """)
        try VerdictRecording.setState(of: item, in: session)
        try TagVerdictTable.note(verdict, action: action, in: session)
        try settle(item)
        return true
    }

    /// What was written is in the verdict now, and nobody is at it any more.
    private func settle(_ item: Item.ID) throws {
        try DraftTable.discard(on: item, in: session)
        try session.run("DELETE FROM claims WHERE item = \(item)")
    }

    /// Makes an item's state follow its newest verdict.
    static func setState(of item: Item.ID, in session: any Session) throws {
        try session.run(
            """
            UPDATE items SET state = COALESCE((
                SELECT CASE decision WHEN 'approve' THEN 'approved' WHEN 'reject' THEN 'rejected' ELSE 'held' END
                FROM verdicts WHERE item = \(item) AND undone IS NULL ORDER BY number DESC LIMIT 1), 'waiting')
            WHERE id = \(item)
            """)
    }
}

/// Takes back what an action decided, within one transaction.
enum VerdictUndoing {
    /// The newest action that is not undone, and when it was done; nil when there is none.
    static func newest(
        by person: String?, in session: any Session
    ) throws -> (action: Int, time: Date)? {
        let isMine: SQL = person.map { "AND author = \($0)" } ?? ""
        let proposedMine: SQL = person.map { "AND person = \($0)" } ?? ""
        let rows = [
            try session.first(
                """
                SELECT action, decided FROM verdicts WHERE undone IS NULL \(isMine)
                    AND NOT EXISTS (SELECT 1 FROM rule_steps WHERE verdict_action = verdicts.action)
                ORDER BY action DESC LIMIT 1
                """),
            try session.first(
                """
                SELECT action, time FROM proposals WHERE ended_by IS NULL \(proposedMine)
                ORDER BY action DESC LIMIT 1
                """),
            try session.first(
                """
                SELECT action, decided FROM tag_verdicts WHERE undone IS NULL \(isMine) ORDER BY action DESC LIMIT 1
                """),
        ].compactMap { $0 }
        return try rows.map { (try $0.integer(0), try $0.date(1)) }.max { $0.0 < $1.0 }
    }

    /// - Returns: the verdicts that were given or proposed by the action.
    static func undo(_ action: Int, at now: Date, in session: any Session) throws -> [Verdict] {
        let rows = try session.rows(
            "SELECT content FROM verdicts WHERE action = \(action) AND undone IS NULL ORDER BY number")
        let given = try rows.map { try $0.json(0, as: Verdict.self) }
        try session.run("UPDATE verdicts SET undone = \(now) WHERE action = \(action) AND undone IS NULL")
        for verdict in given { try VerdictRecording.setState(of: verdict.item, in: session) }
        let verdicts = given + (try ProposalTable.undo(action, in: session))
        for verdict in verdicts where !verdict.why.isEmpty {
            let content = Draft.Content(
                topics: verdict.topics, fit: verdict.fit, why: verdict.why, note: verdict.note)
            try session.run(
                """
                INSERT INTO drafts (item, revision, person, content, saved)
                SELECT \(verdict.item), 1, \(verdict.by.name), \(JSONText(content)), \(now)
                WHERE NOT EXISTS (SELECT 1 FROM drafts WHERE item = \(verdict.item))
                """)
        }
        return verdicts
    }
}
