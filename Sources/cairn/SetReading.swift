// SPDX-License-Identifier: MIT

import Foundation
import Model
import Publishing
import Storage

/// Chooses what a set reads before a session: approved items about what its members bring, then about its focus.
struct SetReading: Sendable {
    let store: Store
    let curriculum: Curriculum
    /// Items and minutes at the most.
    var size = Theme.Size(items: 5, minutes: 40)

    /// Days before a session on which what is read before it is settled.
    static let daysBefore = 7

    /// What fits now; nil where nothing approved is about it.
    func pack(for session: Int, of set: LearningSet, in programme: SetProgramme) async throws -> Pack? {
        let brought = try await store.setLife.problems(of: set.id, session: session).flatMap(\.topics)
        let focus = programme.topics[set.group.offer.focus] ?? []
        let sections = [
            Theme.Section(title: "About what we bring", topics: brought),
            Theme.Section(title: "About our focus", topics: focus.filter { !brought.contains($0) }),
        ].filter { !$0.topics.isEmpty }
        guard !sections.isEmpty else { return nil }
        let theme = Theme(
            id: Theme.ID("session-\(session)"), title: "Session \(session)",
            size: size, sections: sections)
        return try PackComposer(curriculum: curriculum)
            .compose(theme, from: try await store.verdicts.reviewed()).work
    }

    /// Settles what is due: what a set reads before its next session, so many days before as its programme says.
    ///
    /// - Returns: how many were settled.
    func settleDue(_ programmes: [SetProgramme], on today: LocalDay, by name: String, at now: Date)
        async throws -> Int
    {
        var count = 0
        for programme in programmes {
            for set in try await store.sets.list(of: programme.id) where set.state == .closed {
                let next = set.sessions.first { !$0.isCancelled && $0.day >= today }
                guard let next, next.day.number - today.number <= SetReading.daysBefore,
                    try await store.setLife.pack(for: next.number, of: set.id) == nil,
                    let pack = try await pack(for: next.number, of: set, in: programme)
                else { continue }
                try await store.setLife.settle(
                    pack, for: next.number, of: set.id, by: .init(name: name), at: now)
                count += 1
            }
        }
        return count
    }
}
