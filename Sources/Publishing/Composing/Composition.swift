// SPDX-License-Identifier: MIT

public import Model

/// What came of composing a pack or an issue: the work, or why there is none, and what was left out of it.
public struct Composition<Work: Hashable & Sendable>: Hashable, Sendable {
    /// What was made.
    public let outcome: Outcome
    /// Every item that was handed in and not used, with the reason; in the order of their ids.
    public let leftOut: [LeftOut]

    /// What can come of composing.
    public enum Outcome: Hashable, Sendable {
        /// A work with something to read in it.
        case made(Work)
        /// Nothing, and why, as a sentence without its full stop.
        case nothing(String)
    }

    /// The work, if there is one.
    public var work: Work? {
        if case .made(let work) = outcome { work } else { nil }
    }

    /// Why there is no work, if there is none.
    public var reason: String? {
        if case .nothing(let reason) = outcome { reason } else { nil }
    }

    init(_ outcome: Outcome, leftOut: [LeftOut]) {
        self.outcome = outcome
        self.leftOut = leftOut
    }
}

/// An approved item that is not in the work, and why.
public struct LeftOut: Hashable, Sendable, CustomStringConvertible {
    /// The item.
    public let item: Item.ID
    /// Its title as shown.
    public let title: String
    /// Why it is not in the work.
    public let reason: Reason

    /// Why an item is not in a work.
    public enum Reason: Hashable, Sendable, CustomStringConvertible {
        /// None of its topics is wanted.
        case otherTopics
        /// It is for other readers, named here.
        case otherReaders([String])
        /// It is for readers at another stage, named here.
        case otherStage(String)
        /// An earlier issue had it.
        case usedBefore
        /// Its section holds no more than so many items.
        case sectionFull(title: String, items: Int)
        /// The work holds no more than so many items.
        case full(items: Int)
        /// It takes longer to read than there were minutes left.
        case tooLong(minutes: Int, left: Int)

        public var description: String {
            switch self {
            case .otherTopics: "none of its topics is wanted here"
            case .otherStage(let name): "it is for another stage: \(name)"
            case .otherReaders(let names): "it is for other readers: \(names.joined(separator: ", "))"
            case .usedBefore: "an earlier issue had it"
            case .sectionFull(let title, let items): "the section \"\(title)\" is full (\(items))"
            case .full(let items): "there is room for \(items) \(items == 1 ? "item" : "items")"
            case .tooLong(let minutes, let left):
                "it takes \(minutes) min to read and \(left) min were left"
            }
        }
    }

    public var description: String { "\(title): \(reason)" }
}
