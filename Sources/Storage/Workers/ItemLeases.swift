// SPDX-License-Identifier: MIT

public import Model

extension WorkerTable {
    /// Takes items that a model has not looked at, and on which no curator has decided, for this worker alone; what it took
    /// before, it leaves.
    ///
    /// **Shape**: as of ``ItemTable/untagged(by:limit:)``; none that another worker has.
    ///
    /// - Throws: ``StorageError/leaseLost`` where the worker counts as gone.
    public func takeUntagged(
        by model: String, limit: Int, for id: ID
    ) async throws(StorageError) -> [LibraryItem] {
        let dialect = database.dialect
        let ids = try await database.claim { session in
            try WorkerTable.insist(on: id, dialect, in: session)
            try session.run("DELETE FROM item_leases WHERE worker = \(id.text)")
            let isFree = WorkerTable.isFree("item_leases", by: dialect.now)
            return try UntaggedItems(by: model, in: session).first(limit) { rest, left in
                """
                INSERT INTO item_leases (item, worker)
                SELECT id, \(id.text) FROM (
                    SELECT items.id FROM items
                    WHERE \(rest) AND NOT EXISTS (
                        SELECT 1 FROM item_leases WHERE item_leases.item = items.id AND NOT \(isFree))
                    ORDER BY items.date, items.id LIMIT \(left) \(dialect.passingOver("items"))) AS wanted
                WHERE 1 = 1
                ON CONFLICT (item) DO UPDATE SET worker = excluded.worker WHERE \(isFree)
                RETURNING item
                """
            }
        }
        return try await database.read { session in
            try ItemTable.load(ids, in: session).map(\.library).sorted { ($0.date, $0.id) < ($1.date, $1.id) }
        }
    }
}
