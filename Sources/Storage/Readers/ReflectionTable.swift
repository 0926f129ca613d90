// SPDX-License-Identifier: MIT

import Foundation
public import Model

/// The table of what readers wrote to questions, each for themselves.
public struct ReflectionTable: Sendable {
    let database: any Database

    /// What a reader wrote to the questions of a path.
    ///
    /// **Shape**: by step and question.
    public func all(
        of path: LearningPath.ID, by reader: Reader.ID
    ) async throws(StorageError) -> [Reflection] {
        try await database.read { session in
            try ReflectionTable.reflections("AND path = \(path)", of: reader, in: session)
        }
    }

    /// Keeps what a reader wrote to a question in place of what they wrote before; no words take it away.
    ///
    /// **Errors**: `refused` for somebody who does not follow the path, and for more than ``Model/Reflection/limit``
    /// characters.
    public func keep(_ reflection: Reflection, by reader: Reader.ID) async throws(StorageError) {
        let (path, step, question) = (reflection.path, reflection.step, reflection.question)
        guard reflection.words.count <= Reflection.limit else {
            throw StorageError.refused("an answer has \(Reflection.limit) characters at the most")
        }
        try await database.write { session in
            let follows = try session.number(
                "SELECT COUNT(*) FROM followings WHERE reader = \(reader) AND path = \(path)")
            guard follows == 1 else { throw StorageError.refused("you do not follow this path") }
            guard !reflection.words.isEmpty else {
                return try session.run(
                    """
                    DELETE FROM reflections WHERE reader = \(reader) AND path = \(path) AND step = \(step)
                        AND question = \(question)
                    """)
            }
            try session.run(
                """
                INSERT INTO reflections (reader, path, step, question, words, time)
                VALUES (\(reader), \(path), \(step), \(question), \(reflection.words), \(reflection.time))
                ON CONFLICT (reader, path, step, question) DO UPDATE SET words = excluded.words, time = excluded.time
                    WHERE reflections.words <> excluded.words
                """)
        }
    }

    static func reflections(
        _ condition: SQL, of reader: Reader.ID, in session: any Session
    ) throws -> [Reflection] {
        try session.rows(
            """
            SELECT path, step, question, words, time FROM reflections WHERE reader = \(reader) \(condition)
            ORDER BY path, step, question
            """
        ).map { row in
            Reflection(
                path: LearningPath.ID(try row.text(0)), step: try row.text(1), question: try row.text(2),
                words: try row.text(3), time: try row.date(4))
        }
    }
}
