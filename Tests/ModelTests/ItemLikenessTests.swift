// SPDX-License-Identifier: MIT

import Model
import TestSupport
import Testing

@Suite struct ItemLikenessTests {
    private let story = """
        Trustees in three coastal towns have opened their reserves policies to the people who use their services. The \
        meetings began in March, when the boards could not agree how much money a small charity should keep for a hard \
        winter. Since then volunteers, tenants and two retired auditors have written a page that anybody can read, and \
        the towns now publish what they hold at the end of each quarter together with the reasons for it. Councils \
        nearby have asked for copies. The group says that the page matters less than the evenings on which it was made.
        """

    private func item(
        _ title: String, _ body: String, host: String = "one.example.org", path: String = "post"
    ) -> Item {
        .sample(title: title, address: "https://\(host)/\(path)", body: body)
    }

    private func areOne(_ one: Item, _ other: Item, daysApart: Double = 0) -> Bool {
        let (first, second) = (ItemLikeness(one), ItemLikeness(other))
        let answer = first.isSameArticle(as: second, daysApart: daysApart)
        #expect(answer == second.isSameArticle(as: first, daysApart: -daysApart))
        return answer
    }

    @Test func aCopyUnderAnotherHeadlineIsTheSame() {
        let copy = item("What boards keep for winter", story, host: "two.example.org")
        #expect(areOne(item("Reserves, written by readers", story), copy))
    }

    @Test func aLineOfItsOwnDoesNotMatterSoonButLater() {
        let copy = item(
            "Open reserves", story + " This post first appeared on another blog.", host: "two.example.org")
        #expect(areOne(item("Open reserves", story), copy))
        #expect(areOne(item("Open reserves", story), copy, daysApart: 13))
        #expect(!areOne(item("Open reserves", story), copy, daysApart: 40))
        #expect(
            areOne(item("Open reserves", story), item("Open reserves", story, host: "b.org"), daysApart: 400))
    }

    @Test func textsThatDifferInANumberAreTwoUnlessTheHeadlineIsTheSame() {
        let (march, april) = (story + " In all 41 people came.", story + " In all 43 people came.")
        let copy = item("Open reserves read by all", april, host: "two.example.org")
        #expect(!areOne(item("An evening in March", march), copy))
        #expect(areOne(item("Open reserves, read by all", march), copy))
        #expect(!areOne(item("Open reserves, read by all", march), copy, daysApart: 30))
    }

    @Test func aTeaserIsItsArticleByHeadlineAndWords() {
        let teaser = story.split(separator: " ").prefix(20).joined(separator: " ")
        let whole = item("Open reserves, read by all", story)
        #expect(areOne(whole, item("Open reserves: read by all", teaser, host: "two.example.org")))
        #expect(!areOne(whole, item("Another of our stories", teaser, host: "two.example.org")))
        #expect(
            !areOne(
                whole, item("Open reserves, read by all", "Read the whole story.", host: "two.example.org")))
        let other = "A council has asked its tenants what they want to know about the money that it keeps."
        #expect(!areOne(whole, item("Open reserves, read by all", other, host: "two.example.org")))
    }

    @Test func commentsAndReadingTimesAreNoNumbers() {
        let (one, other) = (story + " 3 comments", story + " 12 comments")
        #expect(areOne(item("Open reserves", one), item("Open reserves", other, host: "two.example.org")))
    }

    @Test func shortTextsNeedTheSameHeadline() {
        let short = story.split(separator: " ").prefix(40).joined(separator: " ")
        let (one, two) = ("one.example.org", "two.example.org")
        #expect(areOne(item("Open reserves", short, host: one), item("Open reserves", short, host: two)))
        #expect(!areOne(item("Open reserves", short, host: one), item("A hard winter", short, host: two)))
        let shorter = "Read more on our site."
        #expect(!areOne(item("Open reserves", shorter, host: one), item("Open reserves", shorter, host: two)))
    }

    @Test func oneSitesPagesAreOnlyOneWhenTheyAreTheSame() {
        let form = story.replacing("coastal", with: "inland")
        #expect(
            !areOne(
                item("Reserves in the east", story, path: "a"), item("A page for the west", story, path: "b"))
        )
        #expect(areOne(item("Open reserves", story, path: "a"), item("Open reserves", story, path: "b")))
        #expect(!areOne(item("Open reserves", story, path: "a"), item("Open reserves", form, path: "b")))
    }

    @Test(arguments: [
        ("Who pays for digital?", "Who pays for digital? | A council blog", true),
        ("Who pays for digital?", "WHO PAYS FOR DIGITAL", true),
        ("Guest post: who pays for digital?", "Who pays for digital?", true),
        ("", "Who pays for digital?", true), ("Week notes", "Week notes", true),
        ("Week notes", "Month notes", false),
        ("Working in the open, part 1", "Working in the open, part 2", false),
        ("Working in the open", "Working in the dark and other stories", true),
        ("Who pays for digital?", "How we chose a supplier for our digital service", false),
    ])
    func headlinesAreComparedByTheirWords(one: String, other: String, isLike: Bool) {
        #expect(Headline(one).isLike(Headline(other)) == isLike)
        #expect(Headline(other).isLike(Headline(one)) == isLike)
    }
}
