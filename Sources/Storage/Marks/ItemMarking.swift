// SPDX-License-Identifier: MIT

import Foundation
import Model

/// Reads approved items with their keys within one transaction.
struct ItemMarking {
    let session: any Session

    /// All approved items with the keys that are kept.
    ///
    /// **Shape**: newest item first, then by id.
    func kept() throws -> [(id: Item.ID, key: InputKey?)] {
        var kept: [(id: Item.ID, key: InputKey?)] = []
        try session.each(
            """
            SELECT items.id, item_keys.high, item_keys.low FROM items LEFT JOIN item_keys ON item_keys.item = items.id
            WHERE items.state = 'approved' AND \(Merging.isShown) ORDER BY items.date DESC, items.id
            """
        ) { kept.append((Item.ID(try $0.text(0)), $0.key(at: 1))) }
        return kept
    }

    /// Makes the keys of some items and keeps them; an item that nobody decided on has none.
    func keep(_ ids: [Item.ID]) throws -> [(id: Item.ID, key: InputKey)] {
        let made = try keys(of: ids)
        var values: [SQL.Part] = []
        for (id, key) in made {
            values.append(.text(values.isEmpty ? "(" : ", ("))
            values.append(.value(id.sqlValue))
            for half in [key.high, key.low] {
                values.append(.text(", "))
                values.append(.value(.integer(Int(truncatingIfNeeded: half))))
            }
            values.append(.text(")"))
        }
        guard !values.isEmpty else { return made }
        try session.run(
            """
            INSERT INTO item_keys (item, high, low) VALUES \(SQL(parts: values))
            ON CONFLICT (item) DO UPDATE SET high = excluded.high, low = excluded.low
            """)
        return made
    }

    /// The keys of some items as they are now, whether they are kept or not.
    func keys(of ids: [Item.ID]) throws -> [(id: Item.ID, key: InputKey)] {
        let isOne = isOne(of: ids)
        let parts = try parts(where: isOne)
        let digest = InputDigest()
        var keys: [(id: Item.ID, key: InputKey)] = []
        try session.digests(
            "SELECT items.id, \(columns) \(tables) WHERE \(isOne) AND \(Merging.isShown) ORDER BY items.id"
        ) { id, own in
            digest.add(own)
            for part in parts[id] ?? [] { digest.add(part) }
            keys.append((Item.ID(id), digest.end()))
        }
        return keys
    }

    /// Some items with their keys.
    func items(_ ids: [Item.ID]) throws -> [MarkedItem] {
        let surroundings = try ItemSurroundings(of: ids, in: session)
        var found: [(key: InputKey?, reviewed: ReviewedItem, checked: Date?)] = []
        try session.each(
            """
            SELECT items.id, items.content, verdicts.content, links.content, items.first_seen, items.revision,
                items.address, links.address, item_keys.high, item_keys.low
            \(tables) LEFT JOIN item_keys ON item_keys.item = items.id
            WHERE \(isOne(of: ids)) AND \(Merging.isShown)
            """
        ) { row in
            let library = surroundings.around(
                Item.ID(try row.text(0)), try row.item(1), firstSeen: try row.date(4),
                revision: try row.integer(5))
            // What was found at another address says nothing about this one.
            let isSame = row.optionalText(6) != nil && row.optionalText(6) == row.optionalText(7)
            let check: LinkCheck? = isSame ? try row.json(3) : nil
            let works = check?.result == .works || check?.result == .moved
            guard
                let reviewed = ReviewedItem(
                    tagged: TaggedItem(library: library, tags: []), verdict: try row.verdict(2))
            else { return }
            found.append((row.key(at: 8), reviewed, works ? check?.time : nil))
        }
        let others = try keys(of: found.filter { $0.key == nil }.map(\.reviewed.id))
        let keys = Dictionary(others.map { ($0.id, $0.key) }) { first, _ in first }
        var marked: [Item.ID: MarkedItem] = [:]
        for (key, reviewed, checked) in found {
            guard let key = key ?? keys[reviewed.id] else { continue }
            marked[reviewed.id] = MarkedItem(key: key, reviewed: reviewed, checked: checked)
        }
        return ids.compactMap { marked[$0] }
    }

    /// The state of some items must not lead through all that have it, so no index may help with it.
    private func isOne(of ids: [Item.ID]) -> SQL {
        "items.id IN \(list: ids) AND COALESCE(items.state, '') = 'approved'"
    }

    /// What the key of an item is made from, beside what other tables hold of it.
    ///
    /// Whoever takes another column into keys lets ``ItemKeyStep``'s triggers watch it too, in a step that empties `item_keys`.
    /// Each column costs something, so what holds no space (times, addresses) is one column, parted by spaces.
    private var columns: SQL {
        """
        items.feed || ' ' || items.first_seen || ' ' || items.revision || ' ' || COALESCE(items.address, '') || ' '
            || COALESCE(links.address, ''), items.content, verdicts.content, links.content
        """
    }

    private var tables: SQL {
        """
        FROM items JOIN verdicts ON verdicts.number =
            (SELECT MAX(number) FROM verdicts v WHERE v.item = items.id AND v.undone IS NULL)
            LEFT JOIN links ON links.item = items.id
        """
    }

    private func parts(where isOne: SQL) throws -> [String: [InputKey]] {
        var parts: [String: [InputKey]] = [:]
        for rows in rowsOfParts(where: isOne) {
            try session.digests(rows) { parts[$0, default: []].append($1) }
        }
        return parts
    }

    /// What other tables hold of items: their sources, the words on their licences, their pages; each row says which it is.
    private func rowsOfParts(where isOne: SQL) -> [SQL] {
        [
            """
            SELECT items.id, 'source ' || item_sources.feed || ' ' || item_sources.first_seen || ' '
                    || COALESCE(item_sources.address, ''),
                feeds.title, feeds.standing
            FROM item_sources JOIN feeds ON feeds.id = item_sources.feed JOIN items ON items.id = item_sources.item
            WHERE \(isOne)
            ORDER BY item_sources.item, item_sources.first_seen, feeds.title, feeds.id, item_sources.source_key
            """,
            """
            SELECT items.id, 'licence', item_licences.content
            FROM item_licences JOIN items ON items.id = item_licences.item
            WHERE item_licences.undone IS NULL AND \(isOne) ORDER BY item_licences.number
            """,
            """
            SELECT items.id, 'page', articles.result, articles.reason, articles.text_key, articles.facts,
                articles.licences
            FROM articles JOIN items ON items.id = articles.item
            WHERE (articles.asked IS NOT NULL OR articles.text_key <> '') AND \(isOne)
            """,
        ]
    }
}

private extension Row {
    /// A key in two columns; nil where there is none.
    func key(at column: Int) -> InputKey? {
        guard let high = optionalInteger(column), let low = optionalInteger(column + 1) else { return nil }
        return InputKey(high: UInt64(bitPattern: Int64(high)), low: UInt64(bitPattern: Int64(low)))
    }
}
