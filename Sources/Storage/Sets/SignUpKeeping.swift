// SPDX-License-Identifier: MIT

import Foundation
import Model

extension SignUpTable {
    /// What ``record(_:)`` reads, in its order.
    static let columns: SQL = "id, programme, name, address, content, state, signed"

    static func record(_ row: Row) throws -> SignUpRecord {
        guard let state = SignUpRecord.State(rawValue: try row.text(5)) else {
            throw StorageError.damaged("state of \(try row.text(0))")
        }
        return SignUpRecord(
            signUp: try row.json(4), programme: SetProgramme.ID(try row.text(1)), name: try row.text(2),
            address: row.optionalText(3).flatMap { MailAddress($0) }, state: state, signed: try row.date(6))
    }

    static func find(_ id: SignUp.Person, in session: any Session) throws -> SignUpRecord? {
        try session.first("SELECT \(columns) FROM sign_ups WHERE id = \(id)").map(record)
    }

    static func known(_ id: SignUp.Person, in session: any Session) throws -> SignUpRecord {
        guard let record = try find(id, in: session) else {
            throw StorageError.missing(kind: "sign-up", id: id.rawValue)
        }
        return record
    }

    static func insistOnOpen(
        _ programme: SetProgramme.ID, at now: Date, in session: any Session
    ) throws {
        guard let row = try session.first("SELECT until FROM set_programmes WHERE id = \(programme)") else {
            throw StorageError.refused("\(programme) is not open for sign-ups; cairn set open \(programme)")
        }
        if let end = try row.optionalDate(0), end <= now {
            throw StorageError.refused(
                "sign-ups for \(programme) ended on \(end.formatted(.iso8601.year().month().day()))")
        }
    }

    static func join(
        _ person: Entry, _ fresh: SignUp.Person, _ programme: SetProgramme.ID, at now: Date,
        in session: any Session
    ) throws -> Answer {
        let keys = try AddressKeys(in: session)
        let addressKey = person.address.map(keys.digest)
        let key = addressKey ?? "name \(person.name.lowercased())"
        let known = try session.first(
            "SELECT \(columns) FROM sign_ups WHERE programme = \(programme) AND person_key = \(key)"
        ).map(record)
        if let known, known.state == .placed { return .placed(known.id) }
        let id = known?.id ?? fresh
        let said = person.signUp
        let content = SignUp(
            person: id, organisation: said.organisation, choices: said.choices, able: said.able,
            level: said.level, status: said.status, lock: said.lock)
        let place = try session.number("SELECT COALESCE(MAX(place), 0) FROM sign_ups") + 1
        try session.run(
            """
            INSERT INTO sign_ups (id, programme, person_key, name, address, address_key, content, state, signed,
                place)
            VALUES (\(id), \(programme), \(key), \(person.name), \(person.address?.text), \(addressKey),
                \(JSONText(content)), 'waiting', \(now), \(place))
            ON CONFLICT (id) DO UPDATE SET name = excluded.name, address = excluded.address,
                content = excluded.content, state = 'waiting'
            """)
        return known == nil ? .joined(id) : .changed(id)
    }

    /// Takes sign-ups out of every table; what a mail to them may hold goes too.
    static func erase(_ ids: [SignUp.Person], in session: any Session) throws {
        try session.run("DELETE FROM set_members WHERE sign_up IN \(list: ids)")
        try session.run("DELETE FROM sign_ups WHERE id IN \(list: ids)")
        for id in ids {
            try session.run(
                """
                UPDATE deliveries SET letter = NULL, address_key = NULL, due = NULL,
                    state = CASE WHEN due IS NULL THEN state ELSE 'skipped' END,
                    reason = CASE WHEN due IS NULL THEN reason ELSE 'its reader had it erased' END
                WHERE letter_key LIKE \("set % \(id)")
                """)
        }
    }

    static func tell(
        _ what: String, _ id: SignUp.Person, by author: AuditEntry.Author, at now: Date,
        in session: any Session
    ) throws {
        try AuditTable.append(
            AuditEntry(author: author, time: now, action: what, subject: "sign-up/\(id)"), in: session)
    }
}
