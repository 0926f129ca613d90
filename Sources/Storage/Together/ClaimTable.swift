// SPDX-License-Identifier: MIT

public import Foundation
public import Model

/// Who is at work on an item, for others to see; it ends by itself.
public struct Claim: Hashable, Sendable, Codable {
    /// The item.
    public let item: Item.ID
    /// The person's name.
    public let person: String
    /// Since when, UTC.
    public let since: Date
    /// Until when, UTC, unless it is renewed.
    public let until: Date
}

/// The table of claims.
///
/// A claim keeps nobody from deciding; it says who is at it, so that two people do not do the same work.
public struct ClaimTable: Sendable {
    let database: any Database

    /// Seconds for which a claim holds when it is not renewed.
    public static let lease = 300.0

    /// Claims an item, or renews the claim.
    ///
    /// - Parameter isTakingOver: also where another person's claim still holds.
    /// - Returns: the claim that holds now: one's own, or that of the person who was first.
    /// - Throws: `missing` when the item is not there.
    public func claim(
        _ item: Item.ID, by person: String, now: Date, isTakingOver: Bool = false
    ) async throws(StorageError) -> Claim {
        try await database.write { session in
            guard try session.number("SELECT COUNT(*) FROM items WHERE id = \(item)") == 1 else {
                throw StorageError.missing(kind: "item", id: item.rawValue)
            }
            let held = try ClaimTable.claims(of: [item], now: now, in: session)[item]
            if let held, held.person != person, !isTakingOver { return held }
            let mine = held.flatMap { $0.person == person ? $0 : nil }
            let claim = Claim(
                item: item, person: person, since: mine?.since ?? now,
                until: now.addingTimeInterval(ClaimTable.lease))
            try session.run(
                """
                INSERT INTO claims (item, person, since, until)
                VALUES (\(item), \(person), \(claim.since), \(claim.until))
                ON CONFLICT (item) DO UPDATE SET person = excluded.person, since = excluded.since,
                    until = excluded.until
                """)
            return claim
        }
    }

    /// Gives an item back, if it is this person who has it.
    public func release(_ item: Item.ID, by person: String) async throws(StorageError) {
        try await database.write { session in
            try session.run("DELETE FROM claims WHERE item = \(item) AND person = \(person)")
        }
    }

    /// The claims that hold on some items.
    public func held(_ items: [Item.ID], now: Date) async throws(StorageError) -> [Item.ID: Claim] {
        try await database.read { try ClaimTable.claims(of: items, now: now, in: $0) }
    }

    private static func claims(
        of items: [Item.ID], now: Date, in session: any Session
    ) throws -> [Item.ID: Claim] {
        let rows = try session.rows(
            "SELECT item, person, since, until FROM claims WHERE item IN \(list: items) AND until > \(now)")
        let claims = try rows.map { row in
            Claim(
                item: Item.ID(try row.text(0)), person: try row.text(1), since: try row.date(2),
                until: try row.date(3))
        }
        return Dictionary(claims.map { ($0.item, $0) }, uniquingKeysWith: { first, _ in first })
    }
}
