// SPDX-License-Identifier: MIT

import Foundation
import Model
import Storage
import TestSupport
import Testing

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
        try await store.verdicts.marks().first { $0.id == item.id }?.key
    }
}
