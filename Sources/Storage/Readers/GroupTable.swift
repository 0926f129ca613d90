// SPDX-License-Identifier: MIT

public import Foundation
public import Model

/// The table of groups that follow a path together.
///
/// Lines of the audit log name groups; who is in them stands in none.
public struct GroupTable: Sendable {
    let database: any Database

    /// Makes a group, with nobody in it.
    ///
    /// **Errors**: `refused` for a title that is empty, too long or more than one line.
    public func make(
        _ title: String, on path: LearningPath.ID, by author: AuditEntry.Author, at now: Date
    ) async throws(StorageError) -> PathGroup {
        let group = PathGroup(
            id: PathGroup.ID("c" + AccessKey().digest.prefix(12)), title: try GroupTable.line(title),
            path: path, since: now)
        return try await database.write { session in
            try session.run(
                """
                INSERT INTO path_groups (id, title, path, since)
                VALUES (\(group.id), \(group.title), \(group.path), \(now))
                """)
            try GroupTable.tell("group made", group.id, by: author, at: now, in: session)
            return group
        }
    }

    /// All groups, oldest first.
    public func list() async throws(StorageError) -> [PathGroup] {
        try await database.read { session in
            try session.rows("SELECT id, title, path, since FROM path_groups ORDER BY since, id")
                .map(GroupTable.group)
        }
    }

    /// One group.
    public func find(_ id: PathGroup.ID) async throws(StorageError) -> PathGroup? {
        try await database.read { session in try GroupTable.find(id, in: session) }
    }

    /// Removes a group; its members go on by themselves.
    ///
    /// **Errors**: `missing`.
    public func remove(
        _ id: PathGroup.ID, by author: AuditEntry.Author, at now: Date
    ) async throws(StorageError) {
        try await database.write { session in
            _ = try GroupTable.known(id, in: session)
            try session.run("DELETE FROM group_members WHERE path_group = \(id)")
            try session.run("DELETE FROM path_groups WHERE id = \(id)")
            try GroupTable.tell("group removed", id, by: author, at: now, in: session)
        }
    }

    /// A reader joins a group and follows its path, or says anew whether the others may see their name.
    ///
    /// - Parameter name: nil, or empty, for somebody who does not want to be seen.
    ///
    /// **Errors**: `missing`; `refused` for a name that is too long or more than one line.
    public func join(
        _ id: PathGroup.ID, by reader: Reader.ID, as name: String?, at now: Date
    ) async throws(StorageError) {
        let shown = try name.flatMap { $0.isEmpty ? nil : $0 }.map(GroupTable.line)
        try await database.write { session in
            let group = try GroupTable.known(id, in: session)
            try FollowingTable.follow(group.path, reader, at: now, in: session)
            try session.run(
                """
                INSERT INTO group_members (path_group, reader, name, since)
                VALUES (\(id), \(reader), \(shown), \(now))
                ON CONFLICT (path_group, reader) DO UPDATE SET name = excluded.name
                """)
        }
    }

    /// A reader leaves a group; what they marked stays theirs.
    public func leave(_ id: PathGroup.ID, by reader: Reader.ID) async throws(StorageError) {
        try await database.write { session in
            try session.run("DELETE FROM group_members WHERE path_group = \(id) AND reader = \(reader)")
        }
    }

    /// The groups that a reader is in, oldest first.
    public func memberships(of reader: Reader.ID) async throws(StorageError) -> [GroupMembership] {
        try await database.read { session in try GroupTable.memberships(of: reader, in: session) }
    }

    /// How far a group is.
    ///
    /// **Errors**: `missing`.
    public func standing(of id: PathGroup.ID) async throws(StorageError) -> GroupStanding {
        try await database.read { session in
            let group = try GroupTable.known(id, in: session)
            var counts: [StepMark.Kind: [String: Int]] = [:]
            let rows = try session.rows(
                """
                SELECT kind, step, COUNT(*) FROM step_marks
                JOIN group_members ON group_members.reader = step_marks.reader
                WHERE path_group = \(id) AND path = \(group.path) GROUP BY kind, step
                """)
            for row in rows {
                guard let kind = StepMark.Kind(rawValue: try row.text(0)) else { continue }
                counts[kind, default: [:]][try row.text(1)] = try row.integer(2)
            }
            return GroupStanding(
                members: try session.number(
                    "SELECT COUNT(*) FROM group_members WHERE path_group = \(id)"),
                names: try session.rows(
                    "SELECT name FROM group_members WHERE path_group = \(id) AND name IS NOT NULL ORDER BY name"
                ).map { try $0.text(0) }, done: counts[.done] ?? [:], known: counts[.known] ?? [:])
        }
    }
}

extension GroupTable {
    static func memberships(
        of reader: Reader.ID, in session: any Session
    ) throws -> [GroupMembership] {
        try session.rows(
            """
            SELECT path_groups.id, title, name, group_members.since FROM group_members
            JOIN path_groups ON path_groups.id = path_group
            WHERE reader = \(reader) ORDER BY group_members.since, path_groups.id
            """
        ).map { row in
            GroupMembership(
                group: PathGroup.ID(try row.text(0)), title: try row.text(1), name: row.optionalText(2),
                since: try row.date(3))
        }
    }

    /// Takes a reader who leaves a path out of the groups that follow it.
    static func leaveAll(
        on path: LearningPath.ID, by reader: Reader.ID, in session: any Session
    ) throws {
        try session.run(
            """
            DELETE FROM group_members WHERE reader = \(reader)
                AND path_group IN (SELECT id FROM path_groups WHERE path = \(path))
            """)
    }
}

private extension GroupTable {
    static func group(_ row: Row) throws -> PathGroup {
        PathGroup(
            id: PathGroup.ID(try row.text(0)), title: try row.text(1),
            path: LearningPath.ID(try row.text(2)), since: try row.date(3))
    }

    static func find(_ id: PathGroup.ID, in session: any Session) throws -> PathGroup? {
        try session.first("SELECT id, title, path, since FROM path_groups WHERE id = \(id)").map(group)
    }

    static func known(_ id: PathGroup.ID, in session: any Session) throws -> PathGroup {
        guard let group = try find(id, in: session) else {
            throw StorageError.missing(kind: "group", id: id.rawValue)
        }
        return group
    }

    static func line(_ text: String) throws(StorageError) -> String {
        let line = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !line.isEmpty, line.count <= PathGroup.titleLimit, !line.contains(where: \.isNewline) else {
            throw .refused("a title or a name is one line of at most \(PathGroup.titleLimit) letters")
        }
        return line
    }

    static func tell(
        _ what: String, _ id: PathGroup.ID, by author: AuditEntry.Author, at now: Date,
        in session: any Session
    ) throws {
        try AuditTable.append(
            AuditEntry(author: author, time: now, action: what, subject: "group/\(id)"), in: session)
    }
}
