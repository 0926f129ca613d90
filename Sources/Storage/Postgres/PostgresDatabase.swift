// SPDX-License-Identifier: MIT

import Foundation

/// Tables in PostgreSQL, 15 or later, through libpq.
///
/// A write is one serializable transaction: whatever others do meanwhile, its outcome is as if they had done it before or
/// afterwards. Where that cannot be, PostgreSQL undoes it, and it is done again.
struct PostgresDatabase: Database {
    let dialect = Dialect.postgres
    private let pool: PostgresPool

    /// How often a transaction is done again because of others.
    private static let attempts = 30
    /// The oldest server that will do, as it numbers itself.
    private static let oldest = 150_000

    /// Connects, to see that the server is there and new enough.
    static func open(_ address: PostgresAddress) async throws(StorageError) -> PostgresDatabase {
        let database = PostgresDatabase(pool: PostgresPool(address))
        let version = try await database.read {
            try $0.number("SELECT current_setting('server_version_num')::int")
        }
        guard version >= oldest else {
            throw .cannotOpen(
                path: address.place,
                reason: "its server is PostgreSQL \(version / 10_000); Cairn needs 15 or later")
        }
        return database
    }

    private init(pool: PostgresPool) { self.pool = pool }

    func read<Value: Sendable>(
        _ work: @escaping @Sendable (any Session) throws -> Value
    ) async throws(StorageError) -> Value {
        try await perform("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", work)
    }

    func write<Value: Sendable>(
        _ work: @escaping @Sendable (any Session) throws -> Value
    ) async throws(StorageError) -> Value {
        try await perform("BEGIN ISOLATION LEVEL SERIALIZABLE", work)
    }

    func claim<Value: Sendable>(
        _ work: @escaping @Sendable (any Session) throws -> Value
    ) async throws(StorageError) -> Value {
        try await perform("BEGIN ISOLATION LEVEL READ COMMITTED", work)
    }

    func alone<Value: Sendable>(
        _ work: @escaping @Sendable () async throws(StorageError) -> Value
    ) async throws(StorageError) -> Value {
        // The lock is the connection's, which the pool of one keeps until it is let go.
        let guarding = PostgresPool(pool.address, limit: 1)
        do {
            try await guarding.use { connection in
                try connection.execute("SET lock_timeout = 0; SET statement_timeout = 0")
                try connection.each("SELECT pg_advisory_lock(\(PostgresDatabase.lock("schema")))") { _ in }
            }
        } catch {
            throw StorageError(postgres: error, at: pool.address.place)
        }
        defer { guarding.close() }
        return try await work()
    }

    func hold(_ task: StoreTask) async throws(StorageError) -> StoreHold? {
        let holding = PostgresPool(pool.address, limit: 1)
        do {
            let isHeld = try await holding.use { connection in
                var isHeld = false
                let key = PostgresDatabase.lock(task.rawValue)
                try connection.each("SELECT pg_try_advisory_lock(\(key))") { isHeld = try $0.integer(0) == 1 }
                return isHeld
            }
            // It ends with its connection.
            return isHeld ? StoreHold { holding.close() } : nil
        } catch {
            throw StorageError(postgres: error, at: pool.address.place)
        }
    }

    /// The number of a lock; each schema has locks of its own.
    private static func lock(_ name: String) -> SQL {
        "hashtextextended('cairn ' || current_schema() || ' ' || \(name), 0)"
    }

    /// Does a transaction, again where others were in its way or the connection was lost before it was to be kept.
    private func perform<Value: Sendable>(
        _ beginning: String, _ work: @escaping @Sendable (any Session) throws -> Value
    ) async throws(StorageError) -> Value {
        var attempt = 0
        while true {
            let isKeeping = SharedFlag()
            do {
                return try await pool.use { connection in
                    try PostgresDatabase.transaction(beginning, connection, isKeeping, work)
                }
            } catch {
                let cause = error as? PostgresError
                let isLost = cause?.isLost == true && !isKeeping.isSet
                attempt += 1
                guard attempt <= (isLost ? 2 : PostgresDatabase.attempts),
                    isLost || cause?.isCollision == true
                else { throw StorageError(postgres: error, at: pool.address.place) }
                // A little longer each time, by chance, so that the same two do not meet again.
                try? await Task.sleep(for: .milliseconds(Int.random(in: 1...(5 * min(attempt, 20)))))
            }
        }
    }

    private static func transaction<Value>(
        _ beginning: String, _ connection: PostgresConnection, _ isKeeping: SharedFlag,
        _ work: (any Session) throws -> Value
    ) throws -> Value {
        try connection.execute(beginning)
        do {
            let value = try work(PostgresSession(connection: connection))
            isKeeping.set()
            try connection.execute("COMMIT")
            return value
        } catch {
            if connection.isAlive, !connection.isIdle { try? connection.execute("ROLLBACK") }
            throw error
        }
    }
}

private struct PostgresSession: Session {
    let connection: PostgresConnection
    let dialect = Dialect.postgres

    func each(_ sql: SQL, _ take: (Row) throws -> Void) throws { try connection.each(sql, take) }

    func run(_ sql: SQL) throws { try connection.each(sql) { _ in } }
}
