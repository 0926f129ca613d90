// SPDX-License-Identifier: MIT

public import Foundation
import Model

/// The table of who is at work on the store, on however many machines, and of what is theirs alone for a while.
///
/// A worker says again and again that it is there; all its leases live as long as it does. One that says nothing for
/// longer than its term counts as gone, and what it had may be taken by others; whatever it does afterwards is refused.
public struct WorkerTable: Sendable {
    let database: any Database

    /// Names a worker, as long as it lives.
    public struct ID: Hashable, Sendable {
        let text: String
    }

    /// One that is at work.
    public struct Presence: Hashable, Sendable {
        /// What it does and where, in words.
        public let name: String
        /// When it came, UTC.
        public let began: Date
        /// When it counts as gone unless it is heard of again, UTC.
        public let until: Date
        /// How many hosts it alone may ask.
        public let hosts: Int
        /// How many items it alone may tag.
        public let items: Int
    }

    /// Seconds for which nothing may be heard of a worker until it counts as gone.
    public static let term = 60.0
    /// Seconds after which nobody wants to know any more when a host was last asked.
    private static let memory = 86_400.0

    /// Begins to work.
    ///
    /// - Parameters:
    ///   - name: what it does and where, in words.
    ///   - term: seconds for which nothing may be heard of it.
    public func begin(as name: String, term: Double = term) async throws(StorageError) -> ID {
        let id = ID(text: "w" + Digest.hex(AccessKey().text).prefix(24))
        let now = database.dialect.now
        try await database.claim { session in
            // What the dead left behind is in nobody's way; it is only cleared up.
            try session.run("DELETE FROM workers WHERE until <= \(now) - \(WorkerTable.memory)")
            try session.run(
                """
                DELETE FROM host_leases WHERE asked <= \(now) - \(WorkerTable.memory)
                    AND NOT EXISTS (SELECT 1 FROM workers WHERE workers.worker = host_leases.worker)
                """)
            try session.run(
                """
                DELETE FROM item_leases
                WHERE NOT EXISTS (SELECT 1 FROM workers WHERE workers.worker = item_leases.worker)
                """)
            try session.run(
                """
                INSERT INTO workers (worker, name, began, until)
                VALUES (\(id.text), \(name), \(now), \(now) + \(term))
                """)
        }
        return id
    }

    /// Says that a worker is there still.
    ///
    /// - Returns: false where it counted as gone already, and stays gone.
    public func stay(_ id: ID, term: Double = term) async throws(StorageError) -> Bool {
        let now = database.dialect.now
        return try await database.claim { session in
            try session.first(
                """
                UPDATE workers SET until = \(now) + \(term) WHERE worker = \(id.text) AND until > \(now)
                RETURNING worker
                """) != nil
        }
    }

    /// Ends a worker, with all that it had.
    public func end(_ id: ID) async throws(StorageError) {
        try await database.claim { session in
            try session.run("UPDATE host_leases SET worker = NULL WHERE worker = \(id.text)")
            try session.run("DELETE FROM item_leases WHERE worker = \(id.text)")
            try session.run("DELETE FROM workers WHERE worker = \(id.text)")
        }
    }

    /// Who is at work.
    ///
    /// **Shape**: who came first stands first; of those who came at one moment, by name.
    public func present() async throws(StorageError) -> [Presence] {
        let now = database.dialect.now
        return try await database.read { session in
            try session.rows(
                """
                SELECT name, began, until,
                    (SELECT COUNT(*) FROM host_leases WHERE host_leases.worker = workers.worker),
                    (SELECT COUNT(*) FROM item_leases WHERE item_leases.worker = workers.worker)
                FROM workers WHERE until > \(now) ORDER BY began, name, worker
                """
            ).map { row in
                Presence(
                    name: try row.text(0), began: Date(timeIntervalSince1970: try row.real(1)),
                    until: Date(timeIntervalSince1970: try row.real(2)), hosts: try row.integer(3),
                    items: try row.integer(4))
            }
        }
    }
}

extension WorkerTable {
    /// Whether the worker of a row is not at work any more, or there is none.
    static func isFree(_ table: String, by now: SQL) -> SQL {
        """
        NOT EXISTS (SELECT 1 FROM workers WHERE workers.worker = \(raw: table).worker AND workers.until > \(now))
        """
    }
}
