// SPDX-License-Identifier: MIT

public import Model

/// How a draft came to be as it is.
public struct IssueStanding: Hashable, Sendable {
    /// Counts the changes of its content, from 1; an approval is for one of them.
    public let revision: Int
    /// Who changed it by hand last; nil for what rules made.
    public let editor: String?
}

extension IssueTable {
    /// How the issues of a newsletter came to be as they are, by number.
    public func standings(of newsletter: Newsletter.ID) async throws(StorageError) -> [Int: IssueStanding] {
        try await database.read { session in
            let rows = try session.rows(
                "SELECT number, revision, editor FROM issues WHERE newsletter = \(newsletter)")
            return try Dictionary(
                uniqueKeysWithValues: rows.map { row in
                    (
                        try row.integer(0),
                        IssueStanding(revision: try row.integer(1), editor: row.optionalText(2))
                    )
                })
        }
    }

    /// What keeps an issue from going out: items that were approved when it was drafted and are not any more.
    ///
    /// - Returns: a clause that names them; nil where every item still is approved.
    public func objection(to issue: Issue) async throws(StorageError) -> String? {
        try await database.read { session in try IssueTable.objection(to: issue, in: session) }
    }

    /// Throws `StorageError.refused` where an item of an issue is not approved any more.
    static func insist(on issue: Issue, in session: any Session) throws {
        guard let objection = try objection(to: issue, in: session) else { return }
        throw StorageError.refused("\(objection); take that out of issue \(issue.number) first")
    }

    /// See ``objection(to:)``.
    static func objection(to issue: Issue, in session: any Session) throws -> String? {
        let merging = Merging(session: session)
        let left = try issue.items.filter { item in
            let ids = [item.id, try merging.root(of: item.id)]
            return try session.number(
                "SELECT COUNT(*) FROM items WHERE id IN \(list: ids) AND state = 'approved'") == 0
        }
        guard let first = left.first else { return nil }
        let title = "“\(first.item.displayTitle)”"
        return left.count == 1
            ? "\(title) is not approved any more"
            : "\(title) and \(left.count - 1) more are not approved any more"
    }
}
