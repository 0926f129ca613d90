// SPDX-License-Identifier: MIT

public import Foundation
public import Model

extension DeliveryTable {
    /// What came of the delivery that a connection tried last.
    public struct Note: Hashable, Sendable {
        let id: Delivery.ID
        let result: DeliveryResult
        let time: Date

        /// - Parameter time: when it was known, UTC.
        public init(_ id: Delivery.ID, _ result: DeliveryResult, at time: Date) {
            self.id = id
            self.result = result
            self.time = time
        }
    }

    /// Notes what came of one delivery, and takes up the next, in one transaction.
    ///
    /// - Parameters:
    ///   - note: what came of the last one; nil for none.
    ///   - id: what to begin; nil for nothing more.
    ///   - patience: how often to try.
    ///
    /// - Returns: what is on its way from now on; nil where it is no longer due, or its reader no longer wants it.
    public func turn(
        noting note: Note? = nil, beginning id: Delivery.ID? = nil, patience: DeliveryPatience, now: Date
    ) async throws(StorageError) -> Delivery? {
        try await database.write { session in
            if let note { try DeliveryTable.settle(note, patience, in: session) }
            guard let id else { return nil }
            return try DeliveryTable.takeUp(id, now: now, in: session)
        }
    }

    /// Notes which issues have a result for every reader by now.
    public func finish(at now: Date) async throws(StorageError) {
        try await database.write { session in try DeliveryTable.finish(at: now, in: session) }
    }
}

private extension DeliveryTable {
    /// Where a delivery stands when its result comes.
    struct Standing {
        let kind: String
        let subscriber: Subscriber.ID?
        let tries: Int
        let unsure: Int
        let first: Date
    }

    static func takeUp(_ id: Delivery.ID, now: Date, in session: any Session) throws -> Delivery? {
        let row = try session.first(
            """
            UPDATE deliveries SET state = 'transmitting', due = NULL, tries = tries + 1,
                first_tried = COALESCE(first_tried, \(now))
            WHERE id = \(id) AND due <= \(now)
            RETURNING kind, newsletter, number, subscriber, letter, written
            """)
        guard let row else { return nil }
        let written = try row.date(5)
        guard try row.text(0) == "issue" else {
            return Delivery(id: id, written: written, content: .letter(try row.json(4)))
        }
        let newsletter = Newsletter.ID(try row.text(1))
        let (number, subscriber) = (try row.integer(2), Subscriber.ID(try row.text(3)))
        guard try withdrawn(newsletter, number, in: session) == 0 else {
            try skip(id, because: "the issue was withdrawn", now: now, in: session)
            return nil
        }
        guard let recipient = try recipient(subscriber, in: session) else {
            try skip(id, because: "no longer wanted, or kept back", now: now, in: session)
            return nil
        }
        return Delivery(id: id, written: written, content: .issue(newsletter, number: number, recipient))
    }

    /// Who gets it, as they are now: whoever left a moment ago gets none.
    static func recipient(_ id: Subscriber.ID, in session: any Session) throws -> Recipient? {
        try session.first(
            "SELECT address, choices FROM subscribers WHERE id = \(id) AND \(SubscriberTable.gets)"
        ).map { Recipient(id: id, address: try $0.mailAddress(0), choices: try $0.json(1)) }
    }

    static func skip(
        _ id: Delivery.ID, because reason: String, now: Date, in session: any Session
    ) throws {
        try session.run(
            """
            UPDATE deliveries SET state = 'skipped', letter = NULL, ended = \(now), reason = \(reason)
            WHERE id = \(id) AND state = 'transmitting'
            """)
    }

    static func settle(_ note: Note, _ patience: DeliveryPatience, in session: any Session) throws {
        let row = try session.first(
            """
            SELECT kind, subscriber, tries, unsure, first_tried FROM deliveries
            WHERE id = \(note.id) AND state = 'transmitting'
            """)
        guard let row else { return }
        let standing = Standing(
            kind: try row.text(0), subscriber: row.optionalText(1).map { Subscriber.ID($0) },
            tries: try row.integer(2), unsure: try row.integer(3), first: try row.date(4))
        let result = note.result
        switch result.kind {
        case .taken: try end(note, as: .sent, in: session)
        case .needless: try skip(note.id, because: result.words, now: note.time, in: session)
        case .untried:
            try session.run(
                """
                UPDATE deliveries SET state = CASE WHEN unsure > 0 THEN 'unknown' ELSE 'queued' END, due = \(note.time),
                    tries = tries - 1
                WHERE id = \(note.id)
                """)
        case .badAddress, .refused:
            try end(note, as: .failed, in: session)
            try bounce(note, standing, in: session)
        case .later:
            let next = patience.next(after: standing.tries, since: standing.first, now: note.time)
            if let next { return try wait(note, until: next, in: session) }
            try end(note, as: .failed, in: session)
            try bounce(note, standing, in: session)
        case .unsure:
            let isLast = standing.unsure + 1 >= DeliveryPatience.unsureLimit
            let next =
                isLast ? nil : patience.next(after: standing.tries, since: standing.first, now: note.time)
            try session.run(
                """
                UPDATE deliveries SET state = 'unknown', due = \(next), unsure = unsure + 1, reason = \(result.words),
                    letter = \(raw: next == nil ? "NULL" : "letter"), ended = \(note.time)
                WHERE id = \(note.id)
                """)
        }
    }

    static func wait(_ note: Note, until due: Date, in session: any Session) throws {
        try session.run(
            """
            UPDATE deliveries SET state = CASE WHEN unsure > 0 THEN 'unknown' ELSE 'queued' END, due = \(due),
                code = \(note.result.code), reason = \(note.result.words)
            WHERE id = \(note.id)
            """)
    }

    /// A result for good; a letter's words are not kept any longer.
    static func end(_ note: Note, as state: Delivery.State, in session: any Session) throws {
        try session.run(
            """
            UPDATE deliveries SET state = \(state.rawValue), due = NULL, letter = NULL, ended = \(note.time),
                code = \(note.result.code), reason = \(state == .sent ? "" : note.result.words)
            WHERE id = \(note.id)
            """)
    }

    static func bounce(_ note: Note, _ standing: Standing, in session: any Session) throws {
        let result = note.result
        let kind =
            result.kind == .later
            ? .failed : Bounce.kind(status: result.status, refusesRecipient: result.kind == .badAddress)
        let bounce = Bounce(kind, at: note.time, status: result.status, words: result.words)
        try BounceTable.add(bounce, of: note.id, in: session)
    }
}
