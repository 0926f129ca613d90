// SPDX-License-Identifier: MIT

public import Foundation
public import Model

extension SubscriberTable {
    /// Those whose kept-back issues are due in one mail.
    ///
    /// **Shape**: by id.
    public func due(
        at now: Date, after id: Subscriber.ID? = nil, limit: Int
    ) async throws(StorageError) -> [Subscriber] {
        try await database.read { session in
            try session.rows(
                """
                SELECT \(SubscriberTable.columns) FROM \(SubscriberTable.joined)
                WHERE held_until <= \(now) AND subscribers.id > \(id?.rawValue ?? "")
                ORDER BY subscribers.id LIMIT \(limit)
                """
            ).map(SubscriberTable.subscriber)
        }
    }

    /// The issues that went out while a subscriber's were kept back, and did not go to them.
    ///
    /// What was on its way to them when they paused belongs to it; what was withdrawn since does not.
    ///
    /// **Shape**: numbers, oldest first; nothing for somebody for whom nothing is kept back.
    public func keptBack(for id: Subscriber.ID) async throws(StorageError) -> [Int] {
        try await database.read { session in
            guard let hold = try SubscriberTable.find(id, in: session)?.hold else { return [] }
            return try SubscriberTable.keptBack(for: id, since: hold.since, in: session)
        }
    }

    /// Puts what was kept back on its way; from this moment on the next is kept back, or goes out by itself.
    ///
    /// Does nothing for somebody who has changed their mind since the mail was made, or where one more issue went out
    /// meanwhile: the next run makes the mail anew.
    ///
    /// - Parameters:
    ///   - numbers: what is in the mail, as ``keptBack(for:)`` said.
    ///   - letter: the mail; nil where nothing in them is for that reader.
    /// - Returns: whether it was done.
    @discardableResult
    public func letGo(
        of hold: Subscriber.Hold, for id: Subscriber.ID, at now: Date, having numbers: [Int] = [],
        mailing letter: Letter? = nil
    ) async throws(StorageError) -> Bool {
        try await database.write { session in
            guard try SubscriberTable.find(id, in: session)?.hold == hold,
                try SubscriberTable.keptBack(for: id, since: hold.since, in: session) == numbers
            else { return false }
            try session.run(
                """
                UPDATE subscribers SET held_since = NULL, held_until = NULL,
                    paused_until = CASE WHEN paused_until <= \(now) THEN NULL ELSE paused_until END
                WHERE id = \(id)
                """)
            try SubscriberTable.holdBack(id, at: now, in: session)
            if let letter {
                let key = "kept back \(id) \(hold.since.formatted(.iso8601))"
                try LetterTable.queue(letter, key: key, at: now, in: session)
            }
            return true
        }
    }

    private static func keptBack(
        for id: Subscriber.ID, since start: Date, in session: any Session
    ) throws -> [Int] {
        try session.rows(
            """
            SELECT sends.number FROM sends
            JOIN subscribers ON subscribers.id = \(id) AND subscribers.newsletter = sends.newsletter
            LEFT JOIN deliveries ON deliveries.newsletter = sends.newsletter
                AND deliveries.number = sends.number AND deliveries.subscriber = subscribers.id
            WHERE ((deliveries.id IS NULL AND sends.begun >= \(start))
                OR (deliveries.state = 'skipped' AND deliveries.ended >= \(start)))
                AND NOT EXISTS (SELECT 1 FROM issue_amendments WHERE kind = 'withdrawal'
                    AND issue_amendments.newsletter = sends.newsletter
                    AND issue_amendments.number = sends.number)
            ORDER BY sends.number
            """
        ).map { try $0.integer(0) }
    }
}
