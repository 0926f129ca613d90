// SPDX-License-Identifier: MIT

import Model
import Publishing
import TestSupport
import Testing

@Suite struct PackComposerTests {
    let composer = PackComposer(curriculum: SampleLibrary.curriculum)

    func theme(
        _ sections: [[Topic.ID]], items: Int = 10, minutes: Int = 100, audience: Curriculum.Facet.ID? = nil
    ) -> Theme {
        Theme(
            id: "t", title: "T", aim: Theme.Aim(audience: audience),
            size: Theme.Size(items: items, minutes: minutes),
            sections: sections.enumerated().map { Theme.Section(title: "S\($0.offset)", topics: $0.element) })
    }

    func item(
        _ id: String, _ topics: [Topic.ID], day: Int = 1, minutes: Int = 1,
        audiences: [Curriculum.Facet.ID] = []
    ) -> ReviewedItem {
        .sample(
            .sample(
                guid: id, title: id,
                body: Array(repeating: "word", count: 238 * minutes).joined(separator: " "),
                published: .sample("2026-09-\(9 + day)T09:00:00Z")), topics: topics, audiences: audiences)
    }

    func titles(_ pack: Pack?) -> [[String]] { pack?.sections.map { $0.items.map(\.item.title) } ?? [] }

    @Test func itemsGoWhereTheirMainTopicIsWanted() throws {
        let items = [item("x", ["b", "a"]), item("y", ["a", "b"]), item("z", ["c", "b"])]
        let pack = try composer.compose(theme([["a"], ["b"]]), from: items).work
        #expect(titles(pack) == [["y"], ["x", "z"]])
    }

    @Test func mainTopicThenNewnessThenIDDecide() throws {
        let items = [
            item("beside", ["z", "a"], day: 9), item("old", ["a"], day: 1), item("new", ["a"], day: 5),
        ]
        #expect(try titles(composer.compose(theme([["a"]]), from: items).work) == [["new", "old", "beside"]])
    }

    @Test func theOrderOfTheInputMakesNoDifference() throws {
        let items = (0..<30).map {
            item("i\($0)", [["a", "b", "c"][$0 % 3]], day: $0 % 4, minutes: 1 + $0 % 5)
        }
        let theme = theme([["a"], ["b", "c"]], items: 9, minutes: 20)
        let first = try composer.compose(theme, from: items)
        #expect(try composer.compose(theme, from: items.reversed()) == first)
        #expect(try composer.compose(theme, from: items + items) == first)
        #expect(first.leftOut.count + (first.work?.items.count ?? 0) == 30)
    }

    @Test func noSectionStarves() throws {
        let many = (0..<10).map { item("m\($0)", ["a"], day: 9) } + [item("one", ["b"], day: 1)]
        let pack = try composer.compose(theme([["a"], ["b"]], items: 3), from: many).work
        #expect(pack?.sections.map(\.items.count) == [2, 1])
    }

    @Test func minutesAreALimitAndShorterItemsFillThem() throws {
        let items = [item("long", ["a"], day: 9, minutes: 50), item("short", ["a"], day: 1, minutes: 4)]
        let composed = try composer.compose(theme([["a"]], minutes: 10), from: items)
        #expect(titles(composed.work) == [["short"]])
        #expect(composed.leftOut.map(\.description) == ["long: it takes 50 min to read and 10 min were left"])
    }

    @Test func readersDecideUnlessTheItemIsForAll() throws {
        let items = [
            item("all", ["a"]), item("ours", ["a"], audiences: ["board", "facilitator"]),
            item("theirs", ["a"], audiences: ["senior-leader"]),
        ]
        let composed = try composer.compose(theme([["a"]], audience: "board"), from: items)
        #expect(Set(composed.work?.items.map(\.item.title) ?? []) == ["all", "ours"])
        #expect(
            composed.leftOut.map(\.description)
                == ["theirs: it is for other readers: Chief executive or senior leader"])
        #expect(try composer.compose(theme([["a"]]), from: items).work?.items.count == 3)
    }

    @Test func everyItemLeftOutHasAReason() throws {
        let items = [item("a1", ["a"], day: 3), item("a2", ["a"], day: 2), item("q", ["q"])]
        let composed = try composer.compose(theme([["a"]], items: 1), from: items)
        #expect(
            Set(composed.leftOut.map(\.description))
                == ["a2: there is room for 1 item", "q: none of its topics is wanted here"])
    }

    @Test func aSectionWithoutItemsIsDropped() throws {
        let pack = try composer.compose(theme([["a"], ["b"]]), from: [item("x", ["b"])]).work
        #expect(pack?.sections.map(\.title) == ["S1"])
    }

    @Test func nothingIsAReasonAndNotAnEmptyPack() throws {
        let none = try composer.compose(theme([["a"]]), from: [])
        #expect(none.work == nil && none.reason == "no items are approved yet")
        let other = try composer.compose(theme([["a"]]), from: [item("x", ["q"])])
        #expect(other.reason == "none of the 1 approved items has a topic of \"T\"")
        let long = try composer.compose(theme([["a"]], minutes: 2), from: [item("x", ["a"], minutes: 9)])
        #expect(long.reason == "every item on these topics takes more than 2 min to read")
    }

    @Test func anItemWithoutTitleOrSourceCannotBePublished() throws {
        let untitled = ReviewedItem.sample(.sample(title: " \u{202E} "), topics: ["a"])
        #expect(throws: PublishingError.self) { try composer.compose(theme([["a"]]), from: [untitled]) }
        let sourceless = ReviewedItem.sample(.sample(title: "Hello"), source: "", topics: ["a"])
        #expect {
            try composer.compose(theme([["a"]]), from: [sourceless])
        } throws: { error in
            "\(error)" == "item \(sourceless.id) (Hello) has no source, so it cannot be credited"
        }
        let nowhere = ReviewedItem.sample(.sample(address: nil), topics: ["a"])
        #expect(throws: PublishingError.self) { try composer.compose(theme([["a"]]), from: [nowhere]) }
    }

    @Test func aThemeThatNamesItsReadersSectorHasOneItemFromAnother() throws {
        let items = (1...6).map { number in
            SampleLibrary.item(
                "s\(number)", "Number \(number)", "Blog", nil, topics: ["user-research"], minutes: 2,
                why: "It matters.", summary: "Words.")
        }
        // The oldest alone comes from a council; without the rule it would not be chosen.
        let sectors: [Feed.ID: String] = Dictionary(
            uniqueKeysWithValues: Set(items.flatMap { $0.library.sources.map(\.feed) }).map {
                ($0, "charity")
            })
        let outsider = SampleLibrary.outsider
        let theme = Theme(
            id: "t", title: "T", aim: Theme.Aim(sector: "charity"), size: Theme.Size(items: 2, minutes: 60),
            sections: [Theme.Section(title: "Read", topics: ["user-research"])])
        let all = sectors.merging(["council-feed": "local-government"]) { first, _ in first }
        let made = try PackComposer(curriculum: SampleLibrary.curriculum, sectors: all)
            .compose(theme, from: items + [outsider])
        #expect(made.work?.items.contains { $0.id == outsider.id } == true)
        #expect(made.work?.items.count == 2)
        #expect(made.leftOut.count == 5)
        let plain = try PackComposer(curriculum: SampleLibrary.curriculum).compose(
            theme, from: items + [outsider])
        #expect(plain.work?.items.contains { $0.id == outsider.id } == false)
    }

    @Test func aThemeCanWantItemsThatTheNewestIssuesDidNotHave() throws {
        let issue = try SampleLibrary.issue()
        let theme = Theme(
            id: "t", title: "T", size: Theme.Size(items: 9, minutes: 90, unusedIssues: 1),
            sections: SampleLibrary.theme.sections)
        let made = try PackComposer(curriculum: SampleLibrary.curriculum)
            .compose(theme, from: SampleLibrary.items, issues: [issue])
        let used = Set(issue.items.map(\.id))
        #expect(made.work?.items.contains { used.contains($0.id) } == false)
        #expect(made.leftOut.contains { $0.reason == .usedBefore })
    }
    @Test func whatIsPickedByHandComesFirstWhateverItIs() throws {
        let items = SampleLibrary.items
        let theme = Theme(
            id: "t", title: "T", aim: Theme.Aim(audience: "board"), size: Theme.Size(items: 3, minutes: 600),
            sections: [
                Theme.Section(title: "Picked", topics: ["user-research"], picked: [items[5].id, items[0].id])
            ])
        let pack = try #require(
            try PackComposer(curriculum: SampleLibrary.curriculum).compose(theme, from: items).work)
        #expect(pack.items.map(\.id).prefix(2) == [items[5].id, items[0].id])
        #expect(pack.items.count == 3)
        let closed = Theme(
            id: "t", title: "T", size: Theme.Size(items: 3, minutes: 600),
            sections: [
                Theme.Section(
                    title: "Picked", topics: ["user-research"], picked: [items[5].id], isClosed: true)
            ])
        let own = try PackComposer(curriculum: SampleLibrary.curriculum).compose(closed, from: items).work
        #expect(own?.items.map(\.id) == [items[5].id])
    }
}
