// SPDX-License-Identifier: MIT

import Foundation
import Model
import Storage
import TestSupport
import Testing

/// Readers who follow a path together.
@Suite struct GroupTableTests {
    private let author = AuditEntry.Author(name: "Bea")

    private func reader(_ name: String, in store: Store) async throws -> Reader {
        _ = try await store.readers.ask(.of(name), for: "first-steps", link: name, at: .day(0))
        return try #require(
            try await store.readers.enter(by: name, beginning: "s \(name)", at: .day(0))
        ).reader
    }

    @Test(arguments: Engine.allCases)
    func totalsComeFromThreeOnAndNamesByConsent(engine: Engine) async throws {
        try await engine.withStore { store in
            let group = try await store.groups.make(" Leaders ", on: "first-steps", by: author, at: .day(0))
            #expect(group.title == "Leaders")
            for (number, name) in ["ann", "bob", "cat"].enumerated() {
                let one = try await reader(name, in: store)
                try await store.followings.mark(
                    "a", of: "first-steps", as: number == 2 ? .known : .done, by: one.id, at: .day(0))
                try await store.followings.follow("other", by: one.id, at: .day(0))
                try await store.followings.mark("a", of: "other", as: .done, by: one.id, at: .day(0))
                try await store.groups.join(
                    group.id, by: one.id, as: name == "ann" ? "Ann" : nil, at: .day(0))
                if number < 2 {
                    let small = try await store.groups.standing(of: group.id)
                    #expect(small.members == number + 1 && small.done == [:] && !small.hasTotals)
                }
            }
            let stranger = try await reader("dan", in: store)
            try await store.followings.mark("a", of: "first-steps", as: .done, by: stranger.id, at: .day(0))
            let standing = try await store.groups.standing(of: group.id)
            #expect(standing.names == ["Ann"])
            #expect(standing.done == ["a": 2] && standing.known == ["a": 1])
            #expect(!"\(try await store.audit.newest(20))".contains("Ann"))
        }
    }

    @Test(arguments: Engine.allCases)
    func consentIsTakenBackAndLeavingLeavesMarks(engine: Engine) async throws {
        try await engine.withStore { store in
            let group = try await store.groups.make("Leaders", on: "first-steps", by: author, at: .day(0))
            let ann = try await reader("ann", in: store)
            try await store.groups.join(group.id, by: ann.id, as: "Ann", at: .day(0))
            try await store.groups.join(group.id, by: ann.id, as: "", at: .day(1))
            #expect(try await store.groups.standing(of: group.id).names == [])
            #expect(try await store.groups.memberships(of: ann.id).map(\.since) == [.day(0)])
            try await store.followings.mark("a", of: "first-steps", as: .done, by: ann.id, at: .day(1))
            try await store.groups.leave(group.id, by: ann.id)
            #expect(try await store.followings.find("first-steps", of: ann.id)?.marks.count == 1)
            // Whoever leaves the path leaves its groups, and whoever is erased is in none.
            try await store.groups.join(group.id, by: ann.id, as: "Ann", at: .day(2))
            try await store.followings.leave("first-steps", by: ann.id)
            #expect(try await store.groups.standing(of: group.id).members == 0)
            try await store.groups.join(group.id, by: ann.id, as: "Ann", at: .day(2))
            #expect(try await store.subscribers.record(of: .of("ann")).reader?.groups.map(\.name) == ["Ann"])
            _ = try await store.subscribers.erase(.of("ann"), by: author, at: .day(2))
            #expect(try await store.groups.standing(of: group.id).members == 0)
            try await store.groups.remove(group.id, by: author, at: .day(3))
            #expect(try await store.groups.list() == [])
            await #expect(throws: StorageError.self) {
                try await store.groups.join(group.id, by: ann.id, as: nil, at: .day(3))
            }
            for title in ["", "a\nb", String(repeating: "x", count: 101)] {
                await #expect(throws: StorageError.self) {
                    try await store.groups.make(title, on: "first-steps", by: author, at: .day(3))
                }
            }
        }
    }
}
