// SPDX-License-Identifier: MIT

public import Foundation
public import Model

/// The table of what people changed in curated files, in steps that are taken back whole.
///
/// A step is written before its files are, so that a change that is cut off in the middle can be taken back too.
public struct FileStepTable: Sendable {
    let database: any Database

    /// Notes a step that is about to be done, with its line in the audit log.
    ///
    /// - Parameter what: in a few words: `terms of Cyber security changed`.
    /// - Returns: its number.
    public func begin(
        _ changes: [FileChange], _ what: String, by author: AuditEntry.Author, at now: Date
    ) async throws(StorageError) -> Int {
        try await database.write { session in
            let number = try session.number("SELECT COALESCE(MAX(number), 0) FROM file_steps") + 1
            try session.run(
                """
                INSERT INTO file_steps (number, person, name, what, time)
                VALUES (\(number), \(author.person), \(author.name), \(what), \(now))
                """)
            for change in changes {
                try session.run(
                    """
                    INSERT INTO file_changes (step, file, before, after)
                    VALUES (\(number), \(change.file), \(change.before), \(change.after))
                    """)
            }
            try FileStepTable.tell(what, of: number, by: author, at: now, in: session)
            return number
        }
    }

    /// Notes that a step's files could not be written.
    public func drop(
        _ number: Int, by author: AuditEntry.Author, at now: Date
    ) async throws(StorageError) {
        try await database.write { session in
            try session.run("DELETE FROM file_changes WHERE step = \(number)")
            try session.run("DELETE FROM file_steps WHERE number = \(number)")
            try FileStepTable.tell("could not be written", of: number, by: author, at: now, in: session)
        }
    }

    /// Notes that a step's files are as they were before it.
    public func noteUndone(
        _ step: FileStep, by author: AuditEntry.Author, at now: Date
    ) async throws(StorageError) {
        try await database.write { session in
            try session.run(
                "UPDATE file_steps SET undone = \(now) WHERE number = \(step.number) AND undone IS NULL")
            try FileStepTable.tell(
                "taken back: \(step.what)", of: step.number, by: author, at: now, in: session)
        }
    }

    /// What was changed, newest first.
    ///
    /// - Parameter folder: only steps that touch a file whose name begins so.
    public func steps(
        under folder: String = "", limit: Int = 50
    ) async throws(StorageError) -> [FileStep] {
        try await database.read { session in
            let rows = try session.rows(
                """
                SELECT number, person, name, what, time, undone FROM file_steps
                WHERE EXISTS (SELECT 1 FROM file_changes WHERE step = number
                    AND substr(file, 1, CAST(\(folder.unicodeScalars.count) AS INTEGER)) = \(folder))
                ORDER BY number DESC LIMIT \(limit)
                """)
            return try rows.map { try FileStepTable.step($0, in: session) }
        }
    }

    /// One step.
    public func find(_ number: Int) async throws(StorageError) -> FileStep? {
        try await database.read { session in
            try session.first(
                "SELECT number, person, name, what, time, undone FROM file_steps WHERE number = \(number)"
            ).map { try FileStepTable.step($0, in: session) }
        }
    }

    private static func step(_ row: Row, in session: any Session) throws -> FileStep {
        let number = try row.integer(0)
        let changes = try session.rows(
            "SELECT file, before, after FROM file_changes WHERE step = \(number) ORDER BY file")
        return FileStep(
            number: number,
            author: .init(person: row.optionalText(1).map { Person.ID($0) }, name: try row.text(2)),
            what: try row.text(3), time: try row.date(4), undone: try row.optionalDate(5),
            changes: try changes.map {
                FileChange(file: try $0.text(0), before: $0.optionalText(1), after: $0.optionalText(2))
            })
    }

    private static func tell(
        _ action: String, of step: Int, by author: AuditEntry.Author, at now: Date, in session: any Session
    ) throws {
        try AuditTable.append(
            AuditEntry(author: author, time: now, action: action, subject: "files/step-\(step)"), in: session)
    }
}

/// What a person changed in curated files at one time.
public struct FileStep: Hashable, Sendable, Codable {
    /// Its number; later steps have higher ones.
    public let number: Int
    /// Who did it.
    public let author: AuditEntry.Author
    /// What was done, in a few words.
    public let what: String
    /// When, UTC.
    public let time: Date
    /// When it was taken back, UTC; nil where it was not.
    public let undone: Date?
    /// The files, by name.
    public let changes: [FileChange]
}

/// The step of the schema that keeps what people changed in curated files.
enum FileStepsStep {
    static let statements: [SQL] = [
        """
        CREATE TABLE file_steps (
            number INTEGER PRIMARY KEY NOT NULL, person TEXT, name TEXT NOT NULL, what TEXT NOT NULL,
            time TEXT NOT NULL, undone TEXT)
        """,
        """
        CREATE TABLE file_changes (
            step INTEGER NOT NULL REFERENCES file_steps (number), file TEXT NOT NULL, before TEXT, after TEXT,
            PRIMARY KEY (step, file))
        """,
    ]
}
