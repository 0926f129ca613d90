// SPDX-License-Identifier: MIT

import Foundation
public import Model

/// Which items to list.
public struct ItemFilter: Hashable, Sendable {
    /// Only those that this feed carries.
    public var feed: Feed.ID?
    /// Only those tagged with this topic, or approved for it.
    public var topic: Topic.ID?
    /// Only those in this state.
    public var state: ItemState?
    /// This many at the most.
    public var limit: Int

    /// Everything, newest first, up to a limit.
    public init(feed: Feed.ID? = nil, topic: Topic.ID? = nil, state: ItemState? = nil, limit: Int) {
        self.feed = feed
        self.topic = topic
        self.state = state
        self.limit = limit
    }
}

/// Where an item stands with the curators.
public enum ItemState: String, Sendable, Codable, CaseIterable {
    /// Nobody has decided yet.
    case waiting
    /// It may be published.
    case approved
    /// It is not for our readers.
    case rejected
    /// To be decided later.
    case held
}

/// The table of items, with their sources and revisions.
public struct ItemTable: Sendable {
    let database: any Database

    /// How many items there are, by state.
    public func counts() async throws(StorageError) -> [ItemState: Int] {
        try await database.read { session in
            var counts: [ItemState: Int] = [:]
            for row in try session.rows("SELECT state, COUNT(*) FROM items GROUP BY state") {
                if let state = ItemState(rawValue: try row.text(0)) { counts[state] = try row.integer(1) }
            }
            // All are counted by an index alone; those that are part of others are few.
            let parts = try session.rows(
                """
                SELECT items.state, COUNT(*) FROM merged JOIN items ON items.id = merged.item GROUP BY items.state
                """)
            for row in parts {
                guard let state = ItemState(rawValue: try row.text(0)) else { continue }
                let rest = try counts[state, default: 0] - row.integer(1)
                counts[state] = rest == 0 ? nil : rest
            }
            return counts
        }
    }

    /// How many items have no tag, although they were classified.
    public func unsortedCount() async throws(StorageError) -> Int {
        try await database.read { session in
            try session.number(
                """
                SELECT COUNT(*) FROM items WHERE tagged_by IS NOT NULL AND \(Merging.isShown)
                AND NOT EXISTS (SELECT 1 FROM tags WHERE tags.item = items.id AND \(RejectedTags.isStanding))
                """)
        }
    }

    /// Items with their tags.
    ///
    /// **Shape**: newest first, then by id.
    public func list(_ filter: ItemFilter) async throws(StorageError) -> [TaggedItem] {
        try await database.read { session in
            var query: SQL = "SELECT id FROM items WHERE \(Merging.isShown)"
            if let state = filter.state { query = "\(query) AND state = \(state.rawValue)" }
            if let feed = filter.feed {
                query = "\(query) AND id IN (SELECT item FROM item_sources WHERE feed = \(feed))"
            }
            if let topic = filter.topic {
                query = """
                    \(query) AND (id IN (SELECT item FROM tags WHERE topic = \(topic) AND \(RejectedTags.isStanding))
                        OR state = 'approved' AND id IN (\(TagVerdictTable.keepers(of: topic))))
                    """
            }
            let ids = try session.rows("\(query) ORDER BY date DESC, id LIMIT \(filter.limit)")
                .map { Item.ID(try $0.text(0)) }
            return try ItemTable.load(ids, in: session)
        }
    }

    /// One item with its tags, by its id or the start of it; where it is part of another item, that one.
    ///
    /// **Shape**: nil when no item, or more than one, begins so; four characters at the least.
    public func find(_ prefix: String) async throws(StorageError) -> TaggedItem? {
        guard let id = try await id(beginning: prefix) else { return nil }
        return try await database.read { session in
            try ItemTable.load([try Merging(session: session).root(of: id)], in: session).first
        }
    }

    /// The id of the one item that begins so, be it part of another or not.
    ///
    /// **Shape**: as of ``find(_:)``.
    public func id(beginning prefix: String) async throws(StorageError) -> Item.ID? {
        guard prefix.count >= 4 else { return nil }
        return try await database.read { session in
            let after = prefix + "\u{7e}"
            let ids = try session.rows(
                "SELECT id FROM items WHERE id >= \(prefix) AND id < \(after) ORDER BY id LIMIT 2"
            ).map { Item.ID(try $0.text(0)) }
            guard ids.count == 1 || ids.first?.rawValue == prefix else { return nil }
            return ids.first
        }
    }

    /// How many items no model has looked at, among those on which no curator has decided.
    public func undecidedCount() async throws(StorageError) -> Int {
        try await database.read { session in
            try session.number(
                """
                SELECT COUNT(*) FROM items
                WHERE tagged_by IS NULL AND state IN ('waiting', 'held') AND \(Merging.isShown)
                """)
        }
    }

    /// Makes every item on which no curator has decided one that no model has looked at.
    public func askForNewLook() async throws(StorageError) {
        try await database.write { session in
            try session.run("UPDATE items SET tagged_by = NULL WHERE state IN ('waiting', 'held')")
        }
    }
}

extension ItemTable {
    /// The items with these ids, with or without their tags, in the order of the ids.
    static func load(
        _ ids: [Item.ID], withTags: Bool = true, in session: any Session
    ) throws -> [TaggedItem] {
        var found: [Item.ID: TaggedItem] = [:]
        for chunk in ids.parts {
            let tags = withTags ? try TagTable.tags(of: chunk, in: session) : [:]
            let surroundings = try ItemSurroundings(of: chunk, in: session)
            try session.each(
                "SELECT id, content, first_seen, revision FROM items WHERE id IN \(list: chunk)"
            ) { row in
                let id = Item.ID(try row.text(0))
                let item = surroundings.around(
                    id, try row.item(1), firstSeen: try row.date(2), revision: try row.integer(3))
                found[id] = TaggedItem(library: item, tags: tags[id] ?? [])
            }
        }
        return ids.compactMap { found[$0] }
    }

    static func sources(
        of ids: [Item.ID], in session: any Session
    ) throws -> [Item.ID: [LibraryItem.Source]] {
        var found: [Item.ID: [LibraryItem.Source]] = [:]
        let rows = try session.rows(
            """
            SELECT item_sources.item, feeds.id, feeds.title, item_sources.address, feeds.standing
            FROM item_sources JOIN feeds ON feeds.id = item_sources.feed JOIN items ON items.id = item_sources.item
            WHERE item_sources.item IN \(list: ids)
            ORDER BY item_sources.item, CASE WHEN feeds.id = items.feed THEN 0 ELSE 1 END,
                item_sources.first_seen, feeds.title, feeds.id
            """)
        // Many items come from few feeds.
        var known: [String: Licence] = [:]
        for row in rows {
            let standing = try row.text(4)
            if known[standing] == nil { known[standing] = try row.json(4, as: Feed.Standing.self).licence }
            let source = LibraryItem.Source(
                feed: Feed.ID(try row.text(1)), title: try row.text(2), address: row.optionalAddress(3),
                licence: known[standing] ?? .unknown)
            found[Item.ID(try row.text(0)), default: []].append(source)
        }
        return found
    }
}

/// What other tables hold of some items.
struct ItemSurroundings {
    private let sources: [Item.ID: [LibraryItem.Source]]
    private let licences: [Item.ID: [LicenceStatement]]
    private let pages: [Item.ID: (page: ItemPage, licences: [LicenceStatement])]

    init(of ids: [Item.ID], in session: any Session) throws {
        sources = try ItemTable.sources(of: ids, in: session)
        licences = try LicenceTable.statements(of: ids, in: session)
        pages = try ArticleTable.pages(of: ids, in: session)
    }

    /// An item with what is around it.
    func around(_ id: Item.ID, _ item: Item, firstSeen: Date, revision: Int) -> LibraryItem {
        let page = pages[id]
        return LibraryItem(
            id: id, item: item, sources: sources[id] ?? [], firstSeen: firstSeen, revision: revision,
            licences: (licences[id] ?? []) + (page?.licences ?? []), page: page?.page)
    }
}
