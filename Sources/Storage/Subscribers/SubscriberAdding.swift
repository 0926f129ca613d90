// SPDX-License-Identifier: MIT

public import Foundation
public import Model

extension SubscriberTable {
    /// What comes of adding somebody.
    public enum Prospect: Hashable, Sendable {
        /// They are new, and get it from now on.
        case added(Subscriber.ID)
        /// They are to confirm it.
        case toConfirm(Subscriber.ID)
        /// They get it already; nothing changes, not even what they chose.
        case known(Subscriber.ID)
        /// They left; only they themselves can come back.
        case left(since: Date)
        /// Nothing is mailed to that address.
        case suppressed(Suppression.Reason)
    }

    /// Adds people: all whom it can, in one transaction.
    ///
    /// - Parameters:
    ///   - isTrial: changes nothing, and says what would come of it.
    ///   - now: their state counts from here; their consent has a time of its own.
    ///
    /// **Shape**: what came of each, in order. Whoever comes twice is new and then known.
    public func add(
        _ people: [NewSubscriber], to newsletter: Newsletter.ID, by author: AuditEntry.Author, at now: Date,
        isTrial: Bool = false
    ) async throws(StorageError) -> [Prospect] {
        let ids = people.map { _ in SubscriberTable.newID() }
        if isTrial {
            return try await database.read { session in
                try SubscriberTable.look(at: people, ids, to: newsletter, in: session)
            }
        }
        return try await database.write { session in
            try SubscriberTable.add(people, ids, to: newsletter, by: author, at: now, in: session)
        }
    }

    /// Adds one person who is known already to have said yes, such as on paper.
    ///
    /// **Errors**: `missing`.
    public func confirm(
        _ id: Subscriber.ID, by consent: Consent, author: AuditEntry.Author, at now: Date
    ) async throws(StorageError) {
        try await database.write { session in
            guard try SubscriberTable.known(id, in: session).state != .confirmed else { return }
            try SubscriberTable.settle(id, as: .confirmed, by: consent, in: session)
            try AuditTable.append(
                AuditEntry(
                    author: author, time: now, action: "subscriber confirmed", subject: "subscriber/\(id)"),
                in: session)
        }
    }
}

private extension SubscriberTable {
    static func look(
        at people: [NewSubscriber], _ ids: [Subscriber.ID], to newsletter: Newsletter.ID,
        in session: any Session
    ) throws -> [Prospect] {
        let keys = try AddressKeys(in: session)
        var seen: [String: Prospect] = [:]
        return try zip(people, ids).map { person, id in
            let key = keys.digest(of: person.address)
            if case .added(let first)? = seen[key] { return .known(first) }
            if let before = seen[key] { return before }
            let prospect = try prospect(of: person, id, key, newsletter, in: session)
            seen[key] = prospect
            return prospect
        }
    }

    static func prospect(
        of person: NewSubscriber, _ id: Subscriber.ID, _ key: String, _ newsletter: Newsletter.ID,
        in session: any Session
    ) throws -> Prospect {
        if let found = try suppression(of: key, in: session) { return .suppressed(found.reason) }
        let known = try find(key, newsletter, in: session)
        switch known?.state {
        case .confirmed?: return .known(known?.id ?? id)
        case .left?: return .left(since: known?.since ?? person.consent.time)
        case .waiting?, nil:
            let id = known?.id ?? id
            return person.consent.kind == .elsewhere ? .added(id) : .toConfirm(id)
        }
    }

    static func add(
        _ people: [NewSubscriber], _ ids: [Subscriber.ID], to newsletter: Newsletter.ID,
        by author: AuditEntry.Author, at now: Date, in session: any Session
    ) throws -> [Prospect] {
        try forgetUnconfirmed(at: now, in: session)
        let keys = try AddressKeys(in: session)
        var added = 0
        let prospects = try zip(people, ids).map { person, fresh in
            let key = keys.digest(of: person.address)
            let prospect = try prospect(of: person, fresh, key, newsletter, in: session)
            switch prospect {
            case .added(let id), .toConfirm(let id):
                added += 1
                if id == fresh {
                    try insert(id, newsletter, person.address, key, .waiting, person.choices, now, session)
                }
                if case .added = prospect {
                    try settle(id, as: .confirmed, by: person.consent, in: session)
                } else {
                    let until = now + confirmingTerm
                    try session.run("UPDATE subscribers SET asked_until = \(until) WHERE id = \(id)")
                    try note(person.consent, of: id, in: session)
                }
            case .known, .left, .suppressed: break
            }
            return prospect
        }
        if added > 0 {
            try AuditTable.append(
                AuditEntry(
                    author: author, time: now, action: "subscribers added",
                    subject: "newsletter/\(newsletter)",
                    after: JSONText(["count": added]).text), in: session)
        }
        return prospects
    }
}
