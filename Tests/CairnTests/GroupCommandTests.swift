// SPDX-License-Identifier: MIT

import Foundation
import TestSupport
import Testing

/// Groups on a path by the command line.
@Suite(.timeLimit(.minutes(10))) struct GroupCommandTests {
    @Test func groupsAreMadeShownAndRemoved() async throws {
        try await withTemporaryFolder { folder in
            let walk = Walk(home: folder, variables: ["CAIRN_BASE_URL": "https://learn.example.org/"])
            let made = try await walk.cairn("init", "library", "--sample", "--quiet")
            try #require(made.status == 0, "\(made.errors)")
            let unknown = try await walk.cairn("group", "add", "Leaders", "--path", "none")
            #expect(unknown.status == 2 && unknown.errors.contains("there is no path none"))
            let added = try await walk.cairn(
                "group", "add", "Leaders", "--path", "board-essentials", "--json")
            #expect(added.status == 0, "\(added.errors)")
            let object = try added.object()
            let id = try #require(object["id"] as? String)
            let invitation = try #require(object["invitation"] as? String)
            #expect(invitation.hasPrefix("https://learn.example.org/reading/groups/\(id)-"))
            #expect(object["members"] as? Int == 0 && object["steps"] == nil)
            let shown = try await walk.cairn("group", "show", id)
            #expect(shown.output.contains("no totals before 3 people are in it"))
            #expect(shown.output.contains(invitation), "the same each time")
            #expect(
                try await walk.cairn("group", "list").output.contains("Leaders: board-essentials, 0 people"))
            #expect(try await walk.cairn("group", "remove", id).status == 0)
            #expect(try await walk.cairn("group", "show", id).status == 2)
            #expect(try await walk.cairn("group", "remove", id).status == 2)
        }
    }
}
