// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import Model
import Pages
import Storage

/// What can be done on an item's page.
enum DecisionActions {
    static let routes: [DeskRoute] = [
        .post("desk/items/{item}/decide", for: .curator) { visit in try await decide(visit) },
        .post("desk/undo", for: .curator) { visit in try await undo(visit) },
        .post("desk/items/{item}/topics", for: .curator) { visit in try await rejectTopics(visit) },
        .post("desk/items/{item}/claim", for: .curator) { visit in try await claim(visit) },
        .post("desk/items/{item}/comments", for: .contributor) { visit in try await say(visit) },
        .post("desk/items/{item}/comments/{comment}/withdraw", for: .contributor) { visit in
            let item = try await DecisionPage.item(visit)
            let isGone = try await visit.store.comments.withdraw(
                Int(try visit.parameter("comment")) ?? 0, by: visit.person.name, now: visit.now)
            return .goTo(
                path(item.id, visit), saying: isGone ? "The comment is gone." : "That comment is not yours.")
        },
        .post("desk/items/{item}/split", for: .curator) { visit in try await split(visit) },
    ]

    /// The address of an item's page, with the look that the form brought along.
    static func path(_ item: Item.ID, _ visit: Visit) -> String {
        DecisionPage.look(visit).path("desk/items/\(item.rawValue)")
    }

    private static func decide(_ visit: Visit) async throws -> DeskAnswer {
        let item = try await DecisionPage.item(visit)
        let verdict = try DecidingForm.verdict(visit.form, on: item.id, by: visit.signature)
        let errors = errors(verdict, item, visit)
        if !errors.isEmpty {
            return .page(
                try await DecisionPage.page(
                    item, visit, content: DecidingForm.content(visit.form), errors: errors))
        }
        if let conflict = try await DraftActions.conflict(on: item, visit) { return conflict }
        let look = DecisionPage.look(visit)
        let next = try await visit.store.queue.next(
            after: item.id, in: look.filter(visit.tools.holdings().curriculum))
        guard let isProposed = try await record(verdict, on: item.id, visit) else {
            return .page(try await ConflictPage.page(item, visit))
        }
        return .goTo(
            onward(from: item.id, to: next, look, visit),
            saying: sentence(verdict, item, isProposed: isProposed))
    }

    /// - Returns: whether it waits for a second person; nil where the curator saw another state than there is, and nothing was
    ///   recorded.
    private static func record(_ verdict: Verdict, on item: Item.ID, _ visit: Visit) async throws -> Bool? {
        let sights = DecidingForm.sight(visit.form).map { [item: $0] } ?? [:]
        let (store, needsSecond) = (visit.store, visit.tools.needsSecond)
        do {
            let recorded = try await store.verdicts.record(
                [verdict], seeing: sights, needsSecond: needsSecond)
            return !recorded.proposed.isEmpty
        } catch {
            guard case .overtaken = error else { throw error }
            return nil
        }
    }

    /// Where to go after a decision: the next item, or the queue where the decision was made there.
    private static func onward(
        from item: Item.ID, to next: Item.ID?, _ look: QueueLook, _ visit: Visit
    ) -> String {
        guard let next else { return look.path("desk/queue") }
        if visit.form["at"] == "queue" { return look.path("desk/queue") + "#row-\(next.rawValue)" }
        return look.path("desk/items/\(next.rawValue)")
    }

    private static func errors(_ verdict: Verdict, _ item: QueuedItem, _ visit: Visit) -> [FieldError] {
        guard let curriculum = visit.tools.holdings().curriculum else {
            return [FieldError(field: "topics", message: "The library has no curriculum; add one first")]
        }
        return verdict.objections(to: item.tagged.library, in: curriculum).map { sentence in
            let isWhy = sentence.contains("a line on why")
            return FieldError(
                field: isWhy ? "why" : "topics",
                message: isWhy
                    ? "Say why it matters to your readers' mission"
                    : sentence == "an approved item needs a topic"
                        ? "Choose a topic" : sentence.prefix(1).uppercased() + sentence.dropFirst())
        }
    }

    private static func sentence(_ verdict: Verdict, _ item: QueuedItem, isProposed: Bool) -> String {
        let title = item.tagged.library.item.displayTitle
        switch verdict.decision {
        case .approve: return isProposed ? "“\(title)” waits for a second person." : "Approved: “\(title)”."
        case .reject: return "Rejected: “\(title)”."
        case .hold: return "Held: “\(title)”."
        }
    }

    /// Rejects the suggested topics that are not ticked; the item stays where it is.
    private static func rejectTopics(_ visit: Visit) async throws -> DeskAnswer {
        let item = try await DecisionPage.item(visit)
        let kept = DecidingForm.content(visit.form).topics
        let wrong = item.tagged.tags.map(\.topic).filter { !kept.contains($0) }
        guard !wrong.isEmpty else {
            return .goTo(
                path(item.id, visit), saying: "Take the tick off a suggested topic to reject it.")
        }
        _ = try await visit.store.tagVerdicts.reject(wrong, of: [item.id], by: visit.signature)
        let words = DeskWords(visit)
        return .goTo(
            path(item.id, visit),
            saying: "Rejected for this item: \(wrong.map(words.topic).joined(separator: ", ")).")
    }

    private static func undo(_ visit: Visit) async throws -> DeskAnswer {
        let look = DecisionPage.look(visit)
        guard let undone = try await visit.store.undoNewest(by: visit.person.name, at: visit.now) else {
            return .goTo(look.path("desk/queue"), saying: "There is nothing of yours to take back.")
        }
        let words = sentence(undone)
        guard undone.items.count == 1 else { return .goTo(look.path("desk/queue"), saying: words) }
        return .goTo(look.path("desk/items/\(undone.items[0].rawValue)"), saying: words)
    }

    private static func sentence(_ undone: Undoing) -> String {
        switch undone {
        case .decision(let decision):
            let what = decision.verdicts.first?.decision.rawValue ?? "rejected topics"
            return "Taken back: \(what) of \(counted(undone.items.count, "item"))."
        case .merge(let undone):
            return undone.isMerge ? "Taken back: the copies are parted." : "Taken back: they are one again."
        }
    }

    private static func claim(_ visit: Visit) async throws -> DeskAnswer {
        let item = try await DecisionPage.item(visit)
        let (store, me) = (visit.store, visit.person.name)
        switch visit.form["what"] {
        case "release":
            try await store.claims.release(item.id, by: me)
            return .goTo(path(item.id, visit), saying: "Others can take it now.")
        case "take", "over":
            let claim = try await store.claims.claim(
                item.id, by: me, now: visit.now, isTakingOver: visit.form["what"] == "over")
            let words = claim.person == me ? "Others see that you are at it." : "\(claim.person) was first."
            return .goTo(path(item.id, visit), saying: words)
        default: throw DeskError.unreadable
        }
    }

    private static func say(_ visit: Visit) async throws -> DeskAnswer {
        let item = try await DecisionPage.item(visit)
        try await visit.store.comments.add(
            visit.form["text"], to: item.id, by: visit.person.name, now: visit.now)
        return .goTo(path(item.id, visit) + "#comments")
    }

    private static func split(_ visit: Visit) async throws -> DeskAnswer {
        let item = try await DecisionPage.item(visit)
        let (feed, part) = (visit.form["source"], visit.form["part"])
        let parted = try await visit.store.merges.split(
            part.isEmpty ? item.id : Item.ID(part), source: feed.isEmpty ? nil : Feed.ID(feed),
            by: visit.signature)
        try await visit.store.queue.catchUp()
        return .goTo(
            path(item.id, visit), saying: "Parted: \(counted(parted.count, "item")) more in the queue.")
    }
}
