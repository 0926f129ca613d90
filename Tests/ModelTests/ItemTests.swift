// SPDX-License-Identifier: MIT

import Model
import TestSupport
import Testing

@Suite struct ItemTests {
    @Test func identityIsGuidThenAddressThenContent() {
        let address = WebAddress.sample("https://example.org/p?utm_source=feed")
        let byGuid = ItemIdentity(feed: "f1", guid: "g", address: address, title: "t", text: "x")
        let byAddress = ItemIdentity(feed: "f1", guid: "", address: address, title: "t", text: "x")
        let byContent = ItemIdentity(feed: "f1", guid: nil, address: nil, title: "t", text: "x")
        #expect([byGuid.kind, byAddress.kind, byContent.kind] == [.guid, .address, .content])
        #expect(byAddress.key == "example.org/p")
        #expect(Set([byGuid.id, byAddress.id, byContent.id]).count == 3)
    }

    @Test func editAtTheSourceKeepsTheIdAndChangesTheContentKey() {
        let before = Item.sample(title: "Old headline")
        let after = Item.sample(title: "New headline")
        #expect(before.id == after.id)
        #expect(before.contentKey != after.contentKey)
    }

    @Test func changedDatesAreNoChangeOfContent() {
        #expect(Item.sample(published: nil).contentKey == Item.sample().contentKey)
    }

    @Test func titleFallsBackToTheText() {
        #expect(Item.sample(title: "").displayTitle == "Our digital strategy fits on one page.")
        #expect(Item.sample(title: "", body: "").displayTitle == "Untitled")
    }

    @Test(arguments: [(0, 1), (1, 1), (238, 1), (239, 2), (2380, 10)])
    func readingTimeIsRoundedUp(words: Int, minutes: Int) {
        #expect(ReadingTime.minutes(for: String(repeating: "word ", count: words)) == minutes)
    }

    @Test func wordsArePartedByAllOfUnicodesWhiteSpace() {
        #expect(ReadingTime.words(in: "") == 0)
        #expect(ReadingTime.words(in: " \n one\u{A0}two\u{3000}three, four\u{2028}\r\nfünf ") == 5)
    }

    @Test func onlyAnApprovalMakesAReviewedItem() {
        let tagged = TaggedItem(library: .sample(), tags: [])
        let signature = Verdict.Signature(name: "t", time: .sample())
        let held = Verdict(item: tagged.id, decision: .hold, topics: [], by: signature)
        let other = Verdict(item: "i0", decision: .approve, topics: [], by: signature)
        #expect(ReviewedItem(tagged: tagged, verdict: held) == nil)
        #expect(ReviewedItem(tagged: tagged, verdict: other) == nil)
    }

    @Test func aFutureDateIsNeverShown() {
        let item = LibraryItem.sample(.sample(published: .sample("2099-01-01T00:00:00Z")))
        #expect(item.date == item.firstSeen)
    }

    @Test(arguments: [
        ("What's new, in 2026?", "whats-new-in-2026"), ("---", "untitled"), ("\u{e9}t\u{e9}", "t"),
    ])
    func slugsHoldOnlyPlainLetters(text: String, expected: String) {
        #expect(slug(from: text) == expected)
        #expect(isSlug(slug(from: text)))
    }

    @Test func slugsOfFilesAreChecked() {
        #expect(isSlug("ready-for-the-board"))
        #expect(!isSlug("../etc"))
        #expect(!isSlug("A"))
        #expect(!isSlug("-a"))
        #expect(!isSlug(""))
    }
}
