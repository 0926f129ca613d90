// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import Model
import Storage
import TestSupport
import Testing

@testable import Desk

/// Curators at packs, paths and issues, with browsers that run no scripts.
@Suite struct WorkTests {
    private func mark(_ answer: Answer) throws -> String {
        String(try #require(answer.body.firstMatch(of: /name="seen" value="([0-9a-f]+)"/)?.1))
    }

    @Test func aPackIsArrangedByHandAndTheFileSaysSo() async throws {
        try await LibraryBench.run { bench, library in
            let items = try await LibraryBench.approveAll(in: bench.store)
            var (_, browser) = try await bench.signedIn(as: .curator)
            let path = "/desk/works/packs/ready-for-the-board"
            let page = try await browser.get(path)
            #expect(page.status == 200 && page.body.contains("Chosen by Cairn"))
            let entries = page.body.matches(of: /data-entry="(\w+)"/).map { String($0.1) }
            #expect(Set(entries) == Set(items.map(\.rawValue)))
            let moved = try await browser.post(
                path + "/arrange", ["seen": try mark(page), "down": entries[0]])
            #expect(moved.location == "\(path)#entry-\(entries[0])")
            let section = try #require(library.read().theme("ready-for-the-board")?.sections.first)
            #expect(section.picked.map(\.rawValue) == [entries[1], entries[0], entries[2]])
            // Whoever saw the former order changes nothing.
            let late = try await browser.post(
                path + "/arrange", ["seen": try mark(page), "down": entries[0]])
            #expect(late.status == 409)
            let again = try await browser.get(path)
            _ = try await browser.post(path + "/arrange", ["seen": try mark(again), "remove": entries[2]])
            let less = try await browser.get(path)
            #expect(less.body.contains("name=\"add\" value=\"\(entries[2])\""))
            _ = try await browser.post(
                path + "/arrange", ["seen": try mark(less), "add": entries[2], "part": "1"])
            #expect(library.read().theme("ready-for-the-board")?.sections.map(\.picked.count) == [2, 1, 0])
            #expect(library.read().mistakes.filter { $0.file.hasPrefix("curated/") } == [])
            _ = try await browser.post("/desk/changes/3/undo")
            #expect(library.read().theme("ready-for-the-board")?.sections.map(\.picked.count) == [2, 0, 0])
        }
    }

    @Test(arguments: [
        "packs/ready-for-the-board", "paths/board-essentials", "issues/digital-leaders-monthly",
    ])
    func ofTwoWhoChangeTheSameAtOnceOnlyTheFirstDoes(work: String) async throws {
        try await LibraryBench.run { bench, library in
            let items = try await LibraryBench.approveAll(in: bench.store)
            let newsletter = try #require(library.read().newsletter("digital-leaders-monthly"))
            let reviewed = try await bench.store.verdicts.reviewed()
            try await bench.store.issues.save(
                draft: Issue(
                    newsletter: newsletter, number: 1, date: .sample(),
                    sections: [ReadingSection(title: newsletter.sections[0].title, items: [reviewed[0]])],
                    state: .draft))
            let parts = work.split(separator: "/").map(String.init)
            let person = try await bench.signedIn(as: .curator).person
            @Sendable func keeping() async throws -> WorkKeeping {
                try await WorkKeeping(
                    parts[0], parts[1], Sitting(person: person, now: .sample(), tools: bench.tools),
                    isToChange: true)
            }
            let (ada, bob) = (try await keeping(), try await keeping())
            func move(_ keeping: WorkKeeping, _ item: ReviewedItem) -> Assembly.Move {
                keeping.assembly.items.contains { $0.id == item.id } ? .remove(item.id) : .add(item, to: 0)
            }
            try await ada.arrange(move(ada, reviewed[1]))
            let after = try await keeping().assembly
            await #expect(throws: (any Error).self) { try await bob.arrange(move(bob, reviewed[2])) }
            let again = try await keeping()
            #expect(again.assembly == after)
            try await again.arrange(move(again, reviewed[2]))
            #expect(try await keeping().assembly != after && items.count == 3)
        }
    }

    @Test func aStepOfAPathGetsItems() async throws {
        try await LibraryBench.run { bench, library in
            let items = try await LibraryBench.approveAll(in: bench.store)
            var (_, browser) = try await bench.signedIn(as: .curator)
            let path = "/desk/works/paths/board-essentials"
            let page = try await browser.get(path)
            _ = try await browser.post(
                path + "/arrange", ["seen": try mark(page), "add": items[0].rawValue, "part": "1"])
            #expect(library.read().path("board-essentials")?.steps[1].items == [items[0]])
            let next = try await browser.get(path)
            _ = try await browser.post(path + "/arrange", ["seen": try mark(next), "release": "1"])
            #expect(library.read().path("board-essentials")?.steps[1].items == [])
        }
    }

    @Test func anIssueIsDraftedArrangedSeenAndApproved() async throws {
        try await LibraryBench.run { bench, library in
            let items = try await LibraryBench.approveAll(in: bench.store)
            var (_, browser) = try await bench.signedIn(as: .publisher)
            let newsletter = try #require(library.read().newsletters.first)
            let path = "/desk/works/issues/\(newsletter.id)"
            #expect(try await browser.get(path).body.contains("Make a draft"))
            let drafted = try await browser.post(path + "/draft")
            #expect(drafted.location == path)
            // Too little fits for a draft of its own; one made by hand is saved all the same.
            try await bench.store.issues.save(
                draft: Issue(
                    newsletter: newsletter, number: 1, date: .sample(),
                    sections: [
                        ReadingSection(
                            title: newsletter.sections[0].title,
                            items: try await bench.store.verdicts.reviewed())
                    ], state: .draft))
            let page = try await browser.get(path)
            let entries = page.body.matches(of: /data-entry="(\w+)"/).map { String($0.1) }
            #expect(entries.count == items.count)
            let order =
                [entries.reversed().joined(separator: ",")] + newsletter.sections.dropFirst().map { _ in "" }
            _ = try await browser.post(
                path + "/arrange", ["seen": try mark(page), "order": order.joined(separator: ";")])
            let issue = try #require(try await bench.store.issues.all(of: newsletter.id).first)
            #expect(issue.items.map(\.id.rawValue) == entries.reversed())
            let preview = try await browser.get(path + "/preview")
            #expect(
                preview.status == 200
                    && preview.body.contains("src=\"/desk/preview/issues/\(newsletter.id)/1.html\""))
            let frame = try await browser.get("/desk/preview/issues/\(newsletter.id)/1.html")
            #expect(frame.body == "<p>1</p>")
            var stranger = bench.browser
            let style = try await stranger.get("/desk/preview/style.css")
            #expect(style.status == 200 && style.field("cross-origin-resource-policy") == "cross-origin")
            #expect(frame.field("content-security-policy")?.contains("sandbox") == true)
            let seen = try mark(try await browser.get(path))
            let early = try await browser.post(path + "/approve", ["seen": "none"])
            #expect(early.status == 409)
            let approved = try await browser.post(path + "/approve", ["seen": seen])
            let isEnough = items.count >= newsletter.size.lowerBound
            #expect(approved.status == (isEnough ? 303 : 409))
            #expect(try await browser.get("/desk/works").status == 200)
            #expect(try await browser.post("/desk/works/publish").location == "/desk/works")
            var (_, curator) = try await bench.signedIn(as: .curator)
            _ = try await curator.get("/desk/works")
            #expect(try await curator.post("/desk/works/publish").status == 403)
            #expect(try await curator.post(path + "/approve", ["seen": seen]).status == 403)
            #expect(try await browser.get("/desk/works/none/x").status == 404)
        }
    }

    @Test func anIssueThatIsApprovedForItsSlotMayStillBeChanged() async throws {
        try await LibraryBench.run { bench, library in
            _ = try await LibraryBench.approveAll(in: bench.store)
            var (_, browser) = try await bench.signedIn(as: .publisher)
            let newsletter = try #require(library.read().newsletters.first)
            let path = "/desk/works/issues/\(newsletter.id)"
            let slot = try #require(newsletter.slots(after: .sample(), count: 1).first)
            let section = ReadingSection(
                title: newsletter.sections[0].title, items: try await bench.store.verdicts.reviewed())
            let draft = Issue(
                newsletter: newsletter, number: 1, date: slot.due, sections: [section], state: .draft)
            let record = SlotRecord(slot: slot, issue: 1, state: .drafted, why: "drafted", since: .sample())
            #expect(try await bench.store.slots.begin(record, draft: draft))
            #expect(try await browser.get("/desk/works").body.contains("goes out next"))
            let page = try await browser.get(path)
            #expect(page.body.contains("Draft of issue 1; it goes out \(newsletter.local(slot.due))"))
            let seen = try mark(page)
            // Somebody else changes it, and then the form of before does not approve it.
            try await bench.store.issues.save(
                draft: Issue(
                    newsletter: newsletter, number: 1, date: slot.due,
                    sections: [ReadingSection(title: section.title, items: section.items.reversed())],
                    state: .draft), by: "Grace")
            #expect(try await browser.post(path + "/approve", ["seen": seen]).status == 409)
            let approved = try await browser.post(
                path + "/approve", ["seen": try mark(try await browser.get(path))])
            #expect(approved.status == 303)
            let after = try await browser.get(path)
            #expect(after.body.contains("Issue 1 is approved"))
            #expect(!after.body.contains("Approve the issue"))
            #expect(try await bench.store.issues.approved() == [])
            let entry = section.items[0].id.rawValue
            _ = try await browser.post(path + "/arrange", ["seen": try mark(after), "remove": entry])
            let issue = try #require(try await bench.store.issues.all(of: newsletter.id).first)
            #expect(issue.state == .draft && issue.items.count == section.items.count - 1)
            #expect(try await browser.get(path).body.contains("Approve the issue"))
        }
    }
}
