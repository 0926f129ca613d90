// SPDX-License-Identifier: MIT

import Foundation
import Model

/// What is kept of an offer in a set's row, so that the set stays as it was agreed when the file changes.
private struct KeptOffer: Codable {
    let place: String
    let focus: String
    let facilitator: String?
    let room: String?
    let level: String?
}

extension SetTable {
    /// What ``set(_:in:)`` reads, in its order.
    static let columns: SQL = "id, programme, offer, day, slot, content, state, since"

    static func set(_ row: Row, in session: any Session) throws -> LearningSet {
        let id = LearningSet.ID(try row.text(0))
        guard let day = LocalDay(try row.text(3)), let slot = SetSlot(try row.text(4)),
            let state = LearningSet.State(rawValue: try row.text(6))
        else { throw StorageError.damaged("the set \(id)") }
        let kept: KeptOffer = try row.json(5)
        let offer = SetOffer(
            id: SetOffer.ID(try row.text(2)), place: kept.place, focus: kept.focus, day: day, slots: [slot],
            facilitator: kept.facilitator, room: kept.room, level: kept.level.map { .only($0) } ?? .any)
        return LearningSet(
            id: id, programme: SetProgramme.ID(try row.text(1)),
            group: SetGroup(
                offer: offer, slot: slot, level: kept.level, members: try members(of: id, in: session)),
            state: state, since: try row.date(7), sessions: try sessions(of: id, in: session))
    }

    static func known(_ id: LearningSet.ID, in session: any Session) throws -> LearningSet {
        let row = try session.first("SELECT \(columns) FROM learning_sets WHERE id = \(id)")
        guard let row else { throw StorageError.missing(kind: "set", id: id.rawValue) }
        return try set(row, in: session)
    }

    static func dropProposed(_ programme: SetProgramme.ID, in session: any Session) throws {
        let proposed: SQL =
            "SELECT id FROM learning_sets WHERE programme = \(programme) AND state = 'proposed'"
        try session.run("DELETE FROM set_members WHERE learning_set IN (\(proposed))")
        try session.run("DELETE FROM learning_sets WHERE programme = \(programme) AND state = 'proposed'")
    }

    static func insert(
        _ group: SetGroup, _ id: LearningSet.ID, _ programme: SetProgramme.ID, at now: Date,
        in session: any Session
    ) throws {
        let offer = group.offer
        let taken = try session.number(
            "SELECT COUNT(*) FROM learning_sets WHERE programme = \(programme) AND offer = \(offer.id)")
        guard taken == 0 else { throw StorageError.refused("the set of \(offer.id) is closed") }
        let kept = KeptOffer(
            place: offer.place, focus: offer.focus, facilitator: offer.facilitator, room: offer.room,
            level: group.level)
        try session.run(
            """
            INSERT INTO learning_sets (id, programme, offer, day, slot, content, state, since)
            VALUES (\(id), \(programme), \(offer.id), \(offer.day.text), \(group.slot.description),
                \(JSONText(kept)), 'proposed', \(now))
            """)
        for member in group.members {
            let known = try SignUpTable.known(member.person, in: session)
            guard known.state == .waiting, known.programme == programme else {
                throw StorageError.refused("\(member.person) is not waiting for a place; allocate again")
            }
            try session.run(
                """
                INSERT INTO set_members (sign_up, learning_set, choice, fixed)
                VALUES (\(member.person), \(id), \(member.rank), \(member.isFixed ? 1 : 0))
                """)
        }
    }

    static func insert(
        _ meeting: SetSession, of id: LearningSet.ID, in session: any Session
    ) throws {
        try session.run(
            """
            INSERT INTO set_sessions (learning_set, number, day, slot, cancelled, sequence, changed)
            VALUES (\(id), \(meeting.number), \(meeting.day.text), \(meeting.slot.description),
                \(meeting.isCancelled ? 1 : 0), \(meeting.sequence), \(meeting.changed))
            """)
    }

    private static func members(
        of id: LearningSet.ID, in session: any Session
    ) throws -> [SetGroup.Member] {
        try session.rows(
            """
            SELECT sign_ups.id, content, choice, fixed FROM set_members
            JOIN sign_ups ON sign_ups.id = set_members.sign_up
            WHERE learning_set = \(id) ORDER BY place
            """
        ).map { row in
            let signUp: SignUp = try row.json(1)
            return SetGroup.Member(
                person: SignUp.Person(try row.text(0)), organisation: signUp.organisation,
                rank: row.optionalInteger(2), isFixed: try row.integer(3) == 1)
        }
    }

    private static func sessions(of id: LearningSet.ID, in session: any Session) throws -> [SetSession] {
        try session.rows(
            """
            SELECT number, day, slot, cancelled, sequence, changed FROM set_sessions
            WHERE learning_set = \(id) ORDER BY number
            """
        ).map { row in
            guard let day = LocalDay(try row.text(1)), let slot = SetSlot(try row.text(2)) else {
                throw StorageError.damaged("a session of \(id)")
            }
            return SetSession(
                number: try row.integer(0), day: day, slot: slot, isCancelled: try row.integer(3) == 1,
                sequence: try row.integer(4), changed: try row.date(5))
        }
    }

    static func tell(
        _ what: String, _ id: LearningSet.ID, by author: AuditEntry.Author, at now: Date,
        in session: any Session
    ) throws {
        try AuditTable.append(
            AuditEntry(author: author, time: now, action: what, subject: "set/\(id)"), in: session)
    }
}
