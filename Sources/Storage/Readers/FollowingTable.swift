// SPDX-License-Identifier: MIT

public import Foundation
public import Model

/// The table of who follows which path, and of what they marked of its steps.
public struct FollowingTable: Sendable {
    let database: any Database

    /// The paths that a reader follows.
    ///
    /// **Shape**: in the order in which they began.
    public func all(of reader: Reader.ID) async throws(StorageError) -> [Following] {
        try await database.read { session in
            try FollowingTable.followings(
                "WHERE reader = \(reader) ORDER BY since, path", reader, in: session)
        }
    }

    /// How far a reader is on a path; nil where they do not follow it.
    public func find(_ path: LearningPath.ID, of reader: Reader.ID) async throws(StorageError) -> Following? {
        try await database.read { session in
            try FollowingTable.followings(
                "WHERE reader = \(reader) AND path = \(path)", reader, in: session
            ).first
        }
    }

    /// A reader begins to follow a path; whoever does already goes on, and comes back from a break.
    public func follow(
        _ path: LearningPath.ID, by reader: Reader.ID, at now: Date
    ) async throws(StorageError) {
        try await database.write { session in
            try FollowingTable.follow(path, reader, at: now, in: session)
        }
    }

    /// A reader takes a break, or comes back from one.
    ///
    /// **Errors**: `missing` where they do not follow the path; also of the others.
    public func pause(
        _ path: LearningPath.ID, by reader: Reader.ID, since moment: Date?
    ) async throws(StorageError) {
        try await change(path, reader) { session in
            try session.run(
                "UPDATE followings SET paused = \(moment) WHERE reader = \(reader) AND path = \(path)")
        }
    }

    /// A reader looks at a path for the first time: what comes to it from then on is new to them.
    ///
    /// Nothing is done for somebody who has looked at it before.
    public func look(
        at steps: [String], of path: LearningPath.ID, by reader: Reader.ID
    ) async throws(StorageError) {
        let none: [String] = []
        try await database.write { session in
            try session.run(
                """
                UPDATE followings SET seen = \(JSONText(steps))
                WHERE reader = \(reader) AND path = \(path) AND seen = \(JSONText(none))
                """)
        }
    }

    /// A reader has seen which steps a path has.
    public func see(
        _ steps: [String], of path: LearningPath.ID, by reader: Reader.ID
    ) async throws(StorageError) {
        try await change(path, reader) { session in
            try session.run(
                "UPDATE followings SET seen = \(JSONText(steps)) WHERE reader = \(reader) AND path = \(path)")
        }
    }

    /// A reader says of a step that they did it, that they know it, or neither after all.
    ///
    /// - Parameter kind: nil takes back what was said.
    public func mark(
        _ step: String, of path: LearningPath.ID, as kind: StepMark.Kind?, by reader: Reader.ID, at now: Date
    ) async throws(StorageError) {
        try await change(path, reader) { session in
            guard let kind else {
                return try session.run(
                    """
                    DELETE FROM step_marks WHERE reader = \(reader) AND path = \(path) AND step = \(step)
                    """)
            }
            try session.run(
                """
                INSERT INTO step_marks (reader, path, step, kind, time)
                VALUES (\(reader), \(path), \(step), \(kind.rawValue), \(now))
                ON CONFLICT (reader, path, step) DO UPDATE SET kind = excluded.kind, time = excluded.time
                    WHERE step_marks.kind <> excluded.kind
                """)
        }
    }

    /// A reader leaves a path, and the groups that follow it: what they marked and wrote of it is deleted.
    public func leave(_ path: LearningPath.ID, by reader: Reader.ID) async throws(StorageError) {
        try await database.write { session in
            try GroupTable.leaveAll(on: path, by: reader, in: session)
            for table in ["step_marks", "reflections", "followings"] {
                try session.run(
                    "DELETE FROM \(raw: table) WHERE reader = \(reader) AND path = \(path)")
            }
        }
    }

    /// How many follow a path, and how many did or know each step; nobody by name.
    public struct Totals: Hashable, Sendable {
        /// How many follow it, those on a break included.
        public let readers: Int
        /// How many did each step.
        public let done: [String: Int]
        /// How many knew each step before.
        public let known: [String: Int]
    }

    /// The totals of a path.
    public func totals(of path: LearningPath.ID) async throws(StorageError) -> Totals {
        try await database.read { session in
            var counts: [StepMark.Kind: [String: Int]] = [:]
            let rows = try session.rows(
                "SELECT kind, step, COUNT(*) FROM step_marks WHERE path = \(path) GROUP BY kind, step")
            for row in rows {
                guard let kind = StepMark.Kind(rawValue: try row.text(0)) else { continue }
                counts[kind, default: [:]][try row.text(1)] = try row.integer(2)
            }
            return Totals(
                readers: try session.number("SELECT COUNT(*) FROM followings WHERE path = \(path)"),
                done: counts[.done] ?? [:], known: counts[.known] ?? [:])
        }
    }
}

extension FollowingTable {
    static func follow(
        _ path: LearningPath.ID, _ reader: Reader.ID, at now: Date, in session: any Session
    ) throws {
        let none: [String] = []
        try session.run(
            """
            INSERT INTO followings (reader, path, since, seen)
            VALUES (\(reader), \(path), \(now), \(JSONText(none)))
            ON CONFLICT (reader, path) DO UPDATE SET paused = NULL
            """)
    }

    static func followings(_ rest: SQL, _ reader: Reader.ID, in session: any Session) throws -> [Following] {
        let marks = Dictionary(
            grouping: try session.rows(
                "SELECT path, step, kind, time FROM step_marks WHERE reader = \(reader) ORDER BY time, step")
        ) { $0.optionalText(0) }
        return try session.rows("SELECT path, since, paused, seen FROM followings \(rest)").map { row in
            let path = try row.text(0)
            return Following(
                path: LearningPath.ID(path), since: try row.date(1), paused: try row.optionalDate(2),
                seen: try row.json(3), marks: try (marks[path] ?? []).map(FollowingTable.mark))
        }
    }

    private static func mark(_ row: Row) throws -> StepMark {
        guard let kind = StepMark.Kind(rawValue: try row.text(2)) else {
            throw StorageError.damaged("what a reader said of a step")
        }
        return StepMark(step: try row.text(1), kind: kind, time: try row.date(3))
    }

    private func change(
        _ path: LearningPath.ID, _ reader: Reader.ID,
        _ work: @escaping @Sendable (any Session) throws -> Void
    ) async throws(StorageError) {
        try await database.write { session in
            let count = try session.number(
                "SELECT COUNT(*) FROM followings WHERE reader = \(reader) AND path = \(path)")
            guard count == 1 else { throw StorageError.missing(kind: "path of yours", id: path.rawValue) }
            try work(session)
        }
    }
}
