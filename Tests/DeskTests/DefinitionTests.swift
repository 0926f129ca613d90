// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import Model
import Storage
import TestSupport
import Testing

@testable import Desk

/// Curators and programs who make packs, paths and newsletters and change what they are.
@Suite struct DefinitionTests {
    @Test func whatIsSavedAsItIsChangesNoByte() async throws {
        try await LibraryBench.run { bench, library in
            let (person, _) = try await bench.signedIn(as: .curator)
            let sitting = Sitting(person: person, now: bench.clock.value, tools: bench.tools)
            let holdings = library.read()
            for (kind, ids) in [
                (DefinitionKeeping.Kind.packs, holdings.themes.map(\.id.rawValue)),
                (.paths, holdings.paths.map(\.id.rawValue)),
                (.issues, holdings.newsletters.map(\.id.rawValue)),
            ] {
                let keeping = DefinitionKeeping(kind, sitting)
                for id in ids {
                    try await keeping.change(
                        id, to: try keeping.draft(of: id), seen: try keeping.mark(of: id))
                }
            }
            #expect(try await bench.store.fileSteps.steps() == [])
        }
    }

    @Test func aPackIsMadeChangedAndTakenBack() async throws {
        try await LibraryBench.run { bench, library in
            var (_, browser) = try await bench.signedIn(as: .curator)
            let blank = try await browser.get("/desk/works/new/packs")
            #expect(blank.body.contains("A new pack") && blank.body.contains("Section 3"))
            let form =
                "title=Keep+it+safe&size=5&minutes=40&rows=3&row-0-title=Second&row-0-topics=cyber-security&row-0-place=2"
                + "&row-1-title=First&row-1-topics=data-protection&row-1-topics=open-data&row-1-place=1&row-2-title="
                + "&opening=Read+on.&questions=Who%3F%0AWhy%3F&audience=board"
            let made = try await browser.postEncoded("/desk/works/new/packs", form)
            #expect(made.location == "/desk/works/packs/keep-it-safe")
            let theme = try #require(library.read().theme("keep-it-safe"))
            #expect(theme.sections.map(\.title) == ["First", "Second"] && theme.opening == "Read on.")
            #expect(theme.sections[0].topics == ["data-protection", "open-data"])
            #expect(theme.questions == ["Who?", "Why?"] && theme.aim.audience == "board")
            let path = "/desk/works/packs/keep-it-safe/definition"
            let page = try await browser.get(path)
            let seen = try #require(page.body.firstMatch(of: /name="seen" value="([0-9a-f]+)"/)?.1)
            let change =
                "title=Keep+it+safe&size=5&minutes=40&rows=2&row-0-was=1&row-0-title=Second&row-0-topics=cyber-security"
                + "&row-1-was=0&row-1-title=First&row-1-topics=open-data&row-1-out=yes&seen=\(seen)"
            #expect(try await browser.postEncoded(path, change).status == 303)
            #expect(library.read().theme("keep-it-safe")?.sections.map(\.title) == ["Second"])
            #expect(try await browser.postEncoded(path, change).status == 409)
            _ = try await browser.post("/desk/changes/2/undo")
            #expect(library.read().theme("keep-it-safe")?.sections.count == 2)
            // A second of the same title gets another id.
            let twin = try await browser.postEncoded("/desk/works/new/packs", form)
            #expect(twin.location == "/desk/works/packs/keep-it-safe-2")
            #expect(library.read().mistakes.filter { $0.file.hasPrefix("curated/") } == [])
        }
    }

    @Test func whatIsWrongIsSaidAndNothingIsWritten() async throws {
        try await LibraryBench.run { bench, library in
            var (_, browser) = try await bench.signedIn(as: .curator)
            _ = try await browser.get("/desk/works/new/issues")
            let wrong = try await browser.postEncoded(
                "/desk/works/new/issues",
                "title=&rows=1&row-0-title=Lead&every=month&on=someday&at=07:00&time_zone=Europe/London&size=3"
            )
            #expect(wrong.status == 422)
            for message in ["Enter a title", "Choose a topic for section 1", "how many items section 1"] {
                #expect(wrong.body.contains(message), "\(message)")
            }
            let day = try await browser.postEncoded(
                "/desk/works/new/issues",
                "title=Weekly&rows=1&row-0-title=Lead&row-0-topics=open-data&row-0-size=2&every=month&on=someday"
                    + "&at=07:00&time_zone=Europe/London&size=3")
            #expect(day.status == 422 && day.body.contains("On must be a weekday of the month"))
            let more = try await browser.postEncoded(
                "/desk/works/new/issues", "title=Weekly&rows=1&row-0-title=Lead&more=1")
            #expect(more.status == 200 && more.body.contains("value=\"Lead\""))
            #expect(more.body.contains("Section 4"))
            #expect(library.read().newsletters.count == 1)
            #expect(try await bench.store.fileSteps.steps() == [])
            #expect(try await browser.get("/desk/works/new/sets").status == 404)
            #expect(try await browser.get("/desk/works/packs/none/definition").status == 404)
        }
    }

    @Test func aPathIsMadeWithModulesAndKeepsItsItems() async throws {
        try await LibraryBench.run { bench, library in
            var program = try await APIClient.made(bench, by: .curator)
            let steps =
                #"[{"module":"Begin","topic":"open-data","minutes":25,"words":"Read: one thing."},{"module":"Go on","topic":"open-data","minutes":30,"questions":["Who?"]}]"#
            let body = "{\"title\":\"Open up\",\"outcomes\":[\"open a list\"],\"steps\":\(steps)}"
            let made = try await program.ask("POST", "paths", body)
            #expect(made.status == 201 && made.object["id"] as? String == "open-up")
            let path = try #require(library.read().path("open-up"))
            #expect(path.modules.map(\.id) == ["begin", "go-on"] && path.minutes == 55)
            #expect(path.steps.map(\.id) == ["open-data", "open-data-2"])
            #expect(path.steps[0].words == "Read: one thing.")
            let seen = try #require(made.object["seen"] as? String)
            let turned = steps.replacing(#""module":"Begin","#, with: #""was":0,"module":"Go on","#)
            let change =
                "{\"title\":\"Open up\",\"outcomes\":[\"open a list\"],\"steps\":\(turned),\"seen\":\"\(seen)\"}"
            #expect(try await program.ask("PUT", "paths/open-up", change).status == 200)
            #expect(library.read().path("open-up")?.modules.map(\.id) == ["go-on"])
            #expect(try await program.ask("PUT", "paths/open-up", change).status == 409)
            let none = try await program.ask("POST", "paths", body.replacing("open-data", with: "no-topic"))
            #expect(none.status == 409 && none.body.contains("No topic no-topic"))
            #expect(library.read().mistakes.filter { $0.file.hasPrefix("curated/") } == [])
        }
    }

    @Test func aNewsletterIsReadAndChangedByAProgram() async throws {
        try await LibraryBench.run { bench, library in
            var program = try await APIClient.made(bench, by: .curator)
            let id = "digital-leaders-monthly"
            let file = "curated/newsletters/\(id).md"
            let before = try #require(try library.curatedText(of: file))
            var sent = try await program.ask("GET", "newsletters/\(id)").object
            sent["id"] = nil
            sent["title"] = "Cairn every week"
            (sent["every"], sent["on"]) = ("week", "monday")
            let body = String(decoding: try JSONSerialization.data(withJSONObject: sent), as: UTF8.self)
            let answer = try await program.ask("PUT", "newsletters/\(id)", body)
            #expect(answer.status == 200, "\(answer.body)")
            let newsletter = try #require(library.read().newsletters.first)
            #expect(newsletter.title == "Cairn every week" && newsletter.rhythm.on == "monday")
            // What is not changed stays as it was written.
            let after = try #require(try library.curatedText(of: file))
            #expect(after.contains("strands: [leadership, people]"))
            #expect(zip(before.split(separator: "\n"), after.split(separator: "\n")).count { $0 != $1 } == 2)
            #expect(try await program.ask("GET", "themes/none").status == 404)
        }
    }

    @Test func anApprovedItemIsPickedInTheQueueForWhatIsInHand() async throws {
        try await LibraryBench.run { bench, library in
            let ids = try await bench.store.queue.page(QueueFilter(), after: nil, limit: 10).items.map(\.id)
            try await bench.store.verdicts.record([
                Verdict(
                    item: ids[0], decision: .approve, topics: ["open-data"], why: "It helps a board.",
                    by: .init(name: "Ada", time: .sample()))
            ])
            try await bench.store.queue.catchUp()
            var (_, browser) = try await bench.signedIn(as: .curator)
            let work = try await browser.get("/desk/works/packs/ready-for-the-board")
            #expect(work.body.contains("desk/queue?state=approved&amp;hand=packs%2Fready-for-the-board"))
            let look = "state=any&hand=packs%2Fready-for-the-board"
            let queue = try await browser.get("/desk/queue?" + look)
            #expect(queue.body.contains("You are picking for"))
            #expect(queue.body.matches(of: /data-key="p"/).count == 1)
            let path = "/desk/works/packs/ready-for-the-board/pick"
            let picked = try await browser.post(
                path, ["item": ids[0].rawValue, "part": "1", "look": look])
            #expect(picked.location == "/desk/queue?\(look)#row-\(ids[0])")
            let sections = library.read().theme("ready-for-the-board")?.sections
            #expect(sections?[1].picked == [ids[0]])
            let after = try await browser.get("/desk/queue?" + look)
            #expect(after.body.contains("It is in Ready for the board"))
            #expect(!after.body.contains("data-key=\"p\""))
            #expect(try await browser.post(path, ["item": ids[1].rawValue, "part": "1"]).status == 409)
            #expect(try await browser.post(path, ["item": ids[0].rawValue, "part": "99"]).status == 400)
            #expect(try await browser.get("/desk/queue?hand=packs/none").status == 200)
            #expect(try await browser.get("/desk/queue?hand=%00%2F..%2F").status == 200)
        }
    }
}
