// SPDX-License-Identifier: MIT

import Foundation
public import Model

extension IssueTable {
    /// Keeps a draft, in place of an earlier draft with the same number.
    ///
    /// A person's change of an issue that is approved and has not gone out takes the approval back.
    ///
    /// - Parameters:
    ///   - editor: who changed it by hand; nil for what rules make.
    ///   - revision: what the person saw; nil for whatever stands there.
    ///   - isReplacingEdits: also where a person has changed the earlier draft by hand.
    /// - Throws: `StorageError.failed` when that number went out, or rules would change what is approved; `refused` when
    ///   rules would replace what a person changed, or it has changed since that revision.
    public func save(
        draft issue: Issue, by editor: String? = nil, at revision: Int? = nil, isReplacingEdits: Bool = false
    ) async throws(StorageError) {
        try await database.write { session in
            if let revision {
                try IssueTable.insist(
                    on: revision, of: issue.newsletter.id, number: issue.number, in: session)
            }
            try IssueTable.put(issue, by: editor, isReplacingEdits: isReplacingEdits, in: session)
        }
    }

    /// Approves a draft just as it is; once it has gone out, it never changes.
    ///
    /// - Parameter revision: what the person saw; nil for whatever stands there.
    /// - Throws: `StorageError.missing` when there is no such draft; `refused` when it has changed since that revision,
    ///   or an item of it is not approved any more; `failed` when it is approved already.
    public func approve(
        _ newsletter: Newsletter.ID, number: Int, revision: Int? = nil, by signature: Verdict.Signature
    ) async throws(StorageError) -> Issue {
        try await database.write { session in
            let found = try session.first(
                "SELECT content, state FROM issues WHERE newsletter = \(newsletter) AND number = \(number)"
            )
            guard let found else {
                throw StorageError.missing(kind: "issue", id: "\(number) of \(newsletter)")
            }
            let draft: Issue = try found.json(0)
            guard try found.text(1) == "draft" else { throw IssueTable.isFixed(draft) }
            if let revision {
                try IssueTable.insist(on: revision, of: newsletter, number: number, in: session)
            }
            try IssueTable.insist(on: draft, in: session)
            let approved = Issue(
                newsletter: draft.newsletter, number: draft.number, date: draft.date,
                sections: draft.sections, state: .approved(signature))
            try IssueTable.approve(approved, at: signature.time, in: session)
            return approved
        }
    }

    /// Takes the approval of an issue back, as long as it has not gone out.
    ///
    /// - Throws: `StorageError.missing` when there is no such issue; `refused` when it is not approved, or went out.
    public func reopen(_ newsletter: Newsletter.ID, number: Int) async throws(StorageError) {
        try await database.write { session in
            let name = "issue \(number) of \(newsletter)"
            let found = try session.first(
                "SELECT state FROM issues WHERE newsletter = \(newsletter) AND number = \(number)")
            guard let found else {
                throw StorageError.missing(kind: "issue", id: "\(number) of \(newsletter)")
            }
            guard try found.text(0) == "approved" else { throw StorageError.refused("\(name) is a draft") }
            guard try IssueTable.isWaiting(newsletter, number, in: session) else {
                throw StorageError.refused("\(name) went out; correct it or withdraw it instead")
            }
            try IssueTable.reopen(newsletter, number: number, in: session)
        }
    }
}

extension IssueTable {
    /// Keeps a draft; see ``save(draft:by:isReplacingEdits:)``.
    static func put(
        _ issue: Issue, by editor: String?, isReplacingEdits: Bool, in session: any Session
    ) throws {
        let (newsletter, number) = (issue.newsletter.id, issue.number)
        let content = JSONText(issue).text
        let before = try session.first(
            "SELECT state, editor, content FROM issues WHERE newsletter = \(newsletter) AND number = \(number)"
        )
        if let before {
            if try before.text(0) == "approved" {
                guard editor != nil, try isWaiting(newsletter, number, in: session) else {
                    throw isFixed(issue)
                }
            }
            if editor == nil, !isReplacingEdits, let name = before.optionalText(1) {
                throw StorageError.refused(
                    "the draft of issue \(number) of \(newsletter) was changed by \(name), so it was left as it is"
                )
            }
            if try before.text(2) == content { return }
        }
        try session.run("DELETE FROM issue_items WHERE newsletter = \(newsletter) AND number = \(number)")
        try session.run(
            """
            INSERT INTO issues (newsletter, number, state, content, drafted, editor)
            VALUES (\(newsletter), \(number), 'draft', \(content), \(issue.date), \(editor))
            ON CONFLICT (newsletter, number) DO UPDATE SET content = excluded.content, drafted = excluded.drafted,
                editor = excluded.editor, state = 'draft', approved = NULL, revision = issues.revision + 1
            """)
        for item in issue.items {
            try session.run(
                """
                INSERT INTO issue_items (newsletter, number, item) VALUES (\(newsletter), \(number), \(item.id))
                """)
        }
    }

    /// Keeps an issue as it is approved; with fewer items than the draft had, where only a part was.
    static func approve(_ issue: Issue, at time: Date, in session: any Session) throws {
        let (newsletter, number) = (issue.newsletter.id, issue.number)
        try session.run(
            """
            UPDATE issues SET state = 'approved', content = \(JSONText(issue)), approved = \(time)
            WHERE newsletter = \(newsletter) AND number = \(number)
            """)
        let items = issue.items.map(\.id)
        try session.run(
            """
            DELETE FROM issue_items
            WHERE newsletter = \(newsletter) AND number = \(number) AND item NOT IN \(list: items)
            """)
    }

    /// Makes an issue a draft again, if it is approved.
    static func reopen(_ newsletter: Newsletter.ID, number: Int, in session: any Session) throws {
        let found = try session.first(
            """
            SELECT content FROM issues
            WHERE newsletter = \(newsletter) AND number = \(number) AND state = 'approved'
            """)
        guard let found else { return }
        let issue: Issue = try found.json(0)
        let draft = Issue(
            newsletter: issue.newsletter, number: number, date: issue.date, sections: issue.sections,
            state: .draft)
        try session.run(
            """
            UPDATE issues SET state = 'draft', content = \(JSONText(draft)), approved = NULL
            WHERE newsletter = \(newsletter) AND number = \(number)
            """)
    }

    /// Whether an issue waits for its slot.
    private static func isWaiting(
        _ newsletter: Newsletter.ID, _ number: Int, in session: any Session
    ) throws -> Bool {
        try session.number(
            """
            SELECT COUNT(*) FROM slots
            WHERE newsletter = \(newsletter) AND number = \(number) AND state <> 'released'
            """) > 0
    }

    /// Throws `StorageError.refused` where an issue is at another revision than somebody saw.
    private static func insist(
        on revision: Int, of newsletter: Newsletter.ID, number: Int, in session: any Session
    ) throws {
        let now = try session.number(
            "SELECT revision FROM issues WHERE newsletter = \(newsletter) AND number = \(number)")
        guard now == revision else {
            throw StorageError.refused(
                "issue \(number) of \(newsletter) has changed since revision \(revision); look at it again")
        }
    }

    private static func isFixed(_ issue: Issue) -> StorageError {
        .failed(
            reason: "issue \(issue.number) of \(issue.newsletter.id) is approved and does not change any more"
        )
    }
}
