// SPDX-License-Identifier: MIT

public import Foundation
public import Model

extension SubscriberTable {
    /// For how long what somebody asked for is kept without their confirming it, seconds.
    public static let confirmingTerm: TimeInterval = 7 * 86_400

    /// What came of somebody's asking.
    public enum Asking: Hashable, Sendable {
        /// They are to confirm it.
        case toConfirm(Subscriber.ID)
        /// They get it already; a letter can remind them.
        case known(Subscriber.ID)
        /// Nothing is mailed to that address.
        case suppressed
    }

    /// Somebody asks for a newsletter; whether it is they is not known yet.
    ///
    /// **Shape**: whoever gets it already keeps what they chose; of whoever asks again, what they asked last counts.
    public func ask(
        _ address: MailAddress, for newsletter: Newsletter.ID, choosing choices: SubscriberChoices,
        by consent: Consent
    ) async throws(StorageError) -> Asking {
        let fresh = SubscriberTable.newID()
        return try await database.write { session in
            try SubscriberTable.forgetUnconfirmed(at: consent.time, in: session)
            let key = try AddressKeys(in: session).digest(of: address)
            switch try SubscriberTable.suppression(of: key, in: session)?.reason {
            case .bounced, .complained, .asked: return .suppressed
            case .erased, nil: break
            }
            let until = consent.time + SubscriberTable.confirmingTerm
            let known = try SubscriberTable.find(key, newsletter, in: session)
            if let known, known.state == .confirmed { return .known(known.id) }
            let id = known?.id ?? fresh
            if known == nil {
                try SubscriberTable.insert(
                    id, newsletter, address, key, .waiting, choices, consent.time, session)
            }
            // Somebody who has left stays so until they confirm.
            try session.run(
                """
                UPDATE subscribers SET address = \(address.text), choices = \(JSONText(choices)),
                    asked_until = \(until) WHERE id = \(id)
                """)
            try SubscriberTable.note(consent, of: id, in: session)
            return .toConfirm(id)
        }
    }

    /// What would be confirmed; nil for what was asked too long ago, and for those who have left since.
    public func asked(_ id: Subscriber.ID, at now: Date) async throws(StorageError) -> Subscriber? {
        try await database.read { session in try SubscriberTable.asked(id, at: now, in: session) }
    }

    /// Somebody confirms that it was they who asked.
    ///
    /// **Shape**: nil as of ``asked(_:at:)``; whoever has confirmed already stays as they are.
    public func confirm(
        _ id: Subscriber.ID, by consent: Consent
    ) async throws(StorageError) -> Subscriber? {
        try await database.write { session in
            guard let subscriber = try SubscriberTable.asked(id, at: consent.time, in: session) else {
                return nil
            }
            guard subscriber.state != .confirmed else { return subscriber }
            try SubscriberTable.settle(id, as: .confirmed, by: consent, in: session)
            try session.run(
                """
                DELETE FROM suppressions WHERE reason = 'erased'
                    AND address_key = (SELECT address_key FROM subscribers WHERE id = \(id))
                """)
            return try SubscriberTable.find(id, in: session)
        }
    }

    /// Removes those who did not confirm in time; nobody's address is kept on somebody else's word.
    ///
    /// - Returns: how many.
    @discardableResult
    public func forgetUnconfirmed(at now: Date) async throws(StorageError) -> Int {
        try await database.write { session in try SubscriberTable.forgetUnconfirmed(at: now, in: session) }
    }
}

extension SubscriberTable {
    static func newID() -> Subscriber.ID { Subscriber.ID("s" + AccessKey().digest.prefix(16)) }

    static func find(
        _ key: String, _ newsletter: Newsletter.ID, in session: any Session
    ) throws -> Subscriber? {
        try session.first(
            """
            SELECT \(columns) FROM \(joined)
            WHERE newsletter = \(newsletter) AND subscribers.address_key = \(key)
            """
        ).map(subscriber)
    }

    static func insert(
        _ id: Subscriber.ID, _ newsletter: Newsletter.ID, _ address: MailAddress, _ key: String,
        _ state: Subscriber.State, _ choices: SubscriberChoices, _ now: Date, _ session: any Session
    ) throws {
        try session.run(
            """
            INSERT INTO subscribers (id, newsletter, address, address_key, state, since, choices)
            VALUES (\(id), \(newsletter), \(address.text), \(key), \(state.rawValue), \(now), \(JSONText(choices)))
            """)
    }

    /// Puts somebody into a state by what they said; issues are kept back from then on for whoever wants one mail a month.
    static func settle(
        _ id: Subscriber.ID, as state: Subscriber.State, by consent: Consent, in session: any Session
    ) throws {
        let subscriber = try known(id, in: session)
        let isMonthly = state == .confirmed && subscriber.choices.rhythm == .month
        let hold = isMonthly ? MonthEnd.next(after: consent.time) : nil
        try session.run(
            """
            UPDATE subscribers SET state = \(state.rawValue), since = \(consent.time), paused_until = NULL,
                held_since = \(hold.map { _ in consent.time }), held_until = \(hold),
                asked_until = \(state == .confirmed ? consent.time + confirmingTerm : nil)
            WHERE id = \(id)
            """)
        try note(consent, of: id, in: session)
    }

    @discardableResult
    static func forgetUnconfirmed(at now: Date, in session: any Session) throws -> Int {
        let late: SQL = "SELECT id FROM subscribers WHERE state = 'waiting' AND asked_until <= \(now)"
        try session.run("DELETE FROM consents WHERE subscriber IN (\(late))")
        return try session.rows(
            "DELETE FROM subscribers WHERE state = 'waiting' AND asked_until <= \(now) RETURNING id"
        ).count
    }

    private static func asked(
        _ id: Subscriber.ID, at now: Date, in session: any Session
    ) throws -> Subscriber? {
        let count = try session.number(
            "SELECT COUNT(*) FROM subscribers WHERE id = \(id) AND asked_until > \(now)")
        return count == 1 ? try find(id, in: session) : nil
    }
}

/// When those get their mail who want one a month.
enum MonthEnd {
    /// The first moment of the next month, UTC.
    static func next(after now: Date) -> Date {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        return calendar.dateInterval(of: .month, for: now)?.end ?? now + 30 * 86_400
    }
}
