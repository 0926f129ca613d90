// SPDX-License-Identifier: MIT

import Foundation
import Model
import Pages
import Storage

/// What is one's own: the password, where one is signed in, what lets programs act for one.
struct AccountPage: Sendable {
    static let routes: [DeskRoute] = [
        .get("desk/account", for: .contributor) { visit in .page(try await page(visit)) },
        .post("desk/account/password", for: .contributor) { visit in try await changePassword(visit) },
        .post("desk/account/sessions/others/end", for: .contributor) { visit in
            try await visit.store.sessions.endOthers(than: visit.call.key.digest, of: visit.person.id)
            return .goTo("desk/account", saying: "You are signed out everywhere else.")
        },
        .post("desk/account/sessions/{session}/end", for: .contributor) { visit in
            let isGone = try await visit.store.sessions.end(
                named: visit.parameter("session"), of: visit.person.id)
            return .goTo(
                "desk/account", saying: isGone ? "You are signed out there." : "You were signed out already.")
        },
    ]

    let hasPassword: Bool
    let current: FormField
    let password: FormField
    let places: [Place]
    let hasOthers: Bool
    let tokens: [Token]
    let token: TokenForm

    /// One browser.
    struct Place: Sendable {
        let name: String
        let words: String
        let isHere: Bool
    }

    /// One token.
    struct Token: Sendable {
        let id: String
        let label: String
        let words: String
    }

    static func page(_ visit: Visit, errors: [FieldError] = []) async throws -> WebPage {
        let (store, person) = (visit.store, visit.person)
        let here = SessionTable.name(of: visit.call.key.digest)
        let places = try await store.sessions.places(of: person.id, at: visit.now).map { place in
            let way = place.isByLink ? "by a link" : "by password"
            return Place(
                name: place.name,
                words:
                    "since \(DeskWords.moment(place.begun)) \(way), last used \(DeskWords.moment(place.seen))",
                isHere: place.name == here)
        }
        let tokens = try await store.tokens.list(of: person.id, at: visit.now).map { token in
            let scopes = APIToken.Scope.allCases.filter(token.scopes.contains).map(\.rawValue)
            let used = token.used.map { "last used \(DeskWords.moment($0))" } ?? "never used"
            return Token(
                id: token.id.rawValue, label: token.label,
                words: "\(scopes.joined(separator: ", ")); until \(DeskWords.day(token.ends)); \(used)")
        }
        let values = AccountPage(
            hasPassword: person.hasPassword,
            current: FormField(
                "current", "Your password now", type: "password", errors: errors,
                autocomplete: "current-password"),
            password: FormField(
                "password", "New password", type: "password",
                hint:
                    "\(Passwords.length.lowerBound) characters or more. Four words that do not belong together are good.",
                errors: errors, autocomplete: "new-password"),
            places: places, hasOthers: places.count > 1, tokens: tokens,
            token: TokenForm(visit, errors: errors))
        return WebPage("Your account", "account", values, errors: errors)
    }

    /// Whoever has a password must show it to change it, also where a link let them in: a browser left open is no key.
    private static func changePassword(_ visit: Visit) async throws -> DeskAnswer {
        let (person, new) = (visit.person, visit.form["password"])
        if person.hasPassword, try await !isRight(visit.form["current"], visit) {
            let message = "Check your password now: it does not fit"
            return .page(try await page(visit, errors: [FieldError(field: "current", message: message)]))
        }
        if let objection = Passwords.objection(to: new, of: person.name) {
            return .page(try await page(visit, errors: [FieldError(field: "password", message: objection)]))
        }
        let cookie = try await WelcomePage.setPassword(new, visit)
        return .goTo("desk/account", cookies: [cookie])
    }

    private static func isRight(_ password: String, _ visit: Visit) async throws -> Bool {
        guard let name = PersonName(visit.person.name) else { return false }
        let tries = visit.store.signInTries
        let account = Digest.hex(name.key)
        guard
            let number = try await tries.begin(account: account, address: visit.call.address, at: visit.now)
        else { throw DeskError.tooMany("Wait 15 minutes before you try again.") }
        let found = try await visit.store.people.password(named: name)
        let isRight = try await visit.tools.passwords.confirms(
            String(password.prefix(1000)), hash: found?.hash)
        if isRight { try await tries.succeed(number) }
        return isRight
    }
}
