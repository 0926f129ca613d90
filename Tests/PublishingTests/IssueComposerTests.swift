// SPDX-License-Identifier: MIT

import Model
import Publishing
import TestSupport
import Testing

@Suite struct IssueComposerTests {
    let composer = IssueComposer(curriculum: SampleLibrary.curriculum)
    let slot = IssueComposer.Imprint(number: 4, date: .sample("2026-12-03T07:00:00Z"))

    @Test func aDraftHasItsNumberItsDateAndNoMoreThanItsSize() throws {
        let issue = try #require(
            try composer.compose(SampleLibrary.newsletter, slot, from: SampleLibrary.items).work)
        #expect(issue.number == 4 && issue.date == slot.date && issue.state == .draft)
        #expect(issue.items.count == 5)
        for (section, wanted) in zip(issue.sections, SampleLibrary.newsletter.sections) {
            #expect(section.items.count <= wanted.size)
        }
    }

    @Test func anItemOfAnEarlierIssueNeverReturns() throws {
        let first = try #require(
            try composer.compose(SampleLibrary.newsletter, slot, from: SampleLibrary.items).work)
        let used = Set(first.items.map(\.id))
        let second = try composer.compose(
            SampleLibrary.newsletter, slot, from: SampleLibrary.items, used: used)
        #expect(second.work.map { Set($0.items.map(\.id)).isDisjoint(with: used) } ?? true)
        #expect(second.leftOut.filter { $0.reason == .usedBefore }.count == 5)
    }

    @Test func tooLittleIsAReasonAndNotAnIssue() throws {
        let composed = try composer.compose(
            SampleLibrary.newsletter, slot, from: Array(SampleLibrary.items.prefix(2)))
        #expect(composed.work == nil)
        #expect(composed.reason == "2 new items fit; an issue of \"Reading for leaders\" needs 3")
    }

    @Test func aFullSectionSaysSo() throws {
        let items = SampleLibrary.items
        let composed = try composer.compose(SampleLibrary.newsletter, slot, from: items)
        #expect(composed.leftOut.map(\.reason).contains(.full(items: 5)))
    }

    @Test func aDraftIsMarkedAndNotPublished() throws {
        let draft = try SampleLibrary.issue(3, state: .draft)
        let page = try IssueMarkdown(curriculum: SampleLibrary.curriculum).page(of: draft)
        #expect(page.markdown.contains("**Draft.**") && page.markdown.contains("state: \"draft\""))
        let site = try SiteComposer(site: Site(title: "Cairn"), curriculum: SampleLibrary.curriculum)
        let paths = try site.files(Publication(issues: [draft])).map(\.path)
        #expect(!paths.contains { $0.hasPrefix("issues/monthly-reading") })
    }

    @Test func aSectionMayBeForSomeReadersAndAStage() throws {
        func item(_ name: String, _ audiences: [Curriculum.Facet.ID], _ stage: Curriculum.Facet.ID?)
            -> ReviewedItem
        {
            let sample = ReviewedItem.sample(
                .sample(guid: name, title: name, address: "https://e.org/\(name)"))
            let verdict = Verdict(
                item: sample.id, decision: .approve, topics: sample.verdict.topics,
                fit: .init(audiences: audiences, stage: stage), why: "Read it.", by: sample.verdict.by)
            return ReviewedItem(tagged: sample.tagged, verdict: verdict) ?? sample
        }
        let topics: [Topic.ID] = ["digital-strategy"]
        let newsletter = Newsletter(
            id: "n", title: "N", audience: nil, rhythm: SampleLibrary.newsletter.rhythm, size: 1...9,
            sections: [
                .init(title: "Boards", topics: topics, size: 9, audience: "board"),
                .init(title: "Action", topics: topics, size: 9, audience: "senior-leader", stage: "action"),
            ], policy: .init(), opening: "")
        let items = [
            item("board", ["board"], nil), item("any", [], nil),
            item("late", ["senior-leader"], "sustainable-independence"),
            item("leader", ["senior-leader"], "action"), item("other", ["facilitator"], nil),
        ]
        let made = try composer.compose(newsletter, slot, from: items)
        let issue = try #require(made.work)
        #expect(
            issue.sections.map { Set($0.items.map(\.item.displayTitle)) } == [["board", "any"], ["leader"]])
        #expect(
            Set(made.leftOut.map { "\($0)".prefix(28) }) == [
                "late: it is for other reader", "other: it is for other reade",
            ])
    }
}
