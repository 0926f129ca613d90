// SPDX-License-Identifier: MIT

public import Foundation
public import Model

/// The table of what came of items' web pages: whether one is wanted, how the last try ended, and the article.
public struct ArticleTable: Sendable {
    let database: any Database

    /// An item whose page is to be read.
    public struct Wanted: Hashable, Sendable {
        /// The item.
        public let item: Item.ID
        /// Its headline.
        public let title: String
        /// Where its page is.
        public let address: WebAddress
        /// How often in a row there was no answer that lasts.
        public let failures: Int
    }

    /// Items whose time has come, without those that are rejected or part of another, or that a reader suggested and nobody has
    /// decided on.
    ///
    /// **Shape**: newest first, then by id; at most `limit`.
    public func due(at now: Date, limit: Int) async throws(StorageError) -> [Wanted] {
        try await database.read { session in
            // CROSS JOIN lets SQLite begin with the few that are due, and not with the newest of all.
            try session.rows(
                """
                SELECT items.id, items.title, items.address, articles.failures
                FROM articles CROSS JOIN items
                WHERE items.id = articles.item AND articles.due <= \(now) AND items.address IS NOT NULL
                    AND items.state <> 'rejected' AND \(Merging.isShown) AND NOT (\(SuggestionTable.isUndecided))
                ORDER BY items.date DESC, items.id LIMIT \(limit)
                """
            ).compactMap(Wanted.init)
        }
    }

    /// Those of some items whose time has come still.
    ///
    /// **Shape**: in the order in which they are named.
    public func due(at now: Date, among ids: [Item.ID]) async throws(StorageError) -> [Wanted] {
        try await database.read { session in
            var found: [Item.ID: Wanted] = [:]
            for part in ids.parts {
                let rows = try session.rows(
                    """
                    SELECT items.id, items.title, items.address, articles.failures
                    FROM articles JOIN items ON items.id = articles.item
                    WHERE items.id IN \(list: part) AND articles.due <= \(now)
                    """)
                for wanted in try rows.compactMap(Wanted.init) { found[wanted.item] = wanted }
            }
            return ids.compactMap { found[$0] }
        }
    }

    /// How many items' time has come.
    public func dueCount(at now: Date) async throws(StorageError) -> Int {
        try await database.read { session in
            try session.number(
                """
                SELECT COUNT(*) FROM articles JOIN items ON items.id = articles.item
                WHERE articles.due <= \(now) AND items.address IS NOT NULL AND items.state <> 'rejected'
                    AND \(Merging.isShown) AND NOT (\(SuggestionTable.isUndecided))
                """)
        }
    }

    /// One item, whether its time has come or not; nil where it is not there or has no address.
    public func wanted(_ id: Item.ID) async throws(StorageError) -> Wanted? {
        try await database.read { session in
            try session.first(
                """
                SELECT items.id, items.title, items.address, COALESCE(articles.failures, 0)
                FROM items LEFT JOIN articles ON articles.item = items.id WHERE items.id = \(id)
                """
            ).flatMap(Wanted.init)
        }
    }

    /// Notes how a try to read a page ended; an article takes the place of what was read before.
    ///
    /// Other words make the item one that no model has looked at, and that is compared with all others again.
    ///
    /// - Parameter next: when to ask again, UTC; nil for never, unless the item changes.
    public func save(_ visit: PageVisit, next: Date?) async throws(StorageError) {
        try await database.write { session in
            let item = visit.item
            guard let row = try session.first("SELECT revision FROM items WHERE id = \(item)") else {
                throw StorageError.missing(kind: "item", id: item.rawValue)
            }
            let isPassing = visit.result.isPassing ? 1 : 0
            try session.run(
                """
                INSERT INTO articles (item, revision, words, asked, time, result, reason, failures, due)
                VALUES (\(item), \(try row.integer(0)), 0, \(visit.asked), \(visit.time), \(visit.result.rawValue),
                    \(visit.reason), \(isPassing), \(next))
                ON CONFLICT (item) DO UPDATE SET asked = excluded.asked, time = excluded.time,
                    result = excluded.result, reason = excluded.reason, due = excluded.due,
                    failures = CASE WHEN \(isPassing) = 1 THEN articles.failures + 1 ELSE 0 END
                """)
            if let article = visit.article { try ArticleTable.keep(article, of: item, in: session) }
        }
    }

    /// The article of an item's page; nil where none was read.
    public func article(of item: Item.ID) async throws(StorageError) -> Article? {
        try await database.read { session in
            try session.first(
                """
                SELECT address, canonical, facts, html, text, licences, paywalled FROM articles
                WHERE item = \(item) AND address IS NOT NULL
                """
            ).flatMap { row in
                guard let address = row.optionalAddress(0) else { return nil }
                return Article(
                    address: address, canonical: row.optionalAddress(1), facts: try row.json(2),
                    html: try row.text(3), text: try row.text(4), licences: try row.json(5),
                    isPaywalled: try row.integer(6) == 1)
            }
        }
    }
}

extension ArticleTable.Wanted {
    init?(_ row: Row) throws {
        guard let address = row.optionalAddress(2) else { return nil }
        self.init(
            item: Item.ID(try row.text(0)), title: try row.text(1), address: address,
            failures: try row.integer(3))
    }
}

extension ArticleTable {
    /// What came of the pages of some items, where any was asked for, and what these state about licences.
    static func pages(
        of ids: [Item.ID], in session: any Session
    ) throws -> [Item.ID: (page: ItemPage, licences: [LicenceStatement])] {
        var found: [Item.ID: (page: ItemPage, licences: [LicenceStatement])] = [:]
        let rows = try session.rows(
            """
            SELECT item, result, reason, text, text_key, facts, licences FROM articles
            WHERE item IN \(list: ids) AND (asked IS NOT NULL OR text_key <> '')
            """)
        for row in rows {
            let facts: ArticleFacts? = row.optionalText(5) == nil ? nil : try row.json(5)
            let page = ItemPage(
                result: PageResult(rawValue: try row.text(1)) ?? .failed, reason: try row.text(2),
                text: try row.text(3), textKey: try row.text(4), language: facts?.language)
            found[Item.ID(try row.text(0))] = (
                page, row.optionalText(6) == nil ? [] : try row.json(6)
            )
        }
        return found
    }

    private static func keep(_ article: Article, of item: Item.ID, in session: any Session) throws {
        let key = article.text.isEmpty ? "" : Digest.short(article.text)
        let former = try session.first("SELECT text_key FROM articles WHERE item = \(item)")?.text(0)
        try session.run(
            """
            UPDATE articles SET address = \(article.address), canonical = \(article.canonical),
                facts = \(JSONText(article.facts)), html = \(article.html), text = \(article.text),
                text_key = \(key), licences = \(JSONText(article.licences)),
                paywalled = \(article.isPaywalled ? 1 : 0)
            WHERE item = \(item)
            """)
        // A page may say where it is itself, but only for its own host: no page joins itself to another's.
        let own = article.canonical.flatMap { $0.host == article.address.host ? $0 : nil } ?? article.address
        if own.path != "/" {
            try session.run("UPDATE items SET page_key = \(own.pageKey) WHERE id = \(item)")
        }
        try QueueKeeping.mark([item], in: session)
        guard key != former else { return }
        try FingerprintTable.renew(item, in: session)
        try session.run("UPDATE items SET tagged_by = NULL WHERE id = \(item)")
    }
}
