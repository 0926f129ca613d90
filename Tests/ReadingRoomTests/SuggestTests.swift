// SPDX-License-Identifier: MIT

import Foundation
import Model
import Storage
import TestSupport
import Testing

@testable import ReadingRoom

/// What readers suggest to read.
@Suite struct SuggestTests {
    private let form = [
        ("address", "blog.example.org/a?b=1&c=\"><script>"), ("name", "Boards & <budgets>"),
        ("why", "It helped us.\r\n<b>Really</b>."),
    ]

    @Test func aSuggestionLandsInTheQueueAndIsMailedToNobody() async throws {
        try await RoomBench.run { bench in
            #expect(try await bench.get("/reading/suggest").body.contains("Why it should be read"))
            let sent = try await bench.post("/reading/suggest", form + [("source", "yes")])
            #expect(sent.heading == "Thank you for your suggestion")
            let item = try #require(try await bench.store.items.list(ItemFilter(limit: 9)).first)
            #expect(item.library.item.title == "Boards & <budgets>")
            #expect(item.library.item.address?.host == "blog.example.org")
            let comments = try await bench.store.comments.comments(on: item.id)
            #expect(
                comments.map(\.text) == ["Suggested as a source to follow: It helped us.\n<b>Really</b>."])
            #expect(bench.letters.value.isEmpty)
            #expect(!sent.head.contains("set-cookie"))
        }
    }

    @Test(arguments: [
        "", "javascript:alert(1)", "file:///etc/passwd", "http://127.0.0.1/", "http://[::1]/", "localhost",
        "http://localhost:8080/", "http://2130706433/", "not an address", "ftp://example.org/",
    ])
    func whatIsNoAddressOfTheWebIsRefused(address: String) async throws {
        try await RoomBench.run { bench in
            let sent = try await bench.post(
                "/reading/suggest", [("address", address)] + form.dropFirst())
            #expect(sent.status == 422, "\(address)")
            #expect(sent.body.contains("href=\"#address\">Enter the address of a page"))
            #expect(sent.body.contains("value=\"Boards &amp; &lt;budgets&gt;\""), "what was filled in stays")
            #expect(sent.body.contains("&lt;b&gt;Really&lt;/b&gt;.</textarea>"))
            #expect(try await bench.store.items.list(ItemFilter(limit: 9)).isEmpty)
        }
    }

    @Test func tooMuchAtOnceIsRefusedAndSoAreFormsFromElsewhere() async throws {
        try await RoomBench.run { (bench: RoomBench) async throws -> Void in
            let strange = ["Origin: https://evil.example", "Sec-Fetch-Site: cross-site"]
            #expect(try await bench.post("/reading/suggest", form, strange).status == 403)
            let long = String(repeating: "x", count: 1_001)
            #expect(try await bench.post("/reading/suggest", form.dropLast() + [("why", long)]).status == 422)
            for number in 0..<SuggestionTable.originLimit {
                let address = [("address", "https://blog.example.org/\(number)")]
                #expect(try await bench.post("/reading/suggest", address + form.dropFirst()).status == 200)
            }
            #expect(try await bench.post("/reading/suggest", form).status == 429)
            bench.clock.change { $0 += 3_601 }
            #expect(try await bench.post("/reading/suggest", form).status == 200)
        }
    }
}
