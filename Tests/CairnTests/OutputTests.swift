// SPDX-License-Identifier: MIT

import Foundation
import TestSupport
import Testing

/// How commands print: options anywhere, JSON that parses, no colours in a pipe.
@Suite(.timeLimit(.minutes(10))) struct OutputTests {
    @Test func globalOptionsStandBeforeTheCommandOrAfterIt() async throws {
        try await Walk.withLibrary { walk, _ in
            let path = walk.library.path
            let before = try await walk.cairn("--library", path, "--json", "feed", "list", in: walk.home)
            let after = try await walk.cairn("feed", "list", "--json", "--library", path, in: walk.home)
            let joined = try await walk.cairn("--library=" + path, "feed", "list", "--json", in: walk.home)
            let variable = try await walk.cairn(
                "feed", "list", "--json", in: walk.home, with: ["CAIRN_LIBRARY": path])
            #expect(before.status == 0, "\(before.errors)")
            #expect(try before.lines().count == 1)
            for other in [after, joined, variable] { #expect(other.output == before.output) }
        }
    }

    @Test func aCommandFindsTheLibraryAboveIt() async throws {
        try await Walk.withLibrary { walk, _ in
            let deep = walk.library.appending(path: "curated/themes")
            let checked = try await walk.cairn("check", in: deep)
            #expect(checked.status == 0, "\(checked.errors)")
        }
    }

    @Test func everyDocumentOfJSONParses() async throws {
        try await Walk.withItems { walk, items in
            let documents = [
                ["check"], ["classify"], ["classify", "--explain", items[0].id],
                ["item", "show", items[0].id],
                ["review", "show", items[0].id], ["feed", "export"], ["newsletter", "list"], ["publish"],
                ["run", "--dry-run"], ["review", "undo"], ["completions", "bash"],
            ]
            for command in documents {
                let ending = try await run(command + ["--json"], walk)
                #expect(ending.status == 0, "\(command): \(ending.errors)")
                #expect(throws: Never.self, "\(command): \(ending.output)") { try ending.json() }
            }
            for command in [["item", "list"], ["review", "list"], ["feed", "list"], ["collect", "--all"]] {
                let ending = try await run(command + ["--json"], walk)
                #expect(ending.status == 0, "\(command): \(ending.errors)")
                #expect(throws: Never.self, "\(command): \(ending.output)") { try ending.lines() }
                #expect(!ending.output.isEmpty, "\(command)")
            }
        }
    }

    @Test func aPipeGetsNoColoursAndNoProgressBar() async throws {
        try await Walk.withItems { walk, items in
            for command in [
                ["--help"], ["check"], ["collect", "--all"], ["classify", "--again"], ["review", "list"],
                ["item", "show", items[0].id], ["feed", "list"], ["publish"], ["no-such-command"],
            ] {
                let ending = try await run(command, walk)
                #expect(
                    !(ending.output + ending.errors).contains { $0 == "\u{1B}" || $0 == "\r" }, "\(command)")
            }
        }
    }

    @Test func quietLeavesResultsOnly() async throws {
        try await Walk.withLibrary { walk, _ in
            let quiet = try await walk.cairn("--quiet", "collect")
            #expect(quiet.status == 0)
            #expect(quiet.errors == "")
            #expect(quiet.output.hasPrefix("collect: "))
            #expect(quiet.output.split(separator: "\n").count == 1)
        }
    }

    @Test func helpAndVersionAreAllWell() async throws {
        try await Walk.begin { walk in
            let help = try await walk.cairn("--help")
            #expect(help.status == 0)
            #expect(help.output.contains("Exit status"))
            let version = try await walk.cairn("--version")
            #expect(version.status == 0)
            #expect(version.output.contains(/^\d+\.\d+\.\d+\n$/))
        }
    }

    private func run(_ command: [String], _ walk: Walk) async throws -> Program.Ending {
        let own = ["PATH": "/usr/bin:/bin", "HOME": walk.home.path, "CAIRN_NOW": Walk.now]
        return try await Walk.program.run(
            command, environment: own.merging(walk.variables) { _, new in new }, in: walk.library)
    }
}
