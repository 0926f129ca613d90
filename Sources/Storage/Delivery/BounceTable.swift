// SPDX-License-Identifier: MIT

import Foundation
public import Model

/// The table of mails that did not reach their readers, by which addresses are mailed to no more.
public struct BounceTable: Sendable {
    let database: any Database

    /// What came of a bounce.
    public enum Effect: String, Hashable, Sendable {
        /// It is no delivery of ours, or that of somebody who is gone.
        case unknownDelivery
        /// It was known already.
        case known
        /// It is kept.
        case noted
        /// It is kept, and nothing is mailed to that address any more.
        case suppressed
    }

    /// Keeps a bounce that came later, as a mail, against the address of a delivery.
    ///
    /// A delivery that counted as sent has failed then.
    public func add(_ bounce: Bounce, of id: Delivery.ID) async throws(StorageError) -> Effect {
        try await database.write { session in
            let effect = try BounceTable.add(bounce, of: id, in: session)
            guard effect == .noted || effect == .suppressed, bounce.kind != .complaint else { return effect }
            try session.run(
                """
                UPDATE deliveries SET state = 'failed', due = NULL, letter = NULL, ended = \(bounce.time),
                    reason = \(bounce.words)
                WHERE id = \(id) AND state IN ('sent', 'unknown', 'queued')
                """)
            try DeliveryTable.finish(at: bounce.time, in: session)
            return effect
        }
    }

    /// The bounces of somebody's mails since a server last took one, oldest first.
    public func all(of id: Subscriber.ID) async throws(StorageError) -> [Bounce] {
        try await database.read { session in
            let row = try session.first("SELECT address_key FROM subscribers WHERE id = \(id)")
            guard let key = try row?.text(0) else { return [] }
            return try BounceTable.counting(key, in: session)
        }
    }

    @discardableResult
    static func add(_ bounce: Bounce, of id: Delivery.ID, in session: any Session) throws -> Effect {
        guard let key = try addressKey(of: id, in: session) else { return .unknownDelivery }
        let number = try session.number("SELECT COALESCE(MAX(number), 0) FROM bounces") + 1
        let added = try session.rows(
            """
            INSERT INTO bounces (number, delivery, address_key, kind, time, status, words)
            VALUES (\(number), \(id), \(key), \(bounce.kind.rawValue), \(bounce.time), \(bounce.status), \(bounce.words))
            ON CONFLICT (delivery, kind) DO NOTHING RETURNING number
            """)
        guard !added.isEmpty else { return .known }
        guard let suppression = SuppressionRule.verdict(on: try counting(key, in: session)) else {
            return .noted
        }
        try SuppressionTable.add(suppression, of: key, in: session)
        return .suppressed
    }

    /// What stands for the address of a delivery.
    private static func addressKey(of id: Delivery.ID, in session: any Session) throws -> String? {
        try session.first(
            """
            SELECT COALESCE(subscribers.address_key, deliveries.address_key) FROM deliveries
            LEFT JOIN subscribers ON subscribers.id = deliveries.subscriber WHERE deliveries.id = \(id)
            """)?.optionalText(0)
    }

    /// Those that count: none that is older than the last mail that did not come back.
    private static func counting(_ key: String, in session: any Session) throws -> [Bounce] {
        try session.rows(
            """
            SELECT kind, time, status, words FROM bounces WHERE address_key = \(key) AND time >= COALESCE((
                SELECT MAX(deliveries.ended) FROM deliveries JOIN subscribers
                    ON subscribers.id = deliveries.subscriber
                WHERE subscribers.address_key = \(key) AND deliveries.state = 'sent'
                    AND NOT EXISTS (SELECT 1 FROM bounces AS own WHERE own.delivery = deliveries.id)), '')
            ORDER BY time, number
            """
        ).compactMap { row in
            try Bounce.Kind(rawValue: row.text(0)).map {
                Bounce($0, at: try row.date(1), status: row.optionalText(2), words: try row.text(3))
            }
        }
    }
}
