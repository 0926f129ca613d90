// SPDX-License-Identifier: MIT

public import Foundation
public import Model

/// What a curator says to others about an item.
public struct Comment: Hashable, Sendable, Codable {
    /// Its number; later ones are higher.
    public let number: Int
    /// The item.
    public let item: Item.ID
    /// Who said it.
    public let person: String
    /// The words, plain text.
    public let text: String
    /// When, UTC.
    public let time: Date
}

/// The table of comments.
public struct CommentTable: Sendable {
    let database: any Database

    /// Letters of a comment at the most.
    public static let letterLimit = 4_000

    /// Adds a comment.
    ///
    /// - Throws: `missing` when the item is not there; `refused` when it is blank or too long.
    @discardableResult
    public func add(
        _ text: String, to item: Item.ID, by person: String, now: Date
    ) async throws(StorageError) -> Comment {
        let words = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !words.isEmpty else { throw .refused("a comment needs a word") }
        guard words.count <= CommentTable.letterLimit else {
            throw .refused("a comment has \(CommentTable.letterLimit) letters at the most")
        }
        return try await database.write { session in
            guard try session.number("SELECT COUNT(*) FROM items WHERE id = \(item)") == 1 else {
                throw StorageError.missing(kind: "item", id: item.rawValue)
            }
            let number = try session.number("SELECT COALESCE(MAX(number), 0) FROM comments") + 1
            try session.run(
                """
                INSERT INTO comments (number, item, person, text, time)
                VALUES (\(number), \(item), \(person), \(words), \(now))
                """)
            return Comment(number: number, item: item, person: person, text: words, time: now)
        }
    }

    /// Takes a comment back, if it is this person's own.
    ///
    /// - Returns: whether there was one.
    public func withdraw(_ number: Int, by person: String, now: Date) async throws(StorageError) -> Bool {
        try await database.write { session in
            try session.first(
                """
                UPDATE comments SET withdrawn = \(now)
                WHERE number = \(number) AND person = \(person) AND withdrawn IS NULL RETURNING number
                """) != nil
        }
    }

    /// The comments on an item, oldest first.
    public func comments(on item: Item.ID) async throws(StorageError) -> [Comment] {
        try await database.read { session in
            try session.rows(
                """
                SELECT number, item, person, text, time FROM comments WHERE item = \(item) AND withdrawn IS NULL
                ORDER BY number
                """
            ).map { row in
                Comment(
                    number: try row.integer(0), item: Item.ID(try row.text(1)), person: try row.text(2),
                    text: try row.text(3), time: try row.date(4))
            }
        }
    }
}
