// SPDX-License-Identifier: MIT

import Foundation
import Model

/// What a look at every row of a store found.
public struct DeepCheck: Hashable, Sendable {
    /// How many tables were read.
    public let tables: Int
    /// How many rows were read.
    public let rows: Int
    /// What is wrong, a sentence each; a hundred at the most.
    public let flaws: [String]
}

extension Store {
    /// Reads every row as it is at one moment, and changes nothing.
    ///
    /// The engine looks its own pages through where it can; every text that is kept as JSON is read; every item is put together
    /// as pages show it; and what one table says is held against the others.
    ///
    /// - Parameter tell: hears of each table that is begun.
    public func checkDeeply(
        tell: @escaping @Sendable (String) -> Void = { _ in }
    ) async throws(StorageError) -> DeepCheck {
        let dialect = database.dialect
        return try await database.read { session in
            var look = DeepLook(session: session)
            try look.engine(dialect.soundness)
            for table in try MovedTable.all(in: session, dialect.tables) {
                tell(table.name)
                try look.rows(of: table)
            }
            tell("what one table says of another")
            try look.contradictions()
            try look.keys()
            return DeepCheck(tables: look.tables, rows: look.count, flaws: look.flaws)
        }
    }
}

/// The look itself.
private struct DeepLook {
    let session: any Session
    var tables = 0
    var count = 0
    var flaws: [String] = []

    private static let pieceSize = 500
    private static let limit = 100

    init(session: any Session) { self.session = session }

    private mutating func note(_ flaw: String) {
        if flaws.count < DeepLook.limit { flaws.append(flaw) }
    }

    /// What the engine finds in its own pages.
    mutating func engine(_ statements: [SQL]) throws {
        for statement in statements {
            for row in try session.rows(statement) {
                let words = row.all.map { value -> String in
                    switch value {
                    case .null: "-"
                    case .integer(let number): "\(number)"
                    case .real(let number): "\(number)"
                    case .text(let text): text
                    }
                }.joined(separator: " ")
                if words != "ok" { note("the database's pages: \(words)") }
            }
        }
    }

    mutating func rows(of table: MovedTable) throws {
        tables += 1
        var last: [SQLValue]?
        while true {
            let piece = try session.rows(table.rows(after: last, limit: DeepLook.pieceSize)).map(\.all)
            guard let end = piece.last else { return }
            last = table.key(of: end)
            count += piece.count
            for row in piece {
                for (column, value) in zip(table.columns, row) {
                    guard case .text(let text) = value, !DeepLook.isReadable(text) else { continue }
                    note("\(table.name) \(name(row, in: table)): \(column) holds no whole JSON")
                }
            }
            if table.name == "items" { try items(piece, in: table) }
        }
    }

    /// Puts items together as pages show them.
    private mutating func items(_ rows: [[SQLValue]], in table: MovedTable) throws {
        let ids = rows.map { Item.ID(name($0, in: table)) }
        if (try? ItemTable.load(ids, in: session).count) == ids.count { return }
        for id in ids {
            do {
                if try ItemTable.load([id], in: session).isEmpty { note("item \(id) cannot be read") }
            } catch {
                note("item \(id): \(error)")
            }
        }
    }

    /// What one table says, held against the others.
    mutating func contradictions() throws {
        let claims: [(SQL, String)] = [
            (
                """
                SELECT items.id FROM items JOIN verdicts ON verdicts.number =
                    (SELECT MAX(number) FROM verdicts v WHERE v.item = items.id AND v.undone IS NULL)
                WHERE items.state <> CASE verdicts.decision WHEN 'approve' THEN 'approved'
                    WHEN 'reject' THEN 'rejected' ELSE 'held' END
                    AND \(Merging.isShown)
                """, "its state is not what was decided last"
            ),
            (
                """
                SELECT items.id FROM items WHERE items.state <> 'waiting' AND \(Merging.isShown)
                    AND NOT EXISTS (SELECT 1 FROM verdicts WHERE verdicts.item = items.id AND undone IS NULL)
                """, "it counts as decided, and nobody decided"
            ),
            (
                """
                SELECT items.id FROM items LEFT JOIN queue ON queue.item = items.id
                WHERE \(Merging.isShown) AND (queue.item IS NULL OR queue.state <> items.state)
                    AND NOT EXISTS (SELECT 1 FROM queue_stale WHERE queue_stale.item = items.id)
                """, "the queue does not have it as it is"
            ),
            (
                """
                SELECT items.id FROM items LEFT JOIN articles ON articles.item = items.id
                WHERE (articles.item IS NULL OR articles.revision <> items.revision)
                    AND NOT EXISTS (SELECT 1 FROM unsurveyed_items WHERE unsurveyed_items.item = items.id)
                """, "nobody will see whether its page is to be read"
            ),
        ]
        for (statement, words) in claims {
            for row in try session.rows("\(statement) LIMIT \(DeepLook.limit)") {
                note("item \(try row.text(0)): \(words)")
            }
        }
    }

    /// The keys that are kept, held against those that would be made now.
    mutating func keys() throws {
        let marking = ItemMarking(session: session)
        for part in try marking.kept().filter({ $0.key != nil }).parts {
            let now = try marking.keys(of: part.map(\.id))
            let keys = Dictionary(now.map { ($0.id, $0.key) }) { first, _ in first }
            for kept in part where keys[kept.id] != kept.key {
                note("item \(kept.id): its key in item_keys is old, so its page may be; remove that row")
            }
        }
    }

    /// Whether a text that begins like JSON is JSON.
    private static func isReadable(_ text: String) -> Bool {
        guard let first = text.utf8.first, first == UInt8(ascii: "{") || first == UInt8(ascii: "["),
            let last = text.utf8.last
        else { return true }
        // Somebody's words may begin with a bracket too, but ours end with the one that belongs to it.
        let isClosed = last == (first == UInt8(ascii: "{") ? UInt8(ascii: "}") : UInt8(ascii: "]"))
        if !isClosed { return !text.hasPrefix("{\"") && !text.hasPrefix("[{") }
        guard text.hasPrefix("{\"") || text.hasPrefix("[{") || text.hasPrefix("[\"") else { return true }
        return (try? JSONSerialization.jsonObject(with: Data(text.utf8))) != nil
    }

    private func name(_ row: [SQLValue], in table: MovedTable) -> String {
        table.key(of: row).map { value in
            switch value {
            case .text(let text): text
            case .integer(let number): "\(number)"
            default: "?"
            }
        }.joined(separator: "/")
    }
}
