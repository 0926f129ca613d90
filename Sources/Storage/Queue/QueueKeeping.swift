// SPDX-License-Identifier: MIT

import Foundation
import Model

/// Keeps the rows of the queue in step with the items, within one transaction.
struct QueueKeeping {
    let session: any Session
    let words: WordIndex

    /// Letters of a text that can be searched.
    private static let textLimit = 20_000
    /// Rejected items, too, are found by what was suggested for them.
    private static let decidedKinds = ["topic", "audience", "stage", "format", "half-approved"]

    init(session: any Session, dialect: Dialect) {
        self.session = session
        words = dialect.words
    }

    /// Notes that items have changed; their rows follow when the queue next catches up.
    static func mark(_ items: [Item.ID], in session: any Session) throws {
        for item in items {
            try session.run(
                "INSERT INTO queue_stale (item) VALUES (\(item)) ON CONFLICT (item) DO NOTHING")
        }
    }

    /// Notes that all items of a feed have changed.
    static func mark(itemsOf feed: Feed.ID, in session: any Session) throws {
        try session.run(
            """
            INSERT INTO queue_stale (item) SELECT DISTINCT item FROM item_sources WHERE feed = \(feed)
            ON CONFLICT (item) DO NOTHING
            """)
    }

    /// Writes the rows of items anew, those of their parts away.
    func renew(_ ids: [Item.ID]) throws {
        if ids.isEmpty { return }
        let states = try states(of: ids)
        let shown = try ItemTable.load(ids.filter { states[$0] != nil }, in: session)
        for id in ids where states[id] == nil { try remove(id) }
        var facets = FacetNumbers()
        for item in shown {
            guard let state = states[item.id] else { continue }
            try renew(item, state: state, &facets)
        }
        for part in ids.parts { try session.run("DELETE FROM queue_stale WHERE item IN \(list: part)") }
    }

    /// Takes an item out of the queue.
    func remove(_ id: Item.ID) throws {
        guard let number = try number(of: id) else { return }
        try session.run("DELETE FROM queue_facets WHERE number = \(number)")
        try session.run("DELETE FROM queue WHERE number = \(number)")
    }

    /// Makes rows follow a decision, which changes no word, no source and no licence.
    func follow(_ ids: [Item.ID]) throws {
        let tags = try TagTable.tags(of: ids, in: session)
        var facets = FacetNumbers()
        for (id, state) in try states(of: ids) {
            guard let number = try number(of: id) else {
                try renew([id])
                continue
            }
            try session.run("UPDATE queue SET state = \(state.rawValue) WHERE number = \(number)")
            try session.run(
                """
                DELETE FROM queue_facets WHERE number = \(number) AND facet IN
                    (SELECT number FROM facets WHERE kind IN \(list: QueueKeeping.decidedKinds))
                """)
            try session.run(
                "UPDATE queue_facets SET state = \(state.rawValue) WHERE number = \(number)")
            try add(try decided(id, state, tags: tags[id] ?? []), to: number, &facets)
        }
    }
}

private extension QueueKeeping {
    /// The states of those that are there for themselves.
    func states(of ids: [Item.ID]) throws -> [Item.ID: ItemState] {
        var found: [Item.ID: ItemState] = [:]
        for chunk in ids.parts {
            let rows = try session.rows(
                "SELECT id, state FROM items WHERE id IN \(list: chunk) AND \(Merging.isShown)")
            for row in rows { found[Item.ID(try row.text(0))] = ItemState(rawValue: try row.text(1)) }
        }
        return found
    }

    func number(of id: Item.ID) throws -> Int? {
        try session.first("SELECT number FROM queue WHERE item = \(id)")?.integer(0)
    }

    func renew(_ item: TaggedItem, state: ItemState, _ numbers: inout FacetNumbers) throws {
        let text = String(item.library.readable.text.best.prefix(QueueKeeping.textLimit))
        let (title, key) = (item.library.item.title, Digest.short(item.library.item.title + "\u{0}" + text))
        let former = try session.first(
            "SELECT number, words_key, usefulness, reason FROM queue WHERE item = \(item.id)")
        let isSameText = try former?.text(1) == key
        let (usefulness, reason) = (try former?.real(2) ?? 0, try former?.text(3) ?? "")
        if former != nil { try remove(item.id) }
        let number = isSameText ? try former?.integer(0) ?? nextNumber() : try nextNumber()
        let confidence = item.tags.map(\.confidence).max() ?? 0
        try session.run(
            """
            INSERT INTO queue (number, item, state, usefulness, reason, confidence, date, words_key, source)
            VALUES (\(number), \(item.id), \(state.rawValue), \(usefulness), \(reason), \(confidence),
                \(item.library.date), \(key), \(item.library.item.identity.feed))
            """)
        if !isSameText { try session.run(words.adding(number, title, text)) }
        let facets =
            item.library.sources.map { Facet(kind: "source", value: $0.feed.rawValue) }
            + [Facet(kind: "licence", value: item.library.licence.id)]
        try add(facets + decided(item.id, state, tags: item.tags), to: number, &numbers)
    }

    func nextNumber() throws -> Int {
        let row = try session.first("UPDATE queue_numbers SET next = next + 1 WHERE id = 1 RETURNING next")
        guard let row else { throw StorageError.damaged("the queue has no next number") }
        return try row.integer(0) - 1
    }

    /// What a verdict or the tags say of an item.
    func decided(_ id: Item.ID, _ state: ItemState, tags: [Tag]) throws -> [Facet] {
        let verdict: Verdict? =
            state == .waiting
            ? nil
            : try session.first(
                "SELECT content FROM verdicts WHERE item = \(id) AND undone IS NULL ORDER BY number DESC LIMIT 1"
            ).map { try $0.json(0) }
        let chosen = verdict?.topics ?? []
        let topics = chosen.isEmpty ? tags.map(\.topic) : chosen
        var facets = (topics.isEmpty ? [QueueFilter.unsorted] : topics).map {
            Facet(kind: "topic", value: $0.rawValue)
        }
        facets += (verdict?.fit.audiences ?? []).map { Facet(kind: "audience", value: $0.rawValue) }
        if let stage = verdict?.fit.stage { facets.append(Facet(kind: "stage", value: stage.rawValue)) }
        if let format = verdict?.fit.format { facets.append(Facet(kind: "format", value: format)) }
        if try ProposalTable.isOpen(on: id, in: session) {
            facets.append(Facet(kind: "half-approved", value: "yes"))
        }
        return facets
    }

    /// Adds facets to a row that stands in the queue.
    func add(_ facets: [Facet], to number: Int, _ numbers: inout FacetNumbers) throws {
        for facet in Set(facets) {
            let id = try numbers.number(of: facet, in: session)
            try session.run(
                """
                INSERT INTO queue_facets (number, facet, state, usefulness, confidence, date)
                SELECT number, \(id), state, usefulness, confidence, date FROM queue WHERE number = \(number)
                """)
        }
    }
}

/// One thing that items can be filtered by.
private struct Facet: Hashable {
    let kind: String
    let value: String
}

/// The numbers of facets; each is looked up once in a transaction.
private struct FacetNumbers {
    private var known: [Facet: Int] = [:]

    mutating func number(of facet: Facet, in session: any Session) throws -> Int {
        if let number = known[facet] { return number }
        let number = try find(facet, in: session)
        known[facet] = number
        return number
    }

    private func find(_ facet: Facet, in session: any Session) throws -> Int {
        let known = try session.first(
            "SELECT number FROM facets WHERE kind = \(facet.kind) AND value = \(facet.value)")
        if let known { return try known.integer(0) }
        let next = try session.number("SELECT COALESCE(MAX(number), 0) FROM facets") + 1
        try session.run(
            "INSERT INTO facets (number, kind, value) VALUES (\(next), \(facet.kind), \(facet.value))")
        return next
    }
}
