// SPDX-License-Identifier: MIT

import Catalog
import Model
import Pages
import Storage

/// One decision on several items: first what it would do, then, with a count on the button, the doing; all of them or none.
struct BulkPages: Sendable {
    static let routes: [DeskRoute] = [
        .post("desk/queue/several", for: .curator) { visit in .page(try await ask(visit)) },
        .post("desk/queue/several/done", for: .curator) { visit in try await work(visit) },
    ]

    let title: String
    let what: String
    let count: String
    let button: String
    let rows: [Row]
    let isApproval: Bool
    let isRejection: Bool
    let isJoining: Bool
    let reasons: [Choice]
    let why: String
    let whyError: String?
    let note: String
    let look: String

    /// Items of one action at the most.
    private static let limit = 500

    struct Row: Sendable {
        let id: String
        let title: String
        let sources: String
        let topics: String?
        let isFirst: Bool
    }

    private static func items(_ visit: Visit) async throws -> [QueuedItem] {
        var seen: Set<String> = []
        let ids = visit.form.all("item").filter { seen.insert($0).inserted }.prefix(limit)
        return try await visit.store.queue.items(ids.map { Item.ID($0) })
    }

    private static func ask(_ visit: Visit, errors: [FieldError] = []) async throws -> WebPage {
        let (items, words) = (try await items(visit), DeskWords(visit))
        let what = visit.form["what"]
        guard let verb = verbs[what] else { throw DeskError.unreadable }
        guard !items.isEmpty, what != "join" || items.count > 1 else {
            throw DeskError.refused(
                items.isEmpty
                    ? "Tick the items first, then say what to do with them."
                    : "Tick two items or more to join them.")
        }
        let rows = items.enumerated().map { index, item in
            Row(
                id: item.id.rawValue, title: item.tagged.library.item.displayTitle,
                sources: item.tagged.library.sources.map(\.title).joined(separator: " + "),
                topics: item.tagged.tags.isEmpty
                    ? nil : item.tagged.tags.prefix(3).map { words.topic($0.topic) }.joined(separator: ", "),
                isFirst: index == 0)
        }
        let count = counted(items.count, "item")
        let values = BulkPages(
            title: "\(verb) \(count)?", what: what, count: count, button: "\(verb) \(count)", rows: rows,
            isApproval: what == "approve", isRejection: what == "reject", isJoining: what == "join",
            reasons: Rejection.choices(visit.form["reason"]), why: visit.form["why"],
            whyError: errors.first { $0.field == "why" }?.message, note: visit.form["note"],
            look: DecisionPage.look(visit).query)
        return WebPage(values.title, "several", values, errors: errors)
    }

    private static let verbs = ["approve": "Approve", "reject": "Reject", "hold": "Hold", "join": "Join"]

    private static func work(_ visit: Visit) async throws -> DeskAnswer {
        let items = try await items(visit)
        if visit.form["what"] == "join" { return try await join(items, visit) }
        let verdicts = try items.map { item in
            let given = try DecidingForm.verdict(visit.form, on: item.id, by: visit.signature)
            guard given.decision == .approve else { return given }
            return Verdict(
                item: item.id, decision: .approve, topics: item.tagged.tags.map(\.topic), fit: given.fit,
                why: given.why, note: given.note, by: given.by)
        }
        let errors = errors(verdicts, items, visit)
        if !errors.isEmpty { return .page(try await ask(visit, errors: errors)) }
        let recorded = try await visit.store.verdicts.record(verdicts, needsSecond: visit.tools.needsSecond)
        let count = counted(verdicts.count, "item")
        let words =
            recorded.proposed.isEmpty
            ? "\(past[visit.form["what"]] ?? "Decided"): \(count)." : "\(count) wait for a second person."
        return .goTo(DecisionPage.look(visit).path("desk/queue"), saying: words)
    }

    private static let past = ["approve": "Approved", "reject": "Rejected", "hold": "Held"]

    private static func errors(
        _ verdicts: [Verdict], _ items: [QueuedItem], _ visit: Visit
    ) -> [FieldError] {
        guard let curriculum = visit.tools.holdings().curriculum else { return [] }
        var isWithoutWhy = false
        var errors: [FieldError] = []
        for (verdict, item) in zip(verdicts, items) {
            for sentence in verdict.objections(to: item.tagged.library, in: curriculum) {
                if sentence.contains("a line on why") {
                    isWithoutWhy = true
                } else {
                    errors.append(
                        FieldError(
                            field: "item-\(item.id)",
                            message: "“\(item.tagged.library.item.displayTitle)”: \(sentence)"))
                }
            }
        }
        let why = FieldError(field: "why", message: "Say why they matter to your readers' mission")
        return (isWithoutWhy ? [why] : []) + errors.prefix(20)
    }

    /// Joins all to one.
    private static func join(_ items: [QueuedItem], _ visit: Visit) async throws -> DeskAnswer {
        let kept = Item.ID(visit.form["kept"])
        guard items.contains(where: { $0.id == kept }) else { throw DeskError.unreadable }
        _ = try await visit.store.merges.merge(
            items.map(\.id).filter { $0 != kept }, into: kept, why: String(visit.form["note"].prefix(500)),
            by: visit.signature)
        try await visit.store.queue.catchUp()
        return .goTo(
            DecisionPage.look(visit).path("desk/items/\(kept.rawValue)"),
            saying: items.count == 2 ? "One copy is joined." : "\(items.count - 1) copies are joined.")
    }
}
