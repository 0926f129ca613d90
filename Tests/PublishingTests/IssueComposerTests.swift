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
}
