// SPDX-License-Identifier: MIT

import Model
import Storage
import TestSupport
import Testing

@Suite struct LicenceTableTests {
    @Test(arguments: Engine.allCases)
    func aConfirmedLicenceCountsUntilItIsTakenBack(engine: Engine) async throws {
        try await withItem(engine) { store, item in
            let noted = try await licence(item, store)
            let first = confirmation(item, "CC-BY-SA-4.0", note: "by mail")
            try await store.licences.record(first)
            #expect(try await licence(item, store) == "CC-BY-SA-4.0")
            let found = try await store.items.find(item.id.rawValue)
            #expect(found?.library.licenceStatement?.words == "Ada: by mail")
            #expect(found?.library.licenceStatement?.seen == .sample())
            let second = confirmation(item, "LicenseRef-Unknown")
            try await store.licences.record(second)
            #expect(try await licence(item, store) == "LicenseRef-Unknown")
            #expect(try await store.licences.undo(for: item.id, at: .sample()) == second)
            #expect(try await licence(item, store) == "CC-BY-SA-4.0")
            #expect(try await store.licences.undo(for: item.id, at: .sample()) == first)
            #expect(try await store.licences.undo(for: item.id, at: .sample()) == nil)
            #expect(try await licence(item, store) == noted)
            let history = try await store.licences.history(of: item.id)
            #expect(history.map(\.confirmation) == [first, second])
            #expect(history.map(\.undone) == [.sample(), .sample()])
        }
    }

    @Test(arguments: Engine.allCases)
    func aReRunDoesNotUndoAConfirmation(engine: Engine) async throws {
        try await withItem(engine) { store, item in
            try await store.licences.record(confirmation(item, "CC-BY-ND-4.0"))
            let edited = Item.sample(feed: Feed.first.id, body: "Other words.", licence: .allRightsReserved)
            let report = try await store.items.save([edited], noting: .sample(.first))
            #expect(report.changed == 1)
            #expect(try await licence(item, store) == "CC-BY-ND-4.0")
        }
    }

    @Test(arguments: Engine.allCases)
    func nobodyConfirmsWhatIsNotThere(engine: Engine) async throws {
        try await engine.withStore { store in
            await #expect(throws: StorageError.missing(kind: "item", id: "i0")) {
                try await store.licences.record(
                    LicenceConfirmation(item: "i0", licence: .ccBy, by: .init(name: "Ada", time: .sample())))
            }
        }
    }

    @Test(arguments: Engine.allCases)
    func aLicenceThatChangesAtTheSourceIsNotedWithoutARevision(engine: Engine) async throws {
        try await withItem(engine) { store, item in
            for (licence, id) in [
                (Licence.allRightsReserved, "LicenseRef-ARR"), (nil, "LicenseRef-Unknown"),
                (.ccBy, "CC-BY-4.0"),
            ] {
                let same = Item.sample(feed: Feed.first.id, licence: licence)
                let report = try await store.items.save([same], noting: .sample(.first))
                #expect(report.unchanged == 1)
                let found = try #require(try await store.items.find(item.id.rawValue)?.library)
                #expect(found.licence.id == id)
                #expect(found.revision == 1)
                #expect(found.item.credit.authors == item.credit.authors)
            }
        }
    }

    private func withItem(_ engine: Engine, _ claim: (Store, Item) async throws -> Void) async throws {
        try await engine.withStore { store in
            try await store.feeds.subscribe(to: [.first])
            let item = Item.sample(feed: Feed.first.id)
            _ = try await store.items.save([item], noting: .sample(.first))
            try await claim(store, item)
        }
    }

    private func licence(_ item: Item, _ store: Store) async throws -> String? {
        try await store.items.find(item.id.rawValue)?.library.licence.id
    }

    private func confirmation(_ item: Item, _ id: String, note: String = "") -> LicenceConfirmation {
        LicenceConfirmation(
            item: item.id, licence: Licence(id: id) ?? .unknown, note: note,
            by: .init(name: "Ada", time: .sample()))
    }
}
