// SPDX-License-Identifier: MIT

public import Foundation
public import Model

/// What a person took back.
public enum Undoing: Hashable, Sendable {
    /// What was decided at once, on items or on their tags.
    case decision(VerdictTable.Undone)
    /// Items that were joined or parted.
    case merge(MergeTable.Undone)

    /// The items that are as they were before.
    public var items: [Item.ID] {
        switch self {
        case .decision(let undone):
            undone.verdicts.isEmpty
                ? Set(undone.tags.map(\.item)).sorted() : undone.verdicts.map(\.item)
        case .merge(let undone): undone.items
        }
    }
}

extension Store {
    /// Takes back the newest thing that a person decided, joined or parted and that is not undone; again for the one before it.
    ///
    /// - Returns: nil when there is nothing of theirs.
    public func undoNewest(by person: String, at now: Date) async throws(StorageError) -> Undoing? {
        let dialect = database.dialect
        return try await database.write { session in
            let keeping = QueueKeeping(session: session, dialect: dialect)
            let decided = try VerdictUndoing.newest(by: person, in: session)
            let merge = try MergeUndoing(by: person, in: session)
            if let merge, merge.time >= decided?.time ?? .distantPast {
                let undone = try merge.perform(by: person, at: now)
                try keeping.renew(undone.items + [undone.other])
                return .merge(undone)
            }
            guard let decided else { return nil }
            let verdicts = try VerdictUndoing.undo(decided.action, at: now, in: session)
            let tags = try TagVerdictTable.undo(action: decided.action, at: now, in: session)
            try VerdictAudit.takenBack(verdicts, tags, by: person, at: now, in: session)
            let undoing = Undoing.decision(VerdictTable.Undone(verdicts: verdicts, tags: tags))
            try keeping.follow(undoing.items)
            return undoing
        }
    }
}
