// SPDX-License-Identifier: MIT

import Foundation
import Model
import Storage
import TestSupport
import Testing

@testable import ReadingRoom

/// Learning sets, and signing up for them.
@Suite struct SignUpTests {
    private static let author = AuditEntry.Author(name: "Bea")
    private static let programme = SetProgramme.sample([
        .sample(facilitator: "Bea Facilitator"),
        .sample(
            "york-outcomes", place: "York", focus: "out<comes>", day: "2027-02-16",
            slots: ["10:00-12:00", "15:00-17:00"], level: .only("Chief executive")),
    ])
    private let leeds = "at-leeds-general.1000-1200"
    private let york = "at-york-outcomes.1500-1700"
    private let ada = [
        ("name", "Ada <Example>"), ("organisation", "River & Trust"), ("address", "ada@example.org"),
    ]

    private func run(
        until end: Date? = .sample("2027-01-16T00:00:00Z"),
        _ work: @escaping @Sendable (RoomBench) async throws -> Void
    ) async throws {
        try await RoomBench.run(programmes: [SignUpTests.programme]) { bench in
            try await bench.store.signUps.open(
                "spring", until: end, by: SignUpTests.author, at: bench.clock.value)
            try await work(bench)
        }
    }

    private func link(_ bench: RoomBench) throws -> String {
        try bench.path(in: bench.letters.value.last, holding: "/reading/sets/confirm/")
    }

    @Test func whatIsFilledInCountsOnceItIsConfirmed() async throws {
        try await run { bench in
            let list = try await bench.get("/reading/sets")
            #expect(list.body.contains("Leeds, York"))
            let page = try await bench.get("/reading/sets/spring")
            #expect(page.body.contains("Leeds, general, Friday 5 February 2027"))
            #expect(page.body.contains("out&lt;comes&gt;"))
            #expect(page.body.contains("You can sign up until Friday 15 January 2027."))
            #expect(page.body.contains("A set has 5 to 7 people"))
            #expect(!page.body.contains("Bea"), "nothing of people is public")
            let sent = try await bench.post(
                "/reading/sets/spring",
                ada + [(leeds, "2"), (york, "1"), ("level", "Chief executive"), ("returning", "yes")])
            #expect(sent.heading == "Please look into your mail")
            let letter = try #require(bench.letters.value.last)
            #expect(letter.to.text == "ada@example.org" && letter.subject == "Please confirm: Spring sets")
            #expect(!letter.text.contains("Ada"), "a stranger's words are mailed to nobody")
            let link = try link(bench)
            // Programs that follow links change nothing.
            let door = try await bench.get(link)
            #expect(door.body.contains("Ada &lt;Example&gt;") && door.body.contains("River &amp; Trust"))
            #expect(
                door.body.contains(
                    "<li>York, out&lt;comes&gt;: Tuesday 16 February 2027, 15:00 to 17:00</li>"))
            #expect(try await bench.store.signUps.list(of: "spring").isEmpty)
            #expect(try await bench.post(link, [], []).heading == "Thank you, you are on the list")
            #expect(try await bench.post(link, [], []).status == 410, "it works once")
            let record = try #require(try await bench.store.signUps.list(of: "spring").first)
            #expect(record.name == "Ada <Example>" && record.signUp.organisation == "River & Trust")
            #expect(
                record.signUp.choices == ["york-outcomes@15:00-17:00", "leeds-general@10:00-12:00"])
            #expect(record.signUp.level == "Chief executive" && record.signUp.status == .returning)
            #expect(!bench.log.value.contains { $0.contains("Ada") || $0.contains("ada@") })
        }
    }

    @Test func whatIsMissingIsSaidAtTheTopAndBesideTheField() async throws {
        try await run { bench in
            let empty = try await bench.post("/reading/sets/spring", [("organisation", "Org & Co")])
            #expect(empty.status == 422)
            for words in [
                "<title>Error: Spring sets", "href=\"#\(leeds)\">Say of at least one time",
                "href=\"#name\">Enter your name", "id=\"address-error\"", "value=\"Org &amp; Co\"",
            ] {
                #expect(empty.body.contains(words), "\(words)")
            }
            let twice = try await bench.post(
                "/reading/sets/spring", ada + [(leeds, "1"), (york, "1"), ("level", "Chief executive")])
            #expect(twice.body.contains("Give your 1st choice to one time only"))
            #expect(twice.body.contains("<option value=\"1\" selected>It is my 1st choice</option>"))
            let bare = try await bench.post("/reading/sets/spring", ada + [(york, "can")])
            #expect(bare.body.contains("href=\"#level\">Say at which level"))
            let high = try await bench.post("/reading/sets/spring", ada + [(leeds, "99")])
            #expect(high.status == 422)
            let long = String(repeating: "x", count: 201)
            #expect(
                try await bench.post(
                    "/reading/sets/spring", ada.dropFirst() + [("name", long), (leeds, "1")]
                )
                .status == 422)
            #expect(bench.letters.value.isEmpty)
        }
    }

    @Test func signingUpAgainSaysItAnewAndKeepsWhatWasArranged() async throws {
        try await run { bench in
            _ = try await bench.post("/reading/sets/spring", ada + [(leeds, "1")])
            _ = try await bench.post(try link(bench), [], [])
            let id = try #require(try await bench.store.signUps.list(of: "spring").first?.id)
            try await bench.store.signUps.lock(
                id, to: "leeds-general@10:00-12:00", by: SignUpTests.author, at: bench.clock.value)
            _ = try await bench.post(
                "/reading/sets/spring",
                ada.dropLast() + [
                    ("address", "ADA@example.org"), (york, "can"), ("level", "Chief executive"),
                ])
            #expect(try await bench.post(try link(bench), [], []).heading == "Thank you, that is changed")
            let all = try await bench.store.signUps.list(of: "spring")
            #expect(all.map(\.id) == [id])
            #expect(all.first?.signUp.choices == [] && all.first?.signUp.able.count == 1)
            #expect(all.first?.signUp.lock == "leeds-general@10:00-12:00")
        }
    }

    @Test func whatIsClosedOrEndedSaysSoAndShowsTheNext() async throws {
        try await run(until: .sample("2026-11-02T08:00:00Z")) { bench in
            let autumn = SetProgramme(
                id: "autumn", title: "Autumn sets", offers: [.sample(day: "2027-09-01")])
            bench.programmes.change { $0.append(autumn) }
            #expect(try await bench.get("/reading/sets/autumn").status == 404, "nobody has opened it")
            let none = try await bench.get("/reading/sets/spring")
            #expect(none.body.contains("Nothing else is open at the moment."))
            try await bench.store.signUps.open(
                "autumn", until: nil, by: SignUpTests.author, at: bench.clock.value)
            let ended = try await bench.get("/reading/sets/spring")
            #expect(ended.body.contains("Sign-ups ended on Monday 2 November 2026."))
            #expect(ended.body.contains("/reading/sets/autumn\">Autumn sets</a>"))
            #expect(!ended.body.contains("<form"))
            let sent = try await bench.post("/reading/sets/spring", ada + [(leeds, "1")])
            #expect(sent.body.contains("Sign-ups ended") && bench.letters.value.isEmpty)
            let list = try await bench.get("/reading/sets")
            #expect(list.body.contains("Autumn sets") && !list.body.contains("Spring sets"))
            // A link that is used after the end changes nothing.
            let asked = try await bench.post(
                "/reading/sets/autumn",
                ada + [(leeds, "1")])
            #expect(asked.heading == "Please look into your mail")
            try await bench.store.signUps.open(
                "autumn", until: bench.clock.value + 60, by: SignUpTests.author, at: bench.clock.value)
            bench.clock.change { $0 += 3_600 }
            #expect(try await bench.get(try link(bench)).status == 409)
            #expect(try await bench.post(try link(bench), [], []).status == 409)
        }
    }

    @Test func mailsGoToNobodyWhoWantsNoneAndAreFew() async throws {
        try await run { bench in
            let form = [("name", "Ada"), (leeds, "1")]
            for _ in 1...4 {
                let sent = try await bench.post(
                    "/reading/sets/spring", form + [("address", "ada@example.org")])
                #expect(sent.heading == "Please look into your mail")
            }
            #expect(bench.letters.value.count == AskTable.addressLimit)
            try await bench.store.suppressions.add(
                Suppression(.asked, at: bench.clock.value), of: try MailAddress(reading: "bo@example.org"))
            _ = try await bench.post("/reading/sets/spring", form + [("address", "bo@example.org")])
            #expect(bench.letters.value.count == AskTable.addressLimit)
            let strange = ["Origin: https://evil.example", "Sec-Fetch-Site: cross-site"]
            #expect(
                try await bench.post("/reading/sets/spring", form + [("address", "cy@example.org")], strange)
                    .status == 403)
            for path in ["none", "confirm/x", "confirm/\(AccessKey().text)"] {
                #expect([404, 410].contains(try await bench.get("/reading/sets/\(path)").status))
            }
        }
    }
}
