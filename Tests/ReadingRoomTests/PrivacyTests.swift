// SPDX-License-Identifier: MIT

import Foundation
import HTTPTypes
import Model
import Storage
import TestSupport
import Testing

@testable import ReadingRoom

/// Whoever knows no link of somebody's own learns nothing of them, wherever they ask; a new route is asked by itself.
@Suite struct PrivacyTests {
    private static let author = AuditEntry.Author(name: "Bea Quarrington")
    /// What stands of people in the store.
    private static let secrets = [
        "Quarrington", "quarrington", "Hollowmere", "a thought of hers", "plainspokenly",
    ]
    private static let path = LearningPath(
        id: "first-steps", title: "First steps", aim: Theme.Aim(audience: nil, stage: nil), outcomes: [],
        modules: [
            .init(
                id: "", title: "",
                steps: [
                    .init(id: "a", topic: "digital-strategy", minutes: 20, words: "", questions: ["Why?"])
                ])
        ], next: [], introduction: "")

    /// A library in which people do all that they can.
    private func fill(_ bench: RoomBench) async throws -> [String] {
        let zelda = try MailAddress(reading: "zelda@quarrington.example")
        let subscriber = try await bench.subscribed(zelda.text)
        let cookie = try await bench.following("first-steps", zelda.text)
        let step = "/reading/paths/first-steps/steps/a"
        _ = try await bench.post(step + "/words", [("words-0", "a thought of hers")], by: cookie)
        _ = try await bench.post(step + "/mark", [("mark", "done")], by: cookie)
        let reader = try #require(try await bench.store.subscribers.record(of: zelda).reader).reader
        #expect(try await bench.store.subscribers.record(of: zelda).reader?.reflections.count == 1)
        for link in ["kept", "asked"] {
            let entry = SignUpTable.Entry(
                name: "Zelda Quarrington", address: zelda,
                signUp: .sample("", organisation: "Hollowmere Trust"))
            _ = try await bench.store.signUps.ask(
                entry, programme: "spring", link: link, at: bench.clock.value)
        }
        _ = try await bench.store.signUps.confirm(
            by: "kept", author: PrivacyTests.author, at: bench.clock.value)
        let person = try #require(try await bench.store.signUps.list(of: "spring").first)
        let offer = SetOffer.sample("york", facilitator: "Fay Quarrington")
        let group = SetGroup(
            offer: offer, slot: offer.slots[0],
            members: [.init(person: person.id, organisation: "Hollowmere Trust", rank: 1)])
        _ = try await bench.store.sets.propose(
            [group], in: "spring", by: PrivacyTests.author, at: bench.clock.value)
        let circle = try await bench.store.groups.make(
            "Leaders", on: "first-steps", by: PrivacyTests.author, at: bench.clock.value)
        try await bench.store.groups.join(
            circle.id, by: reader.id, as: "Zelda Quarrington", at: bench.clock.value)
        let invitation = PathGroup.invitation(to: circle.id, key: bench.key)
        return [subscriber.rawValue, reader.id.rawValue, person.id.rawValue, invitation]
    }

    /// Every address that a route's pattern stands for, by what somebody could guess.
    private func addresses(_ pattern: String, _ ids: [String]) throws -> [String] {
        let known = [
            "newsletter": ["monthly"], "path": ["first-steps"], "step": ["a"], "programme": ["spring"],
            "key": ids + [AccessKey().text, "x"],
        ]
        var found = [""]
        for part in pattern.split(separator: "/") {
            let name = part.hasPrefix("{") ? String(part.dropFirst().dropLast()) : nil
            let values = try name.map {
                try #require(known[$0], "say what \($0) of \(pattern) can be")
            }
            found = found.flatMap { start in (values ?? [String(part)]).map { "\(start)/\($0)" } }
        }
        return found
    }

    @Test func noAddressTellsAStrangerOfAnybody() async throws {
        let programme = SetProgramme.sample([.sample(facilitator: "Fay Quarrington"), .sample("york")])
        try await RoomBench.run(paths: [PrivacyTests.path], programmes: [programme]) { bench in
            try await bench.store.signUps.open(
                "spring", until: nil, by: PrivacyTests.author, at: bench.clock.value)
            let ids = try await fill(bench)
            var asked = 0
            for route in RoomRoutes.all {
                for address in try addresses(route.path, ids) {
                    let reply =
                        route.method == .get
                        ? try await bench.get(address) : try await bench.post(address, [("useful", "yes")])
                    asked += 1
                    #expect(reply.status < 500, "\(route.method) \(address)")
                    for secret in PrivacyTests.secrets {
                        #expect(
                            !reply.whole.contains(secret) && !reply.body.contains(secret),
                            "\(route.method) \(address) says \(secret)")
                    }
                }
            }
            #expect(asked > RoomRoutes.all.count)
            // Strangers have changed nothing of hers either.
            let zelda = try MailAddress(reading: "zelda@quarrington.example")
            let record = try await bench.store.subscribers.record(of: zelda)
            #expect(record.subscriptions.count == 1 && record.signUps.count == 1)
            #expect(record.reader?.followings.first?.marks.count == 1)
            #expect(!bench.log.value.contains { line in PrivacyTests.secrets.contains { line.contains($0) } })
        }
    }
}
