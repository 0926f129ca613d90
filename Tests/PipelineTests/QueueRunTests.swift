// SPDX-License-Identifier: MIT

import Classification
import Model
import Pipeline
import Storage
import TestSupport
import Testing

@Suite struct QueueRunTests {
    private let curriculum = Curriculum.sample([
        .sample(), .sample("user-research", name: "User research", terms: ["user research"]),
    ])

    @Test func whatThemesWantAndLackComesFirst() async throws {
        let store = try await Store.holding([
            .named("A walk in the park"), .named("A digital strategy for all"),
            .named("User research at home"),
        ])
        _ = try await ClassifyRun(store: store, classifier: Classifier(curriculum: curriculum))
            .perform(now: .sample())
        let theme = Theme(
            id: "t", title: "Users", aim: Theme.Aim(audience: nil, stage: nil),
            size: Theme.Size(items: 5, minutes: 60),
            sections: [Theme.Section(title: "Users", topics: ["user-research"])], questions: [], opening: "")
        let run = QueueRun(store: store, curriculum: curriculum, themes: [theme], threshold: 0.48)
        #expect(try await run.perform(now: .sample()) == 3)
        let page = try await store.queue.page(QueueFilter(), limit: 9)
        #expect(page.items.map(\.tagged.library.item.title).first == "User research at home")
        #expect(page.items.first?.reason.contains("wanted: User research (none approved)") == true)
        #expect(page.items.allSatisfy { !$0.reason.isEmpty })
    }

    @Test func whatIsDecidedIsNotRankedAnew() async throws {
        let item = Item.named("A digital strategy for all")
        let store = try await Store.holding([item, .named("Another")])
        let run = QueueRun(store: store, curriculum: curriculum, themes: [], threshold: 0.48)
        _ = try await run.perform(now: .sample())
        try await store.verdicts.record([
            Verdict(
                item: item.id, decision: .reject, topics: [], note: "no",
                by: .init(name: "Ada", time: .sample()))
        ])
        #expect(try await run.perform(now: .sample()) == 1)
    }
}
