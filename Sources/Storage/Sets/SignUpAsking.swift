// SPDX-License-Identifier: MIT

public import Foundation
public import Model

/// Signing up by a form: what is filled in counts once the owner of the address has confirmed it by a mailed link.
extension SignUpTable {
    /// How long a mailed link works, seconds.
    public static let linkTerm: TimeInterval = 2 * 86_400

    /// What a mailed link confirms.
    public struct Asked: Hashable, Sendable {
        /// The programme.
        public let programme: SetProgramme.ID
        /// Who it is, as they filled it in, and what they say.
        public let entry: Entry
    }

    /// Keeps what somebody filled in, until its link is used or too old.
    ///
    /// - Parameter digest: of the link's key.
    /// - Returns: false where nothing is mailed to that address.
    ///
    /// **Errors**: `refused` for somebody without an address, and for a programme that is not open.
    public func ask(
        _ entry: Entry, programme: SetProgramme.ID, link digest: String, at now: Date
    ) async throws(StorageError) -> Bool {
        guard let address = entry.address else {
            throw .refused("nobody can confirm by mail without an address")
        }
        return try await database.write { session in
            try session.run("DELETE FROM sign_up_asks WHERE until <= \(now)")
            try SignUpTable.insistOnOpen(programme, at: now, in: session)
            let key = try AddressKeys(in: session).digest(of: address)
            switch try SubscriberTable.suppression(of: key, in: session)?.reason {
            case .bounced, .complained, .asked: return false
            case .erased, nil: break
            }
            try session.run(
                """
                INSERT INTO sign_up_asks (digest, programme, name, address, address_key, content, until)
                VALUES (\(digest), \(programme), \(entry.name), \(address.text), \(key),
                    \(JSONText(entry.signUp)), \(now + SignUpTable.linkTerm))
                """)
            return true
        }
    }

    /// What a link confirms; nil for one that was used, or is too old.
    public func asked(by digest: String, at now: Date) async throws(StorageError) -> Asked? {
        try await database.read { session in try SignUpTable.asked(by: digest, at: now, in: session) }
    }

    /// Uses a link: from then on what was filled in counts, in place of what the same person said before.
    ///
    /// What an organiser has arranged with somebody, by a lock or as one who goes on with a set, stays.
    ///
    /// - Returns: what came of it; nil for a link that was used, or is too old.
    ///
    /// **Errors**: `refused` for a programme that is not open any more.
    public func confirm(
        by digest: String, author: AuditEntry.Author, at now: Date
    ) async throws(StorageError) -> (asked: Asked, answer: Answer)? {
        let fresh = SignUpTable.newID()
        return try await database.write { session in
            guard let asked = try SignUpTable.asked(by: digest, at: now, in: session) else { return nil }
            try SignUpTable.insistOnOpen(asked.programme, at: now, in: session)
            let entry = try SignUpTable.arranged(asked, in: session)
            let answer = try SignUpTable.join(entry, fresh, asked.programme, at: now, in: session)
            try SignUpTable.tell(answer, by: author, at: now, in: session)
            try session.run("DELETE FROM sign_up_asks WHERE digest = \(digest)")
            if let address = entry.address {
                let key = try AddressKeys(in: session).digest(of: address)
                try session.run("DELETE FROM suppressions WHERE reason = 'erased' AND address_key = \(key)")
            }
            return (asked, answer)
        }
    }
}

extension SignUpTable {
    static func newID() -> SignUp.Person { SignUp.Person("p" + AccessKey().digest.prefix(16)) }

    /// A line of the audit log for what came of signing up.
    static func tell(
        _ answer: Answer, by author: AuditEntry.Author, at now: Date, in session: any Session
    ) throws {
        switch answer {
        case .joined(let id): try tell("signed up", id, by: author, at: now, in: session)
        case .changed(let id): try tell("sign-up changed", id, by: author, at: now, in: session)
        case .placed: break
        }
    }
}

private extension SignUpTable {
    static func asked(by digest: String, at now: Date, in session: any Session) throws -> Asked? {
        try session.first(
            """
            SELECT programme, name, address, content FROM sign_up_asks
            WHERE digest = \(digest) AND until > \(now)
            """
        ).map { row in
            Asked(
                programme: SetProgramme.ID(try row.text(0)),
                entry: Entry(
                    name: try row.text(1), address: try row.mailAddress(2), signUp: try row.json(3)))
        }
    }

    /// The same with what an organiser has arranged with that person before.
    static func arranged(_ asked: Asked, in session: any Session) throws -> Entry {
        let entry = asked.entry
        guard let address = entry.address else { return entry }
        let key = try AddressKeys(in: session).digest(of: address)
        let row = try session.first(
            """
            SELECT \(SignUpTable.columns) FROM sign_ups
            WHERE programme = \(asked.programme) AND person_key = \(key) AND state = 'waiting'
            """)
        guard let old = try row.map(SignUpTable.record)?.signUp, let fixed = old.fixed else { return entry }
        let new = entry.signUp
        return Entry(
            name: entry.name, address: address,
            signUp: SignUp(
                person: new.person, organisation: new.organisation, choices: new.choices, able: new.able,
                level: old.level, status: old.status, lock: fixed))
    }
}
