// SPDX-License-Identifier: MIT

import Articles
import Foundation
import Model
import Storage

/// Finds among the items that are new those whose words another feed gave before, or nearly so, and joins them.
///
/// Fingerprints are loaded only when there is something new to compare. What was compared is noted at the end, so a search
/// that was cut off is done again by the next.
struct TwinSearch {
    private let store: Store
    /// Who joins, as the store keeps it.
    private static let rule = "seen before"
    private static let why = "another feed gave the same words, or nearly so"
    /// Fingerprints read at once.
    private static let batch = 20_000

    init(_ store: Store) { self.store = store }

    /// Searches.
    ///
    /// - Returns: how many items became part of another.
    func perform(now: Date) async throws(StorageError) -> Int {
        let fresh = try await store.fingerprints.fresh()
        if fresh.isEmpty { return 0 }
        var known = KnownTexts(headlines: Set(fresh.compactMap(\.headline)))
        try await read(after: 0) { known.insert($0) }
        var joined = 0
        for entry in fresh {
            let near = known.near(entry)
            if !near.isEmpty { joined += try await join(entry.number, with: near, now: now) }
        }
        try await store.fingerprints.setCompared(fresh.map(\.number))
        return joined
    }

    private func read(
        after number: Int, _ take: (FingerprintTable.Entry) -> Void
    ) async throws(StorageError) {
        var last = number
        while true {
            let entries = try await store.fingerprints.after(last, limit: TwinSearch.batch)
            guard let end = entries.last else { return }
            entries.forEach(take)
            last = end.number
        }
    }

    /// Joins an item with those among some near ones that are the same article.
    private func join(_ number: Int, with near: [Int], now: Date) async throws(StorageError) -> Int {
        guard let (item, others) = try await store.fingerprints.candidates(for: number, among: near),
            !others.isEmpty
        else { return 0 }
        let likeness = ItemLikeness(item.readable)
        let signature = Verdict.Signature(name: TwinSearch.rule, time: now, isRule: true)
        var joined = 0
        for other in others {
            let days = item.date.timeIntervalSince(other.date) / 86_400
            guard likeness.isSameArticle(as: ItemLikeness(other.readable), daysApart: days) else { continue }
            let kept = try await store.merges.join(item.id, other.id, why: TwinSearch.why, by: signature)
            if kept != nil { joined += 1 }
            // What is part of another now is not looked at any further.
            if kept == other.id { break }
        }
        return joined
    }
}

/// Everything that was given before: all texts, and of the headlines those that are new now.
private struct KnownTexts {
    private var texts = FingerprintIndex()
    private var headlines: [Int: [Int]]
    /// The most that are looked at for one; a feed that gives all its items one text or headline shall not hold us up.
    private static let limit = 100

    init(headlines: Set<Int>) {
        self.headlines = Dictionary(uniqueKeysWithValues: headlines.map { ($0, []) })
    }

    mutating func insert(_ entry: FingerprintTable.Entry) {
        if let text = entry.fingerprint { texts.insert(text, key: entry.number) }
        guard let key = entry.headline, let count = headlines[key]?.count, count < KnownTexts.limit else {
            return
        }
        headlines[key]?.append(entry.number)
    }

    /// The numbers of those that might be the same, the nearest text first.
    func near(_ entry: FingerprintTable.Entry) -> [Int] {
        var near = entry.fingerprint.map { texts.matches(for: $0, limit: KnownTexts.limit).map(\.key) } ?? []
        if let key = entry.headline, let others = headlines[key], others.count > 1 {
            near += others.filter { !near.contains($0) }
        }
        return near.filter { $0 != entry.number }
    }
}
