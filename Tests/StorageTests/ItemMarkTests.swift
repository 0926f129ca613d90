// SPDX-License-Identifier: MIT

import Foundation
import Model
import TestSupport
import Testing

@testable import Storage

/// The key of an item changes with everything that publishing reads of it.
@Suite struct ItemMarkTests {
    @Test(arguments: Engine.allCases)
    func marksAreThoseOfReviewedItems(engine: Engine) async throws {
        try await withItems(engine) { store, items in
            #expect(try await store.verdicts.marks().isEmpty)
            try await store.verdicts.record(items.dropLast().map { .sample($0, .approve) })
            let marks = try await store.verdicts.marks()
            let reviewed = try await store.verdicts.reviewed()
            #expect(marks.map(\.id) == reviewed.map(\.id))
            #expect(Set(marks.map(\.key)).count == 2)
            let marked = try await store.verdicts.marked(items.map(\.id))
            #expect(Set(marked.map(\.key)) == Set(marks.map(\.key)))
            #expect(Set(marked.map(\.reviewed)) == Set(reviewed))
            #expect(marked.allSatisfy { $0.checked == nil })
        }
    }

    @Test func aStoreThatMayOnlyBeReadHasTheSameMarks() async throws {
        try await withTemporaryFolder { folder in
            let path = folder.appending(path: "cairn.sqlite").path
            let store = try await Store.open(at: path)
            try await store.feeds.subscribe(to: [.first])
            let items = ["a", "b"].map { Item.sample(feed: Feed.first.id, guid: $0) }
            _ = try await store.items.save(items, noting: .sample(.first))
            try await store.verdicts.record(items.map { .sample($0, .approve) })
            let reading = try #require(try await Store.lookInto(.file(path)))
            let marks = try await reading.verdicts.marks()
            #expect(marks.count == 2)
            #expect(try await store.verdicts.marks() == marks)
            #expect(try await reading.verdicts.marks() == marks)
        }
    }

    @Test(arguments: Engine.allCases)
    func eachInputChangesTheKey(engine: Engine) async throws {
        try await withItems(engine) { store, items in
            let item = items[0]
            try await store.verdicts.record([.sample(item, .approve)])
            var keys = [try await key(of: item, in: store)]
            func expectChange(_ name: String) async throws {
                keys.append(try await key(of: item, in: store))
                #expect(keys.last != keys.dropLast().last, "\(name)")
            }
            #expect(try await key(of: item, in: store) == keys[0])
            try await store.verdicts.record([.sample(items[1], .approve)])
            #expect(try await key(of: item, in: store) == keys[0])

            try await store.verdicts.record([
                Verdict(
                    item: item.id, decision: .approve, topics: ["t"], why: "Another reason.",
                    by: Verdict.Signature(name: "Ada", time: .sample()))
            ])
            try await expectChange("another verdict")
            try await store.licences.record(
                LicenceConfirmation(
                    item: item.id, licence: .ccBy, note: "at the foot of the page",
                    by: Verdict.Signature(name: "Ada", time: .sample())))
            try await expectChange("a word on the licence")
            let link = try #require(try await store.links.published().first { $0.item == item.id })
            try await store.links.note(
                LinkCheck(time: .sample(), result: .works, reason: "answers"), of: link, next: .sample())
            try await expectChange("a link that was checked")
            #expect(try await store.verdicts.marked([item.id]).first?.checked == .sample())
            let wanted = try #require(try await store.articles.wanted(item.id))
            try await store.articles.save(
                PageVisit(
                    item: item.id, asked: wanted.address, time: .sample(), result: .refused, reason: "no"),
                next: nil)
            try await expectChange("a page that was asked for")
        }
    }

    /// Whoever changes a row, a key that was made from it does not outlive that; one that was not, stays.
    @Test(arguments: Engine.allCases)
    func aKeptKeyGoesWithWhatItWasMadeFrom(engine: Engine) async throws {
        try await withItems(engine) { store, items in
            let (item, feed) = (items[0].id, Feed.first.id)
            try await store.verdicts.record([.sample(items[0], .approve), .sample(items[1], .approve)])
            try await store.licences.record(
                LicenceConfirmation(
                    item: item, licence: .ccBy, note: "there",
                    by: Verdict.Signature(name: "Ada", time: .sample())
                ))
            let changes: [SQL] = [
                "UPDATE verdicts SET content = content || ' ' WHERE item = \(item)",
                "UPDATE items SET content = content || ' ' WHERE id = \(item)",
                "UPDATE items SET address = 'https://other.example/' WHERE id = \(item)",
                "UPDATE item_sources SET address = 'https://other.example/1' WHERE item = \(item)",
                "UPDATE item_licences SET content = content || ' ' WHERE item = \(item)",
                "UPDATE item_licences SET undone = \(Date.sample()) WHERE item = \(item)",
                """
                INSERT INTO articles (item, revision, words, asked, time, result, reason)
                VALUES (\(item), 1, 10, 'https://other.example/', \(Date.sample()), 'refused', 'no')
                """,
                "UPDATE articles SET reason = 'new' WHERE item = \(item)",
                "DELETE FROM articles WHERE item = \(item)",
                """
                INSERT INTO links (item, address, content, due)
                VALUES (\(item), 'https://other.example/', '{}', \(Date.sample()))
                """,
                "UPDATE links SET content = '{ }' WHERE item = \(item)",
                "DELETE FROM links WHERE item = \(item)",
                "UPDATE feeds SET title = 'Another' WHERE id = \(feed)",
            ]
            for change in changes {
                let before = try #require(try await key(of: item, in: store))
                #expect(try await kept(in: store) == [item, items[1].id])
                try await store.database.write { try $0.run(change) }
                #expect(try await !kept(in: store).contains(item), "\(change)")
                #expect(try await key(of: item, in: store) != before, "\(change)")
                let fresh = try await store.database.read { try ItemMarking(session: $0).keys(of: [item]) }
                #expect(try await key(of: item, in: store) == fresh.first?.key)
            }
            let others: [SQL] = [
                "UPDATE items SET tagged_by = NULL, page_key = 'p', content = content",
                "UPDATE item_sources SET listed = 0, last_seen = \(Date.sample())",
                "UPDATE feeds SET title = title, standing = standing, last_tried = \(Date.sample())",
                "UPDATE verdicts SET content = content, undone = undone",
            ]
            for change in others {
                try await store.database.write { try $0.run(change) }
                #expect(try await kept(in: store) == [item, items[1].id], "\(change)")
            }
        }
    }

    @Test(arguments: Engine.allCases)
    func aKeyThatIsNoLongerTrueIsFound(engine: Engine) async throws {
        try await withItems(engine) { store, items in
            try await store.verdicts.record([.sample(items[0], .approve)])
            _ = try await store.verdicts.marks()
            try await store.database.write { try $0.run("UPDATE item_keys SET low = low + 1") }
            let flaws = try await store.checkDeeply { _ in }.flaws
            #expect(flaws.contains { $0.contains(items[0].id.rawValue) && $0.contains("item_keys") })
        }
    }

    @Test(arguments: Engine.allCases)
    func issuesAndAmendmentsHaveKeysToo(engine: Engine) async throws {
        try await withItems(engine) { store, _ in
            #expect(try await store.issues.approvedKeys().isEmpty)
            let amendments = try await store.amendments.key()
            #expect(try await store.amendments.key() == amendments)
        }
    }

    private func withItems(_ engine: Engine, _ claim: (Store, [Item]) async throws -> Void) async throws {
        try await engine.withStore { store in
            try await store.feeds.subscribe(to: [.first])
            let items = ["a", "b", "c"].map { Item.sample(feed: Feed.first.id, guid: $0) }
            _ = try await store.items.save(items, noting: .sample(.first))
            try await claim(store, items)
        }
    }

    private func key(of item: Item, in store: Store) async throws -> InputKey? {
        try await key(of: item.id, in: store)
    }

    private func key(of item: Item.ID, in store: Store) async throws -> InputKey? {
        try await store.verdicts.marks().first { $0.id == item }?.key
    }

    private func kept(in store: Store) async throws -> Set<Item.ID> {
        try await store.database.read { session in
            Set(try session.rows("SELECT item FROM item_keys").map { Item.ID(try $0.text(0)) })
        }
    }
}
