// SPDX-License-Identifier: MIT

public import Model

/// The table of suggested topics.
public struct TagTable: Sendable {
    let database: any Database

    /// Replaces what the machine says of some items, and notes which model looked at them.
    ///
    /// An item on which a curator has decided since, or whose words have changed since, is left alone.
    public func save(_ tagged: [TaggedItem], by model: String) async throws(StorageError) {
        try await database.write { session in
            for item in tagged {
                let open = try session.rows(
                    """
                    UPDATE items SET tagged_by = \(model)
                    WHERE id = \(item.id) AND state IN ('waiting', 'held') AND revision = \(item.library.revision)
                        AND COALESCE((SELECT text_key FROM articles WHERE item = items.id), '')
                            = \(item.library.page?.textKey ?? "")
                    RETURNING id
                    """)
                if open.isEmpty { continue }
                try session.run("DELETE FROM tags WHERE item = \(item.id) AND author = 'machine'")
                for tag in item.tags { try TagTable.insert(tag, for: item.id, in: session) }
                try QueueKeeping.mark([item.id], in: session)
            }
        }
    }

    /// How many items carry each topic; tags that curators rejected do not count.
    public func counts() async throws(StorageError) -> [Topic.ID: Int] {
        try await database.read { session in
            var counts: [Topic.ID: Int] = [:]
            let rows = try session.rows(
                """
                SELECT topic, COUNT(DISTINCT item) FROM tags
                WHERE NOT EXISTS (SELECT 1 FROM merged WHERE merged.item = tags.item)
                    AND \(RejectedTags.isStanding)
                GROUP BY topic
                """)
            for row in rows {
                counts[Topic.ID(try row.text(0))] = try row.integer(1)
            }
            return counts
        }
    }
}

extension TagTable {
    /// Makes the tags that rules give an item just these.
    static func replaceRuleTags(of item: Item.ID, by tags: [Tag], in session: any Session) throws {
        try session.run("DELETE FROM tags WHERE item = \(item) AND author = 'rule'")
        for tag in tags { try insert(tag, for: item, in: session) }
    }

    /// The tags of some items; where a rule and the machine give an item the same topic, the rule's.
    ///
    /// - Parameter withRejected: also those that curators rejected.
    static func tags(
        of ids: [Item.ID], withRejected: Bool = false, in session: any Session
    ) throws -> [Item.ID: [Tag]] {
        var found: [Item.ID: [Tag]] = [:]
        let isShown: SQL = withRejected ? "1 = 1" : RejectedTags.isStanding
        let rows = try session.rows(
            """
            SELECT item, topic, author, confidence, evidence, model FROM tags
            WHERE item IN \(list: ids) AND \(isShown)
            ORDER BY item, confidence DESC,
                CASE author WHEN 'person' THEN 0 WHEN 'rule' THEN 1 ELSE 2 END, topic
            """)
        for row in rows {
            let tag = Tag(
                topic: Topic.ID(try row.text(1)), author: Tag.Author(rawValue: try row.text(2)) ?? .machine,
                confidence: try row.real(3), evidence: try row.json(4), model: try row.text(5))
            let item = Item.ID(try row.text(0))
            if found[item]?.contains(where: { $0.topic == tag.topic }) != true {
                found[item, default: []].append(tag)
            }
        }
        return found
    }

    private static func insert(_ tag: Tag, for item: Item.ID, in session: any Session) throws {
        try session.run(
            """
            INSERT INTO tags (item, topic, author, confidence, evidence, model)
            VALUES (\(item), \(tag.topic), \(tag.author.rawValue), \(tag.confidence), \(JSONText(tag.evidence)),
                \(tag.model))
            ON CONFLICT (item, topic, author) DO UPDATE SET confidence = excluded.confidence,
                evidence = excluded.evidence, model = excluded.model
            """)
    }
}
