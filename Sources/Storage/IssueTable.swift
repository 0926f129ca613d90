// SPDX-License-Identifier: MIT

public import Model

/// The table of newsletter issues.
public struct IssueTable: Sendable {
    let database: any Database

    /// The issues of a newsletter.
    ///
    /// **Shape**: newest first.
    public func all(of newsletter: Newsletter.ID) async throws(StorageError) -> [Issue] {
        try await database.read { session in
            try session.rows(
                "SELECT content FROM issues WHERE newsletter = \(newsletter) ORDER BY number DESC"
            ).map { try $0.json(0) }
        }
    }

    /// The number of the issue to be drafted: the lowest that no approved issue has.
    public func nextNumber(of newsletter: Newsletter.ID) async throws(StorageError) -> Int {
        try await database.read { session in
            try IssueTable.lowest(
                notIn: "SELECT number FROM issues WHERE newsletter = \(newsletter) AND state = 'approved'",
                session)
        }
    }

    /// The number of the issue to be drafted for a slot: the lowest that neither an approved issue has nor one that is
    /// drafted for another slot.
    public func freeNumber(of newsletter: Newsletter.ID) async throws(StorageError) -> Int {
        try await database.read { session in
            try IssueTable.lowest(
                notIn: """
                    SELECT number FROM issues WHERE newsletter = \(newsletter) AND state = 'approved'
                    UNION SELECT number FROM slots WHERE newsletter = \(newsletter) AND number IS NOT NULL
                    """, session)
        }
    }

    /// Every approved issue of every newsletter that readers may see: those that wait for their slot are left out.
    ///
    /// **Shape**: by newsletter, newest first.
    public func approved() async throws(StorageError) -> [Issue] {
        try await database.read { session in
            try session.rows(
                """
                SELECT issues.content FROM issues LEFT JOIN slots
                    ON slots.newsletter = issues.newsletter AND slots.number = issues.number
                WHERE issues.state = 'approved' AND COALESCE(slots.state, 'released') = 'released'
                ORDER BY issues.newsletter, issues.number DESC
                """
            ).map { try $0.json(0) }
        }
    }

    /// The items that approved issues of a newsletter have used, each with the issue's number; with an item that was joined
    /// to another, that other one too.
    public func used(by newsletter: Newsletter.ID) async throws(StorageError) -> [Item.ID: Int] {
        try await database.read { session in
            var used: [Item.ID: Int] = [:]
            let rows = try session.rows(
                """
                SELECT issue_items.item, issue_items.number FROM issue_items JOIN issues
                    ON issues.newsletter = issue_items.newsletter AND issues.number = issue_items.number
                WHERE issues.newsletter = \(newsletter) AND issues.state = 'approved' ORDER BY issue_items.number
                """)
            let merging = Merging(session: session)
            for row in rows {
                let item = Item.ID(try row.text(0))
                used[item] = try row.integer(1)
                used[try merging.root(of: item)] = try row.integer(1)
            }
            return used
        }
    }

    private static func lowest(notIn numbers: SQL, _ session: any Session) throws -> Int {
        let taken = Set(try session.rows(numbers).map { try $0.integer(0) })
        return (1...).first { !taken.contains($0) } ?? 1
    }
}
