// SPDX-License-Identifier: MIT

import Foundation
import Model
import Storage
import TestSupport
import Testing

/// Signing up by a form, confirmed by mail.
@Suite struct SignUpAskTests {
    private let author = AuditEntry.Author(name: "Ada")
    private let entry = SignUpTable.Entry(
        name: "Ann", address: .of("ann"), signUp: .sample("", organisation: "Org"))

    @Test(arguments: Engine.allCases)
    func nothingCountsBeforeItsLinkIsUsed(engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.signUps.open("spring", until: nil, by: author, at: .day(0))
            #expect(try await store.signUps.ask(entry, programme: "spring", link: "a", at: .day(0)))
            #expect(try await store.subscribers.record(of: .of("ann")).isEmpty)
            #expect(try await store.signUps.asked(by: "a", at: .day(1))?.entry.name == "Ann")
            #expect(try await store.signUps.asked(by: "a", at: .day(2)) == nil)
            #expect(try await store.signUps.confirm(by: "a", author: author, at: .day(2)) == nil)
            let confirmed = try await store.signUps.confirm(by: "a", author: author, at: .day(1))
            guard case .joined(let id) = try #require(confirmed).answer else {
                Testing.Issue.record("\(String(describing: confirmed))")
                return
            }
            #expect(try await store.signUps.find(id)?.signUp.organisation == "Org")
            #expect(try await store.signUps.confirm(by: "a", author: author, at: .day(1)) == nil, "once")
            #expect(!"\(try await store.audit.newest(9))".contains("Ann"))
        }
    }

    @Test(arguments: Engine.allCases)
    func whatWasAskedForGoesWithTheAddress(engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.signUps.open("spring", until: nil, by: author, at: .day(0))
            _ = try await store.signUps.ask(entry, programme: "spring", link: "a", at: .day(0))
            #expect(try await store.subscribers.erase(.of("ann"), by: author, at: .day(0)) == 0)
            #expect(try await store.signUps.asked(by: "a", at: .day(0)) == nil)
            // Who had all erased may come again by themselves.
            #expect(try await store.signUps.ask(entry, programme: "spring", link: "b", at: .day(0)))
            _ = try await store.signUps.confirm(by: "b", author: author, at: .day(0))
            #expect(try await store.subscribers.record(of: .of("ann")).suppression == nil)
        }
    }

    @Test(arguments: Engine.allCases)
    func whatCameToNothingIsDeletedByTheNextRun(engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.signUps.open("spring", until: nil, by: author, at: .day(0))
            _ = try await store.signUps.ask(entry, programme: "spring", link: "a", at: .day(0))
            _ = try await store.readers.ask(.of("ann"), for: nil, link: "b", at: .day(0))
            try await store.asks.forgetUnused(at: .day(0.5))
            #expect(try await store.readers.entry(by: "b", at: .day(0.5)) != nil)
            try await store.asks.forgetUnused(at: .day(1))
            #expect(try await store.readers.entry(by: "b", at: .day(0.5)) == nil)
            #expect(try await store.signUps.asked(by: "a", at: .day(1)) != nil)
            try await store.asks.forgetUnused(at: .day(2))
            #expect(try await store.signUps.asked(by: "a", at: .day(1)) == nil)
        }
    }

    @Test(arguments: Engine.allCases)
    func aPlaceInAClosedSetIsKept(engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.signUps.open("spring", until: nil, by: author, at: .day(0))
            _ = try await store.signUps.join([entry], programme: "spring", by: author, at: .day(0))
            let ann = try #require(try await store.signUps.list(of: "spring").first)
            let offer = SetOffer.sample()
            let group = SetGroup(
                offer: offer, slot: offer.slots[0],
                members: [.init(person: ann.id, organisation: "Org", rank: 1)])
            let set = try await store.sets.propose([group], in: "spring", by: author, at: .day(0))[0]
            #expect(try await store.sets.closedOffers() == [:])
            try await store.sets.close(
                set.id, sessions: [], expecting: [ann.id], mailing: [], by: author, at: .day(0))
            #expect(try await store.sets.closedOffers() == ["spring": [offer.id]])
            _ = try await store.signUps.ask(entry, programme: "spring", link: "a", at: .day(0))
            let answer = try await store.signUps.confirm(by: "a", author: author, at: .day(0))?.answer
            #expect(answer == .placed(ann.id))
        }
    }
}
