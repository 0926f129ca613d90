// SPDX-License-Identifier: MIT

public import Foundation
public import Model

/// The tables of what sets bring, do and learn.
///
/// All of it is the set's own: nothing of it is published but what its people agreed to. Lines of the audit log hold no words
/// of it.
public struct SetLifeTable: Sendable {
    let database: any Database

    /// Notes a problem that somebody brings to a session.
    ///
    /// **Errors**: `missing`; `refused` for a set that is not closed, or a session that it does not have.
    public func bring(
        _ words: String, about topics: [Topic.ID], to session: Int, of set: LearningSet.ID,
        by author: AuditEntry.Author, at now: Date
    ) async throws(StorageError) -> SetProblem {
        try await database.write { transaction in
            try SetLifeTable.insist(on: session, of: set, in: transaction)
            let number = try SetLifeTable.next(in: "set_problems", transaction)
            try transaction.run(
                """
                INSERT INTO set_problems (number, learning_set, meeting, words, topics, time)
                VALUES (\(number), \(set), \(session), \(words), \(JSONText(topics)), \(now))
                """)
            try SetTable.tell(
                "problem brought to session \(session)", set, by: author, at: now, in: transaction)
            return SetProblem(id: number, session: session, words: words, topics: topics, time: now)
        }
    }

    /// The problems of a set, as they came; of one session, where that is asked for.
    public func problems(
        of set: LearningSet.ID, session: Int? = nil
    ) async throws(StorageError) -> [SetProblem] {
        try await database.read { transaction in
            var condition: SQL = "learning_set = \(set)"
            if let session { condition = "\(condition) AND meeting = \(session)" }
            return try transaction.rows(
                "SELECT number, meeting, words, topics, time FROM set_problems WHERE \(condition) ORDER BY number"
            ).map {
                SetProblem(
                    id: try $0.integer(0), session: try $0.integer(1), words: try $0.text(2),
                    topics: try $0.json(3), time: try $0.date(4))
            }
        }
    }

    /// Notes what somebody said they would do.
    ///
    /// **Errors**: `missing`; `refused` for a set that is not closed, a session that it does not have, or somebody who is not in
    /// it.
    public func add(
        _ what: String, by person: SignUp.Person?, until due: LocalDay?, in session: Int,
        of set: LearningSet.ID, author: AuditEntry.Author, at now: Date
    ) async throws(StorageError) -> SetAction {
        try await database.write { transaction in
            try SetLifeTable.insist(on: session, of: set, in: transaction)
            if let person {
                let found = try transaction.number(
                    "SELECT COUNT(*) FROM set_members WHERE sign_up = \(person) AND learning_set = \(set)")
                guard found == 1 else { throw StorageError.refused("\(person) is not in the set \(set)") }
            }
            let number = try SetLifeTable.next(in: "set_actions", transaction)
            try transaction.run(
                """
                INSERT INTO set_actions (number, learning_set, meeting, person, what, due)
                VALUES (\(number), \(set), \(session), \(person), \(what), \(due?.text))
                """)
            try SetTable.tell("action \(number) noted", set, by: author, at: now, in: transaction)
            return SetAction(id: number, session: session, person: person, what: what, due: due)
        }
    }

    /// Notes what came of an action; said again, it takes the place of what was said before.
    ///
    /// **Errors**: `missing`.
    public func end(
        _ action: Int, of set: LearningSet.ID, as result: SetAction.Result, by author: AuditEntry.Author
    ) async throws(StorageError) {
        try await database.write { transaction in
            let found = try transaction.rows(
                """
                UPDATE set_actions SET outcome = \(result.outcome), size = \(result.size.rawValue),
                    ended = \(result.time)
                WHERE number = \(action) AND learning_set = \(set) RETURNING number
                """)
            guard !found.isEmpty else {
                throw StorageError.missing(kind: "action", id: "\(action) of \(set)")
            }
            try SetTable.tell("action \(action) ended", set, by: author, at: result.time, in: transaction)
        }
    }

    /// The actions of a set: the open ones first, those due first on top, then those that have ended.
    public func actions(of set: LearningSet.ID) async throws(StorageError) -> [SetAction] {
        try await database.read { transaction in
            try transaction.rows(
                """
                SELECT number, meeting, person, what, due, outcome, size, ended FROM set_actions
                WHERE learning_set = \(set)
                ORDER BY CASE WHEN ended IS NULL THEN 0 ELSE 1 END, CASE WHEN due IS NULL THEN 1 ELSE 0 END,
                    due, number
                """
            ).map(SetLifeTable.action)
        }
    }

    /// Settles what a set reads before a session; once settled it stays, unless it is settled anew.
    ///
    /// - Parameter letters: what the set's people are told, each under its key.
    ///
    /// **Errors**: `missing`; `refused` for a set that is not closed, or a session that it does not have.
    public func settle(
        _ pack: Pack, for session: Int, of set: LearningSet.ID,
        mailing letters: [(key: String, letter: Letter)] = [], by author: AuditEntry.Author, at now: Date
    ) async throws(StorageError) {
        try await database.write { transaction in
            try SetLifeTable.insist(on: session, of: set, in: transaction)
            for (key, letter) in letters {
                try LetterTable.queue(letter, key: key, at: now, in: transaction)
            }
            try transaction.run(
                """
                INSERT INTO set_packs (learning_set, meeting, content, settled)
                VALUES (\(set), \(session), \(JSONText(pack)), \(now))
                ON CONFLICT (learning_set, meeting) DO UPDATE SET content = excluded.content,
                    settled = excluded.settled
                """)
            try SetTable.tell(
                "pack settled for session \(session)", set, by: author, at: now, in: transaction)
        }
    }

    /// What a set reads before a session, and since when that is settled; nil while it is not.
    public func pack(
        for session: Int, of set: LearningSet.ID
    ) async throws(StorageError) -> (pack: Pack, settled: Date)? {
        try await database.read { transaction in
            try transaction.first(
                "SELECT content, settled FROM set_packs WHERE learning_set = \(set) AND meeting = \(session)"
            ).map { (pack: try $0.json(0), settled: try $0.date(1)) }
        }
    }
}

extension SetLifeTable {
    static func insist(on meeting: Int, of id: LearningSet.ID, in session: any Session) throws {
        let set = try SetTable.known(id, in: session)
        guard set.state == .closed else { throw StorageError.refused("the set \(id) is not closed yet") }
        guard set.sessions.contains(where: { $0.number == meeting }) else {
            throw StorageError.refused("the set \(id) has no session \(meeting)")
        }
    }

    static func next(in table: String, _ session: any Session) throws -> Int {
        try session.number("SELECT COALESCE(MAX(number), 0) FROM \(raw: table)") + 1
    }

    private static func action(_ row: Row) throws -> SetAction {
        var result: SetAction.Result?
        if let word = row.optionalText(6), let ended = try row.optionalDate(7) {
            guard let size = SetAction.Size(rawValue: word) else {
                throw StorageError.damaged("the size of an action")
            }
            result = .init(outcome: row.optionalText(5) ?? "", size: size, time: ended)
        }
        return SetAction(
            id: try row.integer(0), session: try row.integer(1),
            person: row.optionalText(2).map { SignUp.Person($0) }, what: try row.text(3),
            due: row.optionalText(4).flatMap { LocalDay($0) }, result: result)
    }
}
