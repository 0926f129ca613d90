// SPDX-License-Identifier: MIT

import Foundation
import Model
import Pages
import Storage

/// Makes and ends what lets programs act for somebody at the API.
enum TokenPages {
    static let routes: [DeskRoute] = [
        .post("desk/account/tokens", for: .contributor) { visit in try await add(visit) },
        .post("desk/account/tokens/{token}/end", for: .contributor) { visit in
            let isGone = try await visit.store.tokens.remove(
                APIToken.ID(visit.parameter("token")), of: visit.person.id, by: visit.author, at: visit.now)
            return .goTo(
                "desk/account",
                saying: isGone ? "The token does not work any more." : "There is no such token of yours.")
        },
    ]

    /// Letters of what a token is for.
    static let labelLimit = 80

    private static func add(_ visit: Visit) async throws -> DeskAnswer {
        let (label, days) = (visit.form.trimmed("label"), Int(visit.form["days"]) ?? 0)
        let scopes = Set(visit.form.all("scopes").compactMap(APIToken.Scope.init))
            .intersection(APIToken.Scope.fit(for: visit.person.role))
        var errors: [FieldError] = []
        if !(1...labelLimit).contains(label.count) {
            errors.append(
                FieldError(
                    field: "label", message: "Say what the token is for, in \(labelLimit) letters at the most"
                ))
        }
        if scopes.isEmpty {
            errors.append(FieldError(field: "scopes", message: "Choose what the token may do"))
        }
        guard errors.isEmpty, TokenForm.terms.contains(days) else {
            return .page(try await AccountPage.page(visit, errors: errors))
        }
        let key = AccessKey()
        let token = APIToken(
            id: APIToken.ID("t" + AccessKey().digest.prefix(12)), person: visit.person.id, label: label,
            scopes: scopes, made: visit.now, ends: visit.now + TimeInterval(days) * 86_400)
        try await visit.store.tokens.add(token, digest: key.digest, by: visit.author)
        struct Values { let label: String, key: String }
        return .page(WebPage("Your new token", "token", Values(label: label, key: key.text)))
    }
}

/// The form that makes a token.
struct TokenForm: Sendable {
    let label: FormField
    let scopes: [Choice]
    let scopesError: String?
    let days: [Choice]

    /// For how many days a token can be made.
    static let terms = [7, 30, 90, 365]

    init(_ visit: Visit, errors: [FieldError]) {
        label = FormField(
            "label", "What it is for", value: String(visit.form["label"].prefix(200)), errors: errors)
        let chosen = visit.form.all("scopes")
        scopes = APIToken.Scope.fit(for: visit.person.role).map { scope in
            Choice(
                scope.rawValue, scope.words,
                isChosen: chosen.contains(scope.rawValue) || chosen.isEmpty && scope == .read)
        }
        scopesError = errors.first { $0.field == "scopes" }?.message
        let term = TokenForm.terms.contains(Int(visit.form["days"]) ?? 0) ? visit.form["days"] : "90"
        days = TokenForm.terms.map { Choice("\($0)", "\($0) days", chosen: term) }
    }
}

extension APIToken.Scope {
    /// What a token of somebody with a role can be made for.
    static func fit(for role: Role) -> [APIToken.Scope] {
        allCases.filter { scope in
            switch scope {
            case .read, .curate: true
            case .publish: role >= .publisher
            case .administer: role >= .administrator
            }
        }
    }

    /// As the form says it.
    var words: String {
        switch self {
        case .read: "Read what you may read"
        case .curate: "Comment, save filters and, where you may, decide and change what there is"
        case .publish: "Approve issues and publish"
        case .administer: "Let people in and read the audit log"
        }
    }
}
