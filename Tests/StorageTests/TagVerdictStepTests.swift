// SPDX-License-Identifier: MIT

import Foundation
import Model
import TestSupport
import Testing

@testable import Storage

/// A store that an older Cairn made, before rejected tags were kept.
@Suite struct TagVerdictStepTests {
    /// The step before.
    private let former = 13

    @Test func verdictsThatAreThereRejectWhatTheyDidNotKeep() async throws {
        let database = try SQLiteDatabase()
        try await Migrations.run(on: database, upTo: former)
        let item = Item.sample(feed: Feed.first.id)
        try await fill(database, item)
        try await Migrations.run(on: database)
        let store = Store(database: database)
        #expect(try await store.tagVerdicts.rejected(of: item.id) == ["wrong"])
        let decided = try await database.read { session in
            try session.rows("SELECT topic, decision, confidence, author FROM tag_verdicts ORDER BY number")
                .map {
                    "\(try $0.text(0)) \(try $0.text(1)) \(try $0.real(2)) \(try $0.text(3))"
                }
        }
        #expect(decided == ["right keep 0.9 Ada", "wrong reject 0.5 Ada"])
        #expect(try await store.verdicts.undo(at: .sample()).tags.count == 2)
        #expect(try await store.tagVerdicts.rejected(of: item.id) == [])
    }

    /// An item with two tags, approved for one of them.
    private func fill(_ database: SQLiteDatabase, _ item: Item) async throws {
        let verdict = Verdict(
            item: item.id, decision: .approve, topics: ["right"], why: "It helps.",
            by: Verdict.Signature(name: "Ada", time: .sample()))
        try await database.write { session in
            try session.run(
                """
                INSERT INTO feeds (id, address, title, standing, subscribed) VALUES (\(Feed.first.id),
                    \(Feed.first.address), \(Feed.first.title), \(JSONText(Feed.first.standing)), 1)
                """)
            try session.run(
                """
                INSERT INTO items (id, feed, title, content, content_key, date, first_seen, revision, state)
                VALUES (\(item.id), \(Feed.first.id), \(item.title), \(JSONText(item)), '', \(Date.sample()),
                    \(Date.sample()), 1, 'approved')
                """)
            for (topic, confidence) in [("right", 0.9), ("wrong", 0.5)] {
                try session.run(
                    """
                    INSERT INTO tags (item, topic, author, confidence, evidence, model)
                    VALUES (\(item.id), \(topic), 'machine', \(confidence), '[]', 'm')
                    """)
            }
            try session.run(
                """
                INSERT INTO verdicts (number, action, item, decision, content, decided)
                VALUES (1, 1, \(item.id), 'approve', \(JSONText(verdict)), \(verdict.by.time))
                """)
        }
    }
}
