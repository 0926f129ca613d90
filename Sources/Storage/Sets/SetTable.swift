// SPDX-License-Identifier: MIT

public import Foundation
public import Model

/// The table of action learning sets, proposed and closed.
public struct SetTable: Sendable {
    let database: any Database

    /// Keeps what an allocation proposes, in place of what the one before proposed.
    ///
    /// A closed set is not touched: its offer is not proposed again, and its people are in no other.
    ///
    /// **Shape**: the proposed sets, in the order of the groups.
    /// **Errors**: `refused` where a group's offer is closed, or somebody in it is not waiting, such as because they left
    /// meanwhile; nothing is changed then.
    public func propose(
        _ groups: [SetGroup], in programme: SetProgramme.ID, by author: AuditEntry.Author, at now: Date
    ) async throws(StorageError) -> [LearningSet] {
        let ids = groups.map { _ in LearningSet.ID("g" + AccessKey().digest.prefix(16)) }
        return try await database.write { session in
            try SetTable.dropProposed(programme, in: session)
            for (group, id) in zip(groups, ids) {
                try SetTable.insert(group, id, programme, at: now, in: session)
            }
            try AuditTable.append(
                AuditEntry(
                    author: author, time: now, action: "sets proposed: \(groups.count)",
                    subject: "programme/\(programme)"), in: session)
            return zip(groups, ids).map {
                LearningSet(id: $1, programme: programme, group: $0, state: .proposed, since: now)
            }
        }
    }

    /// Closes a proposed set: from now on no allocation touches it, and it takes nobody new.
    ///
    /// - Parameters:
    ///   - sessions: when it meets.
    ///   - letters: what its people are told, each under its key.
    ///
    /// **Errors**: `missing`; `refused` for a set that is closed already, or whose people are not those who were proposed.
    public func close(
        _ id: LearningSet.ID, sessions: [SetSession], expecting people: [SignUp.Person],
        mailing letters: [(key: String, letter: Letter)], by author: AuditEntry.Author, at now: Date
    ) async throws(StorageError) {
        try await database.write { session in
            let set = try SetTable.known(id, in: session)
            guard set.state == .proposed else {
                throw StorageError.refused("the set \(id) is closed already")
            }
            guard Set(set.group.members.map(\.person)) == Set(people) else {
                throw StorageError.refused(
                    "the people of the set \(id) are not those who were proposed; allocate again")
            }
            try session.run("UPDATE learning_sets SET state = 'closed', since = \(now) WHERE id = \(id)")
            try session.run("UPDATE sign_ups SET state = 'placed' WHERE id IN \(list: people)")
            for meeting in sessions { try SetTable.insert(meeting, of: id, in: session) }
            for (key, letter) in letters { try LetterTable.queue(letter, key: key, at: now, in: session) }
            try SetTable.tell("set closed with \(people.count) people", id, by: author, at: now, in: session)
        }
    }

    /// The sets of a programme, or all there are; by day, time and id.
    public func list(of programme: SetProgramme.ID? = nil) async throws(StorageError) -> [LearningSet] {
        try await database.read { session in
            let condition: SQL = programme.map { "WHERE programme = \($0)" } ?? ""
            return try session.rows(
                "SELECT \(SetTable.columns) FROM learning_sets \(condition) ORDER BY day, slot, id"
            ).map { try SetTable.set($0, in: session) }
        }
    }

    /// The offers that became closed sets, by programme.
    public func closedOffers() async throws(StorageError) -> [SetProgramme.ID: Set<SetOffer.ID>] {
        try await database.read { session in
            try session.rows("SELECT programme, offer FROM learning_sets WHERE state = 'closed'")
                .reduce(into: [:]) { found, row in
                    found[SetProgramme.ID(try row.text(0)), default: []].insert(SetOffer.ID(try row.text(1)))
                }
        }
    }

    /// One set.
    public func find(_ id: LearningSet.ID) async throws(StorageError) -> LearningSet? {
        try await database.read { session in
            try session.first("SELECT \(SetTable.columns) FROM learning_sets WHERE id = \(id)").map {
                try SetTable.set($0, in: session)
            }
        }
    }

    /// Moves a session, or calls it off; its version rises, so that calendars replace it.
    ///
    /// - Parameters:
    ///   - meeting: how it is to be; its version and time are put in place by the table.
    ///   - letters: what the set's people are told, each under its key.
    ///
    /// **Shape**: the session as it is now; nothing is done where nothing would change.
    /// **Errors**: `missing`; `refused` for a set that is not closed.
    @discardableResult
    public func move(
        _ meeting: SetSession, of id: LearningSet.ID, mailing letters: [(key: String, letter: Letter)],
        by author: AuditEntry.Author, at now: Date
    ) async throws(StorageError) -> SetSession {
        try await database.write { session in
            let set = try SetTable.known(id, in: session)
            guard set.state == .closed else { throw StorageError.refused("the set \(id) is not closed yet") }
            guard let old = set.sessions.first(where: { $0.number == meeting.number }) else {
                throw StorageError.missing(kind: "session", id: "\(meeting.number) of \(id)")
            }
            let isSame = old.day == meeting.day && old.slot == meeting.slot
            if isSame, old.isCancelled == meeting.isCancelled { return old }
            let new = SetSession(
                number: old.number, day: meeting.day, slot: meeting.slot, isCancelled: meeting.isCancelled,
                sequence: old.sequence + 1, changed: now)
            try session.run(
                """
                UPDATE set_sessions SET day = \(new.day.text), slot = \(new.slot.description),
                    cancelled = \(new.isCancelled ? 1 : 0), sequence = \(new.sequence), changed = \(now)
                WHERE learning_set = \(id) AND number = \(new.number)
                """)
            for (key, letter) in letters { try LetterTable.queue(letter, key: key, at: now, in: session) }
            try SetTable.tell("session \(new.number) moved", id, by: author, at: now, in: session)
            return new
        }
    }
}
