// SPDX-License-Identifier: MIT

import Foundation
import HTTPTypes
import Hummingbird
import Learning
import Markup
import Model
import NIOCore
import Pages
import Publishing

/// What a reader did of a path, to show to whom they like: a page, and the same in Markdown.
struct PathRecord: Sendable {
    static let routes: [RoomRoute] = [
        .get("reading/paths/{path}/record") { call in
            let (_, following, progress) = try await call.progress()
            return .page(
                WebPage("Record of “\(progress.path.title)”", "record", PathRecord(call, following, progress))
            )
        },
        .get("reading/paths/{path}/record.md") { call in
            let (_, following, progress) = try await call.progress()
            let record = PathRecord(call, following, progress)
            return .plain(
                Response(
                    status: .ok,
                    headers: [
                        .contentType: "text/markdown; charset=utf-8",
                        .contentDisposition: "attachment; filename=\"record.md\"",
                    ], body: .init(byteBuffer: ByteBuffer(string: record.markdown))))
        },
    ]

    /// A step that was marked.
    struct Line: Sendable {
        let name: String
        let mark: String
        let day: String
    }

    let id: String
    let title: String
    let library: String
    let state: String
    let lines: [Line]
    let outcomes: [String]
    let hasOutcomes: Bool

    init(_ call: RoomCall, _ following: Following, _ progress: PathProgress) {
        id = progress.path.id.rawValue
        title = progress.path.title
        library = call.tools.letters.site
        let begun = RoomDay.words(following.since)
        state =
            progress.completion.map { "Begun \(begun), completed \(RoomDay.words($0.time))." }
            ?? "Begun \(begun). \(ReaderWords.progress(progress))"
        lines = progress.places.compactMap { place in
            place.mark.map {
                Line(name: call.name(of: place.step), mark: $0.kind.words, day: RoomDay.words($0.time))
            }
        }
        outcomes = progress.isComplete ? progress.path.outcomes : []
        hasOutcomes = !outcomes.isEmpty
    }

    /// The record as Markdown.
    var markdown: String {
        func line(_ text: String) -> String { MarkdownEscape.line(text, limit: 300) }
        var parts = ["# \(line(title))", line(library), line(state)]
        if hasOutcomes {
            parts.append(
                "## What the path is for\n\n" + outcomes.map { "- \(line($0))" }.joined(separator: "\n"))
        }
        let steps = lines.map { "- \(line($0.name)): \($0.mark), \($0.day)" }
        if !steps.isEmpty { parts.append("## Steps\n\n" + steps.joined(separator: "\n")) }
        parts.append("Its reader marked these steps; nobody checked them.")
        return parts.joined(separator: "\n\n") + "\n"
    }
}
