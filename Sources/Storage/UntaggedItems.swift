// SPDX-License-Identifier: MIT

public import Model

/// Which items a model has not looked at, among those on which no curator has decided.
///
/// They are asked for in groups, first those that no model has looked at, then those of each other model: each group stands
/// together in one index, so the first of them are found at once, however many have been looked at.
struct UntaggedItems {
    private let session: any Session
    private let groups: [SQL]

    /// - Parameter model: the mark that a model leaves on what it has looked at.
    init(by model: String, in session: any Session) throws {
        self.session = session
        var marks: [SQL] = ["items.tagged_by IS NULL"]
        var last = ""
        while let row = try session.first(
            "SELECT tagged_by FROM items WHERE tagged_by > \(last) ORDER BY tagged_by LIMIT 1")
        {
            last = try row.text(0)
            if last != model { marks.append("items.tagged_by = \(last)") }
        }
        groups = marks.flatMap { mark -> [SQL] in
            ItemTable.undecided.map { "\(mark) AND items.state = \($0.rawValue) AND \(Merging.isShown)" }
        }
    }

    /// The first of them.
    ///
    /// - Parameter statement: takes a condition and how many are wanted, and says each item's id, the oldest first.
    func first(_ limit: Int, by statement: (_ condition: SQL, _ limit: Int) -> SQL) throws -> [Item.ID] {
        var ids: [Item.ID] = []
        for group in groups where ids.count < limit {
            ids += try session.rows(statement(group, limit - ids.count)).map { Item.ID(try $0.text(0)) }
        }
        return ids
    }
}

extension ItemTable {
    /// The states of items on which no curator has decided for good.
    static let undecided = [ItemState.waiting, .held]

    /// The items that a model has not looked at, and on which no curator has decided.
    ///
    /// **Shape**: first those that no model has looked at, the oldest before others; given oldest first; at most `limit`; empty
    /// when all is done.
    public func untagged(by model: String, limit: Int) async throws(StorageError) -> [LibraryItem] {
        try await database.read { session in
            let ids = try UntaggedItems(by: model, in: session).first(limit) { condition, left in
                "SELECT id FROM items WHERE \(condition) ORDER BY date, id LIMIT \(left)"
            }
            return try ItemTable.load(ids, in: session).map(\.library).sorted {
                ($0.date, $0.id) < ($1.date, $1.id)
            }
        }
    }
}
