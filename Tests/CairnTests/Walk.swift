// SPDX-License-Identifier: MIT

import Foundation
import Model
import TestSupport

/// One person at the command line, in a folder of their own, with the real binary.
struct Walk: Sendable {
    /// Their home; nothing else is touched.
    let home: URL
    /// Variables that every command gets.
    var variables: [String: String] = [:]

    /// Where their library is or will be.
    var library: URL { home.appending(path: "library", directoryHint: .isDirectory) }

    /// The moment at which they work, unless they say otherwise.
    static let now = "2026-11-02T09:00:00Z"

    /// The binary that was built with these tests: it lies beside them.
    static let program: Program = {
        let own = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        let places = [own, URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()]
            .map { $0.deletingLastPathComponent().appending(path: "cairn") }
        let found = places.first { FileManager.default.isExecutableFile(atPath: $0.path) }
        return Program(found ?? places[0])
    }()

    /// Runs `cairn`, standing in the library when there is one.
    func cairn(
        _ arguments: String..., in folder: URL? = nil, with more: [String: String] = [:],
        reading input: String = "", killWhen kill: (@Sendable () -> Bool)? = nil
    ) async throws -> Program.Ending {
        try await cairn(arguments: arguments, in: folder, with: more, reading: input, killWhen: kill)
    }

    /// The same with a list of arguments.
    func cairn(
        arguments: [String], in folder: URL? = nil, with more: [String: String] = [:],
        reading input: String = "", killWhen kill: (@Sendable () -> Bool)? = nil
    ) async throws -> Program.Ending {
        let isMade = FileManager.default.fileExists(atPath: library.path)
        let own = [
            "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": home.path, "CAIRN_NOW": Walk.now,
            // The addresses of items lead out of the machine.
            "CAIRN_FETCH_PAUSE": "0", "CAIRN_ENRICH_WORDS": "0", "CAIRN_LINKS_DAYS": "0",
        ]
        return try await Walk.program.run(
            arguments,
            environment: own.merging(variables) { _, new in new }.merging(more) { _, new in new },
            in: folder ?? (isMade ? library : home), reading: input, killWhen: kill)
    }

    /// Runs `cairn serve` on a free port while some work lasts.
    func serving(
        _ arguments: String..., with more: [String: String] = [:],
        _ work: @Sendable (_ firstLine: String) async throws -> Void
    ) async throws -> Program.Ending {
        let own = ["PATH": "/usr/bin:/bin", "HOME": home.path, "CAIRN_FETCH_PAUSE": "0"]
        return try await Walk.program.run(
            ["serve", "--port", "0"] + arguments,
            environment: own.merging(variables) { _, new in new }.merging(more) { _, new in new },
            in: library,
            while: work)
    }

    /// Writes a file of the library.
    func write(_ text: String, to path: String) throws {
        let file = library.appending(path: path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    /// The files of a folder and of all folders in it, by their paths.
    static func contents(of folder: URL) -> [String: Data] {
        var found: [String: Data] = [:]
        for case let path as String in FileManager.default.enumerator(atPath: folder.path) ?? .init() {
            let file = folder.appending(path: path)
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder) else { continue }
            if !isFolder.boolValue { found[path] = try? Data(contentsOf: file) }
        }
        return found
    }

    /// Somebody with nothing yet.
    static func begin(_ body: (Walk) async throws -> Void) async throws {
        try await withTemporaryFolder { try await body(Walk(home: $0)) }
    }

    /// Somebody with a small library that reads `/feed` of a server with three articles.
    static func withLibrary(
        answering answer: @escaping @Sendable (LoopbackServer.Question) async -> LoopbackServer.Reply = Walk
            .answer,
        _ body: @Sendable (Walk, LoopbackServer) async throws -> Void
    ) async throws {
        try await LoopbackServer.run(answering: answer) { server in
            try await withTemporaryFolder { home in
                let walk = Walk(home: home, variables: ["CAIRN_FETCH_ALLOW_ADDRESSES": server.allowed])
                for (path, text) in smallLibrary { try walk.write(text, to: path) }
                try walk.write(opml(["A blog": server.address("/feed").text]), to: "feeds/team.opml")
                try await body(walk, server)
            }
        }
    }

    /// The same after collecting and classifying.
    static func withItems(_ body: @Sendable (Walk, [ListedItem]) async throws -> Void) async throws {
        try await withLibrary { walk, _ in
            _ = try await walk.cairn("collect", "--quiet")
            _ = try await walk.cairn("classify", "--quiet")
            try await body(walk, try await walk.items("--state", "waiting"))
        }
    }

    /// A feed that says when nothing has changed.
    static let answer: @Sendable (LoopbackServer.Question) async -> LoopbackServer.Reply = { question in
        guard question.target == "/feed" else { return .init("nothing here", status: 404) }
        if question.fields["if-none-match"] == "\"1\"" { return .init(status: 304) }
        return .init(
            rssDocument(
                ["A digital strategy on one page", "Less user research and more", "Tea and cake"],
                text: "Our digital strategy and our user research, with cake."),
            fields: ["ETag": "\"1\"", "Content-Type": "application/rss+xml"])
    }
}

/// What the tests look at in a line of `cairn item list --json`.
struct ListedItem: Decodable, Sendable {
    struct Tag: Decodable, Sendable {
        struct Evidence: Decodable, Sendable { let words: String }

        let topic: String
        let confidence: Double
        let model: String
        let evidence: [Evidence]
    }

    let id: String
    let title: String
    let url: String?
    let sources: [String]
    let licence: String
    let tags: [Tag]
}

extension Walk {
    /// What `cairn item list` names.
    func items(_ arguments: String...) async throws -> [ListedItem] {
        var whole = ["item", "list", "--json"]
        whole += arguments
        let own = ["PATH": "/usr/bin:/bin", "HOME": home.path, "CAIRN_NOW": Walk.now]
        let ending = try await Walk.program.run(whole, environment: own, in: library)
        return try ending.output.split(separator: "\n").map {
            try JSONDecoder().decode(ListedItem.self, from: Data($0.utf8))
        }
    }
}

extension Program.Ending {
    /// Standard output as one JSON document.
    func json() throws -> Any {
        try JSONSerialization.jsonObject(with: Data(output.utf8), options: [.fragmentsAllowed])
    }

    /// Standard output as one JSON object.
    func object() throws -> [String: Any] { try json() as? [String: Any] ?? [:] }

    /// Standard output as JSON Lines, one object each.
    func lines() throws -> [[String: Any]] {
        try output.split(separator: "\n").map {
            try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] ?? [:]
        }
    }
}

/// A feed list.
func opml(_ feeds: [String: String]) -> String {
    let lines = feeds.sorted { $0.key < $1.key }.map {
        "<outline type=\"rss\" text=\"\($0.key)\" xmlUrl=\"\($0.value)\"/>"
    }
    return
        "<opml version=\"2.0\"><head><title>Team</title></head><body>\n\(lines.joined(separator: "\n"))\n</body></opml>"
}

/// Two topics, a theme for each, and a newsletter.
private let smallLibrary: [String: String] = [
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
    audiences:
      - {id: board, name: Board, needs: questions}
    stages:
      - {id: action, name: Action, definition: Doing., serves: templates}
    formats: [guide]
    sectors: [charity]
    ---
    """,
    "curated/curriculum/lead/digital-strategy.md": topic("digital-strategy", "Digital strategy"),
    "curated/curriculum/lead/user-research.md": topic("user-research", "User research"),
    "curated/themes/strategy.md": theme("strategy", "digital-strategy"),
    "curated/themes/research.md": theme("research", "user-research"),
    "curated/newsletters/monthly.md": """
    ---
    id: monthly
    title: Monthly
    audience: board
    rhythm: {every: month, "on": first thursday, at: "07:00"}
    time_zone: Europe/London
    review_window_hours: 48
    size: 4
    minimum: 1
    sections:
      - {title: Lead, strands: [lead], size: 3}
    policy: {unapproved: hold, too_little: skip, missed: ask}
    ---
    Welcome.
    """,
]

private func topic(_ id: String, _ name: String) -> String {
    """
    ---
    id: \(id)
    name: \(name)
    level: core
    terms: [\(name.lowercased())]
    outcomes: [choose]
    questions: [What next?]
    audiences: [board]
    ---
    A definition of \(name.lowercased()).
    """
}

private func theme(_ id: String, _ topic: String) -> String {
    """
    ---
    id: \(id)
    title: About \(id)
    audience: board
    stage: action
    size: 5
    minutes: 30
    sections:
      - {title: Read, topics: [\(topic)]}
    questions: [Why?]
    ---
    Opening words.
    """
}
