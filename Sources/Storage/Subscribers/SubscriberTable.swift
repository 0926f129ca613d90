// SPDX-License-Identifier: MIT

import Foundation
public import Model

/// The table of who gets which newsletter.
///
/// Whoever asks is `waiting` until they confirm; whoever leaves stays as `left`, so that no import brings them back. All that
/// is kept of a person goes by ``erase(_:by:at:)``.
public struct SubscriberTable: Sendable {
    let database: any Database

    /// The library's own key, for the addresses in mails.
    public func linkKey() async throws(StorageError) -> AccessKey {
        try await database.read { session in try AddressKeys(in: session).secret }
    }

    /// To whom an issue of a newsletter goes at this moment.
    ///
    /// - Parameters:
    ///   - id: the last of the page before; nil for the first page.
    ///   - limit: this many at the most.
    ///
    /// **Shape**: confirmed, not suppressed, and none for whom issues are kept back; by id, so each once page by page.
    public func recipients(
        of newsletter: Newsletter.ID, after id: Subscriber.ID? = nil, limit: Int = .max
    ) async throws(StorageError) -> [Recipient] {
        try await database.read { session in
            try session.rows(
                """
                SELECT id, address, choices FROM subscribers
                WHERE newsletter = \(newsletter) AND \(SubscriberTable.gets) AND id > \(id?.rawValue ?? "")
                ORDER BY id LIMIT \(limit)
                """
            ).map { row in
                Recipient(
                    id: Subscriber.ID(try row.text(0)), address: try row.mailAddress(1),
                    choices: try row.json(2))
            }
        }
    }

    /// To how many an issue of a newsletter goes at this moment; see ``recipients(of:after:limit:)``.
    public func recipientCount(of newsletter: Newsletter.ID) async throws(StorageError) -> Int {
        try await database.read { session in
            try session.number(
                """
                SELECT COUNT(*) FROM subscribers WHERE newsletter = \(newsletter) AND \(SubscriberTable.gets)
                """)
        }
    }

    /// Whether an issue may still go to a subscriber: asked just before each mail, as they may leave in the middle of a send.
    public func stillWants(_ id: Subscriber.ID) async throws(StorageError) -> Bool {
        try await database.read { session in
            try session.number(
                "SELECT COUNT(*) FROM subscribers WHERE id = \(id) AND \(SubscriberTable.gets)") == 1
        }
    }

    /// The subscriber with an id.
    public func find(_ id: Subscriber.ID) async throws(StorageError) -> Subscriber? {
        try await database.read { session in try SubscriberTable.find(id, in: session) }
    }

    /// Everything that an address gets, asked for or left.
    ///
    /// **Shape**: by newsletter.
    public func find(_ address: MailAddress) async throws(StorageError) -> [Subscriber] {
        try await database.read { session in
            let key = try AddressKeys(in: session).digest(of: address)
            return try session.rows(
                """
                SELECT \(SubscriberTable.columns) FROM \(SubscriberTable.joined)
                WHERE subscribers.address_key = \(key) ORDER BY newsletter
                """
            ).map(SubscriberTable.subscriber)
        }
    }

    /// Subscribers, page by page.
    ///
    /// - Parameters:
    ///   - newsletter: of one newsletter; nil for all.
    ///   - state: in one state; nil for all.
    ///   - id: the last of the page before; nil for the first page.
    ///
    /// **Shape**: by id.
    public func page(
        of newsletter: Newsletter.ID? = nil, in state: Subscriber.State? = nil,
        after id: Subscriber.ID? = nil, limit: Int
    ) async throws(StorageError) -> [Subscriber] {
        try await database.read { session in
            var condition: SQL = "subscribers.id > \(id?.rawValue ?? "")"
            if let newsletter { condition = "\(condition) AND newsletter = \(newsletter)" }
            if let state { condition = "\(condition) AND state = \(state.rawValue)" }
            return try session.rows(
                """
                SELECT \(SubscriberTable.columns) FROM \(SubscriberTable.joined)
                WHERE \(condition) ORDER BY subscribers.id LIMIT \(limit)
                """
            ).map(SubscriberTable.subscriber)
        }
    }

    /// How many a newsletter has.
    public struct Count: Hashable, Sendable {
        /// The newsletter.
        public let newsletter: Newsletter.ID
        /// Where they stand.
        public let state: Subscriber.State
        /// How many, those to whom nothing is mailed included.
        public let number: Int
        /// To how many of them nothing is mailed because of their address.
        public let suppressed: Int
    }

    /// How many there are.
    ///
    /// **Shape**: by newsletter and state; nothing where there is nobody.
    public func counts() async throws(StorageError) -> [Count] {
        try await database.read { session in
            try session.rows(
                """
                SELECT newsletter, state, COUNT(*), COUNT(suppressions.reason) FROM \(SubscriberTable.joined)
                GROUP BY newsletter, state ORDER BY newsletter, state
                """
            ).map { row in
                guard let state = Subscriber.State(rawValue: try row.text(1)) else {
                    throw StorageError.damaged("state of a subscriber")
                }
                return Count(
                    newsletter: Newsletter.ID(try row.text(0)), state: state, number: try row.integer(2),
                    suppressed: try row.integer(3))
            }
        }
    }

    /// What somebody said about what they get, oldest first.
    public func consents(of id: Subscriber.ID) async throws(StorageError) -> [Consent] {
        try await database.read { session in try SubscriberTable.consents(of: id, in: session) }
    }
}

extension SubscriberTable {
    /// Who gets an issue.
    static let gets: SQL = """
        state = 'confirmed' AND held_since IS NULL
        AND NOT EXISTS (SELECT 1 FROM suppressions WHERE suppressions.address_key = subscribers.address_key)
        """

    static let joined: SQL =
        "subscribers LEFT JOIN suppressions ON suppressions.address_key = subscribers.address_key"

    /// What ``subscriber(_:)`` reads, in its order.
    static let columns: SQL = """
        subscribers.id, newsletter, address, state, since, choices, held_since, held_until, paused_until,
        suppressions.reason
        """

    static func subscriber(_ row: Row) throws -> Subscriber {
        guard let state = Subscriber.State(rawValue: try row.text(3)) else {
            throw StorageError.damaged("state of \(try row.text(0))")
        }
        var hold: Subscriber.Hold?
        if let since = try row.optionalDate(6), let until = try row.optionalDate(7) {
            hold = .init(since: since, until: until)
        }
        return Subscriber(
            id: Subscriber.ID(try row.text(0)), newsletter: Newsletter.ID(try row.text(1)),
            address: try row.mailAddress(2), state: state, since: try row.date(4), choices: try row.json(5),
            hold: hold, pausedUntil: try row.optionalDate(8),
            suppressed: row.optionalText(9).flatMap(Suppression.Reason.init(rawValue:)))
    }

    static func find(_ id: Subscriber.ID, in session: any Session) throws -> Subscriber? {
        try session.first("SELECT \(columns) FROM \(joined) WHERE subscribers.id = \(id)").map(subscriber)
    }

    static func known(_ id: Subscriber.ID, in session: any Session) throws -> Subscriber {
        guard let subscriber = try find(id, in: session) else {
            throw StorageError.missing(kind: "subscriber", id: id.rawValue)
        }
        return subscriber
    }

    static func consents(of id: Subscriber.ID, in session: any Session) throws -> [Consent] {
        try session.rows(
            "SELECT kind, time, source, wording FROM consents WHERE subscriber = \(id) ORDER BY number"
        ).map { row in
            guard let kind = Consent.Kind(rawValue: try row.text(0)) else {
                throw StorageError.damaged("a consent of \(id)")
            }
            return Consent(
                kind, at: try row.date(1), source: try row.text(2), wording: try row.text(3))
        }
    }

    static func note(_ consent: Consent, of id: Subscriber.ID, in session: any Session) throws {
        let number = try session.number("SELECT COALESCE(MAX(number), 0) FROM consents") + 1
        try session.run(
            """
            INSERT INTO consents (number, subscriber, kind, time, source, wording)
            VALUES (\(number), \(id), \(consent.kind.rawValue), \(consent.time), \(consent.source),
                \(consent.wording))
            """)
    }
}

extension Row {
    /// The mail address in a column that holds one.
    func mailAddress(_ column: Int) throws(StorageError) -> MailAddress {
        guard let address = MailAddress(try text(column)) else {
            throw .damaged("column \(column) holds no mail address")
        }
        return address
    }
}
