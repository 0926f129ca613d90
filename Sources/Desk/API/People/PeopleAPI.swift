// SPDX-License-Identifier: MIT

import Foundation
import HTTPTypes
import Model
import Storage

/// People and the audit log, for programs.
enum PeopleAPI {
    static let routes: [APIRoute] =
        people + [
            .get(
                "audit", for: .administrator, "listAudit", "A page of the audit log, newest first.",
                query: [
                    .free("name", .text(1...200)), .free("action", .text(1...200)),
                    .free("subject", .text(1...200), "As `item/i3f…`."), .free("from", .day),
                    .free("until", .day),
                    .free("after", .whole(1...1_000_000_000), "`next` of the page before."),
                    .free("limit", .whole(1...200), "50 unless said otherwise."),
                ], gives: Log.shape
            ) { call in try await log(call) }
        ]

    private static let people: [APIRoute] = [
        .get(
            "people", for: .administrator, "listPeople", "Everybody, those who are shut out too.",
            gives: .list(.named("Person"))
        ) {
            call in try await call.store.people.list().map { PersonView($0) }
        },
        .doing(
            .post, "people", for: .administrator, "invite",
            "Add somebody. What lets them in is asked for by `makeLink`.",
            body: .object([.needed("name", .text(1...200)), .needed("role", role)]), gives: .named("Person"),
            status: .created
        ) { call in
            guard let name = PersonName(call.body["name"].text ?? "") else {
                throw APIProblem(
                    .conflict, "No name", "A name has letters, digits and spaces, 80 at the most.")
            }
            let role = Role(rawValue: call.body["role"].text ?? "") ?? .contributor
            return PersonView(
                try await call.store.people.add(name, role: role, by: call.author, at: call.now))
        },
        .doing(
            .post, "people/{person}/link", for: .administrator, "makeLink",
            "Make a link that lets somebody in once, within three days.",
            gives: .object([
                .needed("path", .words, "Below the library's address."), .needed("ends", .moment),
            ]),
            status: .created
        ) { call in
            let (person, key) = (try await person(call), AccessKey())
            let ends = call.now + PeoplePages.term
            try await call.store.invitations.add(
                key.digest, for: person.id, until: ends, by: call.author, at: call.now)
            return Link(path: "desk/link/" + key.text, ends: ends)
        },
        .doing(
            .put, "people/{person}/role", for: .administrator, "setRole", "Set what somebody may do.",
            body: .object([.needed("role", role)]), gives: .named("Person")
        ) { call in
            let person = try await another(call)
            let role = Role(rawValue: call.body["role"].text ?? "") ?? person.role
            try await call.store.people.setRole(role, of: person.id, by: call.author, at: call.now)
            return PersonView(try await PeopleAPI.person(call))
        },
        .doing(
            .put, "people/{person}/access", for: .administrator, "setAccess",
            "Shut somebody out, or let them in again.",
            body: .object([.needed("is_allowed", .truth)]), gives: .named("Person")
        ) { call in
            let (person, people) = (try await another(call), call.store.people)
            if call.body["is_allowed"].truth ?? false {
                try await people.enable(person.id, by: call.author, at: call.now)
            } else {
                try await people.disable(person.id, by: call.author, at: call.now)
            }
            return PersonView(try await PeopleAPI.person(call))
        },
    ]

    private static let role = APIShape.oneOf(Role.allCases.map(\.rawValue))

    private struct Link: Encodable, Sendable {
        let path: String
        let ends: Date
    }

    private struct Log: Encodable, Sendable {
        let lines: [AuditView]
        let next: Int?

        static let shape = APIShape.object([
            .needed("lines", .list(.named("AuditLine"))), .free("next", .whole(1...1_000_000_000)),
        ])
    }

    private static func log(_ call: APICall) async throws -> Log {
        func text(_ name: String) -> String { call.query[name]?.text ?? "" }
        let limit = call.query["limit"]?.whole ?? AuditPage.length
        let filter = AuditFilter(
            name: text("name"), action: text("action"), subject: text("subject"),
            from: AuditLook.day(text("from")),
            until: AuditLook.day(text("until"))?.addingTimeInterval(86_400))
        let lines = try await call.store.audit.page(
            filter, after: call.query["after"]?.whole, limit: limit + 1)
        return Log(
            lines: lines.prefix(limit).map(AuditView.init),
            next: lines.count > limit ? lines[limit - 1].number : nil)
    }

    /// Somebody else: nobody shuts themselves out by a slip of their program.
    private static func another(_ call: APICall) async throws -> Person {
        let person = try await person(call)
        guard person.id != call.person.id else {
            throw APIProblem(.conflict, "That is you", "Ask another administrator to change what you may do.")
        }
        return person
    }

    private static func person(_ call: APICall) async throws -> Person {
        guard let person = try await call.store.people.find(Person.ID(call.parameter("person"))) else {
            throw APIProblem.notFound
        }
        return person
    }
}

/// Somebody, for programs.
struct PersonView: Encodable, Sendable {
    let id, name, role: String
    let joined: Date
    let arrived, disabled: Date?
    let hasPassword: Bool

    init(_ person: Person) {
        id = person.id.rawValue
        name = person.name
        role = person.role.rawValue
        joined = person.joined
        arrived = person.arrived
        disabled = person.disabled
        hasPassword = person.hasPassword
    }

    static let shape = APIShape.object([
        .needed("id", .id), .needed("name", .words), .needed("role", .oneOf(Role.allCases.map(\.rawValue))),
        .needed("joined", .moment), .free("arrived", .moment), .free("disabled", .moment),
        .needed("has_password", .truth),
    ])
}

/// A line of the audit log, for programs.
struct AuditView: Encodable, Sendable {
    let number: Int
    let time: Date
    let name: String
    let person: String?
    let action, subject: String
    let before, after: String?

    init(_ entry: AuditEntry) {
        number = entry.number
        time = entry.time
        name = entry.author.name
        person = entry.author.person?.rawValue
        action = entry.action
        subject = entry.subject
        before = entry.before
        after = entry.after
    }

    static let shape = APIShape.object([
        .needed("number", .whole(1...1_000_000_000)), .needed("time", .moment), .needed("name", .words),
        .free("person", .id), .needed("action", .words), .needed("subject", .words),
        .free("before", .words, "JSON."), .free("after", .words, "JSON."),
    ])
}
