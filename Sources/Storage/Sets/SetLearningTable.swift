// SPDX-License-Identifier: MIT

public import Foundation
public import Model

extension SetLifeTable {
    /// Keeps what a set has learned; for the set alone, until somebody agrees to more.
    ///
    /// **Errors**: `missing`; `refused` for a set that is not closed.
    public func learn(
        _ words: SetLearning.Words, in set: LearningSet.ID, by author: AuditEntry.Author, at now: Date
    ) async throws(StorageError) -> SetLearning {
        try await database.write { session in
            guard try SetTable.known(set, in: session).state == .closed else {
                throw StorageError.refused("the set \(set) is not closed yet")
            }
            let number = try SetLifeTable.next(in: "set_learning", session)
            try session.run(
                """
                INSERT INTO set_learning (number, learning_set, content, state, agreements)
                VALUES (\(number), \(set), \(JSONText(words)), 'private', \(JSONText([SetLearning.Agreement]())))
                """)
            try SetTable.tell("learning \(number) noted", set, by: author, at: now, in: session)
            return SetLearning(id: number, set: set, words: words, state: .private, agreements: [])
        }
    }

    /// Notes that somebody agreed to who may see what was learned: a step further, or back to any state before.
    ///
    /// **Errors**: `missing`; `refused` where a step is left out: what is public was agreed with the partners first.
    public func agree(
        _ agreement: SetLearning.Agreement, on number: Int, by author: AuditEntry.Author
    ) async throws(StorageError) -> SetLearning {
        try await database.write { session in
            guard let old = try SetLifeTable.learning("number = \(number)", in: session).first else {
                throw StorageError.missing(kind: "learning", id: "\(number)")
            }
            let order = SetLearning.State.allCases
            let (from, to) = (
                order.firstIndex(of: old.state) ?? 0, order.firstIndex(of: agreement.state) ?? 0
            )
            guard to != from, to <= from + 1 else {
                throw StorageError.refused(
                    to == from
                        ? "learning \(number) is \(old.state.rawValue) already"
                        : "learning \(number) is \(old.state.rawValue); it must be \(order[from + 1].rawValue) first"
                )
            }
            let agreements = old.agreements + [agreement]
            try session.run(
                """
                UPDATE set_learning SET state = \(agreement.state.rawValue), agreements = \(JSONText(agreements))
                WHERE number = \(number)
                """)
            try SetTable.tell(
                "learning \(number) is \(agreement.state.rawValue)", old.set, by: author, at: agreement.time,
                in: session)
            return SetLearning(
                id: number, set: old.set, words: old.words, state: agreement.state, agreements: agreements)
        }
    }

    /// What sets have learned, oldest first.
    ///
    /// - Parameters:
    ///   - set: of one set; nil for all.
    ///   - states: in one of these states.
    public func learning(
        of set: LearningSet.ID? = nil, in states: [SetLearning.State] = SetLearning.State.allCases
    ) async throws(StorageError) -> [SetLearning] {
        try await database.read { session in
            var condition: SQL = "state IN \(list: states.map(\.rawValue))"
            if let set { condition = "\(condition) AND learning_set = \(set)" }
            return try SetLifeTable.learning(condition, in: session)
        }
    }

    private static func learning(_ condition: SQL, in session: any Session) throws -> [SetLearning] {
        try session.rows(
            """
            SELECT number, learning_set, content, state, agreements FROM set_learning
            WHERE \(condition) ORDER BY number
            """
        ).map { row in
            guard let state = SetLearning.State(rawValue: try row.text(3)) else {
                throw StorageError.damaged("the state of what was learned")
            }
            return SetLearning(
                id: try row.integer(0), set: LearningSet.ID(try row.text(1)), words: try row.json(2),
                state: state, agreements: try row.json(4))
        }
    }
}

// MARK: - When it all goes

extension SetLifeTable {
    /// Says on which day all that is a set's own is deleted; nil for never.
    ///
    /// **Errors**: `missing`.
    public func keep(
        _ set: LearningSet.ID, until day: LocalDay?, by author: AuditEntry.Author, at now: Date
    ) async throws(StorageError) {
        try await database.write { session in
            _ = try SetTable.known(set, in: session)
            try session.run("UPDATE learning_sets SET delete_on = \(day?.text) WHERE id = \(set)")
            let words = day.map { "kept until \($0.text)" } ?? "kept for ever"
            try SetTable.tell(words, set, by: author, at: now, in: session)
        }
    }

    /// On which day all that is a set's own is deleted.
    public func end(of set: LearningSet.ID) async throws(StorageError) -> LocalDay? {
        try await database.read { session in
            try session.first("SELECT delete_on FROM learning_sets WHERE id = \(set)")?.optionalText(0)
                .flatMap { LocalDay($0) }
        }
    }

    /// Deletes all that is the own of sets whose day has come: its people's sign-ups, sessions, problems, actions, packs, what was
    /// learned and is private.
    ///
    /// What was agreed to be seen by others stays.
    ///
    /// - Parameter day: today.
    /// - Returns: the sets that are gone, by id.
    public func deleteEnded(
        by day: LocalDay, author: AuditEntry.Author, at now: Date
    ) async throws(StorageError) -> [LearningSet.ID] {
        try await database.write { session in
            let ended = try session.rows(
                "SELECT id FROM learning_sets WHERE delete_on IS NOT NULL AND delete_on <= \(day.text) ORDER BY id"
            ).map { LearningSet.ID(try $0.text(0)) }
            for set in ended { try SetLifeTable.delete(set, in: session) }
            for set in ended { try SetTable.tell("deleted", set, by: author, at: now, in: session) }
            return ended
        }
    }

    private static func delete(_ set: LearningSet.ID, in session: any Session) throws {
        let people = try session.rows("SELECT sign_up FROM set_members WHERE learning_set = \(set)").map {
            SignUp.Person(try $0.text(0))
        }
        try SignUpTable.erase(people, in: session)
        for table in ["set_sessions", "set_problems", "set_actions", "set_packs"] {
            try session.run("DELETE FROM \(raw: table) WHERE learning_set = \(set)")
        }
        try session.run("DELETE FROM set_learning WHERE learning_set = \(set) AND state = 'private'")
        try session.run("DELETE FROM learning_sets WHERE id = \(set)")
    }
}
