// SPDX-License-Identifier: MIT

import Model
import Pages
import Storage

/// Where a one-time link leads: a password is set, so that the next time needs no link.
struct WelcomePage: Sendable {
    static let routes: [DeskRoute] = [
        .get("desk/welcome", for: .contributor) { visit in
            try insist(visit)
            return .page(page(visit))
        },
        .post("desk/welcome", for: .contributor) { visit in
            try insist(visit)
            return try await save(visit)
        },
    ]

    let password: FormField
    let hasPassword: Bool

    private static func page(_ visit: Visit, errors: [FieldError] = []) -> WebPage {
        WebPage(
            "Welcome, \(visit.person.name)", "welcome",
            WelcomePage(
                password: FormField(
                    "password", "New password", type: "password",
                    hint:
                        "\(Passwords.length.lowerBound) characters or more. Four words that do not belong together are good.",
                    errors: errors, autocomplete: "new-password"),
                hasPassword: visit.person.hasPassword), errors: errors)
    }

    private static func save(_ visit: Visit) async throws -> DeskAnswer {
        let password = visit.form["password"]
        if let objection = Passwords.objection(to: password, of: visit.person.name) {
            return .page(page(visit, errors: [FieldError(field: "password", message: objection)]))
        }
        let cookie = try await setPassword(password, visit)
        return .goTo("desk", cookies: [cookie])
    }

    /// Sets a password: every session ends, and a new one begins for whoever set it.
    static func setPassword(_ password: String, _ visit: Visit) async throws -> String {
        let hash = try await visit.tools.passwords.hash(password)
        try await visit.store.people.setPassword(
            hash, of: visit.person.id, by: visit.author, at: visit.now)
        return try await SignInPages.begin(for: visit.person, instead: visit.call)
    }

    /// Whoever came in by a password must show it to change it.
    private static func insist(_ visit: Visit) throws {
        let isByLink = visit.call.session?.isByLink ?? false
        guard isByLink || !visit.person.hasPassword else { throw DeskError.notFound }
    }
}
