// SPDX-License-Identifier: MIT

import Foundation
public import Model

/// The queue: every item of the library by what curators want to see first.
///
/// A page costs the same in a library of a thousand items and of a million: it is read from where the last one ended, out of
/// an index in the order that is wanted, and nothing is counted to its end.
public struct QueueTable: Sendable {
    let database: any Database

    /// Items beyond which a count says "more".
    public static let countLimit = 1_000

    /// A page of the queue.
    ///
    /// - Parameters:
    ///   - cursor: where the page before it ended; nil for the first.
    ///   - limit: this many items at the most.
    public func page(
        _ filter: QueueFilter, after cursor: QueueCursor? = nil, limit: Int
    ) async throws(StorageError) -> QueuePage {
        let dialect = database.dialect
        return try await database.read { session in
            guard let query = try QueueQuery(filter, session: session, dialect: dialect) else {
                return QueuePage(items: [], next: nil)
            }
            let places = try query.places(after: cursor, limit: limit + 1)
            let shown = try QueueTable.items(at: Array(places.prefix(limit)), in: session)
            return QueuePage(items: shown, next: places.count > limit ? places[limit - 1] : nil)
        }
    }

    /// How many items there are, counted to a thousand.
    ///
    /// **Shape**: ``countLimit`` + 1 for more than that.
    public func count(_ filter: QueueFilter) async throws(StorageError) -> Int {
        let dialect = database.dialect
        return try await database.read { session in
            try QueueQuery(filter, session: session, dialect: dialect)?.count(upTo: QueueTable.countLimit + 1)
                ?? 0
        }
    }

    /// The item that comes after another, whether that one still passes the filter or not; nil at the end.
    public func next(after item: Item.ID, in filter: QueueFilter) async throws(StorageError) -> Item.ID? {
        let dialect = database.dialect
        return try await database.read { session in
            guard let query = try QueueQuery(filter, session: session, dialect: dialect) else { return nil }
            let place = try query.place(of: item)
            let found = try query.places(after: place, limit: 1).first
            return try found.flatMap { try QueueTable.item(at: $0.number, in: session) }
        }
    }

    /// Some items as they stand in the queue, in the order of their ids; those that are not there for themselves left out.
    public func items(_ ids: [Item.ID]) async throws(StorageError) -> [QueuedItem] {
        try await database.read { session in
            let rows = try session.rows(
                "SELECT number, usefulness, item FROM queue WHERE item IN \(list: ids)")
            let places = try rows.map {
                QueueCursor(value: .real(try $0.real(1)), number: try $0.integer(0))
            }
            let found = try QueueTable.items(at: places, in: session)
            let byID = Dictionary(found.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
            return ids.compactMap { byID[$0] }
        }
    }

    /// How many approved items each topic has.
    public func approvedCounts() async throws(StorageError) -> [Topic.ID: Int] {
        try await database.read { session in
            let rows = try session.rows(
                """
                SELECT facets.value, COUNT(*) FROM queue_facets JOIN facets ON facets.number = queue_facets.facet
                WHERE facets.kind = 'topic' AND facets.value <> '' AND queue_facets.state = 'approved'
                GROUP BY facets.value
                """)
            var counts: [Topic.ID: Int] = [:]
            for row in rows { counts[Topic.ID(try row.text(0))] = try row.integer(1) }
            return counts
        }
    }

    /// Writes the rows of items that are new or have changed.
    ///
    /// - Parameter tell: hears how many are done, after each short transaction.
    /// - Returns: how many there were.
    @discardableResult
    public func catchUp(tell: (Int) -> Void = { _ in }) async throws(StorageError) -> Int {
        let dialect = database.dialect
        var done = 0
        while true {
            let count = try await database.write { session in
                let ids = try session.rows("SELECT item FROM queue_stale ORDER BY item LIMIT 100").map {
                    Item.ID(try $0.text(0))
                }
                try QueueKeeping(session: session, dialect: dialect).renew(ids)
                return ids.count
            }
            if count == 0 { return done }
            done += count
            tell(done)
        }
    }
}

extension QueueTable {
    static func item(at number: Int, in session: any Session) throws -> Item.ID? {
        try session.first("SELECT item FROM queue WHERE number = \(number)").map { Item.ID(try $0.text(0)) }
    }

    static func items(at places: [QueueCursor], in session: any Session) throws -> [QueuedItem] {
        let rows = try session.rows(
            """
            SELECT number, item, state, usefulness, reason FROM queue
            WHERE number IN \(list: places.map(\.number))
            """)
        let byNumber = Dictionary(
            try rows.map { (try $0.integer(0), $0) }, uniquingKeysWith: { first, _ in first })
        let ids = try places.compactMap { try byNumber[$0.number].map { Item.ID(try $0.text(1)) } }
        let tagged = try ItemTable.load(ids, in: session)
        let byID = Dictionary(tagged.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let uses = try issues(with: ids, in: session)
        return try places.compactMap { place in
            guard let row = byNumber[place.number], let item = byID[Item.ID(try row.text(1))] else {
                return nil
            }
            return QueuedItem(
                tagged: item, state: ItemState(rawValue: try row.text(2)) ?? .waiting,
                usefulness: try row.real(3), reason: try row.text(4), issues: uses[item.id] ?? [],
                place: place
            )
        }
    }

    private static func issues(
        with ids: [Item.ID], in session: any Session
    ) throws -> [Item.ID: [IssueUse]] {
        var found: [Item.ID: [IssueUse]] = [:]
        let rows = try session.rows(
            """
            SELECT issue_items.item, issues.newsletter, issues.number, issues.state
            FROM issue_items JOIN issues ON issues.newsletter = issue_items.newsletter
                AND issues.number = issue_items.number
            WHERE issue_items.item IN \(list: ids) ORDER BY issues.newsletter, issues.number
            """)
        for row in rows {
            let use = IssueUse(
                newsletter: Newsletter.ID(try row.text(1)), number: try row.integer(2),
                isApproved: try row.text(3) == "approved")
            found[Item.ID(try row.text(0)), default: []].append(use)
        }
        return found
    }
}
