// SPDX-License-Identifier: MIT

public import Model

/// An approval that waits for a second person.
public struct Proposal: Hashable, Sendable, Codable {
    /// The verdict as the first person would have it.
    public let verdict: Verdict
    /// The item's revision that it is about.
    public let revision: Int
}

/// The table of approvals that wait for a second person.
///
/// A proposal is about one revision of its item: once the words change at the source, it has ended.
public struct ProposalTable: Sendable {
    let database: any Database

    /// The proposal that is open on an item, if there is one.
    public func open(on item: Item.ID) async throws(StorageError) -> Proposal? {
        try await database.read { try ProposalTable.open(on: item, in: $0) }
    }
}

extension ProposalTable {
    static func isOpen(on item: Item.ID, in session: any Session) throws -> Bool {
        try open(on: item, in: session) != nil
    }

    static func open(on item: Item.ID, in session: any Session) throws -> Proposal? {
        try session.first(
            """
            SELECT proposals.content, proposals.revision FROM proposals JOIN items ON items.id = proposals.item
            WHERE proposals.item = \(item) AND proposals.ended_by IS NULL AND proposals.revision = items.revision
            """
        ).map { Proposal(verdict: try $0.json(0), revision: try $0.integer(1)) }
    }

    /// Opens a proposal; an earlier one has been ended.
    static func propose(_ verdict: Verdict, action: Int, in session: any Session) throws {
        let number = try session.number("SELECT COALESCE(MAX(number), 0) FROM proposals") + 1
        try session.run(
            """
            INSERT INTO proposals (number, item, person, action, revision, content, time)
            SELECT \(number), id, \(verdict.by.name), \(action), revision, \(JSONText(verdict)), \(verdict.by.time)
            FROM items WHERE id = \(verdict.item)
            """)
    }

    static func end(on item: Item.ID, as ending: String, by action: Int, in session: any Session) throws {
        try session.run(
            """
            UPDATE proposals SET ended_by = \(action), ending = \(ending)
            WHERE item = \(item) AND ended_by IS NULL
            """)
    }

    /// Takes back what an action did to proposals: those that it opened end, those that it ended are open again.
    ///
    /// - Returns: the verdicts that it proposed.
    static func undo(_ action: Int, in session: any Session) throws -> [Verdict] {
        let opened = try session.rows(
            """
            UPDATE proposals SET ended_by = \(action), ending = 'undone'
            WHERE action = \(action) AND ended_by IS NULL RETURNING content
            """
        ).map { try $0.json(0, as: Verdict.self) }
        try session.run(
            """
            UPDATE proposals SET ended_by = NULL, ending = NULL
            WHERE ended_by = \(action) AND action <> \(action)
                AND NOT EXISTS (SELECT 1 FROM proposals o WHERE o.item = proposals.item AND o.ended_by IS NULL)
            """)
        return opened
    }
}
