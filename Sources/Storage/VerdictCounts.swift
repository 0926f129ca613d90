// SPDX-License-Identifier: MIT

public import Foundation

extension VerdictTable {
    /// How many items were approved since some time and still are.
    public func approvedCount(since start: Date) async throws(StorageError) -> Int {
        try await database.read { session in
            try session.number(
                """
                SELECT COUNT(DISTINCT verdicts.item) FROM verdicts JOIN items ON items.id = verdicts.item
                WHERE decided >= \(start) AND decision = 'approve' AND undone IS NULL AND items.state = 'approved'
                """)
        }
    }
}
