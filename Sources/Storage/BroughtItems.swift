// SPDX-License-Identifier: MIT

public import Foundation
public import Model

/// Items that no feed gives: a curator brings them by their address.
extension ItemTable {
    /// The item whose page is at an address, or the one that it is part of; nil where there is none.
    ///
    /// A site's front page is nobody's own.
    public func id(at address: WebAddress) async throws(StorageError) -> Item.ID? {
        guard address.path != "/" else { return nil }
        return try await database.read { session in
            let row = try session.first(
                """
                SELECT id FROM items WHERE page_key = \(address.pageKey)
                ORDER BY CASE WHEN canonical = \(address.canonicalKey) THEN 0 ELSE 1 END, first_seen, id LIMIT 1
                """)
            return try row.map { try Merging(session: session).root(of: Item.ID(try $0.text(0))) }
        }
    }

    /// The source of what curators bring from a site; one for each host, and nothing is ever fetched there.
    public static func handPicked(from address: WebAddress, named name: String?) -> Feed {
        let site = WebAddress("https://\(address.host)/") ?? address
        return Feed(
            address: WebAddress("\(site.text)#brought-by-hand") ?? site, title: name ?? address.host,
            site: site)
    }

    /// Takes in an item that a curator found.
    ///
    /// Where a feed has given the same page before, the item becomes a further source of that one.
    ///
    /// - Parameter source: as of ``handPicked(from:named:)``; it keeps the name that it has.
    /// - Returns: the item that it became, and whether it is new.
    public func bring(_ item: Item, from source: Feed, now: Date) async throws(StorageError) -> (
        id: Item.ID, isNew: Bool
    ) {
        try await database.write { session in
            try session.run(
                """
                INSERT INTO feeds (id, address, title, site, standing, subscribed)
                VALUES (\(source.id), \(source.address), \(source.title), \(source.site), \(JSONText(source.standing)), 0)
                ON CONFLICT (id) DO NOTHING
                """)
        }
        let fetch = FetchRecord(feed: source.id, time: now, result: .ok, reason: "brought by hand")
        let report = try await save([item], noting: fetch, isWhole: false) { _ in
            NextTry(due: .distantFuture, why: "nothing is fetched there", intervalMinutes: 525_600)
        }
        let found = try await database.read { session in
            let row = try session.first(
                """
                SELECT item FROM item_sources
                WHERE feed = \(source.id) AND source_key = \(SourceKey.text(item.identity))
                """)
            guard let row else { throw StorageError.missing(kind: "item", id: item.id.rawValue) }
            return try Merging(session: session).root(of: Item.ID(try row.text(0)))
        }
        return (found, report.new > 0)
    }
}
