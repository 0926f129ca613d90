// SPDX-License-Identifier: MIT

import ArgumentParser
import Foundation
import Model
import Storage

/// `cairn user`.
struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "Let people in to the desk, and out.",
        discussion: """
            Nobody has a password until they set one themselves: add prints a link that lets them in once.

            Examples:
              cairn user add "Ada Obi" --role curator
              cairn user list
              cairn user link "Ada Obi"          a new link, such as after a lost password
              cairn user role "Ada Obi" publisher
              cairn user remove "Ada Obi"        their name stays under what they did
              cairn user restore "Ada Obi"
            """,
        subcommands: [Add.self, List.self, Link.self, SetRole.self, Remove.self, Restore.self])

    /// `cairn user add`.
    struct Add: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "add", abstract: "Add somebody and print a link that lets them in once.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "What they sign in with and what others see.", transform: PersonName.named)
        var name: PersonName
        @Option(
            name: .long, help: "contributor, curator, publisher or administrator.",
            transform: Role.option("role"))
        var role: Role

        func perform() async throws -> Ending {
            let workshop = try Workshop(options)
            let store = try await workshop.store()
            let person = try await store.people.add(
                name, role: role, by: workshop.commandAuthor, at: workshop.now)
            try await print(person, linkedBy: workshop, store)
            return .allWell
        }
    }

    /// `cairn user list`.
    struct List: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List everybody. With --json one object a line.")
        @OptionGroup var options: GlobalOptions

        func perform() async throws -> Ending {
            let people = try await Workshop(options).store().people.list()
            for person in people {
                console.jsonLine(PersonView(person))
                let state =
                    person.disabled != nil ? ", shut out" : person.arrived == nil ? ", not come yet" : ""
                console.result("\(person.name): \(person.role.rawValue)\(state)")
            }
            if people.isEmpty {
                console.progress("there is nobody yet; cairn user add NAME --role administrator")
            }
            return .allWell
        }
    }

    /// `cairn user link`.
    struct Link: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "link", abstract: "Print a new link that lets somebody in once.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "Their name.", transform: PersonName.named) var name: PersonName

        func perform() async throws -> Ending {
            let workshop = try Workshop(options)
            let store = try await workshop.store()
            try await print(try await store.person(name), linkedBy: workshop, store)
            return .allWell
        }
    }

    /// `cairn user role`.
    struct SetRole: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "role", abstract: "Set what somebody may do.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "Their name.", transform: PersonName.named) var name: PersonName
        @Argument(help: "contributor, curator, publisher or administrator.", transform: Role.option("role"))
        var role: Role

        func perform() async throws -> Ending {
            try await change(name, "is \(role.rawValue) now") { store, person, workshop in
                try await store.people.setRole(
                    role, of: person.id, by: workshop.commandAuthor, at: workshop.now)
            }
        }
    }

    /// `cairn user remove`.
    struct Remove: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "remove",
            abstract: "Shut somebody out: every session, link and token of theirs ends.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "Their name.", transform: PersonName.named) var name: PersonName

        func perform() async throws -> Ending {
            try await change(name, "cannot come in any more") { store, person, workshop in
                try await store.people.disable(person.id, by: workshop.commandAuthor, at: workshop.now)
            }
        }
    }

    /// `cairn user restore`.
    struct Restore: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "restore", abstract: "Let somebody in again who was shut out.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "Their name.", transform: PersonName.named) var name: PersonName

        func perform() async throws -> Ending {
            try await change(name, "can come in again") { store, person, workshop in
                try await store.people.enable(person.id, by: workshop.commandAuthor, at: workshop.now)
            }
        }
    }
}

/// A person as scripts see them.
private struct PersonView: Encodable {
    let id: String
    let name: String
    let role: String
    let joined: Date
    let arrived: Date?
    let disabled: Date?
    let hasPassword: Bool
    let link: String?

    init(_ person: Person, link: String? = nil) {
        id = person.id.rawValue
        name = person.name
        role = person.role.rawValue
        joined = person.joined
        arrived = person.arrived
        disabled = person.disabled
        hasPassword = person.hasPassword
        self.link = link
    }

    private enum CodingKeys: String, CodingKey {
        case id, name, role, joined, arrived, disabled, link
        case hasPassword = "has_password"
    }
}

private extension LibraryCommand {
    func print(_ person: Person, linkedBy workshop: Workshop, _ store: Store) async throws {
        let path = try await SignInLinks(store, now: workshop.now).path(
            for: person, by: workshop.commandAuthor)
        let link = workshop.deskAddress + path
        console.json(PersonView(person, link: link))
        console.result(link)
        console.progress("it lets \(person.name) in once, within three days; nobody else should see it")
    }

    func change(
        _ name: PersonName, _ words: String,
        _ work: (Store, Person, Workshop) async throws -> Void
    ) async throws -> Ending {
        let workshop = try Workshop(options)
        let store = try await workshop.store()
        let person = try await store.person(name)
        try await work(store, person, workshop)
        console.json(PersonView(try await store.person(name)))
        console.result("\(person.name) \(words)")
        return .allWell
    }
}

private extension Store {
    func person(_ name: PersonName) async throws -> Person {
        guard let person = try await people.find(named: name) else {
            throw StorageError.missing(kind: "person", id: name.text)
        }
        return person
    }
}

private extension PersonName {
    static func named(_ text: String) throws -> PersonName {
        guard let name = PersonName(text) else {
            throw ValidationError("a name has letters, digits and spaces, 80 at the most: \(text)")
        }
        return name
    }
}
