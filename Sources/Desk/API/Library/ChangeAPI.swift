// SPDX-License-Identifier: MIT

import Foundation
import HTTPTypes
import Model
import Storage

/// What the desk and programs changed in curated files, in steps that are taken back whole; for programs.
enum ChangeAPI {
    static let routes: [APIRoute] = [
        .get(
            "changes", "listChanges", "What was changed in curated files, newest first.",
            query: [
                .free(
                    "under", .text(1...200),
                    "Only steps that touch a file whose name begins so, such as `curated/rules/`."),
                .free("limit", .whole(1...200), "50 unless said otherwise."),
            ], gives: .list(.named("Change"))
        ) { call in
            try await call.store.fileSteps.steps(
                under: call.query["under"]?.text ?? "", limit: call.query["limit"]?.whole ?? 50
            ).map { ChangeView($0) }
        },
        .get(
            "changes/{step}", "showChange", "A step with its files, before and after.",
            gives: .named("Change")
        ) { call in
            let number = Int(call.parameter("step")) ?? 0
            guard let step = try await call.store.fileSteps.find(number) else { throw APIProblem.notFound }
            return ChangeView(step, withTexts: true)
        },
        .doing(
            .post, "changes/{step}/undo", for: .curator, "undoChange",
            "Make the files of a step what they were before it; refused where one was changed since.",
            gives: .named("Change")
        ) { call in
            let number = Int(call.parameter("step")) ?? 0
            _ = try await CuratedFiles(call.sitting).takeBack(number)
            guard let step = try await call.store.fileSteps.find(number) else { throw APIProblem.notFound }
            return ChangeView(step)
        },
    ]
}

/// A change of curated files, for programs.
struct ChangeView: Encodable, Sendable {
    let number: Int
    let what, by: String
    let time: Date
    let undone: Date?
    let files: [String]
    let texts: [Text]?

    struct Text: Encodable, Sendable {
        let file: String
        let before, after: String?
    }

    init(_ step: FileStep, withTexts: Bool = false) {
        number = step.number
        what = step.what
        by = step.author.name
        time = step.time
        undone = step.undone
        files = step.changes.map(\.file)
        texts =
            withTexts
            ? step.changes.map { Text(file: $0.file, before: $0.before, after: $0.after) } : nil
    }

    static let shape = APIShape.object([
        .needed("number", .whole(1...1_000_000_000)), .needed("what", .words), .needed("by", .words),
        .needed("time", .moment), .free("undone", .moment), .needed("files", .list(.words)),
        .free(
            "texts",
            .list(.object([.needed("file", .words), .free("before", .words), .free("after", .words)])),
            "Not there in lists. A file that was not there has no `before`, one that is gone no `after`."),
    ])
}
