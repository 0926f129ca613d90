// SPDX-License-Identifier: MIT

public import Foundation
public import Model

/// The table of addresses to which nothing is mailed, whatever anybody wants.
///
/// It holds no address but what stands for one, so it can outlive those who had theirs erased.
public struct SuppressionTable: Sendable {
    let database: any Database

    /// Mails nothing to an address any more.
    ///
    /// **Shape**: the first reason stays, but for `erased`, which any other takes the place of.
    public func add(_ suppression: Suppression, of address: MailAddress) async throws(StorageError) {
        try await database.write { session in
            let key = try AddressKeys(in: session).digest(of: address)
            try SuppressionTable.add(suppression, of: key, in: session)
        }
    }

    /// The same for the address of a subscriber; nothing for one that is gone.
    public func add(
        _ suppression: Suppression, of id: Subscriber.ID
    ) async throws(StorageError) {
        try await database.write { session in
            let row = try session.first("SELECT address_key FROM subscribers WHERE id = \(id)")
            guard let key = try row?.text(0) else { return }
            try SuppressionTable.add(suppression, of: key, in: session)
        }
    }

    /// Why nothing is mailed to an address; nil where it may be.
    public func find(_ address: MailAddress) async throws(StorageError) -> Suppression? {
        try await database.read { session in
            try SubscriberTable.suppression(of: try AddressKeys(in: session).digest(of: address), in: session)
        }
    }

    /// Lets mails go to an address again.
    ///
    /// - Returns: why none went; nil where there was no reason.
    public func remove(
        _ address: MailAddress, by author: AuditEntry.Author, at now: Date
    ) async throws(StorageError) -> Suppression? {
        try await database.write { session in
            let key = try AddressKeys(in: session).digest(of: address)
            guard let found = try SubscriberTable.suppression(of: key, in: session) else { return nil }
            try session.run("DELETE FROM suppressions WHERE address_key = \(key)")
            // The line must not tell whose address it was.
            try AuditTable.append(
                AuditEntry(
                    author: author, time: now, action: "address mailed to again", subject: "suppression/-",
                    before: JSONText(["reason": found.reason.rawValue]).text), in: session)
            return found
        }
    }

    /// How many addresses there are for each reason.
    public func counts() async throws(StorageError) -> [Suppression.Reason: Int] {
        try await database.read { session in
            let rows = try session.rows("SELECT reason, COUNT(*) FROM suppressions GROUP BY reason")
            return try rows.reduce(into: [:]) { counts, row in
                if let reason = Suppression.Reason(rawValue: try row.text(0)) {
                    counts[reason] = try row.integer(1)
                }
            }
        }
    }

    static func add(_ suppression: Suppression, of key: String, in session: any Session) throws {
        try session.run(
            """
            INSERT INTO suppressions (address_key, reason, time, note)
            VALUES (\(key), \(suppression.reason.rawValue), \(suppression.time), \(suppression.note))
            ON CONFLICT (address_key) DO UPDATE SET reason = excluded.reason, time = excluded.time,
                note = excluded.note WHERE suppressions.reason = 'erased'
            """)
    }
}

extension SubscriberTable {
    static func suppression(of key: String, in session: any Session) throws -> Suppression? {
        try session.first("SELECT reason, time, note FROM suppressions WHERE address_key = \(key)").map {
            row in
            guard let reason = Suppression.Reason(rawValue: try row.text(0)) else {
                throw StorageError.damaged("the reason of a suppression")
            }
            return Suppression(reason, at: try row.date(1), note: try row.text(2))
        }
    }
}
