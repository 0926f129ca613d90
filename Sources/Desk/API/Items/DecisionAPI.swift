// SPDX-License-Identifier: MIT

import HTTPTypes
import Model
import Storage

/// Deciding, for programs: on one item or on many at once, all of them or none.
enum DecisionAPI {
    static let routes: [APIRoute] = [
        .doing(
            .post, "decisions", for: .curator, "decide",
            "Approve, reject or hold items, all at once or none. An approval keeps each item's suggested topics unless `topics` says others, and needs `why`; a rejection needs a `reason`.",
            body: .object(
                [
                    .needed(
                        "items",
                        .list(
                            .object([
                                .needed("id", .id),
                                .free(
                                    "seen", SightView.shape,
                                    "As `showItem` had it: refused when it has changed."),
                            ]), 1...500)),
                    .needed("decision", .oneOf(["approve", "reject", "hold"])),
                    .free("reason", .text(0...2000)),
                ] + APIShapes.content), gives: Done.shape
        ) { call in try await decide(call) },
        .doing(
            .post, "items/{item}/rejected-topics", for: .curator, "rejectTopics",
            "Reject suggested topics of an item, for good; the item stays where it is.",
            body: .object([.needed("topics", .list(.slug, 1...20))]), gives: .named("WholeItem")
        ) { call in
            let item = try await call.item()
            let topics = Draft.Content(call.body).topics
            _ = try await call.store.tagVerdicts.reject(topics, of: [item.id], by: call.signature)
            return try await WholeItemView.read(try await call.item(), call)
        },
        .doing(
            .post, "merges", for: .curator, "joinItems",
            "Make items parts of another, as they are copies of it.",
            body: .object([
                .needed("items", .list(.id, 1...100)), .needed("into", .id), .free("why", .text(0...500)),
            ]), gives: Items.shape
        ) { call in
            let ids = Set(call.body["items"].list.compactMap(\.text)).sorted().map { Item.ID($0) }
            let gone = try await call.store.merges.merge(
                ids, into: Item.ID(call.body["into"].text ?? ""), why: call.body["why"].text ?? "",
                by: call.signature)
            try await call.store.queue.catchUp()
            return Items(items: gone.map(\.rawValue))
        },
        .doing(
            .post, "items/{item}/split", for: .curator, "splitItem",
            "Part an item's sources, or one of them, or take it out of the item that it is part of.",
            body: .object([.free("source", .id)]), gives: Items.shape
        ) { call in
            let item = Item.ID(call.parameter("item"))
            let parted = try await call.store.merges.split(
                item, source: call.body["source"].text.map { Feed.ID($0) }, by: call.signature)
            try await call.store.queue.catchUp()
            return Items(items: parted.map(\.rawValue))
        },
        .doing(
            .post, "undo", for: .curator, "takeBack",
            "Take back what you did last that is not taken back; again for what came before it.",
            gives: .object([
                .needed("what", .oneOf(["decision", "merge", "nothing"])), .needed("items", .list(.id)),
            ])
        ) { call in
            let undone = try await call.store.undoNewest(by: call.person.name, at: call.now)
            switch undone {
            case .decision: return Undone(what: "decision", items: undone?.items.map(\.rawValue) ?? [])
            case .merge: return Undone(what: "merge", items: undone?.items.map(\.rawValue) ?? [])
            case nil: return Undone(what: "nothing", items: [])
            }
        },
    ]

    private struct Items: Encodable, Sendable {
        let items: [String]
        static let shape = APIShape.object([.needed("items", .list(.id))])
    }

    private struct Undone: Encodable, Sendable {
        let what: String
        let items: [String]
    }

    private struct Done: Encodable, Sendable {
        let action: Int
        let decided: [String]
        let proposed: [String]

        static let shape = APIShape.object([
            .needed("action", .whole(1...1_000_000_000)), .needed("decided", .list(.id)),
            .needed("proposed", .list(.id), "Those that wait for a second person now."),
        ])
    }

    private static func decide(_ call: APICall) async throws -> Done {
        let content = Draft.Content(call.body)
        guard let decision = Verdict.Decision(rawValue: call.body["decision"].text ?? "") else {
            throw APIProblem.unfit([])
        }
        let (ids, sights) = sent(call.body["items"].list)
        let items = try await call.store.queue.items(ids)
        guard items.count == ids.count else { throw APIProblem.notFound }
        let reason = decision == .reject ? call.body["reason"].text ?? "" : ""
        let note = [reason, content.note].filter { !$0.isEmpty }.joined(separator: ": ")
        let verdicts = items.map { item in
            let suggested = item.tagged.tags.map(\.topic)
            let topics = content.topics.isEmpty && decision == .approve ? suggested : content.topics
            return Verdict(
                item: item.id, decision: decision, topics: decision == .reject ? [] : topics,
                fit: content.fit, why: decision == .approve ? content.why : "", note: note,
                by: call.signature)
        }
        try insist(verdicts, on: items, call)
        do {
            let recorded = try await call.store.verdicts.record(
                verdicts, seeing: sights, needsSecond: call.tools.needsSecond)
            let waiting = Set(recorded.proposed)
            return Done(
                action: recorded.action,
                decided: ids.filter { !waiting.contains($0) }.map(\.rawValue),
                proposed: recorded.proposed.map(\.rawValue))
        } catch {
            guard case .overtaken(let item) = error else { throw error }
            throw APIProblem(
                .conflict, "Somebody was at it too",
                "\(item) has changed or was decided on since you saw it. Nothing was changed.")
        }
    }

    /// The ids in their order, each once, and what was seen of each.
    private static func sent(_ values: [APIValue]) -> ([Item.ID], [Item.ID: VerdictTable.Sight]) {
        var (ids, sights): ([Item.ID], [Item.ID: VerdictTable.Sight]) = ([], [:])
        for value in values {
            let id = Item.ID(value["id"].text ?? "")
            if !ids.contains(id) { ids.append(id) }
            guard let revision = value["seen"]["revision"].whole, let verdict = value["seen"]["verdict"].whole
            else { continue }
            sights[id] = VerdictTable.Sight(revision: revision, verdict: verdict)
        }
        return (ids, sights)
    }

    private static func insist(_ verdicts: [Verdict], on items: [QueuedItem], _ call: APICall) throws {
        guard let curriculum = call.curriculum else {
            throw APIProblem(.conflict, "No curriculum", "The library has no curriculum; add one first.")
        }
        let wrong = zip(verdicts, items).flatMap { verdict, item in
            verdict.objections(to: item.tagged.library, in: curriculum).map {
                APIProblem.Detail(at: item.id.rawValue, says: $0)
            }
        }
        guard wrong.isEmpty else {
            throw APIProblem(
                .conflict, "That cannot be decided", "Nothing was changed.", errors: Array(wrong.prefix(50)))
        }
    }
}
