// SPDX-License-Identifier: MIT

public import Foundation
public import Model

extension SubscriberTable {
    /// How long a pause may be, days.
    public static let pauseDays = 1...366

    /// Somebody chooses what of a newsletter they want, from the next mail on.
    ///
    /// **Errors**: `missing`; `refused` for whoever does not get it.
    public func choose(
        _ choices: SubscriberChoices, for id: Subscriber.ID, source: String, at now: Date
    ) async throws(StorageError) {
        try await database.write { session in
            let subscriber = try SubscriberTable.getting(id, in: session)
            guard subscriber.choices != choices else { return }
            try session.run("UPDATE subscribers SET choices = \(JSONText(choices)) WHERE id = \(id)")
            let consent = Consent(.chose, at: now, source: source, wording: JSONText(choices).text)
            try SubscriberTable.note(consent, of: id, in: session)
            try SubscriberTable.holdBack(id, at: now, in: session)
        }
    }

    /// Somebody is left alone until a day; then one mail has what there was.
    ///
    /// **Errors**: `missing`; `refused` for whoever does not get it, and for an end that is past or further away than
    /// ``pauseDays``.
    public func pause(
        _ id: Subscriber.ID, until end: Date, source: String, at now: Date
    ) async throws(StorageError) {
        try await database.write { session in
            _ = try SubscriberTable.getting(id, in: session)
            let days = SubscriberTable.pauseDays
            guard end > now, end <= now + Double(days.upperBound) * 86_400 else {
                throw StorageError.refused("a pause ends within \(days.upperBound) days")
            }
            try session.run("UPDATE subscribers SET paused_until = \(end) WHERE id = \(id)")
            let consent = Consent(
                .paused, at: now, source: source, wording: "until \(end.formatted(.iso8601))")
            try SubscriberTable.note(consent, of: id, in: session)
            try SubscriberTable.holdBack(id, at: now, in: session)
        }
    }

    /// Somebody comes back before their pause is over; the next run mails what there was.
    ///
    /// **Errors**: `missing`; `refused` for whoever does not get it.
    public func resume(_ id: Subscriber.ID, source: String, at now: Date) async throws(StorageError) {
        try await database.write { session in
            guard try SubscriberTable.getting(id, in: session).pausedUntil != nil else { return }
            try session.run(
                "UPDATE subscribers SET paused_until = \(now), held_until = \(now) WHERE id = \(id)")
            let consent = Consent(.paused, at: now, source: source, wording: "came back")
            try SubscriberTable.note(consent, of: id, in: session)
        }
    }

    /// Somebody leaves; counts from the next mail on, also in the middle of a send.
    ///
    /// - Returns: whether they got it or had asked for it.
    @discardableResult
    public func leave(_ id: Subscriber.ID, source: String, at now: Date) async throws(StorageError) -> Bool {
        try await database.write { session in
            guard let subscriber = try SubscriberTable.find(id, in: session), subscriber.state != .left else {
                return false
            }
            let consent = Consent(.left, at: now, source: source, wording: "")
            try SubscriberTable.settle(id, as: .left, by: consent, in: session)
            return true
        }
    }
}

extension SubscriberTable {
    /// Sets what is kept back, as pause and rhythm have it: since when it was stays.
    static func holdBack(_ id: Subscriber.ID, at now: Date, in session: any Session) throws {
        guard let subscriber = try find(id, in: session), subscriber.state == .confirmed else { return }
        let pause = subscriber.pausedUntil.flatMap { $0 > now ? $0 : nil }
        let month = subscriber.choices.rhythm == .month ? MonthEnd.next(after: now) : nil
        let held = subscriber.hold
        let end: Date? =
            switch (pause, month) {
            case (let pause?, let month?): max(pause, min(month, held?.until ?? month))
            case (let pause?, nil): pause
            case (nil, let month?): min(month, held?.until ?? month)
            // What was kept back so far still comes, at once.
            case (nil, nil): held.map { _ in now }
            }
        try session.run(
            """
            UPDATE subscribers SET held_since = \(end.map { _ in held?.since ?? now }), held_until = \(end)
            WHERE id = \(id)
            """)
    }

    private static func getting(_ id: Subscriber.ID, in session: any Session) throws -> Subscriber {
        let subscriber = try known(id, in: session)
        guard subscriber.state == .confirmed else {
            throw StorageError.refused("\(id) does not get \(subscriber.newsletter)")
        }
        return subscriber
    }
}
