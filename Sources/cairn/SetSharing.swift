// SPDX-License-Identifier: MIT

import Foundation
import Model
import Publishing
import Storage

/// Reminds sets to write down what they have learned, once after each session, shortly before the day on which it is wanted.
struct SetSharing: Sendable {
    let store: Store

    /// Days before that day on which a set is reminded.
    static let daysBefore = 2

    /// After which session a set still owes what it learned, and by which day; nil where it owes nothing.
    ///
    /// - Parameter count: how often it wrote something down.
    static func owed(
        by set: LearningSet, in programme: SetProgramme, having count: Int, on today: LocalDay
    ) -> (session: SetSession, day: LocalDay)? {
        let past = set.sessions.filter { !$0.isCancelled && $0.day < today }
        guard count < past.count, let last = past.max(by: { $0.day < $1.day }) else { return nil }
        return (last, last.day + programme.terms.shareByDays)
    }

    /// Queues what is due; a set whose day has passed is not reminded any more.
    ///
    /// - Parameter site: who writes.
    /// - Returns: how many reminders were queued.
    func remindDue(
        _ programmes: [SetProgramme], on today: LocalDay, from site: String, at now: Date
    ) async throws -> Int {
        var count = 0
        for programme in programmes {
            let writing = SetLetters(site: site, programme: programme)
            for set in try await store.sets.list(of: programme.id) where set.state == .closed {
                let learned = try await store.setLife.learning(of: set.id).count
                guard
                    let owed = SetSharing.owed(by: set, in: programme, having: learned, on: today),
                    (0...SetSharing.daysBefore).contains(owed.day.number - today.number)
                else { continue }
                let members = Set(set.group.members.map(\.person))
                for person in try await store.signUps.list(of: programme.id)
                where members.contains(person.id) {
                    guard let address = person.address else { continue }
                    let letter = try writing.sharing(
                        after: owed.session, by: owed.day, in: set.group, to: person, at: address)
                    let key = "set share \(set.id) \(owed.session.number) \(person.id)"
                    count += try await store.letters.queue(letter, key: key, at: now) ? 1 : 0
                }
            }
        }
        return count
    }
}
