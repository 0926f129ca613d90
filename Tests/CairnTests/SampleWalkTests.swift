// SPDX-License-Identifier: MIT

import Foundation
import TestSupport
import Testing

/// What a newcomer does first: make a library with the sample, and see the whole way.
@Suite(.timeLimit(.minutes(10))) struct SampleWalkTests {
    @Test func theDemoGoesTheWholeWay() async throws {
        try await Walk.begin { walk in
            let made = try await walk.cairn("init", "library", "--sample")
            #expect(made.status == 0, "\(made.errors)")
            #expect(made.output.contains("Made a library in library"))

            let checked = try await walk.cairn("check")
            #expect(checked.status == 0, "\(checked.output)\(checked.errors)")
            #expect(checked.output.contains("No mistake in the files."))
            #expect(!FileManager.default.fileExists(atPath: walk.library.path + "/cairn.sqlite"))

            let demo = try await walk.cairn("demo")
            #expect(demo.status == 0, "\(demo.errors)")
            #expect(demo.output.contains("Open "))
            let files = Walk.contents(of: walk.library.appending(path: "curated/published"))
            #expect(files["index.html"] != nil)
            #expect(files.keys.filter { $0.hasPrefix("packs/") && $0.hasSuffix(".html") }.count >= 8)
            #expect(files.keys.filter { $0.hasPrefix("packs/") && $0.hasSuffix(".md") }.count >= 8)
            #expect(files["issues/digital-leaders-monthly/1.html"] != nil)
            #expect(files["issues/digital-leaders-monthly/1.md"] != nil)

            let again = try await walk.cairn("demo", "--json", "--to", walk.home.path + "/again")
            let outcome = try again.object()
            #expect(again.status == 0)
            #expect(outcome["items"] as? Int ?? 0 > 0)
            #expect(outcome["issue"] as? String == "issues/digital-leaders-monthly/1.html")
            let there = Walk.contents(of: walk.home.appending(path: "again"))
            #expect(Set(there.keys) == Set(files.keys))
            #expect(files.filter { there[$0.key] != $0.value }.keys.sorted() == [])
        }
    }

    @Test func theDemoMakesALibraryWhereThereIsNone() async throws {
        try await Walk.begin { walk in
            let demo = try await walk.cairn("demo", "--quiet", in: walk.home)
            #expect(demo.status == 0, "\(demo.errors)")
            let index = walk.home.appending(path: "cairn-demo/curated/published/index.html")
            #expect(FileManager.default.fileExists(atPath: index.path))
        }
    }

    @Test func anExistingLibraryIsNeverOverwritten() async throws {
        try await Walk.begin { walk in
            #expect(try await walk.cairn("init", "library").status == 0)
            try walk.write("title: Ours\n", to: "cairn.yaml")
            let before = Walk.contents(of: walk.library)
            let again = try await walk.cairn("init", walk.library.path, "--sample")
            #expect(again.status == 2)
            #expect(again.complaints.count == 1)
            #expect(again.errors.contains("there is a library already"))
            #expect(Walk.contents(of: walk.library) == before)
        }
    }

    @Test func initKeepsFilesThatAreThere() async throws {
        try await Walk.begin { walk in
            try walk.write("mine\n", to: "curated/themes/buying-well.md")
            #expect(
                try await walk.cairn("init", ".", "--sample", "--json").object()["files"] as? Int ?? 0 > 50)
            let files = Walk.contents(of: walk.library)
            #expect(files["curated/themes/buying-well.md"] == Data("mine\n".utf8))
            #expect(files["cairn.yaml"] != nil)
        }
    }
}
