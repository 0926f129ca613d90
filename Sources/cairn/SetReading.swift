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
    /// - Parameter site: who tells a set's people of it; nil where no mail can be sent.
    /// - Returns: how many were settled.
    func settleDue(
        _ programmes: [SetProgramme], on today: LocalDay, telling site: String?, by name: String, at now: Date
    ) async throws -> Int {
        var count = 0
        for programme in programmes {
            for set in try await store.sets.list(of: programme.id) where set.state == .closed {
                let next = set.sessions.first { !$0.isCancelled && $0.day >= today }
                guard let next, next.day.number - today.number <= programme.terms.daysBefore,
                    try await store.setLife.pack(for: next.number, of: set.id) == nil,
                    let pack = try await pack(for: next.number, of: set, in: programme)
                else { continue }
                let letters = try await letters(pack, before: next, to: set, in: programme, from: site)
                try await store.setLife.settle(
                    pack, for: next.number, of: set.id, mailing: letters, by: .init(name: name), at: now)
                count += 1
            }
        }
        return count
    }

    private func letters(
        _ pack: Pack, before session: SetSession, to set: LearningSet, in programme: SetProgramme,
        from site: String?
    ) async throws -> [(key: String, letter: Letter)] {
        guard let site else { return [] }
        let writing = SetLetters(site: site, programme: programme)
        let members = Set(set.group.members.map(\.person))
        let people = try await store.signUps.list(of: programme.id).filter { members.contains($0.id) }
        return try people.compactMap { person in
            guard let address = person.address else { return nil }
            let letter = try writing.reading(
                pack, before: session, in: set.group, to: person, at: address)
            return (key: "set reading \(set.id) \(session.number) \(person.id)", letter: letter)
        }
    }
}
