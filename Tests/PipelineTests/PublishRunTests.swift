// SPDX-License-Identifier: MIT

import Foundation
import Model
import Pipeline
import Publishing
import Storage
import TestSupport
import Testing

@Suite struct PublishRunTests {
    private let curriculum = Curriculum.sample([
        .sample(), .sample("user-research", name: "User research", terms: ["user research"]),
    ])
    private let theme = Theme.about("digital-strategy", id: "strategy")
    private let one = Item.named("One")
    private let two = Item.named("Two")

    @Test func packsAndIssuesBecomeFiles() async throws {
        try await withTemporaryFolder { folder in
            let store = try await Store.holding([one, two])
            try await store.approve(one)
            _ = try await DraftRun(store: store, curriculum: curriculum).perform(.sample(), now: .sample())
            _ = try await store.issues.approve(
                "monthly", number: 1, by: Verdict.Signature(name: "Ada", time: .sample()))
            let outcome = try await publish(store, [theme], to: folder)
            let files = try contents(of: folder.appending(path: "published"))
            for path in [
                "index.html", "index.md", "packs/strategy.html", "packs/strategy.md",
                "issues/monthly/1.html", "issues/monthly/1.md",
            ] { #expect(files[path]?.isEmpty == false, "\(path)") }
            let pack = String(decoding: try #require(files["packs/strategy.md"]), as: UTF8.self)
            #expect(pack.contains("One"))
            #expect(pack.contains("It shows how to choose."))
            #expect(!pack.contains("Two"))
            #expect(outcome.issues.map(\.number) == [1])
            #expect(outcome.report.number("packs") == 1)
            #expect(outcome.report.number("issues") == 1)
            #expect(try await store.runs.newest(1) == [outcome.report])
        }
    }

    @Test func aSecondTimeChangesNothing() async throws {
        try await withTemporaryFolder { folder in
            let store = try await Store.holding([one, two])
            try await store.approve(one)
            try await store.approve(two)
            let first = try await publish(store, [theme], to: folder)
            #expect(!first.change.isEmpty)
            let before = try contents(of: folder)
            let later = try await publish(store, [theme], to: folder, at: "2027-01-01T00:00:00Z")
            #expect(later.change.isEmpty)
            #expect(try contents(of: folder) == before)
        }
    }

    @Test func theSameInputGivesTheSameBytes() async throws {
        try await withTemporaryFolder { folder in
            let there = [folder.appending(path: "a"), folder.appending(path: "b")]
            // The second library met the items in another order.
            for (place, items) in zip(there, [[one, two], [two, one]]) {
                let store = try await Store.holding(items)
                for item in items { try await store.approve(item) }
                _ = try await publish(store, [theme], to: place)
            }
            let sites = there.map { $0.appending(path: "published") }
            #expect(try contents(of: sites[0]) == contents(of: sites[1]))
        }
    }

    @Test func aThemeWithNothingToReadGivesAReasonAndNoPack() async throws {
        try await withTemporaryFolder { folder in
            let store = try await Store.holding([one])
            try await store.approve(one)
            let empty = Theme.about("user-research", id: "research")
            let outcome = try await publish(store, [theme, empty], to: folder)
            #expect(outcome.packs.map(\.isMade) == [true, false])
            #expect(outcome.packs[1].reason?.isEmpty == false)
            #expect(outcome.report.number("themes without a pack") == 1)
            #expect(try contents(of: folder)["published/packs/research.html"] == nil)
        }
    }

    @Test func aVerdictTakenBackTakesThePackAway() async throws {
        try await withTemporaryFolder { folder in
            let store = try await Store.holding([one])
            try await store.approve(one)
            _ = try await publish(store, [theme], to: folder)
            _ = try await store.verdicts.undo(at: .sample())
            let outcome = try await publish(store, [theme], to: folder)
            #expect(outcome.change.removed.contains("packs/strategy.html"))
            #expect(try contents(of: folder)["published/packs/strategy.html"] == nil)
            #expect(try contents(of: folder)["published/index.html"] != nil)
        }
    }

    @Test func aFolderOfSomebodyElseIsNeverTouched() async throws {
        try await withTemporaryFolder { folder in
            let mine = folder.appending(path: "published")
            try FileManager.default.createDirectory(at: mine, withIntermediateDirectories: true)
            try Data("mine".utf8).write(to: mine.appending(path: "letter.txt"))
            let store = try await Store.holding([one])
            try await store.approve(one)
            await #expect(throws: PublishRun.Failure.self) { try await publish(store, [theme], to: folder) }
            #expect(try contents(of: folder) == ["published/letter.txt": Data("mine".utf8)])
        }
    }

    private func publish(
        _ store: Store, _ themes: [Theme], to folder: URL, at now: String = "2026-11-02T09:00:00Z"
    ) async throws -> PublishOutcome {
        let composer = try SiteComposer(site: Site(title: "Cairn"), curriculum: curriculum)
        return try await PublishRun(store: store, curriculum: curriculum, composer: composer).perform(
            PublishRun.Plan(themes: themes),
            to: PublishedFolder(path: folder.appending(path: "published").path), now: .sample(now))
    }
}

extension Theme {
    static func about(_ topic: Topic.ID, id: ID) -> Theme {
        Theme(
            id: id, title: "About \(topic)", size: Size(items: 5, minutes: 60),
            sections: [Section(title: "Read", topics: [topic])])
    }
}

extension Newsletter {
    static func sample(size: ClosedRange<Int> = 1...2) -> Newsletter {
        Newsletter(
            id: "monthly", title: "Monthly", audience: nil,
            rhythm: Rhythm(
                every: .month, on: "first thursday", at: "07:00", timeZone: "Europe/London",
                reviewWindowHours: 48),
            size: size, sections: [Section(title: "Read", topics: ["digital-strategy"], size: 5)],
            policy: Policy(), opening: "Good reads.")
    }
}
