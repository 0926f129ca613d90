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

    /// The number of the issue to be drafted: one more than the newest approved one.
    public func nextNumber(of newsletter: Newsletter.ID) async throws(StorageError) -> Int {
        try await database.read { session in
            try session.number(
                """
                SELECT COALESCE(MAX(number), 0) FROM issues WHERE newsletter = \(newsletter) AND state = 'approved'
                """) + 1
        }
    }

    /// Every approved issue of every newsletter.
    ///
    /// **Shape**: by newsletter, newest first.
    public func approved() async throws(StorageError) -> [Issue] {
        try await database.read { session in
            try session.rows(
                "SELECT content FROM issues WHERE state = 'approved' ORDER BY newsletter, number DESC"
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

    /// Keeps a draft, in place of an earlier draft with the same number.
    ///
    /// - Throws: `StorageError.failed` when that number is approved already: an approved issue never changes.
    public func save(draft issue: Issue) async throws(StorageError) {
        try await database.write { session in
            try IssueTable.refuseApproved(issue, in: session)
            let (newsletter, number) = (issue.newsletter.id, issue.number)
            try session.run("DELETE FROM issue_items WHERE newsletter = \(newsletter) AND number = \(number)")
            try session.run(
                """
                INSERT INTO issues (newsletter, number, state, content, drafted)
                VALUES (\(newsletter), \(number), 'draft', \(JSONText(issue)), \(issue.date))
                ON CONFLICT (newsletter, number) DO UPDATE SET content = excluded.content, drafted = excluded.drafted
                """)
            for item in issue.items {
                try session.run(
                    """
                    INSERT INTO issue_items (newsletter, number, item) VALUES (\(newsletter), \(number), \(item.id))
                    """)
            }
        }
    }

    /// Approves a draft just as it is; from then on it never changes.
    ///
    /// - Throws: `StorageError.missing` when there is no such draft; `failed` when it is approved already.
    public func approve(
        _ newsletter: Newsletter.ID, number: Int, by signature: Verdict.Signature
    ) async throws(StorageError) -> Issue {
        try await database.write { session in
            let found = try session.first(
                "SELECT content FROM issues WHERE newsletter = \(newsletter) AND number = \(number)")
            guard let found else {
                throw StorageError.missing(kind: "issue", id: "\(number) of \(newsletter)")
            }
            let draft: Issue = try found.json(0)
            try IssueTable.refuseApproved(draft, in: session)
            let approved = Issue(
                newsletter: draft.newsletter, number: draft.number, date: draft.date,
                sections: draft.sections,
                state: .approved(signature))
            try session.run(
                """
                UPDATE issues SET state = 'approved', content = \(JSONText(approved)), approved = \(signature.time)
                WHERE newsletter = \(newsletter) AND number = \(number)
                """)
            return approved
        }
    }

    private static func refuseApproved(_ issue: Issue, in session: any Session) throws {
        let count = try session.number(
            """
            SELECT COUNT(*) FROM issues
            WHERE newsletter = \(issue.newsletter.id) AND number = \(issue.number) AND state = 'approved'
            """)
        if count > 0 {
            throw StorageError.failed(
                reason:
                    "issue \(issue.number) of \(issue.newsletter.id) is approved and does not change any more"
            )
        }
    }
}
