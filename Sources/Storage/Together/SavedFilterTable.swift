// SPDX-License-Identifier: MIT

public import Foundation

/// A filter of the queue under a name.
public struct SavedFilter: Hashable, Sendable, Codable {
    /// Its number.
    public let number: Int
    /// Whose it is.
    public let person: String
    /// What they call it.
    public let name: String
    /// Whether others see it too.
    public let isShared: Bool
    /// The filter.
    public let filter: QueueFilter
}

/// The table of saved filters.
public struct SavedFilterTable: Sendable {
    let database: any Database

    /// Saves a filter, in place of the person's own of that name.
    ///
    /// - Throws: `refused` when the name is blank or longer than 80 letters.
    @discardableResult
    public func save(
        _ filter: QueueFilter, as name: String, by person: String, isShared: Bool, now: Date
    ) async throws(StorageError) -> SavedFilter {
        let name = name.trimmingCharacters(in: .whitespacesAndNewlines)
        guard (1...80).contains(name.count) else {
            throw .refused("a filter needs a name of 1 to 80 letters")
        }
        return try await database.write { session in
            let next = try session.number("SELECT COALESCE(MAX(number), 0) FROM saved_filters") + 1
            let row = try session.first(
                """
                INSERT INTO saved_filters (number, person, name, shared, content, saved)
                VALUES (\(next), \(person), \(name), \(isShared ? 1 : 0), \(JSONText(filter)), \(now))
                ON CONFLICT (person, name) DO UPDATE SET shared = excluded.shared, content = excluded.content,
                    saved = excluded.saved
                RETURNING number
                """)
            return SavedFilter(
                number: try row?.integer(0) ?? next, person: person, name: name, isShared: isShared,
                filter: filter)
        }
    }

    /// A person's own filters and those that others share, by name.
    public func all(for person: String) async throws(StorageError) -> [SavedFilter] {
        try await database.read { session in
            try session.rows(
                """
                SELECT number, person, name, shared, content FROM saved_filters
                WHERE person = \(person) OR shared = 1 ORDER BY name, number
                """
            ).map { row in
                SavedFilter(
                    number: try row.integer(0), person: try row.text(1), name: try row.text(2),
                    isShared: try row.integer(3) == 1, filter: try row.json(4))
            }
        }
    }

    /// Throws a filter away, if it is this person's own.
    ///
    /// - Returns: whether there was one.
    public func remove(_ number: Int, by person: String) async throws(StorageError) -> Bool {
        try await database.write { session in
            try session.first(
                "DELETE FROM saved_filters WHERE number = \(number) AND person = \(person) RETURNING number")
                != nil
        }
    }
}
