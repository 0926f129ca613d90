// SPDX-License-Identifier: MIT

/// What somebody who wants to join a set has said.
public struct SignUp: Hashable, Sendable, Codable {
    /// Names whoever signed up, once in a list.
    public typealias Person = Identifier<SignUp>

    /// Who it is.
    public let person: Person
    /// Whom they work for; empty where they did not say.
    public let organisation: String
    /// What they would like, best first; each once.
    public let choices: [SetAlternative.ID]
    /// What else they could make, in no order.
    public let able: [SetAlternative.ID]
    /// At which level they work; nil where they did not say.
    public let level: String?
    /// Whether they have been in a set.
    public let status: Status
    /// Where the organiser has put them by hand; nil for nowhere.
    public let lock: SetAlternative.ID?

    /// Whether somebody has been in a set.
    public enum Status: String, Hashable, Sendable, Codable, CaseIterable {
        /// Never.
        case new
        /// In an earlier one, and wants another.
        case returning
        /// In one that goes on: they stay in it, which is the first of their choices.
        case continuing
    }

    /// Holds what it is given.
    ///
    /// - Parameter able: what stands among the choices too is left out.
    public init(
        person: Person, organisation: String, choices: [SetAlternative.ID], able: [SetAlternative.ID] = [],
        level: String? = nil, status: Status = .new, lock: SetAlternative.ID? = nil
    ) {
        self.person = person
        self.organisation = organisation
        self.choices = choices
        self.able = able.filter { !choices.contains($0) }
        self.level = level
        self.status = status
        self.lock = lock
    }

    /// The one alternative that they are in or in none: their lock, or the set that they go on with.
    public var fixed: SetAlternative.ID? { lock ?? (status == .continuing ? choices.first : nil) }

    /// Everything they can be put into, best first.
    public var possible: [SetAlternative.ID] { fixed.map { [$0] } ?? choices + able }

    /// Which of their choices an alternative is, from 1; nil for one that they could only make.
    public func rank(of alternative: SetAlternative.ID) -> Int? {
        choices.firstIndex(of: alternative).map { $0 + 1 }
    }
}
