// SPDX-License-Identifier: MIT

public import Model

/// Why people could not be put into sets.
public enum LearningError: Error, Hashable, CustomStringConvertible {
    /// More offers, or more people, than one allocation takes.
    case tooMany(String, limit: Int)
    /// Somebody stands in the list twice.
    case samePerson(SignUp.Person)
    /// A mentor, or a mentee, stands in the list twice.
    case twice(String)
    /// Somebody chose, or is locked to, what is not offered.
    case noAlternative(SetAlternative.ID, person: SignUp.Person)
    /// More people are to be in one set, whatever else, than it takes.
    case crowded(SetAlternative.ID, people: Int, most: Int)
    /// People are to be in two sets, whatever else, that cannot both be.
    case clash(SetAlternative.ID, SetAlternative.ID)
    /// Somebody is locked to a set that was closed before, which takes nobody new.
    case closed(SetAlternative.ID, person: SignUp.Person)
    /// Somebody is to be in a set that is for people of another level.
    case wrongLevel(SetAlternative.ID, person: SignUp.Person)

    public var description: String {
        switch self {
        case .tooMany(let what, let limit): "more than \(limit) \(what) in one allocation"
        case .samePerson(let person): "\(person) stands in the list twice"
        case .twice(let name): "\(name) stands in the list twice"
        case .noAlternative(let alternative, let person): "\(person): \(alternative) is not offered"
        case .crowded(let alternative, let people, let most):
            "\(people) people are locked to \(alternative) or go on with it, which takes \(most)"
        case .clash(let one, let other):
            "people are locked to \(one) and to \(other), or go on with them, and the two cannot both be held"
        case .closed(let alternative, let person):
            "\(person) is locked to \(alternative), which is closed and takes nobody new"
        case .wrongLevel(let alternative, let person):
            "\(person) is locked to \(alternative), which is for people of another level"
        }
    }
}
