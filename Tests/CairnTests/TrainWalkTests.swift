// SPDX-License-Identifier: MIT

import Foundation
import TestSupport
import Testing

/// How a library learns from its curators.
@Suite(.timeLimit(.minutes(10))) struct TrainWalkTests {
    /// A feed with forty posts, about kettles and about ferries by turns.
    private static let answer: @Sendable (LoopbackServer.Question) async -> LoopbackServer.Reply = { _ in
        let items = (0..<40).map { number in
            let words = number.isMultiple(of: 2) ? "kettle pantry whisk ladle" : "anchor ferry quay tide"
            return "<item><title>\(words) \(number)</title><link>https://blog.example.org/\(number)</link>"
                + "<description>\(words) \(words) \(number)</description></item>"
        }
        let text = "<rss version=\"2.0\"><channel><title>A blog</title>\(items.joined())</channel></rss>"
        return .init(text, fields: ["Content-Type": "application/rss+xml"])
    }

    private func learning(_ body: @Sendable (Walk, [ListedItem]) async throws -> Void) async throws {
        try await Walk.withLibrary(answering: Self.answer) { walk, _ in
            let all = ["CAIRN_FETCH_FIRST_POLL_LIMIT": "100"]
            #expect(try await walk.cairn("collect", "--quiet", with: all).status == 0)
            let items = try await walk.items("--limit", "99")
            #expect(items.count == 40)
            try await body(walk, items)
        }
    }

    private func decide(_ walk: Walk, on items: [ListedItem]) async throws {
        for (word, topic) in [("kettle", "user-research"), ("anchor", "digital-strategy")] {
            let ids = items.filter { $0.title.contains(word) }.map(\.id)
            if ids.isEmpty { continue }
            let ending = try await walk.cairn(
                arguments: ["review", "approve"] + ids + ["--topic", topic, "--why", "Read it."])
            #expect(ending.status == 0, "\(ending.errors)")
        }
    }

    @Test func verdictsTeachAndOneCanGoBack() async throws {
        try await learning { walk, items in
            let nothing = try await walk.cairn("model", "train")
            #expect(nothing.status == 2 && nothing.complaints.count == 1)
            try await decide(walk, on: Array(items.prefix(30)))
            let training = try await walk.cairn("model", "train", "--as", "Ada", "--json")
            #expect(training.status == 0, "\(training.errors)")
            #expect(try training.object()["in_use"] as? Int == 1)
            let again = try await walk.cairn("model", "train")
            #expect(again.status == 0 && again.output.contains("it stays in use"))

            let shown = try await walk.cairn("model", "show", "--json").object()
            #expect(shown["version"] as? Int == 1 && shown["outcome"] as? String == "adopted")
            #expect((shown["trained"] as? [String: Any])?["hash"] as? String != nil)
            #expect(try await walk.cairn("model", "show").output.contains("by Ada"))
            #expect(try await walk.cairn("model", "show", "7").status == 2)

            #expect(try await walk.cairn("classify", "--quiet").status == 0)
            let waiting = try await walk.items("--state", "waiting", "--limit", "99")
            #expect(waiting.count == 10)
            #expect(waiting.allSatisfy { $0.tags.first?.model.hasPrefix("learned-") == true })
            let explained = try await walk.cairn("classify", "--explain", waiting[0].id)
            #expect(explained.output.contains("(learned)") || explained.output.contains("like \u{201C}"))
            #expect(explained.output.contains("by model version 1"))

            let back = try await walk.cairn("model", "back", "--json")
            #expect(try back.object()["version"] as? Int == 0)
            #expect(try await walk.cairn("model", "back").status == 2)
            _ = try await walk.cairn("classify", "--quiet")
            #expect(
                try await walk.items("--state", "waiting", "--limit", "99").allSatisfy { $0.tags.isEmpty })
            let list = try await walk.cairn("model", "list", "--json").lines()
            #expect(list.map { $0["version"] as? Int } == [0, 1])
            #expect(list.map { $0["in_use"] as? Bool } == [true, false])
        }
    }

    @Test func whatBecameOfTagsIsToldByMonthAndTopic() async throws {
        try await learning { walk, items in
            let nothing = try await walk.cairn("model", "evaluate")
            #expect(nothing.status == 0 && nothing.output.contains("no curator decided"))
            try await decide(walk, on: Array(items.prefix(30)))
            #expect(try await walk.cairn("model", "train").status == 0)
            #expect(try await walk.cairn("classify", "--quiet").status == 0)
            try await decide(walk, on: Array(items.suffix(10)))
            let told = try await walk.cairn("model", "evaluate", "--json").object()
            let total = try #require(told["total"] as? [String: Any])
            // The first thirty had no tag, and the model was right of the last ten.
            #expect(total["added"] as? Int == 30 && total["kept"] as? Int == 10)
            #expect(total["precision"] as? Double == 1 && total["recall"] as? Double == 0.25)
            #expect((told["months"] as? [[String: Any]])?.count == 1)
            let topics = try #require(told["topics"] as? [[String: Any]])
            #expect(
                Set(topics.compactMap { $0["topic"] as? String }) == ["user-research", "digital-strategy"])
            let words = try await walk.cairn("model", "evaluate", "--months", "1")
            #expect(words.output.contains("nothing that chance may not have done"))
            #expect(try await walk.cairn("model", "evaluate", "--curve").status == 64)
            #expect(try await walk.cairn("model", "evaluate", "--gold", "x", "--months", "3").status == 64)
        }
    }

    @Test func aRunLearnsByItselfAfterEnoughDecisions() async throws {
        try await learning { walk, items in
            try await decide(walk, on: Array(items.prefix(24)))
            let first = try await walk.cairn("run", "--json").object()
            #expect(names(first) == ["collect", "enrich", "classify", "issues", "publish"])
            try await decide(walk, on: Array(items.dropFirst(24).prefix(2)))
            let second = try await walk.cairn("run", "--json").object()
            #expect(names(second) == ["collect", "enrich", "train", "classify", "issues", "publish"])
            let stage = (second["stages"] as? [[String: Any]])?.first { $0["name"] as? String == "train" }
            let notes = stage?["notes"] as? [String]
            #expect(notes?.first?.hasPrefix("version 1 takes over") == true)
            let third = try await walk.cairn("run", "--json").object()
            #expect(names(third) == ["collect", "enrich", "classify", "issues", "publish"])
            let never = try await walk.cairn("run", "--json", with: ["CAIRN_CLASSIFY_TRAIN_AFTER": "0"])
            #expect(names(try never.object()) == ["collect", "enrich", "classify", "issues", "publish"])
        }
    }

    private func names(_ run: [String: Any]) -> [String] {
        (run["stages"] as? [[String: Any]] ?? []).compactMap { $0["name"] as? String }
    }
}
