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
            let why = "“\(item.displayTitle)” is not approved any more"
            #expect(try await store.issues.objection(to: draft) == why)
            await #expect(throws: StorageError.refused("\(why); take that out of issue 1 first")) {
                try await store.issues.approve("monthly", number: 1, by: signature)
            }
            try await store.verdicts.record([.sample(item, .approve)])
            #expect(try await store.issues.objection(to: draft) == nil)
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
    func anItemThatBecamePartOfAnApprovedOneStillIs(engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.feeds.subscribe(to: [.first])
            let items = ["One", "Two"].map {
                Item.sample(
                    feed: Feed.first.id, guid: $0, title: $0, address: "https://blog.example.org/\($0)/")
            }
            _ = try await store.items.save(items, noting: .sample(.first))
            try await store.verdicts.record([.sample(items[1], .approve)])
            let issue = Model.Issue.sample(items: [.sample(items[0])])
            #expect(try await store.issues.objection(to: issue) != nil)
            let person = Verdict.Signature(name: "Ada", time: .sample())
            _ = try await store.merges.merge(items[0].id, into: items[1].id, why: "", by: person)
            #expect(try await store.issues.objection(to: issue) == nil)
            try await store.verdicts.record([.sample(items[1], .reject)])
            #expect(try await store.issues.objection(to: issue) == "“One” is not approved any more")
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
