// SPDX-License-Identifier: MIT

import Foundation
import Model
import Storage
import TestSupport
import Testing

@testable import ReadingRoom

/// Groups that follow a path together.
@Suite struct GroupTests {
    private static let path = LearningPath(
        id: "first-steps", title: "First <steps>", aim: Theme.Aim(audience: nil, stage: nil), outcomes: [],
        modules: [
            .init(
                id: "", title: "",
                steps: [.init(id: "a", topic: "digital-strategy", minutes: 20, words: "", questions: [])])
        ], next: [], introduction: "")

    private func run(_ work: @escaping @Sendable (RoomBench, String) async throws -> Void) async throws {
        try await RoomBench.run(paths: [GroupTests.path]) { bench in
            let group = try await bench.store.groups.make(
                "Leaders & <more>", on: "first-steps", by: .init(name: "Bea"), at: bench.clock.value)
            try await work(
                bench, "/reading/groups/\(PathGroup.invitation(to: group.id, key: bench.key))")
        }
    }

    @Test func membersSeeTotalsAndThoseWhoWantToBeSeen() async throws {
        try await run { bench, invitation in
            let door = try await bench.get(invitation)
            #expect(door.body.contains("You are invited to follow “First &lt;steps&gt;”"))
            var cookies: [String] = []
            for name in ["ada", "bo", "cy"] {
                let cookie = try await bench.following("first-steps", "\(name)@example.org")
                _ = try await bench.post(
                    "/reading/paths/first-steps/steps/a/mark", [("mark", "done")], by: cookie)
                let before = try await bench.get(invitation, [cookie])
                #expect(before.body.contains("Join the group") && !before.body.contains("How far we are"))
                let joined = try await bench.post(
                    invitation + "/join", [("name", name == "ada" ? "Ada <Example>" : " ")], by: cookie)
                #expect(joined.location == invitation.lowercased())
                cookies.append(cookie)
            }
            let page = try await bench.get(invitation, [cookies[1]])
            #expect(page.body.contains("3 people are in this group."))
            #expect(page.body.contains("3 done, 0 known before"))
            #expect(page.body.contains("<li>Ada &lt;Example&gt;</li>"))
            #expect(!page.body.contains("@example.org"))
            let own = try await bench.get("/reading/own", [cookies[0]])
            #expect(own.body.contains("the others see you as “Ada &lt;Example&gt;”"))
            _ = try await bench.post(invitation + "/join", [("name", "")], by: cookies[0])
            #expect(try await !bench.get(invitation, [cookies[1]]).body.contains("Ada"))
            let home = try await bench.get("/reading", [cookies[0]])
            #expect(home.body.contains(">Leaders &amp; &lt;more&gt;</a>"))
            _ = try await bench.post(invitation + "/leave", [], by: cookies[2])
            let small = try await bench.get(invitation, [cookies[1]])
            #expect(small.body.contains("2 people") && !small.body.contains("2 done"))
        }
    }

    @Test func nobodyComesInWithoutAnInvitation() async throws {
        try await run { bench, invitation in
            let ada = try await bench.following("first-steps")
            let wrong = String(invitation.dropLast()) + (invitation.hasSuffix("0") ? "1" : "0")
            for address in [wrong, "/reading/groups/x", "/reading/groups/c1-"] {
                #expect(try await bench.get(address, [ada]).status == 404)
                #expect(try await bench.post(address + "/join", [], by: ada).status == 404)
            }
            #expect(try await bench.post(invitation + "/join").status == 401)
            let strange = ["Origin: https://evil.example", "Sec-Fetch-Site: cross-site", ada]
            #expect(try await bench.post(invitation + "/join", [], strange).status == 403)
            let long = String(repeating: "x", count: 101)
            #expect(try await bench.post(invitation + "/join", [("name", long)], by: ada).status == 409)
            #expect(try await bench.get(invitation, [ada]).body.contains("Join the group"))
        }
    }
}
