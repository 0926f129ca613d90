// SPDX-License-Identifier: MIT

public import Foundation
public import Model

/// The table of items that were joined or parted.
///
/// Nothing is deleted: an item that became part of another comes back whole when it is parted from it.
public struct MergeTable: Sendable {
    let database: any Database

    /// An item that became part of another.
    public struct Part: Hashable, Sendable {
        /// The item.
        public let item: Item.ID
        /// Its headline.
        public let title: String
        /// Why they are one; may be empty.
        public let why: String
        /// Who joined them, and when.
        public let by: Verdict.Signature
    }

    /// What a curator did and took back.
    public struct Undone: Hashable, Sendable {
        /// Whether items were joined; else they were parted.
        public let isMerge: Bool
        /// The items that were joined to another or parted from it.
        public let items: [Item.ID]
        /// The other item.
        public let other: Item.ID
    }

    /// Makes an item part of another, as a curator wants it.
    ///
    /// Both may be of one feed. What a curator has parted before is joined again.
    ///
    /// - Returns: the item and the one that it is part of now.
    /// - Throws: `missing` when one is not there; `refused` when they are one already, or when the item is approved and the
    ///   other is not.
    public func merge(
        _ item: Item.ID, into other: Item.ID, why: String, by author: Verdict.Signature
    ) async throws(StorageError) -> (gone: Item.ID, kept: Item.ID) {
        try await database.write { session in
            let merging = Merging(session: session)
            return try MergeTable.merge(item, into: other, why: why, by: author, merging)
        }
    }

    /// Makes items parts of another at once, which is taken back at once.
    ///
    /// - Returns: those that are parts of it now.
    /// - Throws: as ``merge(_:into:why:by:)``, and then none is joined.
    public func merge(
        _ items: [Item.ID], into other: Item.ID, why: String, by author: Verdict.Signature
    ) async throws(StorageError) -> [Item.ID] {
        try await database.write { session in
            let merging = Merging(session: session)
            let number = try merging.nextNumber()
            return try items.map {
                try MergeTable.merge($0, into: other, why: why, by: author, merging, number: number).gone
            }
        }
    }

    /// Joins two items that a rule holds for one, unless that would undo what a curator did.
    ///
    /// The one on which somebody has decided stays, else the one that was seen first, else the older one, else the one with the
    /// lower id, so that the order in which feeds answer does not matter.
    ///
    /// - Returns: the item that stays; nil when both are left as they are: a curator has parted them or decided on both, one
    ///   is part of another item, or one feed carries both.
    public func join(
        _ one: Item.ID, _ other: Item.ID, why: String, by rule: Verdict.Signature
    ) async throws(StorageError) -> Item.ID? {
        try await database.write { session in
            let merging = Merging(session: session)
            guard one != other, try merging.root(of: one) == one, try merging.root(of: other) == other,
                let kept = try MergeTable.lasting(of: one, other, in: session)
            else { return nil }
            let (mine, theirs) = (try merging.sources(of: one), try merging.sources(of: other))
            guard Set(mine.map(\.feed)).isDisjoint(with: theirs.map(\.feed)),
                try !merging.areApart(mine.map(\.origin), theirs.map(\.origin))
            else { return nil }
            try merging.merge(kept == one ? other : one, into: kept, why: why, by: rule)
            return kept
        }
    }

    /// Parts an item into several, as a curator wants it; no rule joins them again.
    ///
    /// An item that is part of another is parted from it. The words and verdicts of an item stay with the source that they
    /// came from.
    ///
    /// - Parameter source: the feed whose source is to be parted from the others; nil parts them all.
    /// - Returns: the items that the sources have for themselves now, without the one that was parted.
    /// - Throws: `missing` when it is not there; `refused` when there is nothing to part.
    public func split(
        _ item: Item.ID, source: Feed.ID?, by author: Verdict.Signature
    ) async throws(StorageError) -> [Item.ID] {
        try await database.write { session in
            let merging = Merging(session: session)
            _ = try MergeTable.state(of: item, in: session)
            let whole = try merging.root(of: item)
            let sources = try merging.sources(of: whole)
            let groups =
                item == whole
                ? try MergeTable.groups(of: sources, speaker: whole, parting: source)
                : [try MergeTable.group(of: item, among: sources, in: session)]
            guard !groups.isEmpty, groups.allSatisfy({ (1..<sources.count).contains($0.sources.count) })
            else { throw StorageError.refused("\(item) has one source only; there is nothing to part") }
            let number = try merging.nextNumber()
            for group in groups {
                let rest = sources.filter { !group.sources.contains($0) }
                try merging.split(group, of: whole, from: rest, number: number, by: author)
            }
            return groups.map(\.item)
        }
    }

    /// The items that have become part of an item, those of its parts too.
    ///
    /// **Shape**: the earliest first.
    public func parts(of item: Item.ID) async throws(StorageError) -> [Part] {
        try await database.read { session in
            var found: [Part] = []
            var open = [item]
            while let whole = open.popLast() {
                let rows = try session.rows(
                    """
                    SELECT merged.item, items.title, merges.why, merges.author, merges.time, merges.by_rule
                    FROM merged JOIN items ON items.id = merged.item
                    JOIN merges ON merges.item = merged.item AND merges.number =
                        (SELECT MAX(number) FROM merges m WHERE m.item = merged.item AND m.kind = 'merge')
                    WHERE merged.into_item = \(whole) ORDER BY merges.time, merged.item
                    """)
                for row in rows {
                    let part = Item.ID(try row.text(0))
                    open.append(part)
                    let signature = Verdict.Signature(
                        name: try row.text(3), time: try row.date(4), isRule: try row.integer(5) == 1)
                    found.append(
                        Part(item: part, title: try row.text(1), why: try row.text(2), by: signature))
                }
            }
            return found.sorted { ($0.by.time, $0.item) < ($1.by.time, $1.item) }
        }
    }

    /// Takes back the newest thing that a curator joined or parted and that is not undone.
    ///
    /// - Returns: what was taken back; nil when there is nothing to undo.
    public func undo(at now: Date) async throws(StorageError) -> Undone? {
        try await database.write { session in
            let undoing = try MergeUndoing(in: session)
            return try undoing?.perform(at: now)
        }
    }
}

private extension MergeTable {
    static func merge(
        _ item: Item.ID, into other: Item.ID, why: String, by author: Verdict.Signature, _ merging: Merging,
        number: Int? = nil
    ) throws -> (gone: Item.ID, kept: Item.ID) {
        let session = merging.session
        let (gone, kept) = (try merging.root(of: item), try merging.root(of: other))
        if gone == kept { throw StorageError.refused("\(item) and \(other) are one item already") }
        let (state, otherState) = (try state(of: gone, in: session), try self.state(of: kept, in: session))
        if state == ItemState.approved.rawValue, otherState != state {
            throw StorageError.refused(
                "\(gone) is approved and \(kept) is not; the approved one has to stay, so join \(kept) to \(gone)"
            )
        }
        try merging.merge(gone, into: kept, why: why, by: author, number: number)
        return (gone, kept)
    }

    static func state(of item: Item.ID, in session: any Session) throws -> String {
        guard let row = try session.first("SELECT state FROM items WHERE id = \(item)") else {
            throw StorageError.missing(kind: "item", id: item.rawValue)
        }
        return try row.text(0)
    }

    /// Which of two items stays when they are joined; nil when somebody has decided on both.
    static func lasting(of one: Item.ID, _ other: Item.ID, in session: any Session) throws -> Item.ID? {
        let rows = try session.rows(
            """
            SELECT id, CASE WHEN state <> 'waiting' OR EXISTS (SELECT 1 FROM issue_items WHERE item = items.id)
                THEN 1 ELSE 0 END
            FROM items WHERE id IN \(list: [one, other]) ORDER BY first_seen, date, id
            """)
        guard rows.count == 2 else { return nil }
        let decided = try rows.filter { try $0.integer(1) == 1 }
        return decided.count == 2 ? nil : Item.ID(try (decided.first ?? rows[0]).text(0))
    }

    /// The groups of sources that leave an item.
    static func groups(
        of sources: [Merging.Source], speaker: Item.ID, parting feed: Feed.ID?
    ) throws -> [Merging.Group] {
        let stays = sources.first { $0.origin == speaker } ?? sources.first
        guard let feed else { return sources.filter { $0 != stays }.map { Merging.Group($0.origin, [$0]) } }
        let named = sources.filter { $0.feed == feed }
        guard !named.isEmpty else {
            throw StorageError.refused("the feed \(feed) does not carry \(speaker)")
        }
        // The source that the words came from keeps them: then the others leave, together.
        let isSpeaker = stays.map(named.contains) ?? false
        return [Merging.Group(isSpeaker ? sources.filter { $0.feed != feed } : named)].compactMap { $0 }
    }

    /// The sources that an item brought when it became part of another, as far as they are there still.
    static func group(
        of item: Item.ID, among sources: [Merging.Source], in session: any Session
    ) throws -> Merging.Group {
        let rows = try session.rows(
            """
            SELECT origin FROM merge_moves WHERE item = \(item) AND number =
                (SELECT MAX(number) FROM merges WHERE item = \(item) AND kind = 'merge')
            """)
        let origins = try Set(rows.map { Item.ID(try $0.text(0)) }).union([item])
        return Merging.Group(item, sources.filter { origins.contains($0.origin) })
    }
}
