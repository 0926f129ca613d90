// SPDX-License-Identifier: MIT

public import Model

/// The table of what is said of issues after they went out.
public struct AmendmentTable: Sendable {
    let database: any Database

    /// Every amendment.
    ///
    /// **Shape**: by newsletter and issue, oldest first.
    public func all() async throws(StorageError) -> [IssueAmendment] {
        try await database.read { session in
            try session.rows("SELECT content FROM issue_amendments ORDER BY newsletter, number, place").map {
                try $0.json(0)
            }
        }
    }

    /// Adds an amendment; none is ever changed or removed.
    ///
    /// - Throws: `StorageError.missing` when there is no such issue; `failed` for a draft, and for an issue that is
    ///   withdrawn.
    public func add(_ amendment: IssueAmendment) async throws(StorageError) {
        let (newsletter, number) = (amendment.newsletter, amendment.number)
        try await database.write { session in
            let issue = try session.first(
                "SELECT state FROM issues WHERE newsletter = \(newsletter) AND number = \(number)")
            guard let issue else {
                throw StorageError.missing(kind: "issue", id: "\(number) of \(newsletter)")
            }
            let name = "issue \(number) of \(newsletter)"
            guard try issue.text(0) == "approved" else {
                throw StorageError.failed(reason: "\(name) is a draft; draft it anew instead")
            }
            let withdrawn = try session.number(
                """
                SELECT COUNT(*) FROM issue_amendments
                WHERE newsletter = \(newsletter) AND number = \(number) AND kind = 'withdrawal'
                """)
            guard withdrawn == 0 else { throw StorageError.failed(reason: "\(name) is withdrawn") }
            let place =
                try session.number(
                    """
                    SELECT COUNT(*) FROM issue_amendments WHERE newsletter = \(newsletter) AND number = \(number)
                    """) + 1
            try session.run(
                """
                INSERT INTO issue_amendments (newsletter, number, place, kind, content)
                VALUES (\(newsletter), \(number), \(place), \(amendment.kind.rawValue), \(JSONText(amendment)))
                """)
        }
    }
}
