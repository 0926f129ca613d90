// SPDX-License-Identifier: MIT

import HTTPTypes
import Model
import Pages
import Storage

/// Packs, paths and issues, for programs: put together, seen, approved and published.
enum WorkAPI {
    static let routes: [APIRoute] = reading + changing

    private static let reading: [APIRoute] = [
        .get(
            "works", "listWorks", "Newsletters, packs and paths, and where each stands.",
            gives: .list(
                .object([
                    .needed("kind", APIShapes.parameters["kind"] ?? .words), .needed("id", .words),
                    .needed("title", .words), .needed("words", .words),
                ]))
        ) { call in
            try await WorkLine.all(call.sitting).map {
                Line(kind: $0.kind, id: $0.id, title: $0.title, words: $0.words)
            }
        },
        .get(
            "works/{kind}/{work}", "showWork",
            "A pack, a path or the open issue of a newsletter, as it is put together now.",
            gives: .named("Work")
        ) { call in try await WorkView.read(call) },
        .get(
            "works/{kind}/{work}/suggestions", "listSuggestions",
            "Approved items that could be added, the newest first.",
            query: [.free("q", .text(1...200), "Words to look for, among all that is approved.")],
            gives: .list(
                .object([
                    .needed("entry", .named("Entry")),
                    .needed("part", TopicStandingView.count, "The part that wants it most, from 0."),
                ]))
        ) { call in
            try await keeping(call).suggestions(call.query["q"]?.text ?? "").map {
                Suggestion(entry: EntryView($0.item), part: $0.part)
            }
        },
        .get(
            "works/{kind}/{work}/preview", "previewWork",
            "A pack, a path or an issue as it will go out.", gives: PreviewView.shape, canConflict: true
        ) { call in
            let work = try await Work.named(call.parameter("kind"), call.parameter("work"), call.sitting)
            return PreviewView(try await work.preview(call.sitting))
        },
    ]

    private static let changing: [APIRoute] = [
        .doing(
            .put, "works/{kind}/{work}/parts", for: .curator, "arrangeWork",
            "Say which items each part holds, and in which order: all parts as they shall be. A change of an issue takes its approval back.",
            body: .object([
                .needed("seen", APIShapes.mark, "As `showWork` had it: refused when it has changed."),
                .needed(
                    "parts",
                    .list(
                        .object([
                            .free(
                                "items", .list(.id, 0...200),
                                "Approved items; without it Cairn chooses, in a pack and in a path.")
                        ]), 1...200), "As many as `showWork` had, in their order."),
            ]), gives: .named("Work")
        ) { call in
            let keeping = try await keeping(call, isToChange: true)
            try keeping.assembly.insist(on: call.body["seen"].text ?? "")
            try await keeping.arrange(.fill(try await contents(call, keeping)))
            return try await WorkView.read(call)
        },
        .doing(
            .post, "works/{kind}/{work}/draft", for: .curator, "draftIssue",
            "Draft the next issue of a newsletter of what fits; only for `issues`.",
            gives: .named("Work")
        ) { call in
            if let reason = try await keeping(call).draft() {
                throw DeskError.refused("There is no draft: \(reason).")
            }
            return try await WorkView.read(call)
        },
        .doing(
            .post, "works/{kind}/{work}/approve", for: .publisher, "approveIssue",
            "Approve the open issue of a newsletter; only for `issues`.",
            body: .object([
                .needed("seen", APIShapes.mark, "As `showWork` had it: refused when it has changed.")
            ]), gives: Said.shape
        ) { call in
            guard call.parameter("kind") == "issues" else { throw APIProblem.notFound }
            return Said(
                sentence: try await WorkKeeping.approve(
                    call.parameter("work"), seen: call.body["seen"].text ?? "", call.sitting))
        },
        .doing(
            .post, "publish", for: .publisher, "publish", "Publish all that is approved.", gives: Said.shape
        ) { call in
            Said(sentence: try await call.tools.runs.works.publish())
        },
    ]

    private static func keeping(_ call: APICall, isToChange: Bool = false) async throws -> WorkKeeping {
        try await WorkKeeping(
            call.parameter("kind"), call.parameter("work"), call.sitting, isToChange: isToChange)
    }

    /// The items of each part as a program wants them.
    private static func contents(
        _ call: APICall, _ keeping: WorkKeeping
    ) async throws -> [[ReviewedItem]?] {
        let parts = call.body["parts"].list
        let named = parts.flatMap { $0["items"].list.compactMap(\.text) }.map { Item.ID($0) }
        let approved = try await call.sitting.store.verdicts.reviewed(named)
        let byID = Dictionary((approved + keeping.assembly.items).map { ($0.id, $0) }) { first, _ in first }
        let isIssue = if case .issue = keeping.work { true } else { false }
        guard parts.count == keeping.assembly.parts.count else {
            throw FieldError(
                field: "parts",
                message: "Send \(counted(keeping.assembly.parts.count, "part")), in their order")
        }
        var taken: Set<Item.ID> = []
        return try parts.enumerated().map { index, part in
            if part["items"].isNull {
                guard !isIssue else {
                    throw FieldError(field: "parts[\(index)]", message: "Say which items an issue holds")
                }
                return nil
            }
            return try part["items"].list.compactMap(\.text).enumerated().map { place, text in
                func wrong(_ words: String) -> FieldError {
                    FieldError(field: "parts[\(index)].items[\(place)]", message: words)
                }
                guard let item = byID[Item.ID(text)] else { throw wrong("Choose an approved item") }
                guard taken.insert(item.id).inserted else { throw wrong("Choose each item once") }
                return item
            }
        }
    }

    private struct Line: Encodable, Sendable { let kind, id, title, words: String }

    private struct Suggestion: Encodable, Sendable {
        let entry: EntryView
        let part: Int
    }

    private struct Said: Encodable, Sendable {
        let sentence: String
        static let shape = APIShape.object([.needed("sentence", .words, "What was done.")])
    }
}
