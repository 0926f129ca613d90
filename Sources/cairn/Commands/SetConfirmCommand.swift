// SPDX-License-Identifier: MIT

import ArgumentParser
import Foundation
import Learning
import Model
import Publishing
import Storage

/// `cairn set confirm`.
struct SetConfirmCommand: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "confirm",
        abstract: "Close the sets that are proposed, with their dates, and tell everybody.",
        discussion: """
            Everybody gets a mail of their own, in plain words: whoever has a place where and when the set meets, whoever has
            none why not. Mails are sent by the next cairn run. A closed set takes nobody new, and later allocations do not touch
            it; whoever has no place stays on the waiting list.

            Examples:
              cairn set confirm spring --dry-run
              cairn set confirm spring
              cairn set confirm spring --no-mail           where you tell people yourself
            """)
    @OptionGroup var options: GlobalOptions
    @Argument(help: "The programme's id.") var programme: String
    @Flag(name: .long, help: "Mail nothing.") var noMail = false
    @Flag(name: .long, help: "Say what would be done, and do nothing.") var dryRun = false

    private struct Result: Encodable {
        let sets: [LearningSetView]
        let waiting: [String]
        let letters: Int
        let withoutAddress: [String]
        let dryRun: Bool

        enum CodingKeys: String, CodingKey {
            case sets, waiting, letters
            case withoutAddress = "without_address"
            case dryRun = "dry_run"
        }
    }

    func perform() async throws -> Ending {
        let desk = try await SetDesk(Workshop(options), programme)
        let proposed = try await desk.sets(.proposed)
        guard !proposed.isEmpty else {
            throw Complaint("no set is proposed in \(programme); cairn set allocate \(programme)")
        }
        let least = desk.programme.terms.size.least
        if let small = proposed.first(where: { $0.group.members.count < least }) {
            throw Complaint(
                "\(small.id) has lost people and is too small now; cairn set allocate \(programme)")
        }
        let people = try await desk.people()
        if !noMail, !dryRun, people.values.contains(where: { $0.address != nil && $0.state == .waiting }) {
            try desk.workshop.insistOnMail()
        }
        let unplaced = try await self.unplaced(proposed, desk)
        var closing = SetClosing(desk: desk, people: people, isMailing: !noMail)
        var sets: [LearningSet] = []
        for set in proposed { sets.append(try await closing.close(set, isTrial: dryRun)) }
        for person in unplaced { try await closing.tell(person, round: proposed[0].id, isTrial: dryRun) }
        let alone = closing.withoutAddress.map(\.rawValue)
        let views = sets.map { LearningSetView($0, people) }
        console.json(
            Result(
                sets: views, waiting: unplaced.map(\.person.rawValue), letters: closing.letterCount,
                withoutAddress: alone, dryRun: dryRun))
        for line in views.flatMap(\.lines) { console.result(line) }
        console.result(
            "\(counted(sets.count, "set")) \(dryRun ? "would be closed" : "closed"); \(countedPeople(unplaced.count)) without a place; \(counted(closing.letterCount, "mail"))"
        )
        if !alone.isEmpty {
            let names = closing.withoutAddress.map { people[$0]?.name ?? $0.rawValue }
            console.result("Tell them yourself, they gave no address: \(names.joined(separator: ", "))")
        }
        return .allWell
    }

    /// Who has no place beside what is proposed, with why not.
    private func unplaced(_ proposed: [LearningSet], _ desk: SetDesk) async throws -> [Unplaced] {
        let standing = try await desk.standing()
        return try Allocation.unplaced(
            of: try await desk.waiting().map { desk.current($0.signUp) }, beside: proposed.map(\.group),
            in: desk.programme, taken: standing.taken, closed: standing.closed)
    }
}

/// One confirmation: sets closed one after the other, each with its letters in one transaction.
private struct SetClosing {
    let desk: SetDesk
    let people: [SignUp.Person: SignUpRecord]
    let isMailing: Bool
    /// Days after the last session on which all that is a set's own is deleted, unless another day is said.
    static let keepingDays = 180
    private(set) var letterCount = 0
    private(set) var withoutAddress: [SignUp.Person] = []
    /// Rooms and facilitators that the sets closed so far have.
    private var taken: [SetBooking]?

    init(desk: SetDesk, people: [SignUp.Person: SignUpRecord], isMailing: Bool) {
        self.desk = desk
        self.people = people
        self.isMailing = isMailing
    }

    /// Closes a set; the set as it is then.
    mutating func close(_ set: LearningSet, isTrial: Bool) async throws -> LearningSet {
        if taken == nil { taken = try await desk.standing().taken }
        let now = desk.workshop.now
        let days = SessionPlan(desk.programme, taken: taken ?? []).days(
            of: set.group.offer, at: set.group.slot)
        let sessions = days.enumerated().map {
            SetSession(number: $0.offset + 1, day: $0.element, slot: set.group.slot, changed: now)
        }
        let closed = LearningSet(
            id: set.id, programme: set.programme, group: set.group, state: .closed, since: now,
            sessions: sessions)
        taken = (taken ?? []) + closed.bookings
        let calendar = SetCalendar(desk.programme, zone: desk.zone).text(of: [closed])
        var letters: [(key: String, letter: Letter)] = []
        for member in set.group.members {
            guard let (person, address) = reachable(member.person) else { continue }
            let letter = try desk.letters.place(
                in: set.group, sessions: sessions, to: person, at: address,
                calendar: calendar.isEmpty ? nil : calendar)
            letters.append((key: "set place \(set.id) \(person.id)", letter: letter))
        }
        letterCount += letters.count
        if isTrial { return closed }
        try await desk.store.sets.close(
            set.id, sessions: sessions, expecting: set.group.members.map(\.person), mailing: letters,
            by: desk.workshop.commandAuthor, at: now)
        let last = days.last ?? set.group.offer.day
        try await desk.store.setLife.keep(
            set.id, until: last + SetClosing.keepingDays, by: desk.workshop.commandAuthor, at: now)
        return closed
    }

    /// Tells somebody that there is no place for them yet.
    mutating func tell(_ unplaced: Unplaced, round: LearningSet.ID, isTrial: Bool) async throws {
        guard let (person, address) = reachable(unplaced.person) else { return }
        letterCount += 1
        if isTrial { return }
        let letter = try desk.letters.waiting(unplaced, to: person, at: address)
        try await desk.workshop.queue(
            letter, key: "set waiting \(round) \(person.id)", in: desk.store, at: desk.workshop.now)
    }

    private mutating func reachable(_ id: SignUp.Person) -> (SignUpRecord, MailAddress)? {
        guard let person = people[id] else { return nil }
        guard let address = person.address else {
            withoutAddress.append(id)
            return nil
        }
        return isMailing ? (person, address) : nil
    }
}
