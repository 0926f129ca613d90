// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import TestSupport

/// A small library without mistakes: two strands, three topics, a theme, a newsletter, two paths, two feeds.
let goodFiles: [String: String] = [
    "cairn.yaml": "title: Test\n",
    "curated/curriculum/curriculum.md": """
    ---
    id: test
    uri: https://example.org/test/
    title: Test curriculum
    version: 1.0.0
    language: en-GB
    licence: CC-BY-4.0
    strands:
      - {id: lead, name: Lead, definition: Deciding.}
      - {id: serve, name: Serve, definition: Serving.}
    audiences:
      - {id: board, name: Board, needs: questions}
    stages:
      - {id: action, name: Action, definition: Doing., serves: templates}
    formats: [guide]
    sectors: [charity]
    frameworks:
      - {id: code, name: A code, refs: C1-C8, licence: not stated}
    ---
    Words.
    """,
    "curated/curriculum/lead/strategy.md": topic("strategy", name: "Strategy", more: "related: [research]\n"),
    "curated/curriculum/lead/change.md": topic(
        "change", name: "Change", level: "deeper", more: "broader: strategy\n"),
    "curated/curriculum/serve/research.md": topic("research", name: "Research"),
    "curated/themes/start.md": """
    ---
    id: start
    title: Start
    audience: board
    stage: action
    size: 5
    minutes: 30
    sections:
      - {title: One, topics: [strategy, research]}
    questions: [Why?]
    ---
    Opening words.
    """,
    "curated/newsletters/monthly.md": """
    ---
    id: monthly
    title: Monthly
    audience: board
    rhythm: {every: month, "on": first thursday, at: "07:00"}
    time_zone: Europe/London
    review_window_hours: 48
    size: 8
    minimum: 3
    sections:
      - {title: Lead, strands: [lead], size: 3}
      - {title: Serve, topics: [research], size: 2}
    policy: {unapproved: hold, too_little: skip, missed: ask}
    ---
    Welcome.
    """,
    "curated/paths/first.md": """
    ---
    id: first
    title: First
    hours: 1.5
    outcomes: [decide]
    steps:
      - {id: one, topic: strategy, minutes: 60, words: Begin.}
      - {id: two, topic: change, minutes: 30}
    next: [second]
    ---
    Introduction.
    """,
    "curated/paths/second.md": """
    ---
    id: second
    title: Second
    hours: 1
    outcomes: [serve]
    steps:
      - {id: one, topic: research, minutes: 60}
    ---
    """,
    "feeds/team.opml": """
    <opml version="2.0" xmlns:cairn="https://example.org/cairn/opml/1">
      <head><title>Team</title></head>
      <body>
        <outline text="Blogs">
          <outline text="One" xmlUrl="https://one.example.org/feed" cairn:licence="CC-BY-4.0" cairn:sector="charity"/>
        </outline>
        <outline text="Two" xmlUrl="https://two.example.org/feed"/>
      </body>
    </opml>
    """,
]

/// A topic's file.
func topic(_ id: String, name: String, level: String = "core", more: String = "") -> String {
    """
    ---
    id: \(id)
    name: \(name)
    level: \(level)
    terms: [\(id) term]
    outcomes: [choose]
    questions: [What?]
    audiences: [board]
    maps: {code: {C1: close}}
    \(more)---
    A definition of
    \(id).

    More words.
    """
}

/// A library in a folder of its own, with some of its files replaced, added or (by an empty text) left out.
func withLibrary<Value>(
    _ changes: [String: String] = [:], _ body: (Library) async throws -> Value
) async throws -> Value {
    try await withTemporaryFolder { folder in
        for (path, text) in goodFiles.merging(changes, uniquingKeysWith: { _, new in new })
        where !text.isEmpty {
            let file = folder.appending(path: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        return try await body(Library(folder: folder))
    }
}

/// What is wrong with a library after some changes.
func mistakes(_ changes: [String: String]) async throws -> [String] {
    try await withLibrary(changes) { $0.read().mistakes.map(\.description) }
}

extension String {
    /// One of the good files with some words replaced.
    static func good(_ path: String, _ old: String, _ new: String) -> String {
        guard let text = goodFiles[path], text.contains(old) else { fatalError("no \(old) in \(path)") }
        return text.replacing(old, with: new)
    }
}
