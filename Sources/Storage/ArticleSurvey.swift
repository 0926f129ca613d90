// SPDX-License-Identifier: MIT

public import Foundation
import Model

extension ArticleTable {
    /// Items that are judged at once.
    private static let batch = 500
    /// Seconds after which a page is asked for again at the latest.
    private static let longestRest = 32 * 86_400.0
    /// Seconds after which an item that changed at its source may have its page read again.
    private static let restAfterChange = 86_400.0

    /// Says of each item that is new or has changed whether its page is to be read.
    ///
    /// A page is wanted where the feed gives fewer words than wanted and the item has a page of its own. An item that
    /// changed at its source is judged again, a day after its page was asked for.
    ///
    /// - Parameters:
    ///   - words: the fewest words of a feed's text that are enough; 0 wants no page.
    ///   - now: the time, UTC; what is wanted is due from then on.
    public func survey(words: Int, now: Date) async throws(StorageError) {
        try await database.write { session in
            // What is due in so many days was settled while a clock went wrong.
            try session.run(
                "UPDATE articles SET due = \(now) WHERE due > \(now.addingTimeInterval(ArticleTable.longestRest))"
            )
            // What was judged by another number of words.
            try session.run(
                """
                UPDATE articles SET result = \(PageResult.wanted.rawValue), reason = '', due = \(now)
                WHERE result = \(PageResult.enough.rawValue) AND words < \(words) AND words >= 0
                """)
            try session.run(
                """
                UPDATE articles SET result = \(PageResult.enough.rawValue), reason = \(ArticleTable.enough), due = NULL
                WHERE result = \(PageResult.wanted.rawValue) AND words >= \(words) AND (text_key = '' OR \(words) = 0)
                """)
        }
        while try await judge(words: words, now: now) == ArticleTable.batch {}
        try await database.write { session in
            // Whose page was asked for since they changed.
            try session.run(
                """
                DELETE FROM unsurveyed_items WHERE EXISTS (
                    SELECT 1 FROM articles JOIN items ON items.id = articles.item
                    WHERE articles.item = unsurveyed_items.item AND articles.revision = items.revision)
                """)
        }
    }

    /// Notes that an item is new or has changed.
    static func mark(_ item: Item.ID, in session: any Session) throws {
        try session.run(
            "INSERT INTO unsurveyed_items (item) VALUES (\(item)) ON CONFLICT (item) DO NOTHING")
    }

    /// Judges some items; a short transaction each, so that nobody waits for long.
    private func judge(words: Int, now: Date) async throws(StorageError) -> Int {
        try await database.write { session in
            let rows = try session.rows(
                """
                SELECT items.id, items.content, items.revision, items.address, articles.text_key
                FROM unsurveyed_items JOIN items ON items.id = unsurveyed_items.item
                LEFT JOIN articles ON articles.item = items.id
                WHERE articles.item IS NULL
                    OR articles.revision <> items.revision
                        AND articles.time <= \(now.addingTimeInterval(-ArticleTable.restAfterChange))
                LIMIT \(ArticleTable.batch)
                """)
            for row in rows {
                let item: Item = try row.json(1)
                let isPage = row.optionalAddress(3).map { $0.pathAndQuery != Array("/".utf8) } ?? false
                // Without a page of its own an item has what it has, whatever is wanted.
                let count = isPage ? ReadingTime.words(in: item.text.best) : -1
                // What was read once is read again when the item changes, so that no former text outweighs it.
                let wasRead = !(row.optionalText(4) ?? "").isEmpty
                let isWanted = isPage && words > 0 && (count < words || wasRead)
                try session.run(
                    """
                    INSERT INTO articles (item, revision, words, time, result, reason, due)
                    VALUES (\(Item.ID(try row.text(0))), \(try row.integer(2)), \(count), \(now),
                        \((isWanted ? PageResult.wanted : .enough).rawValue),
                        \(isWanted ? "" : isPage ? ArticleTable.enough : "it has no page of its own"),
                        \(isWanted ? now : nil))
                    ON CONFLICT (item) DO UPDATE SET revision = excluded.revision, words = excluded.words,
                        time = excluded.time, result = excluded.result, reason = excluded.reason, failures = 0,
                        due = excluded.due
                    """)
                try session.run("DELETE FROM unsurveyed_items WHERE item = \(try row.text(0))")
            }
            return rows.count
        }
    }

    private static let enough = "the feed gives enough of it"
}
