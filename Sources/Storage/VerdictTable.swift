// SPDX-License-Identifier: MIT

public import Foundation
public import Model

/// The table of curators' decisions.
///
/// Nothing is ever deleted: an undone verdict is marked, and the one before it holds.
public struct VerdictTable: Sendable {
    let database: any Database

    /// What a curator saw of an item when the decision was made.
    public struct Sight: Hashable, Sendable {
        /// The item's revision.
        public let revision: Int
        /// The number of the verdict that held; 0 for none.
        public let verdict: Int

        /// Holds what it is given.
        public init(revision: Int, verdict: Int) {
            self.revision = revision
            self.verdict = verdict
        }
    }

    /// What was recorded.
    public struct Recorded: Hashable, Sendable {
        /// The action's number.
        public let action: Int
        /// The items whose approval waits for a second person now.
        public let proposed: [Item.ID]
    }

    /// What was taken back.
    public struct Undone: Hashable, Sendable, Codable {
        /// The verdicts on items, in the order in which they were given.
        public let verdicts: [Verdict]
        /// What was decided of topics, with these verdicts or on its own, in the order in which it was given.
        public let tags: [TagVerdict]

        /// Whether there was nothing to take back.
        public var isEmpty: Bool { verdicts.isEmpty && tags.isEmpty }
    }

    /// Records some verdicts as one action, which is undone as one.
    ///
    /// An approval decides on the item's topics: what was suggested and is not among them is rejected for it, for good. So does
    /// a rejection of what no topic fits.
    ///
    /// - Parameters:
    ///   - sights: what the curator saw; where an item has changed since, or somebody else has decided, nothing is recorded.
    ///   - needsSecond: whether an approval by a person only holds once another person gives it too.
    /// - Throws: `missing` when an item is not there, `overtaken` when the curator saw another state; then none is recorded.
    @discardableResult
    public func record(
        _ verdicts: [Verdict], seeing sights: [Item.ID: Sight] = [:], needsSecond: Bool = false
    ) async throws(StorageError) -> Recorded {
        let dialect = database.dialect
        return try await database.write { session in
            let recording = try VerdictRecording(in: session)
            let proposed = try verdicts.filter { verdict in
                try recording.check(verdict.item, against: sights[verdict.item])
                return try !recording.record(verdict, needsSecond: needsSecond)
            }
            try QueueKeeping(session: session, dialect: dialect).follow(verdicts.map(\.item))
            return Recorded(action: recording.action, proposed: proposed.map(\.item))
        }
    }

    /// What there is to see of an item now.
    ///
    /// - Throws: `missing` when it is not there.
    public func sight(of item: Item.ID) async throws(StorageError) -> Sight {
        try await database.read { try VerdictRecording.sight(of: item, in: $0) }
    }

    /// Takes back the newest action that is not undone, be it on items or on single tags.
    ///
    /// What was written for it is there again as a draft, unless there is a newer one. What curators' rules rejected is taken
    /// back by ``RuleTable/undo(_:of:at:)``.
    ///
    /// - Parameter person: whose action; nil for anybody's.
    public func undo(by person: String? = nil, at now: Date) async throws(StorageError) -> Undone {
        let dialect = database.dialect
        return try await database.write { session in
            guard let action = try VerdictUndoing.newest(by: person, in: session)?.action else {
                return Undone(verdicts: [], tags: [])
            }
            let verdicts = try VerdictUndoing.undo(action, at: now, in: session)
            let tags = try TagVerdictTable.undo(action: action, at: now, in: session)
            try VerdictAudit.takenBack(verdicts, tags, by: person, at: now, in: session)
            try QueueKeeping(session: session, dialect: dialect)
                .follow(Set(verdicts.map(\.item) + tags.map(\.item)).sorted())
            return Undone(verdicts: verdicts, tags: tags)
        }
    }

    /// The verdict that holds for an item, if there is one.
    public func current(for item: Item.ID) async throws(StorageError) -> Verdict? {
        try await database.read { try VerdictTable.current(for: item, in: $0) }
    }

    /// Every approved item with its verdict.
    ///
    /// **Shape**: newest item first, then by id.
    public func reviewed() async throws(StorageError) -> [ReviewedItem] {
        try await database.read { session in
            try VerdictTable.reviewed(by: VerdictTable.approvals(in: session), in: session)
        }
    }

    /// Some approved items with their verdicts; those that are not approved are left out.
    ///
    /// **Shape**: newest item first, then by id.
    public func reviewed(_ ids: [Item.ID]) async throws(StorageError) -> [ReviewedItem] {
        try await database.read { session in
            var found: [ReviewedItem] = []
            for part in ids.parts {
                let isOne: SQL = "items.id IN \(list: part) AND COALESCE(items.state, '') = 'approved'"
                let verdicts = try VerdictTable.approvals(where: isOne, in: session)
                found += try VerdictTable.reviewed(by: verdicts, in: session)
            }
            return ids.parts.count < 2 ? found : found.sorted(by: VerdictTable.isBefore)
        }
    }

    /// The verdict on every approved item; no text is read for it.
    ///
    /// **Shape**: newest item first, then by id.
    public func approvals() async throws(StorageError) -> [Verdict] {
        try await database.read { try VerdictTable.approvals(in: $0) }
    }
}

extension VerdictTable {
    private static func approvals(
        where isOne: SQL = "items.state = 'approved'", in session: any Session
    ) throws -> [Verdict] {
        var verdicts: [Verdict] = []
        try session.each(
            """
            SELECT verdicts.content FROM items JOIN verdicts ON verdicts.number =
                (SELECT MAX(number) FROM verdicts v WHERE v.item = items.id AND v.undone IS NULL)
            WHERE \(isOne) AND \(Merging.isShown)
            ORDER BY items.date DESC, items.id
            """
        ) { verdicts.append(try $0.verdict(0)) }
        return verdicts
    }

    private static func reviewed(by verdicts: [Verdict], in session: any Session) throws -> [ReviewedItem] {
        let tagged = try ItemTable.load(verdicts.map(\.item), in: session)
        let byID = Dictionary(tagged.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return verdicts.compactMap { verdict in
            byID[verdict.item].flatMap { ReviewedItem(tagged: $0, verdict: verdict) }
        }
    }

    private static func isBefore(_ one: ReviewedItem, _ other: ReviewedItem) -> Bool {
        one.library.date == other.library.date ? one.id < other.id : one.library.date > other.library.date
    }

    static func current(for item: Item.ID, in session: any Session) throws -> Verdict? {
        try session.first(
            """
            SELECT content FROM verdicts WHERE item = \(item) AND undone IS NULL ORDER BY number DESC LIMIT 1
            """
        ).map { try $0.json(0) }
    }
}
