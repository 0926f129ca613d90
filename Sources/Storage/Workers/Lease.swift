// SPDX-License-Identifier: MIT

public import Model

/// What a worker alone may do something about for a while.
public struct Lease: Hashable, Sendable {
    let worker: WorkerTable.ID
    let thing: Thing

    enum Thing: Hashable, Sendable {
        case host(String)
        case items([Item.ID])
    }

    /// To ask a host, and save what it answers.
    public static func host(_ host: String, of worker: WorkerTable.ID) -> Lease {
        Lease(worker: worker, thing: .host(host))
    }

    /// To tag items.
    public static func items(_ ids: [Item.ID], of worker: WorkerTable.ID) -> Lease {
        Lease(worker: worker, thing: .items(ids))
    }
}

extension Store {
    /// The same store for whoever has a lease: each write insists that it is theirs still, to the moment at which it is kept.
    ///
    /// **Errors**: of its writes, ``StorageError/leaseLost``; then nothing was changed.
    public func holding(_ lease: Lease) -> Store {
        Store(database: LeasedDatabase(database: database, lease: lease))
    }
}

/// A database whose writes insist on a lease.
private struct LeasedDatabase: Database {
    let database: any Database
    let lease: Lease

    var dialect: Dialect { database.dialect }

    func read<Value: Sendable>(
        _ work: @escaping @Sendable (any Session) throws -> Value
    ) async throws(StorageError) -> Value {
        try await database.read(work)
    }

    func write<Value: Sendable>(
        _ work: @escaping @Sendable (any Session) throws -> Value
    ) async throws(StorageError) -> Value {
        try await database.write { [lease, dialect] session in
            try lease.insist(dialect, in: session)
            return try work(session)
        }
    }

    func claim<Value: Sendable>(
        _ work: @escaping @Sendable (any Session) throws -> Value
    ) async throws(StorageError) -> Value {
        try await database.claim(work)
    }

    func hold(_ task: StoreTask) async throws(StorageError) -> StoreHold? { try await database.hold(task) }
}

extension WorkerTable {
    /// **Errors**: ``StorageError/leaseLost`` where a worker counts as gone.
    static func insist(on id: ID, _ dialect: Dialect, in session: any Session) throws {
        let known = try session.first(
            "SELECT 1 FROM workers WHERE worker = \(id.text) AND until > \(dialect.now)")
        guard known != nil else { throw StorageError.leaseLost }
    }
}

private extension Lease {
    /// Nobody takes the lease away while the transaction lasts: its rows are shared, and whoever wants them passes over them.
    func insist(_ dialect: Dialect, in session: any Session) throws {
        try WorkerTable.insist(on: worker, dialect, in: session)
        switch thing {
        case .host(let host):
            let row = try session.first(
                """
                SELECT 1 FROM host_leases WHERE host = \(host) AND worker = \(worker.text) \(dialect.sharing)
                """)
            guard row != nil else { throw StorageError.leaseLost }
        case .items(let ids):
            let rows = try session.rows(
                """
                SELECT item FROM item_leases WHERE item IN \(list: ids) AND worker = \(worker.text)
                    \(dialect.sharing)
                """)
            guard rows.count == Set(ids).count else { throw StorageError.leaseLost }
        }
    }
}
