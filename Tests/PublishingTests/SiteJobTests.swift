// SPDX-License-Identifier: MIT

import Foundation
import Model
import TestSupport
import Testing

@testable import Publishing

/// A job reads and makes no more than what changed.
@Suite struct SiteJobTests {
    typealias Marked = (item: ReviewedItem, key: InputKey)

    static let marked: [Marked] = SampleLibrary.items.map { ($0, InputKey(of: $0.id.rawValue)) }

    /// Builds, and says which items were read and which pages were taken.
    private func build(
        _ items: [Marked], in folder: PublishedFolder, maker: String = "1",
        curriculum: Curriculum = SampleLibrary.curriculum
    ) throws -> (read: [Item.ID], change: PublishedFolder.Change) {
        let composer = try SiteComposer(
            site: IncrementalBuildTests.site, curriculum: curriculum, maker: maker)
        let writing = try folder.begin()
        defer { writing.abandon() }
        let job = composer.job(in: writing)
        let read = try job.wanted(items.map { ($0.item.id, $0.key) })
        for (item, key) in items where read.contains(item.id) { try job.add(item, key: key, checked: nil) }
        let publication = Publication(
            issues: [], paths: [], cards: job.cards, sources: [], moves: [], amendments: [])
        #expect(try job.finish(publication))
        return (read, try writing.finish(as: InputKey(of: "\(read)"), telling: []))
    }

    @Test func onlyWhatChangedIsRead() async throws {
        try await withTemporaryFolder { home in
            let folder = PublishedFolder(path: home.appending(path: "site").path)
            let all = SiteJobTests.marked.map(\.item.id)
            #expect(try build(SiteJobTests.marked, in: folder).read == all)
            let again = try build(SiteJobTests.marked, in: folder)
            #expect(again.read == [] && again.change.isEmpty)
            var edited = SiteJobTests.marked
            edited[0] = (
                ReviewedItem.sample(
                    edited[0].item.item, topics: edited[0].item.verdict.topics, why: "Said anew."),
                InputKey(of: "anew")
            )
            let change = try build(edited, in: folder)
            #expect(change.read == [edited[0].item.id])
            #expect(change.change.written.contains("topics/digital-strategy.html"))
            #expect(!change.change.written.contains("topics/user-research.html"))
            #expect(try build(edited, in: folder, maker: "2").read == all)
        }
    }

    @Test func aPageThatStaysIsNotMadeAgain() async throws {
        try await withTemporaryFolder { home in
            let folder = PublishedFolder(path: home.appending(path: "site").path)
            _ = try build(SiteJobTests.marked, in: folder)
            // The same key with other words, which never happens, shows which pages are made.
            let lie = SiteJobTests.marked.map { item, key in
                (
                    ReviewedItem.sample(item.item, topics: item.verdict.topics, why: "A lie."),
                    key
                )
            }
            #expect(try build(lie, in: folder).change.isEmpty)
        }
    }

    @Test func cardsComeBackFromTheirBytesAsTheyWere() throws {
        let maker = InputKey(of: "maker")
        let cards = SampleLibrary.items.enumerated().map { place, item in
            ItemCard(item, key: InputKey(of: "k\(place)"), checked: place % 2 == 0 ? Date.sample() : nil)
        }
        let bytes = CardMemory().bytes(of: cards + [ItemCard(SampleLibrary.items[0])], maker: maker)
        let memory = CardMemory(bytes[...], maker: maker)
        #expect(memory.cards.count == cards.count)
        for (read, card) in zip(memory.cards, cards) {
            #expect(read.id == card.id && read.key == card.key && read.checked == card.checked)
            #expect(read.details == card.details && read.times == card.times && read.kinds == card.kinds)
            #expect(read.minutes == card.minutes && read.digests == card.digests)
            for isPaid in [false, true] {
                #expect(read.isWhole(commercially: isPaid) == card.isWhole(commercially: isPaid))
            }
        }
        // What was kept is kept again as it is, and beside it what is new.
        #expect(memory.bytes(of: memory.cards, maker: maker) == bytes)
        let mixed = CardMemory(
            memory.bytes(of: [cards[1], memory.cards[0]], maker: maker)[...], maker: maker)
        #expect(mixed.cards.map(\.details) == [cards[1].details, cards[0].details])
        #expect(mixed.cards.map(\.kinds) == [cards[1].kinds, cards[0].kinds])
        #expect(CardMemory(bytes[...], maker: InputKey(of: "another")).cards.isEmpty)
        for end in bytes.indices { #expect(CardMemory(bytes[..<end], maker: maker).cards.isEmpty) }
    }

    @Test func aPageThatStaysMayLeadToOneThatIsGone() throws {
        let one = PublishedFile(
            path: "a/one.html", text: "<a href=\"two.html#x\">2</a><a href=\"#top\">t</a><p id=\"top\">")
        let two = PublishedFile(path: "a/two.html", text: "<p id=\"x\">")
        var ledger = LinkLedger()
        ledger.note(one)
        let links = ledger.links
        ledger.note(two)
        let other = ledger.links
        #expect(links.targets.contains(PageLinks.number(of: "a/two.html".utf8)))
        #expect(links.places == other.ids)
        #expect(ledger.broken(where: { !["a/one.html", "a/two.html"].contains($0) }) == nil)
        #expect(ledger.broken(where: { $0 != "a/one.html" })?.link == "two.html#x")
        var writer = MemoryWriter()
        links.write(to: &writer)
        var reader = MemoryReader(writer.bytes[...])
        #expect(try PageLinks(from: &reader) == links)
    }
}
