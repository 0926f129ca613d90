// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import Model
import Storage

/// What is done for the store once a day: items that nobody needs are deleted, and its size is noted.
struct Upkeep: Sendable {
    let store: Store
    /// Days after an item was last seen in a feed until it may go; 0 keeps all.
    let days: Int

    /// Does it; nil where it was done today, or nothing was deleted.
    func perform(_ holdings: Holdings, now: Date) async throws -> RunReport? {
        guard try await store.upkeep.isDue(at: now) else { return nil }
        var forgotten = 0
        // Where not every file could be read, nobody knows what they name.
        if days > 0, holdings.mistakes.isEmpty {
            forgotten = try await store.upkeep.forget(
                lastSeenBefore: now.addingTimeInterval(-Double(days) * 86_400),
                keeping: holdings.namedItems)
        }
        try await store.upkeep.note(forgotten: forgotten, at: now)
        guard forgotten > 0 else { return nil }
        let growth = try await StoreGrowth(store)
        return RunReport(
            name: "upkeep", started: now, finished: now, counts: [.init("items deleted", forgotten)],
            problems: [],
            notes: ["the database has \(growth.words)"])
    }
}

/// How large a store is, and how much it grew.
struct StoreGrowth: Sendable {
    private let bytes: Int
    private let former: UpkeepTable.Day?

    init(_ store: Store) async throws {
        bytes = try await store.upkeep.bytes()
        former = try await store.upkeep.days(31).last
    }

    /// In words: `120 MB, 14 MB more than on 2026-10-03`.
    var words: String {
        let size = StoreGrowth.size(bytes)
        guard let former, abs(bytes - former.bytes) >= 1 << 20 else { return size }
        let change = bytes - former.bytes
        return
            "\(size), \(StoreGrowth.size(abs(change))) \(change > 0 ? "more" : "less") than on \(former.day)"
    }

    private static func size(_ bytes: Int) -> String {
        bytes < 10 << 20 ? "\((bytes + 1023) >> 10) kB" : "\(bytes >> 20) MB"
    }
}

extension Holdings {
    /// Every item that a file names.
    fileprivate var namedItems: Set<Item.ID> {
        Set(paths.flatMap { $0.steps.flatMap(\.items) } + themes.flatMap { $0.sections.flatMap(\.picked) })
    }
}
