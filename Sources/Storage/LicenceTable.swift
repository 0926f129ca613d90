// SPDX-License-Identifier: MIT

public import Foundation
public import Model

/// The table of curators' words on the licences of items.
///
/// Nothing is ever deleted: a word taken back is marked, and the one before it holds.
public struct LicenceTable: Sendable {
    let database: any Database

    /// Records what a curator says.
    ///
    /// - Throws: `StorageError.missing` when the item is not there.
    public func record(_ confirmation: LicenceConfirmation) async throws(StorageError) {
        try await database.write { session in
            let item = confirmation.item
            guard try session.number("SELECT COUNT(*) FROM items WHERE id = \(item)") == 1 else {
                throw StorageError.missing(kind: "item", id: item.rawValue)
            }
            let number = try session.number("SELECT COALESCE(MAX(number), 0) FROM item_licences") + 1
            try session.run(
                """
                INSERT INTO item_licences (number, item, content, decided)
                VALUES (\(number), \(item), \(JSONText(confirmation)), \(confirmation.by.time))
                """)
            try AuditTable.append(
                AuditEntry(
                    author: .init(name: confirmation.by.name), time: confirmation.by.time,
                    action: "licence said", subject: "item/\(item)", after: JSONText(confirmation).text),
                in: session)
            try QueueKeeping.mark([item], in: session)
        }
    }

    /// Takes back the newest word on an item that is not taken back.
    ///
    /// **Shape**: what was taken back; nil when there is nothing.
    public func undo(for item: Item.ID, at now: Date) async throws(StorageError) -> LicenceConfirmation? {
        try await database.write { session in
            let row = try session.first(
                """
                SELECT number, content FROM item_licences WHERE item = \(item) AND undone IS NULL
                ORDER BY number DESC LIMIT 1
                """)
            guard let row else { return nil }
            try session.run(
                "UPDATE item_licences SET undone = \(now) WHERE number = \(try row.integer(0))")
            try QueueKeeping.mark([item], in: session)
            let word: LicenceConfirmation = try row.json(1)
            try AuditTable.append(
                AuditEntry(
                    author: .init(name: word.by.name), time: now, action: "licence taken back",
                    subject: "item/\(item)", before: JSONText(word).text), in: session)
            return word
        }
    }

    /// Everything that curators said of an item, taken back or not.
    ///
    /// **Shape**: oldest first.
    public func history(of item: Item.ID) async throws(StorageError) -> [LicenceWord] {
        try await database.read { session in
            try session.rows(
                "SELECT content, undone FROM item_licences WHERE item = \(item) ORDER BY number"
            ).map { LicenceWord(confirmation: try $0.json(0), undone: try $0.optionalDate(1)) }
        }
    }
}

/// What a curator said of an item's licence, and whether it still holds.
public struct LicenceWord: Hashable, Sendable, Codable {
    /// What was said.
    public let confirmation: LicenceConfirmation
    /// When it was taken back, UTC; nil where it was not.
    public let undone: Date?
}

extension LicenceTable {
    /// The word that holds for each of some items.
    static func statements(
        of ids: [Item.ID], in session: any Session
    ) throws -> [Item.ID: [LicenceStatement]] {
        var found: [Item.ID: [LicenceStatement]] = [:]
        let rows = try session.rows(
            "SELECT content FROM item_licences WHERE item IN \(list: ids) AND undone IS NULL ORDER BY number")
        for row in rows {
            let confirmation: LicenceConfirmation = try row.json(0)
            found[confirmation.item] = [confirmation.statement]
        }
        return found
    }
}
