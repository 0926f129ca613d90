// SPDX-License-Identifier: MIT

import ArgumentParser
import Catalog
import Foundation
import Learning
import Model
import Publishing
import Storage

/// `cairn set session`.
struct SetSessionCommand: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "session",
        abstract: "Move a session of a closed set, or call it off, and tell its people.",
        discussion: """
            Examples:
              cairn set session spring g1f… 3 --date 2027-04-14
              cairn set session spring g1f… 3 --time 13:00-15:00
              cairn set session spring g1f… 4 --cancel
            """)
    @OptionGroup var options: GlobalOptions
    @Argument(help: "The programme's id.") var programme: String
    @Argument(help: "The set's id.") var set: String
    @Argument(help: "Which session, from 1.") var number: Int
    @Option(name: .long, help: "Its new day.") var date: String?
    @Option(name: .long, help: "Its new time.") var time: String?
    @Flag(name: .long, help: "It does not take place.") var cancel = false
    @Flag(name: .long, help: "Mail nothing.") var noMail = false

    func validate() throws {
        guard date != nil || time != nil || cancel else {
            throw ValidationError("say --date, --time or --cancel")
        }
    }

    func perform() async throws -> Ending {
        let desk = try await SetDesk(Workshop(options), programme)
        guard let found = try await desk.store.sets.find(LearningSet.ID(set)),
            found.programme == desk.programme.id,
            let old = found.sessions.first(where: { $0.number == number })
        else { throw Complaint("there is no session \(number) of a set \(set) in \(programme)") }
        let new = try changed(old, at: desk.workshop.now)
        try await insistOnRoom(for: new, in: found, desk)
        let letters = noMail ? [] : try await self.letters(new, old, found, desk)
        let session = try await desk.store.sets.move(
            new, of: found.id, mailing: letters, by: desk.workshop.commandAuthor, at: desk.workshop.now)
        console.json(SessionView(session))
        console.result(SessionView(session).line)
        return .allWell
    }

    private func changed(_ old: SetSession, at now: Date) throws -> SetSession {
        let day = try date.map { text in
            guard let day = LocalDay(text) else { throw Complaint("--date is a day such as 2027-04-14") }
            return day
        }
        let slot = try time.map { text in
            guard let slot = SetSlot(text) else { throw Complaint("--time is such as 13:00-15:00") }
            return slot
        }
        return SetSession(
            number: old.number, day: day ?? old.day, slot: slot ?? old.slot, isCancelled: cancel,
            sequence: old.sequence + 1, changed: now)
    }

    /// Refuses a time at which room or facilitator are with another set.
    private func insistOnRoom(for new: SetSession, in set: LearningSet, _ desk: SetDesk) async throws {
        if new.isCancelled { return }
        let others = try await desk.store.sets.list().filter { $0.state == .closed && $0.id != set.id }
        let isFree = SessionPlan(desk.programme, taken: others.flatMap(\.bookings))
            .hasRoom(for: set.group.offer, on: new.day, at: new.slot)
        guard isFree else {
            throw Complaint("room or facilitator are with another set on \(new.day.text) at \(new.slot)")
        }
    }

    private func letters(
        _ new: SetSession, _ old: SetSession, _ set: LearningSet, _ desk: SetDesk
    ) async throws -> [(key: String, letter: Letter)] {
        let people = try await desk.people()
        let reachable = set.group.members.compactMap { people[$0.person] }.filter { $0.address != nil }
        if !reachable.isEmpty { try desk.workshop.insistOnMail() }
        let moved = LearningSet(
            id: set.id, programme: set.programme, group: set.group, state: set.state, since: set.since,
            sessions: set.sessions.map { $0.number == new.number ? new : $0 })
        let calendar = SetCalendar(desk.programme, zone: desk.zone).text(of: [moved])
        return try reachable.compactMap { person in
            guard let address = person.address else { return nil }
            let letter = try desk.letters.change(
                of: new, from: old, in: set.group, to: person, at: address, calendar: calendar)
            return (key: "set session \(set.id) \(new.number) \(new.sequence) \(person.id)", letter: letter)
        }
    }
}

/// `cairn set export`.
struct SetExportCommand: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "The sessions of closed sets as iCalendar, or who is where as CSV.",
        discussion: """
            Nobody's name is in a calendar. Taken in again after a change, it replaces what was there.

            Examples:
              cairn set export spring --set g1f… --to set.ics
              cairn set export spring --format csv --to people.csv
            """)
    @OptionGroup var options: GlobalOptions
    @Argument(help: "The programme's id.") var programme: String
    @Option(name: .long, help: "Only this set.") var set: String?
    @Option(name: .long, help: "ics or csv.") var format: Form = .ics
    @Option(name: .long, help: "The file; standard output unless said otherwise.") var to: String?

    enum Form: String, ExpressibleByArgument, CaseIterable {
        case ics, csv
    }

    private struct Result: Encodable {
        let file: String?
        let sets: Int
        let text: String?
    }

    func perform() async throws -> Ending {
        let desk = try await SetDesk(Workshop(options), programme)
        let sets = try await desk.sets(.closed).filter { set == nil || $0.id.rawValue == set }
        guard !sets.isEmpty else {
            throw Complaint("there is no closed set\(set.map { " \($0)" } ?? "") in \(programme)")
        }
        let text =
            switch format {
            case .ics: SetCalendar(desk.programme, zone: desk.zone).text(of: sets)
            case .csv: SignUpList.text(of: sets, try await desk.people())
            }
        console.json(Result(file: to, sets: sets.count, text: to == nil ? text : nil))
        guard let to else {
            console.whole(text)
            return .allWell
        }
        try FileWriter.writeForOwner(text, to: to)
        console.result("\(to): \(counted(sets.count, "set"))")
        return .allWell
    }
}
