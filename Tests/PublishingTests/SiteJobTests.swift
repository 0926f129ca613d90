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
        let cards = items.compactMap { job.card(of: $0.item.id) }
        let publication = Publication(
            issues: [], paths: [], cards: cards, sources: [], moves: [], amendments: [])
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

    @Test func aCardComesBackFromItsBytesAsItWas() throws {
        for item in SampleLibrary.items {
            for checked in [nil, Date.sample()] {
                let card = ItemCard(item, key: InputKey(of: "k"), checked: checked)
                var writer = MemoryWriter()
                card.write(to: &writer)
                var reader = MemoryReader(writer.bytes[...])
                let read = try ItemCard(from: &reader)
                #expect(reader.isAtEnd)
                var again = MemoryWriter()
                read.write(to: &again)
                #expect(again.bytes == writer.bytes)
                #expect(read.credited == card.credited && read.times == card.times)
                #expect(read.licence == card.licence && read.fit == card.fit && read.checked == checked)
                for end in writer.bytes.indices {
                    var short = MemoryReader(writer.bytes[..<end])
                    #expect(throws: MemoryReader.Damaged.self) { try ItemCard(from: &short) }
                }
            }
        }
    }

    @Test func aPageThatStaysMayLeadToOneThatIsGone() throws {
        let one = PublishedFile(
            path: "a/one.html", text: "<a href=\"two.html#x\">2</a><a href=\"#top\">t</a><p id=\"top\">")
        let two = PublishedFile(path: "a/two.html", text: "<p id=\"x\">")
        var ledger = LinkLedger()
        let (links, other) = (ledger.note(one), ledger.note(two))
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
