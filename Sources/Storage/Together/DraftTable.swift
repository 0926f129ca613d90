// SPDX-License-Identifier: MIT

public import Foundation
public import Model

/// What a curator has written on an item and not yet decided.
public struct Draft: Hashable, Sendable, Codable {
    /// The item.
    public let item: Item.ID
    /// Counted from 1 at each save.
    public let revision: Int
    /// Who saved it.
    public let person: String
    /// When, UTC.
    public let saved: Date
    /// What was written.
    public let content: Content

    /// The fields of the form, as they stand in it.
    public struct Content: Hashable, Sendable, Codable {
        /// The topics chosen.
        public let topics: [Topic.ID]
        /// For whom and for which stage.
        public let fit: Verdict.Fit
        /// Why it matters to the reader's mission.
        public let why: String
        /// A note for other curators.
        public let note: String

        /// Holds what it is given.
        public init(topics: [Topic.ID], fit: Verdict.Fit, why: String, note: String) {
            self.topics = topics
            self.fit = fit
            self.why = why
            self.note = note
        }
    }

    /// What came of saving.
    public enum Saving: Hashable, Sendable {
        /// It is saved; this is the draft now.
        case saved(Draft)
        /// Somebody saved another in between: this is theirs, and nothing was written.
        case overtaken(Draft)
    }
}

/// The table of drafts; each item has one, and its former versions.
public struct DraftTable: Sendable {
    let database: any Database

    /// Former versions that are kept of a draft.
    private static let versionLimit = 20

    /// Saves a draft.
    ///
    /// - Parameter base: the revision that it was made from; 0 for none.
    /// - Throws: `missing` when the item is not there.
    public func save(
        _ content: Draft.Content, on item: Item.ID, from base: Int, by person: String, now: Date
    ) async throws(StorageError) -> Draft.Saving {
        try await database.write { session in
            guard try session.number("SELECT COUNT(*) FROM items WHERE id = \(item)") == 1 else {
                throw StorageError.missing(kind: "item", id: item.rawValue)
            }
            let newest = try DraftTable.newest(of: item, in: session)
            if let newest, newest.content == content { return .saved(newest) }
            if let newest, newest.revision != base { return .overtaken(newest) }
            let revision = (newest?.revision ?? 0) + 1
            try session.run(
                """
                INSERT INTO drafts (item, revision, person, content, saved)
                VALUES (\(item), \(revision), \(person), \(JSONText(content)), \(now))
                """)
            try session.run(
                "DELETE FROM drafts WHERE item = \(item) AND revision <= \(revision - DraftTable.versionLimit)"
            )
            return .saved(
                Draft(item: item, revision: revision, person: person, saved: now, content: content))
        }
    }

    /// The draft on an item, if there is one.
    public func current(on item: Item.ID) async throws(StorageError) -> Draft? {
        try await database.read { try DraftTable.newest(of: item, in: $0) }
    }

    /// A draft and what it was before, newest first.
    public func versions(on item: Item.ID) async throws(StorageError) -> [Draft] {
        try await database.read { session in
            try session.rows(
                """
                SELECT item, revision, person, content, saved FROM drafts WHERE item = \(item)
                ORDER BY revision DESC
                """
            ).map(Draft.init)
        }
    }

    /// Throws a draft and its versions away, as after the decision it was for.
    public func discard(on item: Item.ID) async throws(StorageError) {
        try await database.write { try DraftTable.discard(on: item, in: $0) }
    }

    static func discard(on item: Item.ID, in session: any Session) throws {
        try session.run("DELETE FROM drafts WHERE item = \(item)")
    }

    private static func newest(of item: Item.ID, in session: any Session) throws -> Draft? {
        try session.first(
            """
            SELECT item, revision, person, content, saved FROM drafts WHERE item = \(item)
            ORDER BY revision DESC LIMIT 1
            """
        ).map(Draft.init)
    }
}

private extension Draft {
    init(_ row: Row) throws {
        self.init(
            item: Item.ID(try row.text(0)), revision: try row.integer(1), person: try row.text(2),
            saved: try row.date(4), content: try row.json(3))
    }
}
