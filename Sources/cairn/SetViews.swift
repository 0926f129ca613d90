// SPDX-License-Identifier: MIT

import Foundation
import Learning
import Model
import Storage

/// A programme as JSON.
struct ProgrammeView: Encodable {
    private let id: String
    private let title: String
    private let opened: Date?
    private let until: Date?
    private let offers: Int
    private let waiting: Int
    private let placed: Int
    private let proposed: Int
    private let closed: Int

    init(
        _ programme: SetProgramme, _ opening: SignUpTable.Opening?, _ people: [SignUpRecord],
        _ sets: [LearningSet]
    ) {
        id = programme.id.rawValue
        title = programme.title
        opened = opening?.opened
        until = opening?.until
        offers = programme.offers.count
        waiting = people.count { $0.state == .waiting }
        placed = people.count { $0.state == .placed }
        proposed = sets.count { $0.state == .proposed }
        closed = sets.count { $0.state == .closed }
    }

    /// The same in a line.
    var line: String {
        let open = opened == nil ? "not open for sign-ups" : "open" + (until.map { " until \($0.day)" } ?? "")
        return
            "\(id)  \(title): \(open); \(waiting) waiting, \(placed) placed; \(counted(closed, "closed set")), \(proposed) proposed"
    }
}

/// A sign-up as JSON.
struct SignUpView: Encodable {
    private let id: String
    private let name: String
    private let organisation: String
    private let address: String?
    private let state: String
    private let choices: [String]
    private let able: [String]
    private let level: String?
    private let status: String
    private let lock: String?
    private let signed: Date

    init(_ record: SignUpRecord) {
        id = record.id.rawValue
        name = record.name
        organisation = record.signUp.organisation
        address = record.address?.description
        state = record.state.rawValue
        choices = record.signUp.choices.map(\.rawValue)
        able = record.signUp.able.map(\.rawValue)
        level = record.signUp.level
        status = record.signUp.status.rawValue
        lock = record.signUp.lock?.rawValue
        signed = record.signed
    }

    /// The same in a line.
    var line: String {
        let works = organisation.isEmpty ? "" : " (\(organisation))"
        let wishes = choices.isEmpty ? "no choice" : choices.joined(separator: ", ")
        return "\(id)  \(name)\(works)  \(state): \(wishes)" + (lock.map { "; locked to \($0)" } ?? "")
    }
}

/// A set with its people and its sessions, as JSON.
struct LearningSetView: Encodable {
    private let id: String
    private let programme: String
    private let state: String
    private let since: Date
    private let group: NamedGroupView
    private let sessions: [SessionView]

    init(_ set: LearningSet, _ people: [SignUp.Person: SignUpRecord]) {
        id = set.id.rawValue
        programme = set.programme.rawValue
        state = set.state.rawValue
        since = set.since
        group = NamedGroupView(set.group, people)
        sessions = set.sessions.map(SessionView.init)
    }

    /// The same in lines.
    var lines: [String] {
        ["\(id)  \(state): \(group.line)"] + group.people.map { "    \($0.line)" }
            + sessions.map { "    \($0.line)" }
    }
}

/// A session as JSON.
struct SessionView: Encodable {
    private let number: Int
    private let date: String
    private let slot: String
    private let cancelled: Bool
    private let sequence: Int

    init(_ session: SetSession) {
        number = session.number
        date = session.day.text
        slot = session.slot.description
        cancelled = session.isCancelled
        sequence = session.sequence
    }

    /// The same in a line.
    var line: String { "session \(number): \(date) \(slot)\(cancelled ? ", called off" : "")" }
}

/// A set with the names of its people, as JSON.
struct NamedGroupView: Encodable {
    private let alternative: String
    private let place: String
    private let focus: String
    private let date: String
    private let slot: String
    private let facilitator: String?
    private let room: String?
    private let level: String?
    let people: [NamedMember]

    struct NamedMember: Encodable {
        let id: String
        let name: String
        let organisation: String
        let rank: Int?
        let locked: Bool

        /// The same in a line.
        var line: String {
            let works = organisation.isEmpty ? "" : " (\(organisation))"
            let choice = rank.map { $0 == 1 ? "first choice" : "choice \($0)" } ?? "could make it"
            return "\(id)  \(name)\(works), \(locked ? "locked" : choice)"
        }
    }

    init(_ group: SetGroup, _ people: [SignUp.Person: SignUpRecord]) {
        alternative = group.alternative.id.rawValue
        (place, focus) = (group.offer.place, group.offer.focus)
        (date, slot) = (group.offer.day.text, group.slot.description)
        (facilitator, room, level) = (group.offer.facilitator, group.offer.room, group.level)
        self.people = group.members.map {
            NamedMember(
                id: $0.person.rawValue, name: people[$0.person]?.name ?? "", organisation: $0.organisation,
                rank: $0.rank, locked: $0.isFixed)
        }
    }

    /// The same in a line, without its people.
    var line: String { "\(date) \(slot) \(place), \(focus) (\(countedPeople(people.count)))" }
}

private extension Date {
    /// The day, UTC.
    var day: String { formatted(.iso8601.year().month().day()) }
}
