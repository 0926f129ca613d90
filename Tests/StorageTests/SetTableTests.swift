// SPDX-License-Identifier: MIT

import Foundation
import Model
import Storage
import TestSupport
import Testing

/// Who wants to join a set, and which sets there are.
@Suite struct SetTableTests {
    let author = AuditEntry.Author(name: "Ada")
    let leeds = "leeds-general@10:00-12:00"

    private func entry(_ name: String, address: String? = nil) -> SignUpTable.Entry {
        .init(
            name: name, address: address.flatMap { MailAddress("\($0)@example.org") },
            signUp: .sample(name, [leeds], organisation: "Org \(name)"))
    }

    private func joined(_ count: Int, in store: Store) async throws -> [SignUpRecord] {
        try await store.signUps.open("spring", until: nil, by: author, at: .day(0))
        _ = try await store.signUps.join(
            (1...count).map { entry("P\($0)", address: "p\($0)") }, programme: "spring", by: author,
            at: .day(0))
        return try await store.signUps.list(of: "spring")
    }

    private func group(_ people: [SignUpRecord]) -> SetGroup {
        SetGroup(
            offer: .sample(facilitator: "Bea", room: "2"), slot: SetOffer.sample().slots[0],
            members: people.map { .init(person: $0.id, organisation: $0.signUp.organisation, rank: 1) })
    }

    private func sessions() -> [SetSession] {
        ["2027-02-05", "2027-03-12"].enumerated().map {
            SetSession(
                number: $0.offset + 1, day: .sample($0.element), slot: SetOffer.sample().slots[0],
                changed: .day(1))
        }
    }

    @Test(arguments: Engine.allCases)
    func nobodySignsUpBeforeItIsOpenOrAfterItsEnd(engine: Engine) async throws {
        try await engine.withStore { store in
            await #expect(throws: StorageError.self) {
                try await store.signUps.join([entry("A")], programme: "spring", by: author, at: .day(0))
            }
            try await store.signUps.open("spring", until: .day(2), by: author, at: .day(0))
            _ = try await store.signUps.join([entry("A")], programme: "spring", by: author, at: .day(1))
            await #expect(throws: StorageError.self) {
                try await store.signUps.join([entry("B")], programme: "spring", by: author, at: .day(2))
            }
            #expect(try await store.signUps.list(of: "spring").map(\.name) == ["A"])
            #expect(try await store.signUps.openings().map(\.until) == [.day(2)])
        }
    }

    @Test(arguments: Engine.allCases)
    func whoeverSignsUpAgainSaysItAnew(engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.signUps.open("spring", until: nil, by: author, at: .day(0))
            let first = try await store.signUps.join(
                [entry("Ann", address: "ann"), entry("Bob")], programme: "spring", by: author, at: .day(0))
            let again = try await store.signUps.join(
                [entry("Ann Example", address: "ANN"), entry("bob")], programme: "spring", by: author,
                at: .day(1))
            guard case .joined(let ann) = first[0], case .changed(let same) = again[0] else {
                Testing.Issue.record("\(first) \(again)")
                return
            }
            #expect(ann == same)
            #expect(
                try await store.signUps.list(of: "spring").map(\.name).sorted() == ["Ann Example", "bob"])
            #expect(try await store.signUps.find(ann)?.signUp.person == ann)
        }
    }

    @Test(arguments: Engine.allCases)
    func aProposalTakesThePlaceOfTheOneBefore(engine: Engine) async throws {
        try await engine.withStore { store in
            let people = try await joined(6, in: store)
            let first = try await store.sets.propose([group(people)], in: "spring", by: author, at: .day(1))
            let second = try await store.sets.propose(
                [group(Array(people.prefix(5)))], in: "spring", by: author, at: .day(1))
            #expect(first[0].id != second[0].id)
            let kept = try await store.sets.list(of: "spring")
            #expect(kept.map(\.id) == second.map(\.id))
            #expect(kept[0].group.members.map(\.person) == people.prefix(5).map(\.id))
            #expect(kept[0].group.offer.facilitator == "Bea")
            #expect(kept[0].state == .proposed)
            #expect(try await store.sets.list(of: "other") == [])
        }
    }

    @Test(arguments: Engine.allCases)
    func aClosedSetIsNeverTouchedAgain(engine: Engine) async throws {
        try await engine.withStore { store in
            let people = try await joined(7, in: store)
            let five = Array(people.prefix(5))
            let set = try await store.sets.propose([group(five)], in: "spring", by: author, at: .day(1))[0]
            let letter = try Letter(
                to: try #require(MailAddress("p1@example.org")), subject: "Your place", text: "Leeds",
                kind: .reader)
            let key = "set place \(set.id) \(five[0].id)"
            try await store.sets.close(
                set.id, sessions: sessions(), expecting: five.map(\.id),
                mailing: [(key: key, letter: letter)],
                by: author, at: .day(1))
            let closed = try #require(try await store.sets.find(set.id))
            #expect(closed.state == .closed)
            #expect(closed.sessions == sessions())
            #expect(try await store.letters.state(of: key) == .queued)
            #expect(try await store.signUps.list(of: "spring", in: .waiting).count == 2)

            // Neither its offer nor its people are proposed again, and another proposal leaves it as it is.
            for wrong in [group(Array(people.suffix(2))), group(Array(people.prefix(1)))] {
                await #expect(throws: StorageError.self) {
                    try await store.sets.propose([wrong], in: "spring", by: author, at: .day(2))
                }
            }
            _ = try await store.sets.propose([], in: "spring", by: author, at: .day(2))
            #expect(try await store.sets.list(of: "spring") == [closed])
            await #expect(throws: StorageError.self) {
                try await store.sets.close(
                    set.id, sessions: [], expecting: five.map(\.id), mailing: [], by: author, at: .day(2))
            }
            let answer = try await store.signUps.join(
                [entry("P1", address: "p1")], programme: "spring", by: author, at: .day(2))
            #expect(answer == [.placed(five[0].id)])
            await #expect(throws: StorageError.self) {
                try await store.signUps.lock(five[0].id, to: nil, by: author, at: .day(2))
            }
        }
    }

    @Test(arguments: Engine.allCases)
    func aSessionThatMovesGetsAHigherVersion(engine: Engine) async throws {
        try await engine.withStore { store in
            let people = try await joined(5, in: store)
            let set = try await store.sets.propose([group(people)], in: "spring", by: author, at: .day(1))[0]
            try await store.sets.close(
                set.id, sessions: sessions(), expecting: people.map(\.id), mailing: [], by: author,
                at: .day(1))
            let old = sessions()[1]
            let same = try await store.sets.move(old, of: set.id, mailing: [], by: author, at: .day(3))
            #expect(same.sequence == 0)
            let new = SetSession(number: 2, day: .sample("2027-03-19"), slot: old.slot, changed: .day(0))
            let moved = try await store.sets.move(new, of: set.id, mailing: [], by: author, at: .day(3))
            #expect(moved.sequence == 1)
            #expect(moved.changed == .day(3))
            let off = SetSession(
                number: 2, day: moved.day, slot: moved.slot, isCancelled: true, changed: .day(0))
            try await store.sets.move(off, of: set.id, mailing: [], by: author, at: .day(4))
            let kept = try #require(try await store.sets.find(set.id))
            #expect(kept.sessions.map(\.sequence) == [0, 2])
            #expect(kept.bookings.map(\.day.text) == ["2027-02-05"])
        }
    }

    @Test(arguments: Engine.allCases)
    func whoeverLeavesOrIsErasedIsInNoSet(engine: Engine) async throws {
        try await engine.withStore { store in
            let people = try await joined(6, in: store)
            let set = try await store.sets.propose([group(people)], in: "spring", by: author, at: .day(1))[0]
            try await store.signUps.leave(people[0].id, by: author, at: .day(1))
            let letter = try Letter(
                to: try #require(MailAddress("p2@example.org")), subject: "Your place", text: "Leeds",
                kind: .reader)
            let key = "set place \(set.id) \(people[1].id)"
            try await store.letters.queue(letter, key: key, at: .day(1))
            try await store.signUps.erase(people[1].id, by: author, at: .day(1))
            #expect(try await store.letters.state(of: key) == .skipped)
            #expect(try await store.sets.find(set.id)?.group.members.count == 4)
            #expect(try await store.signUps.find(people[1].id) == nil)
            #expect(try await store.signUps.find(people[0].id)?.state == .left)

            // By their address: what they see, and what is erased, is all of it.
            let address = try #require(MailAddress("p3@example.org"))
            #expect(try await store.subscribers.record(of: address).signUps.map(\.person) == [people[2].id])
            #expect(try await store.subscribers.erase(address, by: author, at: .day(2)) == 0)
            #expect(try await store.signUps.find(people[2].id) == nil)
            let log = try await store.audit.newest(100)
            #expect(!"\(log)".contains("P2"))
            #expect(!"\(log)".contains("example.org"))
        }
    }
}
