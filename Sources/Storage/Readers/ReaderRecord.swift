// SPDX-License-Identifier: MIT

import Foundation
public import Model

/// All that is kept of somebody who follows paths.
public struct ReaderRecord: Hashable, Sendable, Codable {
    /// Who they are to us, and what they said of themselves.
    public let reader: Reader
    /// Their paths, in the order in which they began.
    public let followings: [Following]
    /// What they wrote.
    public let reflections: [Reflection]
    /// What they said of items.
    public let opinions: [ItemOpinion]
    /// The groups that they are in.
    public let groups: [GroupMembership]
}

extension ReaderTable {
    /// All that is kept of a reader.
    ///
    /// **Errors**: `missing`.
    public func record(of id: Reader.ID) async throws(StorageError) -> ReaderRecord {
        try await database.read { session in
            let row = try session.first("SELECT address_key FROM readers WHERE id = \(id)")
            guard let key = try row?.text(0), let record = try ReaderTable.record(of: key, in: session) else {
                throw StorageError.missing(kind: "reader", id: id.rawValue)
            }
            return record
        }
    }

    static func record(of addressKey: String, in session: any Session) throws -> ReaderRecord? {
        let row = try session.first("\(ReaderTable.selecting) WHERE address_key = \(addressKey)")
        guard let reader = try row.map(ReaderTable.reader) else { return nil }
        return ReaderRecord(
            reader: reader,
            followings: try FollowingTable.followings(
                "WHERE reader = \(reader.id) ORDER BY since, path", reader.id, in: session),
            reflections: try ReflectionTable.reflections("", of: reader.id, in: session),
            opinions: try OpinionTable.opinions("", of: reader.id, in: session),
            groups: try GroupTable.memberships(of: reader.id, in: session))
    }

    /// Removes all that is kept of somebody who follows paths.
    ///
    /// - Returns: whether there was anything.
    static func erase(_ addressKey: String, in session: any Session) throws -> Bool {
        let links = try session.rows(
            "DELETE FROM reader_links WHERE address_key = \(addressKey) RETURNING digest")
        let found = try session.first("SELECT id FROM readers WHERE address_key = \(addressKey)")
        guard let id = try found.map({ Reader.ID(try $0.text(0)) }) else { return !links.isEmpty }
        for table in [
            "group_members", "step_marks", "reflections", "opinions", "followings", "reader_sessions",
        ] {
            try session.run("DELETE FROM \(raw: table) WHERE reader = \(id)")
        }
        try session.run("DELETE FROM readers WHERE id = \(id)")
        return true
    }
}
