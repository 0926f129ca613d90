// SPDX-License-Identifier: MIT

public import Foundation
public import Model

/// All that is kept of one mail address: what its owner gets when they ask.
public struct PersonalRecord: Hashable, Sendable, Codable {
    /// One newsletter of theirs.
    public struct Subscription: Hashable, Sendable, Codable {
        /// What they get, where they stand, what they chose.
        public let subscriber: Subscriber
        /// How they came to it, and what they said since, oldest first.
        public let consents: [Consent]
    }

    /// Something that they said they have read.
    public struct ReadItem: Hashable, Sendable, Codable {
        /// The item.
        public let item: Item.ID
        /// Its title.
        public let title: String
        /// When they said so, UTC.
        public let time: Date
    }

    /// The address.
    public let address: MailAddress
    /// Their newsletters, by id.
    public let subscriptions: [Subscription]
    /// What they said they have read, oldest first.
    public let read: [ReadItem]
    /// What they said to join sets, oldest first.
    public let signUps: [SignUp]
    /// Why nothing is mailed to them; nil where it may be.
    public let suppression: Suppression?
    /// What is kept of them as somebody who follows paths; nil where they do not.
    public let reader: ReaderRecord?

    /// Whether there is nothing.
    public var isEmpty: Bool {
        subscriptions.isEmpty && read.isEmpty && signUps.isEmpty && suppression == nil && reader == nil
    }
}

extension SubscriberTable {
    /// All that is kept of an address.
    public func record(of address: MailAddress) async throws(StorageError) -> PersonalRecord {
        try await database.read { session in
            let key = try AddressKeys(in: session).digest(of: address)
            let subscribers = try session.rows(
                """
                SELECT \(SubscriberTable.columns) FROM \(SubscriberTable.joined)
                WHERE subscribers.address_key = \(key) ORDER BY newsletter
                """
            ).map(SubscriberTable.subscriber)
            let read = try session.rows(
                """
                SELECT item, title, time FROM read_items JOIN items ON items.id = read_items.item
                WHERE address_key = \(key) ORDER BY time, item
                """
            ).map { row in
                PersonalRecord.ReadItem(
                    item: Item.ID(try row.text(0)), title: try row.text(1), time: try row.date(2))
            }
            return PersonalRecord(
                address: address,
                subscriptions: try subscribers.map {
                    .init(subscriber: $0, consents: try SubscriberTable.consents(of: $0.id, in: session))
                },
                read: read,
                signUps: try session.rows(
                    "SELECT content FROM sign_ups WHERE address_key = \(key) ORDER BY place"
                ).map { try $0.json(0) },
                suppression: try SubscriberTable.suppression(of: key, in: session),
                reader: try ReaderTable.record(of: key, in: session))
        }
    }

    /// Removes all that is kept of an address, but for the mark that nobody may bring it again.
    ///
    /// The mark holds no address. Copies of the database that were made before hold what they hold.
    ///
    /// - Parameter author: whoever does it, where it is not the address's owner.
    /// - Returns: how many newsletters of theirs there were; nil where nothing was kept.
    public func erase(
        _ address: MailAddress, by author: AuditEntry.Author?, at now: Date
    ) async throws(StorageError) -> Int? {
        try await database.write { session in
            let key = try AddressKeys(in: session).digest(of: address)
            let ids = try session.rows("SELECT id FROM subscribers WHERE address_key = \(key)").map {
                Subscriber.ID(try $0.text(0))
            }
            let read = try session.number("SELECT COUNT(*) FROM read_items WHERE address_key = \(key)")
            let signUps = try session.rows("SELECT id FROM sign_ups WHERE address_key = \(key)").map {
                SignUp.Person(try $0.text(0))
            }
            let asked = try session.rows(
                "DELETE FROM sign_up_asks WHERE address_key = \(key) RETURNING digest")
            let isReader = try ReaderTable.erase(key, in: session)
            guard !ids.isEmpty || read > 0 || !signUps.isEmpty || !asked.isEmpty || isReader else {
                return nil
            }
            try SignUpTable.erase(signUps, in: session)
            try session.run("DELETE FROM consents WHERE subscriber IN \(list: ids)")
            try session.run("DELETE FROM subscribers WHERE address_key = \(key)")
            try session.run("DELETE FROM read_items WHERE address_key = \(key)")
            try session.run("DELETE FROM asks WHERE address_key = \(key)")
            try LetterTable.forget(key, at: now, in: session)
            try SuppressionTable.add(Suppression(.erased, at: now), of: key, in: session)
            for id in ids {
                try AuditTable.append(
                    AuditEntry(
                        author: author ?? .init(name: "the subscriber"), time: now,
                        action: "subscriber erased", subject: "subscriber/\(id)"), in: session)
            }
            return ids.count
        }
    }
}
