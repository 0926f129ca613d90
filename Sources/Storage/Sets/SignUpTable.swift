// SPDX-License-Identifier: MIT

public import Foundation
public import Model

/// The table of those who want to join a set.
///
/// Names and addresses are in it; lines of the audit log name sign-ups by their ids alone.
public struct SignUpTable: Sendable {
    let database: any Database

    /// A programme for which people can sign up, or could.
    public struct Opening: Hashable, Sendable {
        /// The programme.
        public let programme: SetProgramme.ID
        /// Since when people can sign up, UTC.
        public let opened: Date
        /// Until when, UTC; nil for no end.
        public let until: Date?
    }

    /// Opens a programme for sign-ups, or opens it anew until another time.
    public func open(
        _ programme: SetProgramme.ID, until end: Date?, by author: AuditEntry.Author, at now: Date
    ) async throws(StorageError) {
        try await database.write { session in
            try session.run(
                """
                INSERT INTO set_programmes (id, opened, until) VALUES (\(programme), \(now), \(end))
                ON CONFLICT (id) DO UPDATE SET until = excluded.until
                """)
            try AuditTable.append(
                AuditEntry(
                    author: author, time: now, action: "sign-up opened", subject: "programme/\(programme)"),
                in: session)
        }
    }

    /// The programmes that were opened, by id.
    public func openings() async throws(StorageError) -> [Opening] {
        try await database.read { session in
            try session.rows("SELECT id, opened, until FROM set_programmes ORDER BY id").map {
                Opening(
                    programme: SetProgramme.ID(try $0.text(0)), opened: try $0.date(1),
                    until: try $0.optionalDate(2))
            }
        }
    }

    /// What comes of signing up.
    public enum Answer: Hashable, Sendable {
        /// They are new.
        case joined(SignUp.Person)
        /// They had signed up before: what they say now counts.
        case changed(SignUp.Person)
        /// They have a place in a closed set already; nothing was changed.
        case placed(SignUp.Person)
    }

    /// Somebody to be signed up.
    public struct Entry: Hashable, Sendable {
        /// What they are called.
        public let name: String
        /// Where mails go; nil for none.
        public let address: MailAddress?
        /// What they say; its person is put in place by the table.
        public let signUp: SignUp

        /// Holds what it is given.
        public init(name: String, address: MailAddress?, signUp: SignUp) {
            self.name = name
            self.address = address
            self.signUp = signUp
        }
    }

    /// Signs people up, all or nobody.
    ///
    /// Somebody is the same person as before by their address; by their name, where they gave none.
    ///
    /// **Shape**: what came of each, in order.
    /// **Errors**: `refused` for a programme that is not open.
    public func join(
        _ people: [Entry], programme: SetProgramme.ID, by author: AuditEntry.Author, at now: Date
    ) async throws(StorageError) -> [Answer] {
        let ids = people.map { _ in SignUpTable.newID() }
        return try await database.write { session in
            try SignUpTable.insistOnOpen(programme, at: now, in: session)
            return try zip(people, ids).map { person, id in
                let answer = try SignUpTable.join(person, id, programme, at: now, in: session)
                try SignUpTable.tell(answer, by: author, at: now, in: session)
                return answer
            }
        }
    }

    /// Those who signed up, in that order; of one state, where that is asked for.
    public func list(
        of programme: SetProgramme.ID, in state: SignUpRecord.State? = nil
    ) async throws(StorageError) -> [SignUpRecord] {
        try await database.read { session in
            var condition: SQL = "programme = \(programme)"
            if let state { condition = "\(condition) AND state = \(state.rawValue)" }
            return try session.rows(
                "SELECT \(SignUpTable.columns) FROM sign_ups WHERE \(condition) ORDER BY place"
            ).map(SignUpTable.record)
        }
    }

    /// One sign-up.
    public func find(_ id: SignUp.Person) async throws(StorageError) -> SignUpRecord? {
        try await database.read { session in try SignUpTable.find(id, in: session) }
    }

    /// Puts somebody into an alternative by hand, or lets them go again.
    ///
    /// **Errors**: `missing`; `refused` for somebody who has a place in a closed set, or has left.
    public func lock(
        _ id: SignUp.Person, to alternative: SetAlternative.ID?, by author: AuditEntry.Author, at now: Date
    ) async throws(StorageError) {
        try await database.write { session in
            let known = try SignUpTable.known(id, in: session)
            guard known.state == .waiting else {
                throw StorageError.refused("\(id) cannot be moved: they are \(known.state.rawValue)")
            }
            let old = known.signUp
            let new = SignUp(
                person: id, organisation: old.organisation, choices: old.choices, able: old.able,
                level: old.level, status: old.status, lock: alternative)
            try session.run("UPDATE sign_ups SET content = \(JSONText(new)) WHERE id = \(id)")
            try SignUpTable.tell(
                alternative.map { "locked to \($0)" } ?? "lock taken off", id, by: author, at: now,
                in: session)
        }
    }

    /// Notes that somebody does not want to come any more; a closed set goes on without them.
    ///
    /// **Errors**: `missing`.
    public func leave(
        _ id: SignUp.Person, by author: AuditEntry.Author, at now: Date
    ) async throws(StorageError) {
        try await database.write { session in
            _ = try SignUpTable.known(id, in: session)
            try session.run("DELETE FROM set_members WHERE sign_up = \(id)")
            try session.run("UPDATE sign_ups SET state = 'left' WHERE id = \(id)")
            try SignUpTable.tell("left", id, by: author, at: now, in: session)
        }
    }

    /// Removes all that is kept of somebody's sign-up; nothing of it stays but its id in the audit log.
    ///
    /// **Errors**: `missing`.
    public func erase(
        _ id: SignUp.Person, by author: AuditEntry.Author, at now: Date
    ) async throws(StorageError) {
        try await database.write { session in
            _ = try SignUpTable.known(id, in: session)
            try SignUpTable.erase([id], in: session)
            try SignUpTable.tell("sign-up erased", id, by: author, at: now, in: session)
        }
    }
}
