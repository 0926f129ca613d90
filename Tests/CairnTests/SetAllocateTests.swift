// SPDX-License-Identifier: MIT

import Foundation
import TestSupport
import Testing

/// Sets put together from files, without a library.
@Suite(.timeLimit(.minutes(10))) struct SetAllocateTests {
    private static let offers = """
        offers:
          - {id: leeds-general, place: Leeds, focus: general, date: 2027-02-05, slots: ["10:00-12:00"]}
          - {id: york-general, place: York, focus: general, date: 2027-02-05, slots: ["10:00-12:00", "13:00-15:00"]}
        resources: [{kind: facilitator-and-room, per: place, capacity_per_slot: 1}]
        """

    private func withFiles(
        _ people: String, _ work: @Sendable (Walk, [String]) async throws -> Void
    ) async throws {
        try await withTemporaryFolder { folder in
            let (offers, list) = (folder.appending(path: "offers.yaml"), folder.appending(path: "people.csv"))
            try Data(SetAllocateTests.offers.utf8).write(to: offers)
            try Data(people.utf8).write(to: list)
            try await work(
                Walk(home: folder), ["set", "allocate", "--offers", offers.path, "--people", list.path])
        }
    }

    private static let people = (1...7).map {
        "p\($0),org\($0 % 3),leeds-general@10:00-12:00;york-general@13:00-15:00"
    }

    @Test func groupsAndMeasuresArePrinted() async throws {
        let list = "person,organisation,choices\n" + SetAllocateTests.people.joined(separator: "\n")
        try await withFiles(list + "\nq,,york-general@10:00-12:00\n") { walk, command in
            let ending = try await walk.cairn(arguments: command + ["--json"])
            #expect(ending.status == 0, "\(ending.errors)")
            let object = try ending.object()
            let measures = try #require(object["measures"] as? [String: Any])
            #expect(measures["placed"] as? Int == 7)
            #expect(measures["first_choice"] as? Int == 7)
            #expect(measures["sizes"] as? [Int] == [7])
            #expect(measures["organisation_mix"] as? Double == 0.762)
            #expect((measures["first_come"] as? [String: Any])?["placed"] as? Int == 7)
            let unplaced = try #require(measures["unplaced"] as? [[String: Any]])
            #expect(unplaced.map { $0["person"] as? String } == ["q"])
            #expect((unplaced.first?["reason"] as? String)?.contains("1 person could make it") == true)
            let groups = try #require(object["groups"] as? [[String: Any]])
            #expect(groups.map { $0["alternative"] as? String } == ["leeds-general@10:00-12:00"])
            let plain = try await walk.cairn(arguments: command)
            #expect(plain.output.contains("Placed: 7 of 8, 7 with their first choice, in 1 set (7)"))
        }
    }

    @Test func aWrongListIsRefusedByItsLine() async throws {
        try await withFiles("person,organisation,choices\np,o,york-general@11:00-12:00\n") { walk, command in
            let ending = try await walk.cairn(arguments: command)
            #expect(ending.status == 2)
            #expect(ending.errors.contains("people.csv:2: choices: york-general@11:00-12:00 is not offered"))
            #expect(ending.output == "")
        }
    }
}
