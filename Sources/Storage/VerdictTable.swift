// SPDX-License-Identifier: MIT

public import Foundation
public import Model

/// The table of curators' decisions.
///
/// Nothing is ever deleted: an undone verdict is marked, and the one before it holds.
public struct VerdictTable: Sendable {
    let database: any Database

    /// Records some verdicts as one action, which is undone as one.
    ///
    /// - Throws: `StorageError.missing` when an item is not there; then none is recorded.
    public func record(_ verdicts: [Verdict]) async throws(StorageError) {
        try await database.write { session in
            let action = try session.number("SELECT COALESCE(MAX(action), 0) FROM verdicts") + 1
            for verdict in verdicts {
                let number = try session.number("SELECT COALESCE(MAX(number), 0) FROM verdicts") + 1
                guard try session.number("SELECT COUNT(*) FROM items WHERE id = \(verdict.item)") == 1 else {
                    throw StorageError.missing(kind: "item", id: verdict.item.rawValue)
                }
                try session.run(
                    """
                    INSERT INTO verdicts (number, action, item, decision, content, decided)
                    VALUES (\(number), \(action), \(verdict.item), \(verdict.decision.rawValue),
                        \(JSONText(verdict)), \(verdict.by.time))
                    """)
                try VerdictTable.setState(of: verdict.item, in: session)
            }
        }
    }

    /// Takes back the newest action that is not undone.
    ///
    /// **Shape**: the verdicts taken back, in the order in which they were given; empty when there is nothing to undo.
    public func undo(at now: Date) async throws(StorageError) -> [Verdict] {
        try await database.write { session in
            let newest = try session.number(
                "SELECT COALESCE(MAX(action), 0) FROM verdicts WHERE undone IS NULL")
            let rows = try session.rows(
                "SELECT content FROM verdicts WHERE action = \(newest) AND undone IS NULL ORDER BY number")
            let verdicts = try rows.map { try $0.json(0, as: Verdict.self) }
            try session.run("UPDATE verdicts SET undone = \(now) WHERE action = \(newest) AND undone IS NULL")
            for verdict in verdicts { try VerdictTable.setState(of: verdict.item, in: session) }
            return verdicts
        }
    }

    /// The verdict that holds for an item, if there is one.
    public func current(for item: Item.ID) async throws(StorageError) -> Verdict? {
        try await database.read { session in
            try session.first(
                """
                SELECT content FROM verdicts WHERE item = \(item) AND undone IS NULL ORDER BY number DESC LIMIT 1
                """
            ).map { try $0.json(0) }
        }
    }

    /// Every approved item with its verdict.
    ///
    /// **Shape**: newest item first, then by id.
    public func reviewed() async throws(StorageError) -> [ReviewedItem] {
        try await database.read { session in
            let rows = try session.rows(
                """
                SELECT verdicts.content FROM items JOIN verdicts ON verdicts.number =
                    (SELECT MAX(number) FROM verdicts v WHERE v.item = items.id AND v.undone IS NULL)
                WHERE items.state = 'approved' AND \(Merging.isShown)
                ORDER BY items.date DESC, items.id
                """)
            let verdicts = try rows.map { try $0.json(0, as: Verdict.self) }
            let tagged = try ItemTable.load(verdicts.map(\.item), in: session)
            let byID = Dictionary(tagged.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
            return verdicts.compactMap { verdict in
                byID[verdict.item].flatMap { ReviewedItem(tagged: $0, verdict: verdict) }
            }
        }
    }
}

private extension VerdictTable {
    /// Makes an item's state follow its newest verdict.
    static func setState(of item: Item.ID, in session: any Session) throws {
        try session.run(
            """
            UPDATE items SET state = COALESCE((
                SELECT CASE decision WHEN 'approve' THEN 'approved' WHEN 'reject' THEN 'rejected' ELSE 'held' END
                FROM verdicts WHERE item = \(item) AND undone IS NULL ORDER BY number DESC LIMIT 1), 'waiting')
            WHERE id = \(item)
            """)
    }
}
