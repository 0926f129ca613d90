// SPDX-License-Identifier: MIT

import Foundation
import Model
import TestSupport
import Testing

/// Several `cairn work` on one store.
@Suite(.timeLimit(.minutes(10))) struct WorkWalkTests {
    @Test(arguments: [false, true])
    func threeShareWhatIsDue(isOnPostgres: Bool) async throws {
        guard !isOnPostgres || PostgresCluster.programs != nil else { return }
        let asked = SharedValue<[String]>([])
        try await Walk.withLibrary { question in
            asked.change { $0.append(question.target) }
            let names = (1...3).map { "Digital strategy \(question.target) \($0)" }
            return .init(
                rssDocument(names, text: "Our digital strategy and our user research, with cake."),
                fields: ["Content-Type": "application/rss+xml"])
        } _: { given, server in
            var walk = given
            if isOnPostgres { walk.variables["CAIRN_STORE"] = try await PostgresCluster.emptySchema() }
            let feeds = (1...30).map { ("Blog \($0)", server.address("/feed\($0)").text) }
            try walk.write(opml(Dictionary(uniqueKeysWithValues: feeds)), to: "feeds/team.opml")
            #expect(try await walk.cairn("check").status == 0)
            let endings = try await withThrowingTaskGroup(of: Program.Ending.self) { [walk] group in
                for _ in 1...3 { group.addTask { try await walk.cairn("work", "--once", "--json") } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(endings.allSatisfy { $0.status <= 1 }, "\(endings.map(\.errors))")
            // Whoever came too late to help had nothing to do; whatever was left, the next one does.
            #expect(try await walk.cairn("work", "--once").status <= 1)
            let feedsAsked = asked.value.filter { $0.hasPrefix("/feed") }
            #expect(feedsAsked.count == 30 && Set(feedsAsked).count == 30)
            let found = try await walk.cairn("item", "list", "--json", "--limit", "200").lines()
            #expect(found.count == 90)
            #expect(found.allSatisfy { ($0["tags"] as? [Any])?.isEmpty == false })
            #expect(try await walk.cairn("work", "list").output == "nobody is at work\n")
        }
    }
}
