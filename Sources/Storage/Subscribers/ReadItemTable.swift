// SPDX-License-Identifier: MIT

public import Foundation
public import Model

/// The table of what people said they have read; nobody else knows, as nothing is tracked.
public struct ReadItemTable: Sendable {
    let database: any Database

    /// What a subscriber has read, whatever newsletter it was in.
    public func read(by id: Subscriber.ID) async throws(StorageError) -> Set<Item.ID> {
        try await database.read { session in
            let rows = try session.rows(
                """
                SELECT item FROM read_items
                WHERE address_key = (SELECT address_key FROM subscribers WHERE id = \(id))
                """)
            return Set(try rows.map { Item.ID(try $0.text(0)) })
        }
    }

    /// Notes which of some items a subscriber has read, and of which they take it back.
    ///
    /// - Parameters:
    ///   - read: those of `items` that they have read; the others of `items` they have not.
    ///
    /// **Errors**: `missing`.
    public func set(
        _ read: Set<Item.ID>, of items: [Item.ID], by id: Subscriber.ID, at now: Date
    ) async throws(StorageError) {
        try await database.write { session in
            _ = try SubscriberTable.known(id, in: session)
            for item in items {
                if read.contains(item) {
                    try session.run(
                        """
                        INSERT INTO read_items (address_key, item, time)
                        SELECT address_key, \(item), \(now) FROM subscribers WHERE id = \(id)
                        ON CONFLICT (address_key, item) DO NOTHING
                        """)
                } else {
                    try session.run(
                        """
                        DELETE FROM read_items WHERE item = \(item)
                            AND address_key = (SELECT address_key FROM subscribers WHERE id = \(id))
                        """)
                }
            }
        }
    }
}
