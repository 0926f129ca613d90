// SPDX-License-Identifier: MIT

import Foundation
import Model

/// Takes back the newest thing that a curator joined or parted, within one transaction.
struct MergeUndoing {
    private let session: any Session
    private let number: Int
    private let isMerge: Bool
    private let items: [Item.ID]
    private let other: Item.ID

    /// When it was done, UTC.
    let time: Date

    /// Finds what is to be taken back; nil when there is nothing.
    ///
    /// - Parameter person: whose it must be; nil for anybody's.
    init?(by person: String? = nil, in session: any Session) throws {
        let isTheirs: SQL = person.map { "AND author = \($0)" } ?? ""
        let number = try session.number(
            "SELECT COALESCE(MAX(number), 0) FROM merges WHERE by_rule = 0 AND undone IS NULL \(isTheirs)")
        let rows = try session.rows(
            "SELECT kind, item, other, time FROM merges WHERE number = \(number) ORDER BY item")
        guard let first = rows.first else { return nil }
        self.session = session
        self.number = number
        isMerge = try first.text(0) == "merge"
        items = try rows.map { Item.ID(try $0.text(1)) }
        other = Item.ID(try first.text(2))
        time = try first.date(3)
    }

    /// - Parameter person: who takes it back; nil for whoever did it.
    func perform(by person: String? = nil, at now: Date) throws -> MergeTable.Undone {
        for item in items { try isMerge ? part(item) : unite(item) }
        if isMerge {
            try session.run("UPDATE kept_apart SET lifted = NULL WHERE lifted = \(number)")
        } else {
            try session.run("DELETE FROM kept_apart WHERE since = \(number)")
        }
        for item in items + [other] { try RejectedTags.derive(for: item, in: session) }
        try session.run("UPDATE merges SET undone = \(now) WHERE number = \(number)")
        let name = try person ?? session.first("SELECT author FROM merges WHERE number = \(number)")?.text(0)
        for item in items {
            try AuditTable.append(
                AuditEntry(
                    author: .init(name: name ?? ""), time: now,
                    action: isMerge ? "joining taken back" : "parting taken back", subject: "item/\(item)",
                    before: JSONText(["item": isMerge ? other.rawValue : item.rawValue]).text,
                    after: JSONText(["item": isMerge ? item.rawValue : other.rawValue]).text), in: session)
        }
        return MergeTable.Undone(isMerge: isMerge, items: items, other: other)
    }

    /// Gives an item its sources back, from wherever the item that it became part of is now.
    private func part(_ item: Item.ID) throws {
        let merging = Merging(session: session)
        let whole = try merging.root(of: other)
        let back = try session.rows(
            """
            UPDATE item_sources SET item = \(item)
            WHERE item = \(whole)
                AND origin IN (SELECT origin FROM merge_moves WHERE number = \(number) AND item = \(item))
            RETURNING origin
            """)
        // Without a source it stays what it was.
        if !back.isEmpty { try session.run("DELETE FROM merged WHERE item = \(item)") }
        try QueueKeeping.mark([item, whole], in: session)
    }

    /// Makes an item part of the one again from which it was parted.
    private func unite(_ item: Item.ID) throws {
        let merging = Merging(session: session)
        let whole = try merging.root(of: other)
        guard try merging.root(of: item) == item, whole != item else { return }
        try session.run("UPDATE item_sources SET item = \(whole) WHERE item = \(item)")
        try session.run("INSERT INTO merged (item, into_item) VALUES (\(item), \(whole))")
        try QueueKeeping.mark([item, whole], in: session)
    }
}
