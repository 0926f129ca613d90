// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import Model
import Storage

/// Makes the one-time links by which people come to the desk.
struct SignInLinks: Sendable {
    private let store: Store
    private let now: Date

    init(_ store: Store, now: Date) {
        self.store = store
        self.now = now
    }

    /// How long a link lasts, seconds.
    static let term: TimeInterval = 3 * 86_400

    /// A new link's path below the library's address.
    func path(for person: Person, by author: AuditEntry.Author) async throws(StorageError) -> String {
        let key = AccessKey()
        try await store.invitations.add(
            key.digest, for: person.id, until: now + SignInLinks.term, by: author, at: now)
        return "desk/link/" + key.text
    }

    /// A link for the administrator while nobody has ever come in; nil once somebody has.
    ///
    /// - Parameter name: of the first administrator, where there is nobody at all.
    func first(named name: PersonName, by author: AuditEntry.Author) async throws(StorageError) -> String? {
        let people = try await store.people.list()
        guard people.allSatisfy({ $0.arrived == nil }) else { return nil }
        if let known = people.first(where: { $0.role == .administrator && $0.disabled == nil }) {
            return try await path(for: known, by: author)
        }
        let person = try await store.people.add(name, role: .administrator, by: author, at: now)
        return try await path(for: person, by: author)
    }
}

extension Workshop {
    /// Under what name the audit log keeps what is done at the command line.
    var commandAuthor: AuditEntry.Author {
        let user = ProcessInfo.processInfo.environment["USER"] ?? ""
        return AuditEntry.Author(name: user.isEmpty ? "command line" : "command line (\(user))")
    }

    /// What the first administrator is called until they say otherwise.
    var firstName: PersonName {
        get throws {
            let names = [settings.curator, "administrator"]
            guard let name = names.lazy.compactMap({ PersonName($0) }).first else {
                throw Complaint("curator: not a name: \(settings.curator)")
            }
            return name
        }
    }

    /// Where people reach the desk, without the server telling.
    var deskAddress: String {
        guard let base = settings.baseURL else { return "http://localhost:8080/" }
        return base.text.hasSuffix("/") ? base.text : base.text + "/"
    }
}
