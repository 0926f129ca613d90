// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import Model
import TestSupport
import Testing

@Suite struct OPMLImportTests {
    private let team = """
        <opml version="1.0" xmlns:x="urn:other">
          <head><title>Team</title></head>
          <body>
            <outline text="News" title="News" x:mood="calm">
              <outline type="rss" text="One" xmlUrl="https://one.example.org/feed" custom="kept" x:mood="fair"/>
              <outline text="Inner" xmlns:y="urn:inner">
                <outline text="Two" xmlUrl="https://two.example.org/feed" y:size="3" category="/a,/b"/>
              </outline>
            </outline>
            <outline text="Loose" xmlUrl="https://loose.example.org/feed"/>
            <outline text="Old" type="rss" xmlUrl="http://www.two.example.org/feed/"/>
            <outline text="Odd" xmlUrl="https://odd.example.org/feed" cairn:licence="Mine" cairn:sector="moon"/>
            <outline text="No address"/>
            <outline text="Last"><outline text="Held" xmlUrl="https://held.example.org/feed"/></outline>
          </body>
        </opml>
        """

    @Test func everyLineSaysWhatItWouldBring() throws {
        let lines = try reading(team).lines
        #expect(lines.map(\.title) == ["One", "Two", "Loose", "Old", "Odd", "No address", "Held"])
        #expect(lines.map { $0.listed == nil } == [false, false, false, false, false, true, false])
        #expect(
            lines.map(\.duplicateOf) == [nil, nil, nil, "team.opml:7", nil, nil, "feeds/ours.opml:12"])
        #expect(
            lines.flatMap(\.mistakes).map(\.description) == [
                "team.opml:12: unknown licence Mine", "team.opml:12: unknown sector moon; known: charity",
                "team.opml:13: no xmlUrl",
            ])
    }

    @Test func chosenLinesKeepTheirGroupsOrderAndAttributes() throws {
        let list = try reading(team)
        let part = try list.saving(chosen(list, "One", "Two", "Loose"))
        let again = try OPML.read(Array(OPML.write(part).utf8), file: "feeds/team.opml")
        #expect(again.title == "Team")
        #expect(
            again.outlines.map(\.described) == [
                "text=News title=News x:mood=calm ["
                    + "type=rss text=One xmlUrl=https://one.example.org/feed custom=kept x:mood=fair, "
                    + "text=Inner [text=Two xmlUrl=https://two.example.org/feed y:size=3 category=/a,/b]]",
                "text=Loose xmlUrl=https://loose.example.org/feed",
            ])
        #expect(again.attributes.map(\.name) == ["xmlns:x", "xmlns:y", "xmlns:cairn", "version"])
    }

    @Test func whatIsWrongOnALineIsNotSavedWithIt() throws {
        let list = try reading(team)
        let part = try list.saving(chosen(list, "Odd"))
        #expect(part.outlines.map(\.described) == ["text=Odd xmlUrl=https://odd.example.org/feed"])
    }

    @Test func anotherAddressTakesThePlaceOfTheWrittenOne() throws {
        let list = try reading(team)
        let loose = try #require(list.lines.first { $0.title == "Loose" })
        let part = try list.saving([loose.place: .sample("https://new.example.org/feed")])
        #expect(part.outlines.map(\.described) == ["text=Loose xmlUrl=https://new.example.org/feed"])
    }

    @Test func answersDecideWhatBecomesOfALine() throws {
        let list = try reading(team)
        let moved = WebAddress.sample("https://new.example.org/feed")
        let preview = ImportPreview(
            list,
            answers: [
                .sample("https://one.example.org/feed"): .feed(at: moved),
                .sample("https://two.example.org/feed"): .dead(reason: "gone"),
                .sample("https://loose.example.org/feed"): .page(what: "a web page"),
                .sample("https://odd.example.org/feed"): .feed(at: .sample("https://odd.example.org/feed")),
            ])
        #expect(
            preview.entries.map(\.prospect) == [
                .moved(to: moved), .dead(reason: "gone"), .noFeed(what: "a web page"),
                .duplicate(of: "team.opml:7", movedTo: nil), .new,
                .duplicate(of: "feeds/ours.opml:12", movedTo: nil),
            ])
        #expect(
            preview.chosen(followingMoves: false).values.sorted().map(\.host) == [
                "odd.example.org", "one.example.org",
            ])
        #expect(
            preview.chosen(followingMoves: true).values.sorted().map(\.host) == [
                "new.example.org", "odd.example.org",
            ])
        #expect(preview.mistakes.count == 3)
    }

    @Test func aFeedThatMovedToOneThatIsListedIsADuplicate() throws {
        let list = try reading(team)
        let (held, new) = (
            WebAddress.sample("https://held.example.org/feed"),
            WebAddress.sample("https://new.example.org/feed")
        )
        let preview = ImportPreview(
            list,
            answers: [
                .sample("https://one.example.org/feed"): .feed(at: held),
                .sample("https://two.example.org/feed"): .feed(at: new),
                .sample("https://loose.example.org/feed"): .feed(at: new),
                .sample("https://odd.example.org/feed"): .feed(at: .sample("http://odd.example.org/feed/")),
            ])
        #expect(
            preview.entries.prefix(3).map(\.prospect) == [
                .duplicate(of: "feeds/ours.opml:12", movedTo: held), .moved(to: new),
                .duplicate(of: "team.opml:7", movedTo: new),
            ])
        #expect(preview.entries[4].prospect == .moved(to: .sample("http://odd.example.org/feed/")))
    }

    @Test func aPrefixThatStandsForTwoThingsIsTold() throws {
        let text = """
            <opml><body>
            <outline text="A" xmlUrl="https://a.example.org/" xmlns:x="urn:1" x:k="a"/>
            <outline text="B" xmlUrl="https://b.example.org/" xmlns:x="urn:2" x:k="b"/>
            </body></opml>
            """
        let list = try reading(text)
        let part = try list.saving(chosen(list, "A", "B"))
        #expect(part.outlines.map { $0.attributes.last?.name } == ["x:k", "x2:k"])
        #expect(part.attributes.map(\.name) == ["xmlns:x", "xmlns:x2", "xmlns:cairn"])
    }

    @Test func whatIsImportedIsExportedAgainAsItWas() async throws {
        try await withLibrary { library in
            try FileManager.default.removeItem(at: library.feedsFolder)
            let document = try OPML.read(Array(roundTrip.utf8), file: "team.opml")
            let list = OPMLImport(document, held: library.read().listedFeeds)
            let chosen = list.lines.compactMap { line in line.listed.map { (line.place, $0.feed.address) } }
            let part = try list.saving(Dictionary(uniqueKeysWithValues: chosen))
            try FileWriter.writeAtomically(
                OPML.write(part), to: library.feedsFolder.appending(path: "team.opml"))
            let exported = library.exportedFeeds(title: "Ours")
            #expect(exported.title == "Ours")
            #expect(exported.outlines.map(\.described) == document.outlines.map(\.described))
            let read = try OPML.read(Array(OPML.write(exported).utf8), file: "out.opml")
            #expect(read.feeds.feeds.map(\.feed) == document.feeds.feeds.map(\.feed))
        }
    }

    private let roundTrip = """
        <opml version="2.0" xmlns:c="https://example.org/cairn/opml/1"><head><title>T</title></head><body>
        <outline text="First" title="The first"><outline type="rss" text="A" title="Aa" description="why"
          xmlUrl="https://a.example.org/?x=1&amp;y=2" htmlUrl="https://a.example.org/" language="cy"
          version="RSS2" c:licence="CC-BY-4.0" c:sector="charity" c:note="&lt;b&gt; &quot;q&quot;" mine="1"/>
          <outline text="Deep"><outline text="Deeper"><outline text="B" xmlUrl="https://b.example.org/f"/></outline>
          </outline></outline>
        <outline text="C" xmlUrl="https://c.example.org/f" created="Mon, 01 Jan 2024 00:00:00 GMT"/>
        <outline text="First"><outline text="D" xmlUrl="https://d.example.org/f"/></outline>
        <outline text="Empty">
        </outline>
        </body></opml>
        """

    @Test func exportJoinsGroupsOfOneNameAndNamesEachAddressOnce() async throws {
        try await withLibrary { library in
            try FileManager.default.removeItem(at: library.feedsFolder)
            let files = [
                "a.opml": """
                <opml xmlns:x="urn:1"><body><outline text="News">
                <outline text="A" xmlUrl="https://a.example.org/" x:k="1"/></outline></body></opml>
                """,
                "b.opml": """
                <opml xmlns:x="urn:2"><body><outline text="B" xmlUrl="https://b.example.org/" x:k="2"/>
                <outline text="News"><outline text="A again" xmlUrl="http://a.example.org"/>
                <outline text="C" xmlUrl="https://c.example.org/"/><outline text="no address"/></outline></body></opml>
                """, "broken.opml": "<opml>",
            ]
            for (name, text) in files {
                try FileWriter.writeAtomically(text, to: library.feedsFolder.appending(path: name))
            }
            let exported = library.exportedFeeds(title: "Ours")
            #expect(
                exported.outlines.map(\.described) == [
                    "text=News [text=A xmlUrl=https://a.example.org/ x:k=1, text=C xmlUrl=https://c.example.org/]",
                    "text=B xmlUrl=https://b.example.org/ x2:k=2",
                ])
        }
    }
}

private extension OPMLImportTests {
    func reading(_ text: String) throws -> OPMLImport {
        let held = ListedFeed(
            feed: Feed(address: .sample("https://held.example.org/feed/"), title: "Held"),
            file: "feeds/ours.opml", line: 12)
        return OPMLImport(
            try OPML.read(Array(text.utf8), file: "team.opml"), held: [held], sectors: ["charity"])
    }

    func chosen(_ list: OPMLImport, _ titles: String...) -> [Int: WebAddress] {
        var chosen: [Int: WebAddress] = [:]
        for line in list.lines where titles.contains(line.title) {
            chosen[line.place] = line.listed?.feed.address
        }
        return chosen
    }
}

private extension OPMLDocument.Outline {
    /// Its attributes and what is inside it, for comparing.
    var described: String {
        let own = attributes.map { "\($0.name)=\($0.value)" }.joined(separator: " ")
        return isGroup ? own + " [" + outlines.map(\.described).joined(separator: ", ") + "]" : own
    }
}
