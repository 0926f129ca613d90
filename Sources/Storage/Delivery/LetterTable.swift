// SPDX-License-Identifier: MIT

public import Foundation
public import Model

/// Letters to single people, on their way: rows of the ledger too, sent by whoever sends issues.
public struct LetterTable: Sendable {
    let database: any Database

    /// Queues a letter.
    ///
    /// - Parameters:
    ///   - key: a letter with a key that was queued before is not queued again, whatever became of the first.
    ///   - time: from when on it may be sent, UTC; it is also the date that it bears.
    /// - Returns: whether it was queued.
    @discardableResult
    public func queue(
        _ letter: Letter, key: String, at time: Date
    ) async throws(StorageError) -> Bool {
        try await database.write { session in try LetterTable.queue(letter, key: key, at: time, in: session) }
    }

    /// Queues a letter within a transaction that does more; see ``queue(_:key:at:)``.
    @discardableResult
    static func queue(
        _ letter: Letter, key: String, at time: Date, in session: any Session
    ) throws -> Bool {
        let addressKey = try AddressKeys(in: session).digest(of: letter.to)
        let id = Delivery.ID("l" + Digest.hex(AccessKey().text).prefix(24))
        return try !session.rows(
            """
            INSERT INTO deliveries (id, kind, letter_key, letter, address_key, state, written, due)
            VALUES (\(id), 'letter', \(key), \(JSONText(letter)), \(addressKey), 'queued', \(time), \(time))
            ON CONFLICT (letter_key) DO NOTHING RETURNING id
            """
        ).isEmpty
    }

    /// Takes an address out of the ledger: letters to it that wait are not sent, and what bounced is forgotten.
    static func forget(_ addressKey: String, at now: Date, in session: any Session) throws {
        try session.run("DELETE FROM bounces WHERE address_key = \(addressKey)")
        try session.run(
            """
            UPDATE deliveries SET state = 'skipped', due = NULL, ended = \(now), reason = 'its reader had it erased'
            WHERE address_key = \(addressKey) AND due IS NOT NULL
            """)
        try session.run(
            "UPDATE deliveries SET letter = NULL, address_key = NULL WHERE address_key = \(addressKey)")
    }

    /// Where a letter stands; nil where none with that key was queued.
    public func state(of key: String) async throws(StorageError) -> Delivery.State? {
        try await database.read { session in
            try session.first("SELECT state FROM deliveries WHERE letter_key = \(key)").flatMap {
                Delivery.State(rawValue: try $0.text(0))
            }
        }
    }

    /// How many wait to be sent, whether their time has come or not.
    public func waitingCount() async throws(StorageError) -> Int {
        try await database.read { session in
            try session.number("SELECT COUNT(*) FROM deliveries WHERE kind = 'letter' AND due IS NOT NULL")
        }
    }
}
