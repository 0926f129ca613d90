// SPDX-License-Identifier: MIT

import Model
import Pages
import Storage

/// The pack, the path or the issue that a curator has in hand while they look at the queue, to pick approved items for it.
struct WorkInHand: Sendable {
    static let routes: [DeskRoute] = [
        .post("desk/works/{kind}/{work}/pick", for: .curator) { visit in try await pick(visit) }
    ]

    let title: String
    /// Such as `desk/works/packs/board-essentials`.
    let path: String
    /// Where one goes on without it.
    let putDownHref: String
    private let keeping: WorkKeeping

    /// What a row offers.
    struct Offer: Sendable {
        let handPath: String
        let handTitle: String
        let parts: [Choice]
    }

    /// What a look has in hand; nil for nothing, or for what is gone.
    static func of(_ look: QueueLook, _ visit: Visit) async throws -> WorkInHand? {
        let parts = look.hand.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, visit.person.role >= .curator else { return nil }
        let keeping: WorkKeeping
        do {
            keeping = try await WorkKeeping(parts[0], parts[1], visit.sitting)
        } catch DeskError.notFound {
            return nil
        }
        var without = look
        without.hand = ""
        return WorkInHand(
            title: keeping.work.title, path: "desk/works/\(keeping.work.path)",
            putDownHref: visit.tools.door.root + without.path("desk/queue"), keeping: keeping)
    }

    /// Whether an item is in it.
    func has(_ item: Item.ID) -> Bool { keeping.assembly.items.contains { $0.id == item } }

    /// What the rows of items offer; nothing for what is not approved, or in it already.
    func offers(_ items: [Item.ID]) async throws -> [Item.ID: Offer] {
        let others = items.filter { !has($0) }
        var offers: [Item.ID: Offer] = [:]
        for item in try await keeping.sitting.store.verdicts.reviewed(others) {
            let best = keeping.assembly.part(wanting: item.verdict) ?? 0
            offers[item.id] = Offer(
                handPath: path, handTitle: title,
                parts: keeping.assembly.parts.enumerated().map {
                    Choice(String($0), $1.title, isChosen: $0 == best)
                })
        }
        return offers
    }

    private static func pick(_ visit: Visit) async throws -> DeskAnswer {
        let keeping = try await WorkKeeping(
            try visit.parameter("kind"), try visit.parameter("work"), visit.sitting, isToChange: true)
        let id = Item.ID(visit.form["item"])
        guard let item = try await keeping.approved(id) else {
            throw DeskError.refused("Only what is approved can be picked.")
        }
        guard let part = Int(visit.form["part"]), keeping.assembly.parts.indices.contains(part) else {
            throw DeskError.unreadable
        }
        try await keeping.arrange(.add(item, to: part))
        let look = QueueLook(query: visit.form["look"])
        return .goTo(
            look.path("desk/queue") + "#row-\(id)",
            saying: "Picked for “\(keeping.work.title)”, \(keeping.assembly.parts[part].title).")
    }
}
