// SPDX-License-Identifier: MIT

public import Foundation
public import Model

/// One thing that happened to an item.
public struct HistoryEntry: Hashable, Sendable {
    /// When, UTC.
    public let time: Date
    /// Who did it; nil for what came from a source.
    public let person: String?
    /// What it was.
    public let event: Event

    /// What can happen to an item.
    public enum Event: Hashable, Sendable {
        /// A source began to carry it; the first of them brought it.
        case seen(source: String)
        /// Its source changed its words.
        case changed(before: Words, after: Words)
        /// A verdict was given, after another or after none.
        case decided(Verdict, before: Verdict?)
        /// A verdict was taken back.
        case takenBack(Verdict)
        /// A topic was rejected for it, without a verdict on the item.
        case untagged(Topic.ID)
        /// An approval was given that needs a second person.
        case proposed(Verdict)
        /// Another item became part of it.
        case joined(title: String, why: String)
        /// Another item was parted from it.
        case parted(title: String)
        /// What was joined or parted was taken back.
        case rejoined(title: String)
        /// A curator said what its licence is.
        case licensed(Licence, note: String)
        /// Somebody said something about it.
        case said(String)
    }

    /// An item's words at one time.
    public struct Words: Hashable, Sendable {
        /// Its headline.
        public let title: String
        /// Its text.
        public let text: String

        /// Holds what it is given.
        public init(title: String, text: String) {
            self.title = title
            self.text = text
        }
    }
}

extension Store {
    /// Everything that is known to have happened to an item.
    ///
    /// **Shape**: oldest first.
    public func history(of item: Item.ID) async throws(StorageError) -> [HistoryEntry] {
        try await database.read { session in
            let history = ItemHistory(item: item, session: session)
            let entries =
                try history.sources() + history.revisions() + history.verdicts() + history.proposals()
                + history.topics() + history.merges() + history.licences() + history.comments()
            return entries.enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }
                .map(\.element)
        }
    }
}

/// Reads what happened to an item, table by table.
private struct ItemHistory {
    let item: Item.ID
    let session: any Session

    func sources() throws -> [HistoryEntry] {
        try session.rows(
            """
            SELECT item_sources.first_seen, feeds.title FROM item_sources JOIN feeds ON feeds.id = item_sources.feed
            WHERE item_sources.item = \(item) ORDER BY item_sources.first_seen, feeds.title
            """
        ).map { HistoryEntry(time: try $0.date(0), person: nil, event: .seen(source: try $0.text(1))) }
    }

    func revisions() throws -> [HistoryEntry] {
        let former = try session.rows(
            "SELECT content, replaced FROM item_revisions WHERE item = \(item) ORDER BY revision")
        guard !former.isEmpty else { return [] }
        let current = try session.rows("SELECT content FROM items WHERE id = \(item)")
        let words = try (former + current).map { row in
            let item: Item = try row.json(0)
            return HistoryEntry.Words(title: item.title, text: item.text.best)
        }
        return try former.indices.filter { $0 + 1 < words.count }.map { index in
            HistoryEntry(
                time: try former[index].date(1), person: nil,
                event: .changed(before: words[index], after: words[index + 1]))
        }
    }

    func verdicts() throws -> [HistoryEntry] {
        let rows = try session.rows(
            "SELECT content, undone FROM verdicts WHERE item = \(item) ORDER BY number")
        var standing: [Verdict] = []
        var entries: [HistoryEntry] = []
        for row in rows {
            let verdict: Verdict = try row.json(0)
            entries.append(
                HistoryEntry(
                    time: verdict.by.time, person: verdict.by.name,
                    event: .decided(verdict, before: standing.last)))
            if let undone = try row.optionalDate(1) {
                entries.append(
                    HistoryEntry(time: undone, person: verdict.by.name, event: .takenBack(verdict)))
            } else {
                standing.append(verdict)
            }
        }
        return entries
    }

    func topics() throws -> [HistoryEntry] {
        try session.rows(
            """
            SELECT topic, decided, author FROM tag_verdicts
            WHERE item = \(item) AND decision = 'reject' AND undone IS NULL
                AND NOT EXISTS (SELECT 1 FROM verdicts WHERE verdicts.action = tag_verdicts.action)
            ORDER BY number
            """
        ).map { row in
            HistoryEntry(
                time: try row.date(1), person: try row.text(2), event: .untagged(Topic.ID(try row.text(0))))
        }
    }

    func proposals() throws -> [HistoryEntry] {
        try session.rows("SELECT content FROM proposals WHERE item = \(item) ORDER BY number").map { row in
            let verdict: Verdict = try row.json(0)
            return HistoryEntry(
                time: verdict.by.time, person: verdict.by.name, event: .proposed(verdict))
        }
    }

    func merges() throws -> [HistoryEntry] {
        let rows = try session.rows(
            """
            SELECT merges.kind, merges.time, merges.author, merges.why, merges.undone, items.title
            FROM merges JOIN items ON items.id = CASE WHEN merges.item = \(item) THEN merges.other ELSE merges.item END
            WHERE merges.item = \(item) OR merges.other = \(item) ORDER BY merges.number
            """)
        return try rows.flatMap { row in
            let title = try row.text(5)
            let event: HistoryEntry.Event =
                try row.text(0) == "merge"
                ? .joined(title: title, why: try row.text(3)) : .parted(title: title)
            let person = try row.text(2)
            let done = HistoryEntry(time: try row.date(1), person: person, event: event)
            let undone = try row.optionalDate(4).map {
                HistoryEntry(time: $0, person: person, event: .rejoined(title: title))
            }
            return [done] + [undone].compactMap { $0 }
        }
    }

    func licences() throws -> [HistoryEntry] {
        try session.rows("SELECT content FROM item_licences WHERE item = \(item) ORDER BY number").map {
            row in
            let word: LicenceConfirmation = try row.json(0)
            return HistoryEntry(
                time: word.by.time, person: word.by.name, event: .licensed(word.licence, note: word.note))
        }
    }

    func comments() throws -> [HistoryEntry] {
        try session.rows(
            """
            SELECT text, person, time FROM comments WHERE item = \(item) AND withdrawn IS NULL ORDER BY number
            """
        ).map { HistoryEntry(time: try $0.date(2), person: try $0.text(1), event: .said(try $0.text(0))) }
    }
}
