// SPDX-License-Identifier: MIT

import Model
import Storage
import TestSupport
import Testing

@Suite struct IssueTableTests {
    @Test(arguments: Engine.allCases)
    func draftMayChangeAndAnApprovedIssueMayNot(engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.feeds.subscribe(to: [.first])
            let item = Item.sample(feed: Feed.first.id)
            _ = try await store.items.save([item], noting: .sample(.first))
            let draft = Model.Issue.sample(items: [.sample(item)])
            try await store.issues.save(draft: Model.Issue.sample(items: []))
            try await store.issues.save(draft: draft)
            #expect(try await store.issues.all(of: "monthly") == [draft])
            #expect(try await store.issues.used(by: "monthly").isEmpty)
            let signature = Verdict.Signature(name: "Ada", time: .sample())
            let approved = try await store.issues.approve("monthly", number: 1, by: signature)
            #expect(approved.state == .approved(signature))
            #expect(try await store.issues.approved() == [approved])
            #expect(try await store.issues.used(by: "monthly") == [item.id: 1])
            await #expect(throws: StorageError.self) { try await store.issues.save(draft: draft) }
            await #expect(throws: StorageError.self) {
                try await store.issues.approve("monthly", number: 1, by: signature)
            }
            await #expect(throws: StorageError.missing(kind: "issue", id: "2 of monthly")) {
                try await store.issues.approve("monthly", number: 2, by: signature)
            }
        }
    }

    @Test(arguments: Engine.allCases)
    func runsAreKeptNewestFirst(engine: Engine) async throws {
        try await engine.withStore { store in
            let reports = ["collect", "classify"].map {
                RunReport(
                    name: $0, started: .sample(), finished: .sample(), counts: [.init("new items", 2)],
                    problems: ["f1: no answer"])
            }
            for report in reports { try await store.runs.save(report) }
            #expect(try await store.runs.newest(5) == reports.reversed())
        }
    }
}

extension Model.Issue {
    static func sample(items: [ReviewedItem]) -> Model.Issue {
        let newsletter = Newsletter(
            id: "monthly", title: "Monthly", audience: nil,
            rhythm: .init(
                every: .month, on: "first thursday", at: "07:00", timeZone: "Europe/London",
                reviewWindowHours: 48),
            size: 1...8, sections: [.init(title: "Lead", topics: ["digital-strategy"], size: 3)],
            policy: .init(),
            opening: "")
        return Model.Issue(
            newsletter: newsletter, number: 1, date: .sample(),
            sections: items.isEmpty ? [] : [ReadingSection(title: "Lead", items: items)], state: .draft)
    }
}
