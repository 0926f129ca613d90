// SPDX-License-Identifier: MIT

import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import Model
import Pages
import Storage

/// The ways in and out: name and password, a one-time link, signing out.
struct SignInPages: Sendable {
    static let routes: [DeskRoute] = [
        .open(get: "desk/sign-in") { call in
            call.session == nil ? .page(page(call, returnTo: call.query["to"])) : .goTo("desk")
        },
        .open(post: "desk/sign-in") { call in try await signIn(call) },
        .open(get: "desk/link/{key}") { call in .page(try await linkPage(call)) },
        .open(post: "desk/link/{key}") { call in try await useLink(call) },
        .post("desk/sign-out", for: .contributor) { visit in
            try await visit.store.sessions.end(visit.call.key.digest)
            return .goTo("desk/sign-in", cookies: [DeskCaller.sessionCookie.fieldTakingAway])
        },
    ]

    let name: FormField
    let password: FormField
    let to: String

    /// What brings somebody back to where they wanted to go.
    static func query(returningTo uri: URI) -> String {
        let target = uri.path.drop { $0 == "/" } + (uri.query.map { "?" + $0 } ?? "")
        guard target != "desk", let place = place(String(target)) else { return "" }
        var allowed = CharacterSet.alphanumerics
        allowed.insert(charactersIn: "-._~/")
        return "?to=" + (place.addingPercentEncoding(withAllowedCharacters: allowed) ?? "")
    }

    /// A place on the desk that somebody may be sent to; nil for any other.
    static func place(_ path: String) -> String? {
        guard path.utf8.count <= 1000, path == "desk" || path.hasPrefix("desk/") || path.hasPrefix("desk?"),
            path.utf8.allSatisfy({ $0 > 32 && $0 < 127 && $0 != UInt8(ascii: "\\") })
        else { return nil }
        return path
    }
}

private extension SignInPages {
    static func page(
        _ call: Call, returnTo to: String, status: HTTPResponse.Status = .ok, errors: [FieldError] = []
    ) -> WebPage {
        var page = WebPage(
            "Sign in", "sign-in",
            SignInPages(
                name: FormField(
                    "name", "Your name", value: String(call.form["name"].prefix(200)), errors: errors,
                    autocomplete: "username"),
                password: FormField(
                    "password", "Password", type: "password", errors: errors,
                    autocomplete: "current-password"),
                to: place(to) ?? ""), errors: errors)
        if status != .ok { page.status = status }
        return page
    }

    static func signIn(_ call: Call) async throws -> DeskAnswer {
        let name = PersonName(call.form["name"])
        let password = call.form["password"]
        let account = Digest.hex(name?.key ?? String(call.form["name"].prefix(200)))
        let tries = call.store.signInTries
        guard let number = try await tries.begin(account: account, address: call.address, at: call.now) else {
            let sentence = "There were too many tries. Wait 15 minutes, or ask an administrator for a link"
            return .page(
                page(
                    call, returnTo: call.form["to"], status: .tooManyRequests,
                    errors: [FieldError(field: "name", message: sentence)]))
        }
        let found: (person: Person, hash: String)? =
            if let name { try await call.store.people.password(named: name) } else { nil }
        // Looked at in any case, so that nobody learns from the time which names there are.
        let isRight = try await call.tools.passwords.confirms(
            String(password.prefix(1000)), hash: found?.hash)
        guard isRight, let person = found?.person, person.disabled == nil else {
            return .page(
                page(
                    call, returnTo: call.form["to"],
                    errors: [
                        FieldError(field: "name", message: "Check your name and password: they do not fit")
                    ]))
        }
        try await tries.succeed(number)
        let cookie = try await begin(for: person, instead: call)
        return .goTo(place(call.form["to"]) ?? "desk", cookies: [cookie])
    }

    static func linkPage(_ call: Call) async throws -> WebPage {
        struct Values { let name: String, key: String }
        let key = try key(call)
        guard let person = try await call.store.invitations.person(key.digest, at: call.now) else {
            throw DeskError.gone
        }
        return WebPage("Sign in", "link", Values(name: person.name, key: key.text))
    }

    static func useLink(_ call: Call) async throws -> DeskAnswer {
        let new = AccessKey()
        guard
            let person = try await call.store.invitations.use(
                try key(call).digest, beginning: new.digest, at: call.now)
        else { throw DeskError.gone }
        if call.session != nil { try await call.store.sessions.end(call.key.digest) }
        call.tools.logger.info("\(person.id) signed in by a link")
        return .goTo("desk/welcome", cookies: [field(new)])
    }

    static func key(_ call: Call) throws -> AccessKey {
        guard let key = AccessKey(try call.parameter("key")) else { throw DeskError.gone }
        return key
    }
}

extension SignInPages {
    /// Begins a new session instead of the one there is, and says what the browser is given.
    static func begin(for person: Person, instead call: Call) async throws -> String {
        let key = AccessKey()
        try await call.store.sessions.begin(key.digest, for: person.id, at: call.now)
        if call.session != nil { try await call.store.sessions.end(call.key.digest) }
        return field(key)
    }

    private static func field(_ key: AccessKey) -> String {
        DeskCaller.sessionCookie.field(giving: key, seconds: Int(DeskSession.Term().whole))
    }
}
