// SPDX-License-Identifier: MIT

import Foundation
import TestSupport
import Testing

/// The way from a feed to published pages with a library whose database is in PostgreSQL.
@Suite(.enabled(if: PostgresCluster.programs != nil), .timeLimit(.minutes(10)))
struct PostgresWalkTests {
    @Test func aLibraryGoesTheWholeWay() async throws {
        let store = ["CAIRN_STORE": try await PostgresCluster.emptySchema()]
        try await Walk.withLibrary { walk, server in
            #expect(try await walk.cairn("check", with: store).status == 0)
            #expect(try await walk.cairn("collect", with: store).output.contains("new items 3"))
            #expect(try await walk.cairn("classify", with: store).status == 0)
            let found = try await walk.cairn("item", "list", "--json", with: store).lines()
            #expect(found.count == 3)
            let ids = found.compactMap { $0["id"] as? String }
            let approved = try await walk.cairn(
                "review", "approve", ids[0], "--topic", "digital-strategy", "--why", "It helps a board.",
                with: store)
            #expect(approved.status == 0, "\(approved.errors)")
            let again = try await walk.cairn("run", with: store)
            #expect(again.status <= 1, "\(again.errors)")
            let published = try await walk.cairn("publish", "--to", walk.home.path + "/site", with: store)
            #expect(published.status <= 1, "\(published.errors)")
            #expect(FileManager.default.fileExists(atPath: walk.home.path + "/site/index.html"))
            #expect(try await walk.cairn("review", "undo", with: store).status == 0)
            let check = try await walk.cairn("check", with: store)
            #expect(check.output.contains("3 items"), "\(check.output)\(check.errors)")
            let files = Walk.contents(of: walk.library).keys
            #expect(!files.contains { $0.hasSuffix(".sqlite") })
            // All of it moves into a file of SQLite, and what moved is the same.
            let archive = walk.home.path + "/all.jsonl"
            let there = ["CAIRN_STORE": walk.home.path + "/moved.sqlite"]
            let exported = try await walk.cairn("export", archive, "--json", with: store)
            let imported = try await walk.cairn("import", archive, "--json", with: there)
            #expect(exported.status == 0 && exported.output == imported.output, "\(imported.errors)")
            #expect(try await walk.cairn("item", "list", "--json", with: there).lines().count == 3)
            #expect(try await walk.cairn("import", archive, with: store).errors.contains("not empty"))
            let copy = try await walk.cairn("backup", walk.home.path + "/x.sqlite", with: store)
            #expect(copy.status == 2 && copy.errors.contains("pg_dump"))
        }
    }

    @Test func aPasswordInTheSettingsIsRefusedAndNeverShown() async throws {
        try await Walk.withLibrary { walk, _ in
            let settings = try String(
                contentsOf: walk.library.appending(path: "cairn.yaml"), encoding: .utf8)
            try walk.write(
                settings + "\nstore: postgres://cairn:s3cret@127.0.0.1:1/cairn\n", to: "cairn.yaml")
            for command in [["item", "list"], ["check"], ["run"]] {
                let ending = try await walk.cairn(arguments: command)
                #expect(ending.status == 2 || command == ["check"])
                #expect((ending.errors + ending.output).contains("a password stands in cairn.yaml"))
                #expect(!(ending.errors + ending.output).contains("s3cret"))
            }
            let away = ["CAIRN_STORE": "postgres://cairn:s3cret@127.0.0.1:1/cairn"]
            let ending = try await walk.cairn("item", "list", with: away)
            #expect(ending.status == 2 && ending.errors.contains("postgres://cairn@127.0.0.1:1/cairn"))
            #expect(!ending.errors.contains("s3cret"))
        }
    }
}
