// SPDX-License-Identifier: MIT

public import Foundation
public import Model

/// The table of slots: the times at which newsletters go out, each once.
///
/// Whatever is done to a slot is done only if it still stands where the caller saw it. So two programs that work on one
/// database never do it twice: the second is told that it was too late.
public struct SlotTable: Sendable {
    let database: any Database

    /// The slots of a newsletter that something was done about.
    ///
    /// **Shape**: newest first.
    public func all(
        of newsletter: Newsletter.ID, limit: Int = 200
    ) async throws(StorageError) -> [SlotRecord] {
        try await database.read { session in
            try SlotTable.records(
                """
                WHERE newsletter = \(newsletter) ORDER BY due DESC, day DESC LIMIT \(limit)
                """, in: session)
        }
    }

    /// The slots that something is still to become of.
    ///
    /// **Shape**: by time.
    public func open(of newsletter: Newsletter.ID) async throws(StorageError) -> [SlotRecord] {
        try await database.read { session in
            try SlotTable.records(
                """
                WHERE newsletter = \(newsletter) AND state IN ('drafted', 'held', 'asked') ORDER BY due, day
                """, in: session)
        }
    }

    /// The slot of an issue; nil for one that was drafted by hand.
    public func record(of issue: Int, of newsletter: Newsletter.ID) async throws(StorageError) -> SlotRecord?
    {
        try await database.read { session in
            try SlotTable.records("WHERE newsletter = \(newsletter) AND number = \(issue)", in: session).first
        }
    }

    /// Issues that were let go out and whose sending has not begun.
    ///
    /// **Shape**: by newsletter and number; none that is withdrawn.
    public func unsent() async throws(StorageError) -> [SlotRecord] {
        try await database.read { session in
            try SlotTable.records(
                """
                WHERE state = 'released' AND number IS NOT NULL
                    AND NOT EXISTS (
                        SELECT 1 FROM sends
                        WHERE sends.newsletter = slots.newsletter AND sends.number = slots.number)
                    AND NOT EXISTS (
                        SELECT 1 FROM issue_amendments AS amendment
                        WHERE amendment.newsletter = slots.newsletter AND amendment.number = slots.number
                            AND amendment.kind = 'withdrawal')
                ORDER BY newsletter, number
                """, in: session)
        }
    }

    /// Up to when a newsletter's slots were looked after; nil for one that never was.
    public func watched(_ newsletter: Newsletter.ID) async throws(StorageError) -> Date? {
        try await database.read { session in
            try session.first("SELECT until FROM slot_watches WHERE newsletter = \(newsletter)")?.date(0)
        }
    }

    /// Notes up to when a newsletter's slots were looked after; never goes back.
    public func watch(_ newsletter: Newsletter.ID, until moment: Date) async throws(StorageError) {
        try await database.write { session in
            try session.run(
                """
                INSERT INTO slot_watches (newsletter, until) VALUES (\(newsletter), \(moment))
                ON CONFLICT (newsletter) DO UPDATE SET until = excluded.until WHERE excluded.until > slot_watches.until
                """)
        }
    }

    /// Begins a slot, together with the draft that it is for.
    ///
    /// - Parameters:
    ///   - draft: is kept in the same transaction; nil where the issue is there already, or there is none.
    /// - Returns: false when the slot was begun already; nothing was changed then.
    public func begin(_ record: SlotRecord, draft: Issue? = nil) async throws(StorageError) -> Bool {
        try await database.write { session in
            let slot = record.slot
            let taken = try session.number(
                "SELECT COUNT(*) FROM slots WHERE newsletter = \(slot.newsletter) AND day = \(slot.day.text)")
            guard taken == 0 else { return false }
            if let draft { try IssueTable.put(draft, by: nil, isReplacingEdits: false, in: session) }
            try session.run(
                """
                INSERT INTO slots (newsletter, day, due, draft_due, number, state, why, since)
                VALUES (\(slot.newsletter), \(slot.day.text), \(slot.due), \(slot.draftDue), \(record.issue),
                    \(record.state.rawValue), \(record.why), \(record.since))
                """)
            return true
        }
    }

    /// Moves a slot on.
    ///
    /// A slot that is skipped gives up its issue: one that was approved for it is a draft again.
    ///
    /// - Returns: false when it does not stand any more where `record` says; nothing was changed then.
    public func move(
        _ record: SlotRecord, to state: SlotRecord.State, why: String, now: Date
    ) async throws(StorageError) -> Bool {
        try await database.write { session in
            try SlotTable.move(record, to: state, why: why, now: now, in: session)
        }
    }

    /// Lets the issue of a slot go out.
    ///
    /// - Parameters:
    ///   - revision: the revision of the issue that the decision was made on.
    ///   - part: what goes out in place of the draft, approved as its state says; nil for an issue that is approved.
    /// - Returns: false when the slot or the issue does not stand any more where the caller saw it; nothing was changed then.
    /// - Throws: `StorageError.refused` where an item of the issue is not approved any more.
    public func release(
        _ record: SlotRecord, revision: Int, part: Issue? = nil, why: String, now: Date
    ) async throws(StorageError) -> Bool {
        try await database.write { session in
            guard let number = record.issue else { return false }
            let newsletter = record.slot.newsletter
            let seen = try session.number(
                """
                SELECT COUNT(*) FROM issues WHERE newsletter = \(newsletter) AND number = \(number)
                    AND revision = \(revision) AND state = \(part == nil ? "approved" : "draft")
                """)
            if part == nil, seen == 1 {
                let issue: Issue? = try session.first(
                    "SELECT content FROM issues WHERE newsletter = \(newsletter) AND number = \(number)"
                )?.json(0)
                if let issue { try IssueTable.insist(on: issue, in: session) }
            }
            guard seen == 1,
                try SlotTable.move(record, to: .released, why: why, now: now, in: session)
            else { return false }
            if let part { try IssueTable.approve(part, at: now, in: session) }
            return true
        }
    }

    /// Changes when a slot is due, for a newsletter whose rhythm says so now.
    public func retime(_ record: SlotRecord, to slot: Slot) async throws(StorageError) {
        try await database.write { session in
            try session.run(
                """
                UPDATE slots SET due = \(slot.due), draft_due = \(slot.draftDue)
                WHERE newsletter = \(record.slot.newsletter) AND day = \(record.slot.day.text) AND state = 'drafted'
                """)
        }
    }
}

extension SlotTable {
    fileprivate static func records(_ rest: SQL, in session: any Session) throws -> [SlotRecord] {
        try session.rows(
            "SELECT newsletter, day, due, draft_due, number, state, why, since FROM slots \(rest)"
        ).map { row in
            guard let day = LocalDay(try row.text(1)), let state = SlotRecord.State(rawValue: try row.text(5))
            else { throw StorageError.damaged("a slot's day or state") }
            return SlotRecord(
                slot: Slot(
                    newsletter: Newsletter.ID(try row.text(0)), day: day, due: try row.date(2),
                    draftDue: try row.date(3)), issue: row.optionalInteger(4), state: state,
                why: try row.text(6), since: try row.date(7))
        }
    }

    fileprivate static func move(
        _ record: SlotRecord, to state: SlotRecord.State, why: String, now: Date, in session: any Session
    ) throws -> Bool {
        let slot = record.slot
        let number = state == .skipped ? nil : record.issue
        let moved = try session.rows(
            """
            UPDATE slots SET state = \(state.rawValue), why = \(why), since = \(now), number = \(number)
            WHERE newsletter = \(slot.newsletter) AND day = \(slot.day.text)
                AND state = \(record.state.rawValue) AND COALESCE(number, 0) = \(record.issue ?? 0)
            RETURNING day
            """)
        guard !moved.isEmpty else { return false }
        if state == .skipped, let given = record.issue {
            try IssueTable.reopen(slot.newsletter, number: given, in: session)
        }
        return true
    }
}
