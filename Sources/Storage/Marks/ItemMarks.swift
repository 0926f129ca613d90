// SPDX-License-Identifier: MIT

public import Foundation
public import Model

/// An approved item and a digest of all that the store holds of it for publishing.
public struct ItemMark: Hashable, Sendable {
    /// The item.
    public let id: Item.ID
    /// Where it is the same, so is everything about the item but its tags.
    public let key: InputKey

    init?(id: Item.ID, key: InputKey?) {
        guard let key else { return nil }
        self.id = id
        self.key = key
    }
}

/// An approved item as publishing reads it.
public struct MarkedItem: Sendable {
    /// The digest of all that follows.
    public let key: InputKey
    /// The item, without tags: no page shows them.
    public let reviewed: ReviewedItem
    /// When its link was last found to work, UTC; nil where it was never checked, or is dead.
    public let checked: Date?
}

extension VerdictTable {
    /// Every approved item with its key; no text is decoded for it, and none is read where keys are kept.
    ///
    /// **Shape**: newest item first, then by id.
    public func marks() async throws(StorageError) -> [ItemMark] {
        let kept = try await database.read { try ItemMarking(session: $0).kept() }
        let unknown = kept.filter { $0.key == nil }.map(\.id)
        guard !unknown.isEmpty else { return kept.compactMap { ItemMark(id: $0.id, key: $0.key) } }
        // In short transactions, since people decide meanwhile. A key tells what an item is, so each is as good as it was when it
        // was read; who lost the approval since has none.
        var made: [(id: Item.ID, key: InputKey)] = []
        for part in unknown.parts { made += try await keep(part) }
        let keys = Dictionary(made.map { ($0.id, $0.key) }) { first, _ in first }
        return kept.compactMap { ItemMark(id: $0.id, key: $0.key ?? keys[$0.id]) }
    }

    /// Makes the keys of some items, and keeps them where the store may be written to.
    private func keep(_ ids: [Item.ID]) async throws(StorageError) -> [(id: Item.ID, key: InputKey)] {
        let dialect = database.dialect
        do throws(StorageError) {
            return try await database.write { session in
                for statement in dialect.readingThrough { try session.run(statement) }
                let made = try ItemMarking(session: session).keep(ids)
                for statement in dialect.readThrough { try session.run(statement) }
                return made
            }
        } catch {
            guard case .readOnly = error else { throw error }
            return try await database.read { try ItemMarking(session: $0).keys(of: ids) }
        }
    }

    /// Some items with their keys as they are now; those that are no longer approved are left out.
    ///
    /// **Shape**: in the order of the ids.
    public func marked(_ ids: [Item.ID]) async throws(StorageError) -> [MarkedItem] {
        try await database.read { session in
            let marking = ItemMarking(session: session)
            var found: [MarkedItem] = []
            for part in ids.parts { found += try marking.items(part) }
            return found
        }
    }
}

extension IssueTable {
    /// A digest of each of ``approved()``, by its newsletter's id, a slash and its number; nothing is decoded for it.
    public func approvedKeys() async throws(StorageError) -> [String: InputKey] {
        try await database.read { session in
            var keys: [String: InputKey] = [:]
            try session.digests(
                """
                SELECT issues.newsletter || '/' || issues.number, issues.content FROM issues LEFT JOIN slots
                    ON slots.newsletter = issues.newsletter AND slots.number = issues.number
                WHERE issues.state = 'approved' AND COALESCE(slots.state, 'released') = 'released'
                """
            ) { keys[$0] = $1 }
            return keys
        }
    }
}

extension AmendmentTable {
    /// A digest of ``all()``; nothing is decoded for it.
    public func key() async throws(StorageError) -> InputKey {
        try await database.read { session in
            let digest = InputDigest()
            try session.digests(
                "SELECT newsletter, number, place, content FROM issue_amendments ORDER BY newsletter, number, place"
            ) { newsletter, key in
                digest.add(newsletter)
                digest.add(key)
            }
            return digest.end()
        }
    }
}
