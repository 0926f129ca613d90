// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import Model
import Pages
import Storage
import TestSupport
import Testing

@testable import Desk

/// Curators at the queue, with browsers that run no scripts.
@Suite struct QueueTests {
    @Test func theQueueSaysWhatEachItemIsAndWhyItStandsThere() async throws {
        try await QueueBench.run { bench in
            var (_, browser) = try await bench.desk.signedIn(as: .curator)
            let page = try await browser.get("/desk/queue")
            #expect(page.status == 200)
            #expect(page.body.contains("<mark>risk</mark> register"))
            #expect(page.body.contains("Here because: wanted: Cyber security (none approved)"))
            #expect(page.body.contains("One · All rights reserved") || page.body.contains("CC BY"))
            #expect(page.body.contains("3 items"))
            // What a feed says is shown, not obeyed.
            #expect(page.body.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
            #expect(!page.body.contains("<script>alert"))
        }
    }

    @Test func oneButtonRejectsAndGoesOnAndAnotherTakesItBack() async throws {
        try await QueueBench.run { bench in
            var (_, browser) = try await bench.desk.signedIn(as: .curator)
            _ = try await browser.get("/desk/queue")
            let (first, second) = (bench.items[0].id, bench.items[1].id)
            let answer = try await browser.post(
                "/desk/items/\(first)/decide", ["decision": "reject", "reason": "too thin", "at": "queue"])
            #expect(answer.location == "/desk/queue#row-\(second)")
            let page = try await browser.get("/desk/queue")
            #expect(
                page.body.contains("Rejected: “A board&#39;s risk register”.")
                    || page.body.contains("Rejected:"))
            #expect(!page.body.contains("row-\(first)"))
            #expect(try await bench.store.verdicts.current(for: first)?.note == "too thin")
            _ = try await browser.post("/desk/undo")
            #expect(try await bench.store.verdicts.current(for: first) == nil)
            #expect(try await browser.get("/desk/queue").body.contains("row-\(first)"))
        }
    }

    @Test func anApprovalSaysWhyItMattersAndGoesOnToTheNext() async throws {
        try await QueueBench.run { bench in
            var (_, browser) = try await bench.desk.signedIn(as: .curator)
            let (first, second) = (bench.items[0].id, bench.items[1].id)
            let page = try await browser.get("/desk/items/\(first)")
            #expect(page.body.contains("<mark>risk</mark>"))
            let path = "/desk/items/\(first)/decide"
            let refused = try await browser.post(
                path, ["decision": "approve", "topics": "cyber-security", "why": " "])
            #expect(refused.status == 422)
            #expect(
                refused.body.contains("Say why it matters to your readers&#39; mission")
                    || refused.body.contains("Say why it matters"))
            let answer = try await browser.post(
                path,
                [
                    "decision": "approve", "topics": "cyber-security", "why": "Boards answer for it.",
                    "audiences": "board", "seen": "1-0",
                ])
            #expect(answer.location == "/desk/items/\(second)")
            let verdict = try #require(try await bench.store.verdicts.current(for: first))
            #expect(verdict.topics == ["cyber-security"])
            #expect(verdict.fit.audiences == ["board"])
            #expect(verdict.why == "Boards answer for it.")
            #expect(verdict.by.name == "the curator")
        }
    }

    @Test func anUntickedTopicIsRejectedAndComesBackWhenTakenBack() async throws {
        try await QueueBench.run { bench in
            var (_, browser) = try await bench.desk.signedIn(as: .curator)
            let item = bench.items[0].id
            _ = try await browser.get("/desk/items/\(item)")
            _ = try await browser.post("/desk/items/\(item)/topics")
            #expect(try await bench.store.items.find(item.rawValue)?.tags == [])
            #expect(try await browser.get("/desk/queue?topic=unsorted").body.contains("row-\(item)"))
            _ = try await browser.post("/desk/undo")
            #expect(try await bench.store.items.find(item.rawValue)?.tags.count == 1)
        }
    }

    @Test func readingChangesNothing() async throws {
        try await QueueBench.run { bench in
            var (_, browser) = try await bench.desk.signedIn(as: .curator)
            for path in ["", "/history", "/article"] {
                _ = try await browser.get("/desk/items/\(bench.items[0].id)" + path)
            }
            let now = bench.desk.clock.value
            #expect(try await bench.store.claims.held(bench.items.map(\.id), now: now).isEmpty)
            #expect(try await bench.store.queue.count(QueueFilter()) == 3)
        }
    }

    @Test func severalItemsAreDecidedOnAtOnceAfterTheCountWasShown() async throws {
        try await QueueBench.run { bench in
            var (_, browser) = try await bench.desk.signedIn(as: .curator)
            _ = try await browser.get("/desk/queue")
            let form = "what=hold&item=\(bench.items[0].id)&item=\(bench.items[2].id)&item=none"
            let asked = try await browser.postEncoded("/desk/queue/several", form)
            #expect(asked.body.contains("Hold 2 items?"))
            #expect(try await bench.store.queue.count(QueueFilter()) == 3)
            let done = try await browser.postEncoded("/desk/queue/several/done", form + "&decision=hold")
            #expect(done.status == 303)
            #expect(try await bench.store.queue.count(QueueFilter()) == 1)
            _ = try await browser.post("/desk/undo")
            #expect(try await bench.store.queue.count(QueueFilter()) == 3)
        }
    }

    @Test func copiesAreJoinedAndPartedAndBothCanBeTakenBack() async throws {
        try await QueueBench.run { bench in
            var (_, browser) = try await bench.desk.signedIn(as: .curator)
            _ = try await browser.get("/desk/queue")
            let (kept, copy) = (bench.items[0].id, bench.items[1].id)
            let form = "what=join&item=\(kept)&item=\(copy)&kept=\(kept)"
            #expect(try await browser.postEncoded("/desk/queue/several", form).body.contains("Keep this one"))
            let joined = try await browser.postEncoded("/desk/queue/several/done", form)
            #expect(joined.location == "/desk/items/\(kept)")
            #expect(try await bench.store.queue.count(QueueFilter()) == 2)
            #expect(try await browser.get("/desk/items/\(kept)").body.contains("is part of it"))
            _ = try await browser.post("/desk/items/\(kept)/split", ["part": copy.rawValue])
            #expect(try await bench.store.queue.count(QueueFilter()) == 3)
            _ = try await browser.post("/desk/undo")
            #expect(try await bench.store.queue.count(QueueFilter()) == 2)
            _ = try await browser.post("/desk/undo")
            #expect(try await bench.store.queue.count(QueueFilter()) == 3)
        }
    }

    @Test func whoeverSavesLateSeesBothTexts() async throws {
        try await QueueBench.run { bench in
            var (_, ada) = try await bench.desk.signedIn(as: .curator, named: "Ada")
            var (_, bob) = try await bench.desk.signedIn(as: .curator, named: "Bob")
            let path = "/desk/items/\(bench.items[0].id)"
            _ = try await ada.get(path)
            _ = try await bob.get(path)
            let saved = try await ada.post(path + "/draft", ["why": "Ada's words", "draft": "0"])
            #expect(saved.status == 303)
            #expect(try await bob.get(path).body.contains("Ada is at it, 5 min"))
            let late = try await bob.post(path + "/draft", ["why": "Bob's words", "draft": "0"])
            #expect(late.status == 409)
            #expect(late.body.contains("Ada") && late.body.contains("words"))
            let quiet = try await bob.post(
                path + "/draft", ["why": "Bob's words", "draft": "0", "quiet": "yes"])
            #expect(quiet.status == 409 && quiet.body == "Ada")
            #expect(try await bench.store.drafts.current(on: bench.items[0].id)?.content.why == "Ada's words")
            // With her version in view he may save his.
            #expect(try await bob.post(path + "/draft", ["why": "Both", "draft": "1"]).status == 303)
            #expect(try await ada.get(path + "/history").body.contains("saved version 2 of the draft"))
        }
    }

    @Test func aDecisionOnWhatSomebodyElseHasDecidedIsNotRecorded() async throws {
        try await QueueBench.run { bench in
            var (_, ada) = try await bench.desk.signedIn(as: .curator, named: "Ada")
            var (_, bob) = try await bench.desk.signedIn(as: .curator, named: "Bob")
            let (item, form) = (bench.items[0].id, ["decision": "hold", "seen": "1-0"])
            _ = try await ada.get("/desk/queue")
            _ = try await bob.get("/desk/queue")
            #expect(try await ada.post("/desk/items/\(item)/decide", form).status == 303)
            let late = try await bob.post("/desk/items/\(item)/decide", form)
            #expect(late.status == 409)
            #expect(late.body.contains("Held by Ada"))
            #expect(try await bench.store.verdicts.current(for: item)?.by.name == "Ada")
        }
    }

    @Test func aSecondPersonIsNeededWhereTheSettingSaysSo() async throws {
        try await QueueBench.run(needsSecond: true) { bench in
            var (_, ada) = try await bench.desk.signedIn(as: .curator, named: "Ada")
            var (_, bob) = try await bench.desk.signedIn(as: .curator, named: "Bob")
            let item = bench.items[0].id
            let form = ["decision": "approve", "topics": "cyber-security", "why": "Boards answer for it."]
            _ = try await ada.get("/desk/queue")
            _ = try await ada.post("/desk/items/\(item)/decide", form)
            #expect(try await bench.store.verdicts.current(for: item) == nil)
            #expect(try await bob.get("/desk/items/\(item)").body.contains("Ada has approved it"))
            #expect(try await bob.get("/desk/queue?state=half").body.contains("1 item"))
            _ = try await bob.post("/desk/items/\(item)/decide", form)
            #expect(try await bench.store.verdicts.current(for: item)?.by.name == "Bob")
        }
    }

    @Test func claimsCommentsAndFiltersAreSharedAsTheirPeopleSay() async throws {
        try await QueueBench.run { bench in
            var (_, ada) = try await bench.desk.signedIn(as: .curator, named: "Ada")
            var (_, bob) = try await bench.desk.signedIn(as: .curator, named: "Bob")
            let path = "/desk/items/\(bench.items[0].id)"
            _ = try await ada.get(path)
            _ = try await ada.post(path + "/claim", ["what": "take"])
            #expect(try await bob.get("/desk/queue").body.contains("Ada is at it, 5 min"))
            bench.desk.clock.change { $0 += 301 }
            #expect(try await !bob.get("/desk/queue").body.contains("Ada is at it"))
            _ = try await bob.post(path + "/comments", ["text": "Is <b>this</b> ours?"])
            #expect(try await ada.get(path).body.contains("Is &lt;b&gt;this&lt;/b&gt; ours?"))
            _ = try await ada.post(
                "/desk/queue/filters", ["look": "topic=cyber-security", "name": "Cyber", "shared": "yes"])
            #expect(
                try await bob.get("/desk/queue").body.contains(
                    "Cyber</a> <span class=\"quiet\">shared by Ada"))
        }
    }

    @Test(arguments: [
        "q=risk", "q=%22%29*", "topic=cyber-security&topic=unsorted", "strand=none", "source=f1&licence=x",
        "state=any&order=oldest",
        "state=half", "from=2026-01-01&until=2026-12-31&sure=10&unsure=90", "after=x", "after=1~2",
        "order=match&q=board",
        "from=yesterday&sure=1000&state=odd&order=odd",
    ])
    func everyAddressOfTheQueueIsAnswered(query: String) async throws {
        try await QueueBench.run { bench in
            var (_, browser) = try await bench.desk.signedIn(as: .contributor)
            let page = try await browser.get("/desk/queue?" + query)
            #expect(page.status == 200)
            #expect(!page.body.contains("name=\"decision\""))
        }
    }

    @Test func theArticleIsADocumentWithoutRights() async throws {
        try await QueueBench.run { bench in
            var (_, browser) = try await bench.desk.signedIn(as: .curator)
            let page = try await browser.get("/desk/items/\(bench.items[1].id)/article")
            #expect(page.status == 200)
            let policy = page.field("content-security-policy") ?? ""
            #expect(policy.contains("default-src 'none'") && policy.contains("sandbox"))
            #expect(policy.contains("frame-ancestors 'self'") && !policy.contains("script-src"))
            #expect(page.field("x-frame-options") == "SAMEORIGIN")
            #expect(page.body.contains("<p>As laid out.</p>"))
        }
    }

    @Test func aLookReadsWhatItWroteAndNothingElse() {
        var look = QueueLook()
        look.words = "a & b/ü"
        look.topics = ["open-data", QueueLook.unsorted]
        look.state = "any"
        #expect(QueueLook(query: look.query) == look)
        #expect(
            QueueLook(look.filter(nil))
                == {
                    var same = look; same.order = "match"; return same
                }())
        #expect(QueueLook(query: "from=x&order=none&sure=-1") == QueueLook())
    }
}
