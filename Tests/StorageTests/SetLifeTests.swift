// SPDX-License-Identifier: MIT

import Foundation
import Model
import Storage
import TestSupport
import Testing

/// What sets bring, do and learn, and when it goes.
@Suite struct SetLifeTests {
    let author = AuditEntry.Author(name: "Ada")

    /// A closed set of five people with two sessions.
    private func closed(in store: Store) async throws -> LearningSet {
        try await store.signUps.open("spring", until: nil, by: author, at: .day(0))
        let names = ["A", "B", "C", "D", "E"]
        _ = try await store.signUps.join(
            names.map { .init(name: "Name \($0)", address: nil, signUp: .sample($0)) }, programme: "spring",
            by: author, at: .day(0))
        let people = try await store.signUps.list(of: "spring")
        let group = SetGroup(
            offer: .sample(), slot: SetOffer.sample().slots[0],
            members: people.map { .init(person: $0.id, organisation: "", rank: 1) })
        let set = try await store.sets.propose([group], in: "spring", by: author, at: .day(0))[0]
        let sessions = ["2027-02-05", "2027-03-12"].enumerated().map {
            SetSession(
                number: $0.offset + 1, day: .sample($0.element), slot: group.slot, changed: .day(0))
        }
        try await store.sets.close(
            set.id, sessions: sessions, expecting: people.map(\.id), mailing: [], by: author, at: .day(0))
        return try #require(try await store.sets.find(set.id))
    }

    @Test(arguments: Engine.allCases)
    func problemsAndActionsAreASetsOwn(engine: Engine) async throws {
        try await engine.withStore { store in
            let set = try await closed(in: store)
            let life = store.setLife
            let problem = try await life.bring(
                "Nobody owns our data", about: ["data-strategy"], to: 2, of: set.id, by: author, at: .day(1))
            #expect(try await life.problems(of: set.id, session: 2) == [problem])
            #expect(try await life.problems(of: set.id, session: 1) == [])
            await #expect(throws: StorageError.self) {
                try await life.bring("x", about: [], to: 3, of: set.id, by: author, at: .day(1))
            }
            let who = set.group.members[0].person
            let late = try await life.add(
                "Ask", by: who, until: nil, in: 1, of: set.id, author: author, at: .day(1))
            let soon = try await life.add(
                "Write", by: nil, until: .sample("2027-03-01"), in: 1, of: set.id, author: author, at: .day(1)
            )
            await #expect(throws: StorageError.self) {
                try await life.add(
                    "x", by: "stranger", until: nil, in: 1, of: set.id, author: author, at: .day(1))
            }
            #expect(try await life.actions(of: set.id).map(\.id) == [soon.id, late.id])
            let result = SetAction.Result(outcome: "Done", size: .deep, time: .day(2))
            try await life.end(soon.id, of: set.id, as: result, by: author)
            let actions = try await life.actions(of: set.id)
            #expect(actions.map(\.id) == [late.id, soon.id])
            #expect(actions.last?.result == result)
            #expect(!"\(try await store.audit.newest(100))".contains("Nobody owns"))
        }
    }

    @Test(arguments: Engine.allCases)
    func whatWasLearnedIsSharedStepByStep(engine: Engine) async throws {
        try await engine.withStore { store in
            let set = try await closed(in: store)
            let words = SetLearning.Words(tried: "a", happened: "b", learned: "c", next: "d")
            let learning = try await store.setLife.learn(words, in: set.id, by: author, at: .day(1))
            #expect(learning.state == .private)
            await #expect(throws: StorageError.self) {
                try await store.setLife.agree(
                    .init(to: .public, by: "Bea", at: .day(2)), on: learning.id, by: author)
            }
            for state in [SetLearning.State.partnerAgreed, .public] {
                _ = try await store.setLife.agree(
                    .init(to: state, by: "Bea", at: .day(2)), on: learning.id, by: author)
            }
            let shared = try await store.setLife.learning(in: [.public])
            #expect(shared.map(\.agreements.count) == [2])
            #expect(shared.first?.agreements.last?.approver == "Bea")
            let back = try await store.setLife.agree(
                .init(to: .private, by: "Bea", at: .day(3)), on: learning.id, by: author)
            #expect(back.state == .private)
            #expect(try await store.setLife.learning(in: [.public]) == [])
        }
    }

    @Test(arguments: Engine.allCases)
    func allThatIsASetsOwnGoesOnItsDay(engine: Engine) async throws {
        try await engine.withStore { store in
            let set = try await closed(in: store)
            let life = store.setLife
            let words = SetLearning.Words(tried: "a", happened: "b", learned: "c", next: "d")
            let kept = try await life.learn(words, in: set.id, by: author, at: .day(1))
            _ = try await life.agree(
                .init(to: .partnerAgreed, by: "Bea", at: .day(2)), on: kept.id, by: author)
            _ = try await life.learn(words, in: set.id, by: author, at: .day(1))
            _ = try await life.bring("x", about: [], to: 1, of: set.id, by: author, at: .day(1))
            try await life.keep(set.id, until: .sample("2027-09-01"), by: author, at: .day(1))
            #expect(try await life.end(of: set.id) == .sample("2027-09-01"))
            #expect(
                try await life.deleteEnded(by: .sample("2027-08-31"), author: author, at: .day(2)) == [])
            #expect(
                try await life.deleteEnded(by: .sample("2027-09-01"), author: author, at: .day(2)) == [set.id]
            )
            #expect(try await store.sets.list() == [])
            #expect(try await store.signUps.list(of: "spring") == [])
            #expect(try await life.problems(of: set.id) == [])
            #expect(try await life.learning().map(\.id) == [kept.id])
        }
    }
}
