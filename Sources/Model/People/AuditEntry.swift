// SPDX-License-Identifier: MIT

public import Foundation

/// One line of the audit log: who changed what, when, from what to what.
public struct AuditEntry: Hashable, Sendable, Codable {
    /// Who did it.
    public struct Author: Hashable, Sendable, Codable {
        /// The person, where it was one of the desk's.
        public let person: Person.ID?
        /// The name at that time; of the command line the user's of that machine.
        public let name: String

        /// Takes both as they are.
        public init(person: Person.ID? = nil, name: String) {
            self.person = person
            self.name = name
        }

        /// A person of the desk.
        public init(_ person: Person) { self.init(person: person.id, name: person.name) }
    }

    /// Counted up from 1; 0 for one that is not kept yet.
    public let number: Int
    /// Who did it.
    public let author: Author
    /// When, UTC.
    public let time: Date
    /// What was done, in a few words without the subject: `role changed`.
    public let action: String
    /// To what, as `kind/id`: `person/p3f…`.
    public let subject: String
    /// How it was before, as JSON; nil for what was not there.
    public let before: String?
    /// How it is since, as JSON; nil for what is gone.
    public let after: String?

    /// Takes all as it is.
    public init(
        number: Int = 0, author: Author, time: Date, action: String, subject: String, before: String? = nil,
        after: String? = nil
    ) {
        self.number = number
        self.author = author
        self.time = time
        self.action = action
        self.subject = subject
        self.before = before
        self.after = after
    }
}
