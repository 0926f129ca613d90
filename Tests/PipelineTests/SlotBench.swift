// SPDX-License-Identifier: MIT

import Foundation
import Model
import Pipeline
import Storage
import TestSupport

/// A newsletter, approved items, and a clock that a test drives.
struct SlotBench {
    let store: Store
    let newsletter: Newsletter
    let run: IssueRun

    /// - Parameter count: how many approved items there are.
    init(_ newsletter: Newsletter, items count: Int = 6) async throws {
        let items = (0..<count).map { Item.named("Item \($0)") }
        store = try await Store.holding(items)
        for item in items { try await store.approve(item) }
        self.newsletter = newsletter
        run = IssueRun(store: store, curriculum: .sample())
    }

    /// One run at a moment.
    @discardableResult
    func run(at moment: Date) async throws -> RunReport { try await run.perform([newsletter], now: moment) }

    /// One run at a moment, such as `2026-11-05T07:00:00Z`.
    @discardableResult
    func run(_ moment: String) async throws -> RunReport { try await run(at: .sample(moment)) }

    /// Approves the newest draft, where there is one.
    func approve(at moment: Date = .sample()) async throws {
        let issues = try await store.issues.all(of: newsletter.id)
        guard let draft = issues.first(where: { $0.state == .draft }) else { return }
        _ = try await store.issues.approve(
            newsletter.id, number: draft.number, by: Verdict.Signature(name: "Ada", time: moment))
    }

    /// Each slot's day and state, oldest first.
    func states() async throws -> [String] {
        try await store.slots.all(of: newsletter.id).reversed().map {
            "\($0.slot.day.text) \($0.state.rawValue)"
        }
    }

    /// The numbers of the issues that readers may see, in order.
    func out() async throws -> [Int] {
        try await store.issues.approved().map(\.number).sorted()
    }
}

extension RunReport {
    /// How much of one thing was done.
    func count(_ what: String) -> Int { counts.first { $0.what == what }?.number ?? 0 }
}
