// SPDX-License-Identifier: MIT

import Foundation
import HTTPTypes
import HummingbirdCore
import Model
import Pages
import Storage

/// Who works at the desk: invited, given roles and shut out by administrators.
struct PeoplePages: Sendable {
    static let routes: [DeskRoute] = [
        .get("desk/people", for: .administrator) { visit in .page(try await page(visit)) },
        .post("desk/people", for: .administrator) { visit in try await invite(visit) },
        .post("desk/people/{person}/link", for: .administrator) { visit in
            let person = try await person(visit)
            return .page(try await linkPage(for: person, visit))
        },
        .post("desk/people/{person}/role", for: .administrator) { visit in
            let person = try await person(visit)
            guard let role = Role(rawValue: visit.form["role"]) else { throw DeskError.unreadable }
            try await visit.store.people.setRole(role, of: person.id, by: visit.author, at: visit.now)
            return .goTo("desk/people", saying: "\(person.name) is \(role.rawValue) now.")
        },
        .post("desk/people/{person}/disable", for: .administrator) { visit in
            let person = try await person(visit)
            try await visit.store.people.disable(person.id, by: visit.author, at: visit.now)
            return .goTo("desk/people", saying: "\(person.name) cannot come in any more.")
        },
        .post("desk/people/{person}/enable", for: .administrator) { visit in
            let person = try await person(visit)
            try await visit.store.people.enable(person.id, by: visit.author, at: visit.now)
            return .goTo("desk/people", saying: "\(person.name) can come in again.")
        },
    ]

    let people: [Row]
    let name: FormField
    let roles: [Choice]

    /// How long an invitation lasts, seconds.
    static let term: TimeInterval = 3 * 86_400

    struct Row: Sendable {
        let id: String
        let name: String
        let state: String
        let isDisabled: Bool
        let isMe: Bool
        let roles: [Choice]
    }

    struct Choice: Sendable {
        let value: String
        let label: String
        let isChosen: Bool
    }
}

private extension PeoplePages {
    static func page(_ visit: Visit, errors: [FieldError] = []) async throws -> WebPage {
        let chosen = Role(rawValue: visit.form["role"]) ?? .curator
        let rows = try await visit.store.people.list().map { person in
            Row(
                id: person.id.rawValue, name: person.name, state: state(person),
                isDisabled: person.disabled != nil, isMe: person.id == visit.person.id,
                roles: choices(person.role))
        }
        return WebPage(
            "People", "people",
            PeoplePages(
                people: rows,
                name: FormField(
                    "name", "Name", value: String(visit.form["name"].prefix(200)),
                    hint: "What they sign in with and what others see.", errors: errors),
                roles: choices(chosen)), errors: errors)
    }

    static func state(_ person: Person) -> String {
        if person.disabled != nil { return "shut out" }
        if person.arrived == nil { return "invited, has not come yet" }
        return person.hasPassword ? "signs in with a password" : "has set no password yet"
    }

    static func choices(_ role: Role) -> [Choice] {
        Role.allCases.map {
            Choice(value: $0.rawValue, label: $0.rawValue.capitalized, isChosen: $0 == role)
        }
    }

    static func invite(_ visit: Visit) async throws -> DeskAnswer {
        guard let role = Role(rawValue: visit.form["role"]) else { throw DeskError.unreadable }
        guard let name = PersonName(visit.form["name"]) else {
            let message = "Enter a name of letters and digits, 80 characters at the most"
            return .page(try await page(visit, errors: [FieldError(field: "name", message: message)]))
        }
        guard try await visit.store.people.find(named: name) == nil else {
            let message = "Enter another name: there is a \(name.text) already"
            return .page(try await page(visit, errors: [FieldError(field: "name", message: message)]))
        }
        let person = try await visit.store.people.add(name, role: role, by: visit.author, at: visit.now)
        return .page(try await linkPage(for: person, visit))
    }

    /// Shows a new link, this once.
    static func linkPage(for person: Person, _ visit: Visit) async throws -> WebPage {
        struct Values { let name: String, address: String }
        let key = AccessKey()
        try await visit.store.invitations.add(
            key.digest, for: person.id, until: visit.now + term, by: visit.author, at: visit.now)
        // As this administrator's browser reaches us; that it is ours was seen to.
        let origin = visit.call.request.headers[.origin] ?? ""
        return WebPage(
            "A link for \(person.name)", "person-link",
            Values(
                name: person.name, address: origin + visit.tools.door.root + "desk/link/" + key.text))
    }

    static func person(_ visit: Visit) async throws -> Person {
        guard let person = try await visit.store.people.find(Person.ID(try visit.parameter("person"))) else {
            throw DeskError.notFound
        }
        return person
    }
}
