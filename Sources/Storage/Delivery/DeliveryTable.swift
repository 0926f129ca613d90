// SPDX-License-Identifier: MIT

public import Foundation
public import Model

/// The ledger: one row for each mail to each person, so that each is sent once.
///
/// A row says `transmitting`, in a transaction of its own, before the server hears of its mail, and says what came of it
/// before the next one goes out on that connection. Whoever sends must hold the lock of sending (``Delivery`` says what the
/// states mean).
public struct DeliveryTable: Sendable {
    let database: any Database

    /// Begins to send an approved issue: one row for each who gets it at this moment.
    ///
    /// Who gets it is settled the first time; later calls change nothing, so a send goes on where it was cut off.
    ///
    /// - Returns: whether this was the first time.
    /// - Throws: `StorageError.missing` where there is no such issue; `refused` for a draft, for a withdrawn
    ///   issue and for one that waits for its slot.
    @discardableResult
    public func begin(
        _ newsletter: Newsletter.ID, number: Int, at now: Date
    ) async throws(StorageError) -> Bool {
        try await database.write { session in
            try DeliveryTable.insistOnApproved(newsletter, number, in: session)
            let begun = try session.rows(
                """
                INSERT INTO sends (newsletter, number, begun) VALUES (\(newsletter), \(number), \(now))
                ON CONFLICT (newsletter, number) DO NOTHING RETURNING number
                """)
            guard !begun.isEmpty else { return false }
            try session.run(
                """
                INSERT INTO deliveries (id, kind, newsletter, number, subscriber, state, written, due)
                SELECT id || '-' || \(String(number)), 'issue', newsletter, CAST(\(number) AS INTEGER), id, 'queued',
                    \(now), \(now)
                FROM subscribers WHERE newsletter = \(newsletter) AND \(SubscriberTable.gets)
                """)
            try DeliveryTable.finish(at: now, in: session)
            return true
        }
    }

    /// Calls back what a sender that is gone left on its way: nobody knows whether it arrived, so it is sent again.
    ///
    /// - Returns: how many there were.
    @discardableResult
    public func recover(at now: Date) async throws(StorageError) -> Int {
        try await database.write { session in
            try session.rows(
                """
                UPDATE deliveries SET state = 'unknown', due = \(now), reason = 'the sender ended before it had an answer'
                WHERE state = 'transmitting' RETURNING id
                """
            ).count
        }
    }

    /// What is to be sent now, letters first, then what has waited longest.
    public func due(at now: Date, limit: Int) async throws(StorageError) -> [Delivery.ID] {
        try await database.read { session in
            var ids: [Delivery.ID] = []
            for kind in ["letter", "issue"] where ids.count < limit {
                ids += try session.rows(
                    """
                    SELECT id FROM deliveries WHERE kind = \(kind) AND due <= \(now)
                    ORDER BY due, id LIMIT \(limit - ids.count)
                    """
                ).map { Delivery.ID(try $0.text(0)) }
            }
            return ids
        }
    }

    /// How far an issue has come.
    public func counts(
        of newsletter: Newsletter.ID, number: Int
    ) async throws(StorageError) -> DeliveryCounts {
        try await counts(of: newsletter, where: "number = \(number)")[number]
            ?? DeliveryCounts(states: [:], givenUp: 0, begun: nil, finished: nil, nextDue: nil)
    }

    /// How far the issues of a newsletter have come, by number; those whose sending has not begun are left out.
    public func counts(of newsletter: Newsletter.ID) async throws(StorageError) -> [Int: DeliveryCounts] {
        try await counts(of: newsletter, where: "number IS NOT NULL")
    }

    /// Why deliveries of an issue have no good result so far, and how many for each reason.
    ///
    /// **Shape**: most frequent first, ten at the most; no addresses.
    public func reasons(
        of newsletter: Newsletter.ID, number: Int
    ) async throws(StorageError) -> [(state: Delivery.State, reason: String, count: Int)] {
        try await database.read { session in
            try session.rows(
                """
                SELECT state, reason, COUNT(*) FROM deliveries
                WHERE newsletter = \(newsletter) AND number = \(number) AND reason <> '' AND state <> 'sent'
                GROUP BY state, reason ORDER BY COUNT(*) DESC, state, reason LIMIT 10
                """
            ).compactMap { row in
                guard let state = Delivery.State(rawValue: try row.text(0)) else { return nil }
                return (state, try row.text(1), try row.integer(2))
            }
        }
    }

    /// Issues whose sending has begun and in which something has no result yet.
    ///
    /// **Shape**: oldest first.
    public func unfinished() async throws(StorageError) -> [(newsletter: Newsletter.ID, number: Int)] {
        try await database.read { session in
            try session.rows(
                "SELECT newsletter, number FROM sends WHERE finished IS NULL ORDER BY begun, newsletter, number"
            ).map { (Newsletter.ID(try $0.text(0)), try $0.integer(1)) }
        }
    }

    /// To whom a server has taken an issue, page by page: those who should hear of a correction.
    ///
    /// **Shape**: by id.
    public func reached(
        by newsletter: Newsletter.ID, number: Int, after id: Subscriber.ID? = nil, limit: Int
    ) async throws(StorageError) -> [Subscriber.ID] {
        try await database.read { session in
            try session.rows(
                """
                SELECT subscriber FROM deliveries
                WHERE newsletter = \(newsletter) AND number = \(number) AND state IN ('sent', 'unknown')
                    AND subscriber > \(id?.rawValue ?? "")
                ORDER BY subscriber LIMIT \(limit)
                """
            ).map { Subscriber.ID(try $0.text(0)) }
        }
    }
}

private extension DeliveryTable {
    func counts(
        of newsletter: Newsletter.ID, where condition: SQL
    ) async throws(StorageError) -> [Int: DeliveryCounts] {
        try await database.read { session in
            let sends = try session.rows(
                "SELECT number, begun, finished FROM sends WHERE newsletter = \(newsletter) AND \(condition)")
            let rows = try session.rows(
                """
                SELECT number, state, COUNT(*), COUNT(due), MIN(due) FROM deliveries
                WHERE newsletter = \(newsletter) AND \(condition) GROUP BY number, state
                """)
            let standings = Dictionary(grouping: rows) { $0.optionalInteger(0) }
            var counts: [Int: DeliveryCounts] = [:]
            for send in sends {
                let number = try send.integer(0)
                counts[number] = try DeliveryTable.counts(standings[number] ?? [], of: send)
            }
            return counts
        }
    }

    /// Reads rows of `number, state, count, count of those due, next due`.
    static func counts(_ rows: [Row], of send: Row) throws -> DeliveryCounts {
        var states: [Delivery.State: Int] = [:]
        var (givenUp, next) = (0, [Date]())
        for row in rows {
            guard let state = Delivery.State(rawValue: try row.text(1)) else { continue }
            states[state] = try row.integer(2)
            if state == .unknown { givenUp = try row.integer(2) - row.integer(3) }
            if let due = try row.optionalDate(4) { next.append(due) }
        }
        return DeliveryCounts(
            states: states, givenUp: givenUp, begun: try send.date(1), finished: try send.optionalDate(2),
            nextDue: next.min())
    }
}

extension DeliveryTable {
    /// Notes which sends have a result for every row.
    static func finish(at now: Date, in session: any Session) throws {
        try session.run(
            """
            UPDATE sends SET finished = \(now) WHERE finished IS NULL AND NOT EXISTS (
                SELECT 1 FROM deliveries
                WHERE deliveries.newsletter = sends.newsletter AND deliveries.number = sends.number
                    AND (due IS NOT NULL OR state = 'transmitting'))
            """)
    }

    private static func insistOnApproved(
        _ newsletter: Newsletter.ID, _ number: Int, in session: any Session
    ) throws {
        let name = "issue \(number) of \(newsletter)"
        let row = try session.first(
            "SELECT state FROM issues WHERE newsletter = \(newsletter) AND number = \(number)")
        guard let state = try row?.text(0) else {
            throw StorageError.missing(kind: "issue", id: "\(number) of \(newsletter)")
        }
        guard state == "approved" else {
            throw StorageError.refused(
                "\(name) is a draft; cairn newsletter approve \(newsletter) approves it")
        }
        guard try withdrawn(newsletter, number, in: session) == 0 else {
            throw StorageError.refused("\(name) is withdrawn, so it is sent to nobody")
        }
        let slot = try session.first(
            """
            SELECT due FROM slots
            WHERE newsletter = \(newsletter) AND number = \(number) AND state <> 'released'
            """)
        if let due = try slot?.text(0) {
            throw StorageError.refused(
                "\(name) waits for its time, \(due); cairn run sends it then, or after cairn newsletter release"
            )
        }
    }

    /// 1 for an issue that was withdrawn.
    static func withdrawn(_ newsletter: Newsletter.ID, _ number: Int, in session: any Session) throws -> Int {
        try session.number(
            """
            SELECT COUNT(*) FROM issue_amendments
            WHERE newsletter = \(newsletter) AND number = \(number) AND kind = 'withdrawal'
            """)
    }
}
