// SPDX-License-Identifier: MIT

import Foundation
import TestSupport
import Testing

@Suite struct ItemLicenceTests {
    @Test func aCuratorConfirmsALicenceAndTakesItBack() async throws {
        try await Walk.withItems { walk, items in
            let id = items[0].id
            let before = try await walk.cairn("item", "licence", id, "--json").object()["licence"] as? String
            let confirmed = try await walk.cairn(
                "item", "licence", id, "CC-BY-ND-4.0", "--note", "a mail of 2 May", "--as", "Ada", "--json"
            ).object()
            #expect(confirmed["licence"] as? String == "CC-BY-ND-4.0")
            let shown = try await walk.cairn("item", "show", id, "--json").object()
            let statement = shown["licence_statement"] as? [String: String]
            #expect(
                statement == [
                    "licence": "CC-BY-ND-4.0", "place": "confirmed", "words": "Ada: a mail of 2 May",
                    "seen": Walk.now,
                ])
            #expect((shown["licences"] as? [[String: Any]])?.first?["place"] as? String == "confirmed")
            let words = try await walk.cairn("item", "show", id)
            #expect(
                words.output.contains("licence: CC BY-ND 4.0 (confirmed, 2026-11-02): Ada: a mail of 2 May"))
            let undone = try await walk.cairn("item", "licence", id, "--undo", "--json").object()
            #expect(undone["licence"] as? String == before)
            #expect((undone["confirmations"] as? [[String: Any]])?.count == 1)
            #expect(try await walk.cairn("item", "licence", id, "--undo").status == 2)
        }
    }

    @Test(arguments: [["CC-BY"], ["CC-BY-4.0", "--undo"], ["--note", "x"], ["--as", "Ada"]])
    func whatCannotBeConfirmedIsWrongUsage(arguments: [String]) async throws {
        try await Walk.withLibrary { walk, _ in
            let ending = try await Walk.program.run(
                ["item", "licence", "i1234"] + arguments,
                environment: ["PATH": "/usr/bin:/bin", "HOME": walk.home.path], in: walk.library)
            #expect(ending.status == 64, "\(arguments): \(ending.status) \(ending.errors)")
        }
    }
}
