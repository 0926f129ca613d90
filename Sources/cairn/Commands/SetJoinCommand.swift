// SPDX-License-Identifier: MIT

import ArgumentParser
import Catalog
import Foundation
import Model
import Storage

/// `cairn set join`.
struct SetJoinCommand: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "join", abstract: "Sign somebody up for a programme, or everybody of a list (CSV).",
        discussion: """
            Whoever signed up before says it anew: known by their address, or by their name where they gave none. Whoever has a
            place in a closed set keeps it.

            Examples:
              cairn set join spring --name "Ann Example" --organisation "North Council" --address ann@example.org \\
                --choices "york-outcomes;leeds-general@10:00-12:00" --able "leeds-general@13:00-15:00"
              cairn set join spring --people signups.csv
            """)
    @OptionGroup var options: GlobalOptions
    @Argument(help: "The programme's id.") var programme: String
    @Option(
        name: .long,
        help: "A list: person, organisation, choices, and perhaps able, level, status, lock, address.")
    var people: String?
    @Option(name: .long, help: "What somebody is called.") var name: String?
    @Option(name: .long, help: "Whom they work for.") var organisation = ""
    @Option(name: .long, help: "What they would like, best first, parted by semicolons.") var choices = ""
    @Option(name: .long, help: "What else they could make.") var able = ""
    @Option(name: .long, help: "At which level they work.") var level: String?
    @Option(name: .long, help: "new, returning or continuing.") var status: String = "new"
    @Option(
        name: .long, help: "Where mails go; without it they are told in another way.",
        transform: MailAddress.argument)
    var address: MailAddress?

    func validate() throws {
        guard (people == nil) != (name == nil) else {
            throw ValidationError("give --name, or --people with a list")
        }
    }

    private struct Result: Encodable {
        let id: String
        let result: String
    }

    func perform() async throws -> Ending {
        let desk = try await SetDesk(Workshop(options), programme)
        let entries = try people.map { try list($0, desk) } ?? [entry(desk)]
        let answers = try await desk.store.signUps.join(
            entries, programme: desk.programme.id, by: desk.workshop.commandAuthor, at: desk.workshop.now)
        for answer in answers {
            console.jsonLine(Result(id: answer.id.rawValue, result: answer.word))
            console.result("\(answer.id)  \(answer.word)")
        }
        return .allWell
    }

    private func list(_ path: String, _ desk: SetDesk) throws -> [SignUpTable.Entry] {
        try SignUpList.read(path, desk.programme, console).lines.map {
            SignUpTable.Entry(name: $0.signUp.person.rawValue, address: $0.address, signUp: $0.signUp)
        }
    }

    private func entry(_ desk: SetDesk) throws -> SignUpTable.Entry {
        let name = (name ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
        guard (1...200).contains(name.count), organisation.count <= 200, !name.contains(where: \.isNewline)
        else {
            throw Complaint("a name and an organisation are one line of at most 200 letters each")
        }
        guard let status = SignUp.Status(rawValue: status) else {
            throw Complaint("--status is new, returning or continuing")
        }
        let signUp = SignUp(
            person: SignUp.Person(name), organisation: organisation, choices: try alternatives(choices, desk),
            able: try alternatives(able, desk), level: level, status: status)
        return SignUpTable.Entry(name: name, address: address, signUp: signUp)
    }

    private func alternatives(_ text: String, _ desk: SetDesk) throws -> [SetAlternative.ID] {
        var seen: Set<SetAlternative.ID> = []
        return try text.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
            .filter { !$0.isEmpty }.map(desk.alternative).filter { seen.insert($0).inserted }
    }
}

private extension SignUpTable.Answer {
    var id: SignUp.Person {
        switch self {
        case .joined(let id), .changed(let id), .placed(let id): id
        }
    }

    var word: String {
        switch self {
        case .joined: "joined"
        case .changed: "changed"
        case .placed: "placed"
        }
    }
}

/// `cairn set lock`.
struct SetLockCommand: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "lock",
        abstract: "Put somebody into an alternative by hand; without one the lock is taken off.")
    @OptionGroup var options: GlobalOptions
    @Argument(help: "The programme's id.") var programme: String
    @Argument(help: "Who: their id, or their name.") var person: String
    @Argument(help: "The alternative, such as leeds-general@10:00-12:00.") var alternative: String?

    func perform() async throws -> Ending {
        let desk = try await SetDesk(Workshop(options), programme)
        let record = try await desk.person(person)
        try await desk.store.signUps.lock(
            record.id, to: try alternative.map(desk.alternative), by: desk.workshop.commandAuthor,
            at: desk.workshop.now)
        return try await show(record.id, desk.store)
    }
}

/// `cairn set leave`.
struct SetLeaveCommand: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "leave",
        abstract: "Note that somebody does not want to come any more; a closed set goes on without them.")
    @OptionGroup var options: GlobalOptions
    @Argument(help: "The programme's id.") var programme: String
    @Argument(help: "Who: their id, or their name.") var person: String

    func perform() async throws -> Ending {
        let desk = try await SetDesk(Workshop(options), programme)
        let record = try await desk.person(person)
        try await desk.store.signUps.leave(record.id, by: desk.workshop.commandAuthor, at: desk.workshop.now)
        return try await show(record.id, desk.store)
    }
}

/// `cairn set erase`.
struct SetEraseCommand: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase", abstract: "Remove all that is kept of somebody's sign-up, for good.")
    @OptionGroup var options: GlobalOptions
    @Argument(help: "The programme's id.") var programme: String
    @Argument(help: "Who: their id, or their name.") var person: String

    private struct Result: Encodable {
        let id: String
    }

    func perform() async throws -> Ending {
        let desk = try await SetDesk(Workshop(options), programme)
        let record = try await desk.person(person)
        try await desk.store.signUps.erase(record.id, by: desk.workshop.commandAuthor, at: desk.workshop.now)
        console.json(Result(id: record.id.rawValue))
        console.result("Erased. Copies of the database that were made before hold what they hold.")
        return .allWell
    }
}

private extension LibraryCommand {
    /// Prints a sign-up as it is now.
    func show(_ id: SignUp.Person, _ store: Store) async throws -> Ending {
        guard let record = try await store.signUps.find(id) else { return .allWell }
        let view = SignUpView(record)
        console.json(view)
        console.result(view.line)
        return .allWell
    }
}
