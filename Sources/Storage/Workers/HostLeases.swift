// SPDX-License-Identifier: MIT

extension WorkerTable {
    /// A host that a worker leaves.
    public struct LeftHost: Hashable, Sendable {
        /// Its name.
        public let host: String
        /// Seconds since it was last asked for something; nil where it was not.
        public let secondsAgo: Double?

        /// Holds what it is given.
        public init(_ host: String, secondsAgo: Double?) {
            self.host = host
            self.secondsAgo = secondsAgo
        }
    }

    /// Takes hosts which from now on this worker alone asks.
    ///
    /// **Shape**: those that it got, each with the seconds since anybody last asked it, nil where that was never or is not
    /// known. Those that others have, or take at this moment, are not among them; those that it has already are.
    ///
    /// - Throws: ``StorageError/leaseLost`` where the worker counts as gone.
    public func take(_ hosts: [String], for id: ID) async throws(StorageError) -> [String: Double?] {
        if hosts.isEmpty { return [:] }
        let dialect = database.dialect
        return try await database.claim { session in
            try WorkerTable.insist(on: id, dialect, in: session)
            // In one order, so that two who want the same do not wait for each other.
            for host in hosts.sorted() {
                try session.run(
                    "INSERT INTO host_leases (host) VALUES (\(host)) ON CONFLICT (host) DO NOTHING")
            }
            let rows = try session.rows(
                """
                UPDATE host_leases SET worker = \(id.text)
                WHERE host IN (
                    SELECT host FROM host_leases
                    WHERE host IN \(list: hosts)
                        AND (worker = \(id.text) OR \(WorkerTable.isFree("host_leases", by: dialect.now)))
                    ORDER BY host \(dialect.passingOver("host_leases")))
                RETURNING host, \(dialect.now) - asked
                """)
            var taken: [String: Double?] = [:]
            for row in rows { taken.updateValue(row.optionalReal(1), forKey: try row.text(0)) }
            return taken
        }
    }

    /// Leaves hosts to others, and says when each was last asked.
    public func leave(_ hosts: [LeftHost], by id: ID) async throws(StorageError) {
        if hosts.isEmpty { return }
        let now = database.dialect.now
        try await database.claim { session in
            for left in hosts.sorted(by: { $0.host < $1.host }) {
                let asked: SQL = left.secondsAgo.map { "\(now) - \($0)" } ?? "asked"
                try session.run(
                    """
                    UPDATE host_leases SET worker = NULL, asked = \(asked)
                    WHERE host = \(left.host) AND worker = \(id.text)
                    """)
            }
        }
    }
}
