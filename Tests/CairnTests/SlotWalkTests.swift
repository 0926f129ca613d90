// SPDX-License-Identifier: MIT

import Foundation
import Model
import Storage
import TestSupport
import Testing

/// The times at which a newsletter goes out, as a server's scheduler comes to them.
@Suite(.timeLimit(.minutes(10))) struct SlotWalkTests {
    /// A library with a newsletter for the first Thursday of the month, and one approved item for it.
    private func withApprovedItem(_ body: @Sendable (Walk) async throws -> Void) async throws {
        try await Walk.withItems { walk, items in
            let item = try #require(items.first { $0.title.contains("strategy") })
            let approved = try await walk.cairn(
                "review", "approve", item.id, "--topic", "digital-strategy", "--why", "It helps.")
            #expect(approved.status == 0, "\(approved.errors)")
            try await body(walk)
        }
    }

    private func at(_ time: String) -> [String: String] { ["CAIRN_NOW": time] }

    @Test func aSlotIsDraftedApprovedAndOut() async throws {
        try await withApprovedItem { walk in
            let page = walk.library.appending(path: "curated/published/issues/monthly/1.html").path
            let store = try await Store.open(at: walk.library.appending(path: "cairn.sqlite").path)
            let consent = Consent(.elsewhere, at: .sample(), source: "paper", wording: "Yes, please.")
            let reader = NewSubscriber(
                address: try #require(MailAddress("leader@example.org")), consent: consent)
            _ = try await store.subscribers.add(
                [reader], to: "monthly", by: .init(name: "Ada"), at: .sample())
            let dry = try await walk.cairn(
                "run", "--dry-run", "newsletter", with: at("2026-11-03T07:00:00Z"))
            #expect(dry.status == 0, "\(dry.errors)")
            #expect(dry.output.contains("an issue would be drafted for Thu 2026-11-05 07:00 +00:00"))
            #expect(dry.output.contains("recipients: 1\n"), "\(dry.output)")
            #expect(dry.output.contains("A digital strategy on one page"))
            #expect(try await walk.cairn("run", "list").output == "")

            let drafted = try await walk.cairn("run", with: at("2026-11-03T07:00:00Z"))
            #expect(drafted.status == 0, "\(drafted.errors)")
            #expect(drafted.output.contains("issues: drafted 1, going out 0"))
            let shown = try await walk.cairn("newsletter", "show", "monthly", "--json").object()
            #expect(shown["revision"] as? Int == 1)
            let stale = try await walk.cairn("newsletter", "approve", "monthly", "--revision", "7")
            #expect(stale.status == 2 && stale.errors.contains("has changed since revision 7"))
            let approved = try await walk.cairn("newsletter", "approve", "monthly", "--revision", "1")
            #expect(approved.output.contains("It goes out with cairn run, at Thu 2026-11-05 07:00 +00:00."))
            #expect(try await walk.cairn("publish").status == 0)
            #expect(!FileManager.default.fileExists(atPath: page))

            let out = try await walk.cairn("run", "newsletter", with: at("2026-11-05T07:00:10Z"))
            // It is out; but there is a reader, and no mail server.
            #expect(out.status == 1 && out.errors.contains("mail.server is not set"), "\(out.errors)")
            #expect(out.output.contains("run at 07:00, approved by curator: issue 1 goes out"))
            #expect(FileManager.default.fileExists(atPath: page))
            let again = try await walk.cairn("run", "newsletter", "--json", with: at("2026-11-05T07:05:00Z"))
            let stages = try again.object()["stages"] as? [[String: Any]] ?? []
            #expect(stages.map { $0["name"] as? String } == ["issues", "publish", "send"])
            #expect((stages.first?["notes"] as? [String]) == [])

            let list = try await walk.cairn("run", "list", "--json").lines()
            #expect(list.map { $0["number"] as? Int } == [3, 2, 1])
            #expect(list.allSatisfy { $0["by"] as? String == "cairn run" && $0["ended"] != nil })
            let record = try await walk.cairn("run", "show", "2")
            #expect(record.output.contains("issue 1 goes out"))
            #expect(try await walk.cairn("run", "show", "9").status == 2)
            let reopened = try await walk.cairn("newsletter", "reopen", "monthly")
            #expect(reopened.status == 2 && reopened.errors.contains("went out"))
        }
    }

    @Test func aHeldIssueNeedsAPersonAndTheRecordSaysSo() async throws {
        try await withApprovedItem { walk in
            _ = try await walk.cairn("run", with: at("2026-11-03T07:00:00Z"))
            let held = try await walk.cairn("run", with: at("2026-11-05T07:00:00Z"))
            #expect(held.status == 1 && held.errors.contains("nobody approved issue 1"))
            let list = try await walk.cairn("newsletter", "list")
            #expect(
                list.output.contains(
                    "slot Thu 2026-11-05 07:00 +00:00: held, issue 1; nobody approved issue 1"))
            let problems = try await walk.cairn("run", "list", "--problems", "--json").lines()
            #expect(problems.map { $0["number"] as? Int } == [2])
            let skipped = try await walk.cairn("newsletter", "skip", "monthly", "--reason", "Nothing to say.")
            #expect(skipped.status == 0, "\(skipped.errors)")
            let next = try await walk.cairn(
                "newsletter", "skip", "monthly", "--day", "2026-12-03", "--reason", "Holidays.")
            #expect(next.output.contains("slot Thu 2026-12-03 07:00 +00:00 of monthly is skipped"))
            let none = try await walk.cairn("run", with: at("2026-12-01T07:00:00Z"))
            #expect(none.output.contains("issues: drafted 0, going out 0"))
            #expect(
                try await walk.cairn("newsletter", "skip", "monthly", "--day", "x", "--reason", "y").status
                    == 64)
        }
    }

    /// The newsletter of these tests asks a person whenever its time was missed.
    @Test func aMissedIssueGoesOutOnAPersonsWord() async throws {
        try await withApprovedItem { walk in
            _ = try await walk.cairn("run", with: at("2026-11-03T07:00:00Z"))
            _ = try await walk.cairn("newsletter", "approve", "monthly")
            let asked = try await walk.cairn("run", with: at("2026-11-05T09:00:00Z"))
            #expect(asked.status == 1 && asked.errors.contains("nothing ran for 2 h"), "\(asked.errors)")
            let word = try await walk.cairn(
                "newsletter", "release", "monthly", with: at("2026-11-05T09:30:00Z"))
            #expect(word.status == 0, "\(word.errors)")
            _ = try await walk.cairn("run", "newsletter", with: at("2026-11-05T09:31:00Z"))
            let page = walk.library.appending(path: "curated/published/issues/monthly/1.html").path
            #expect(FileManager.default.fileExists(atPath: page))
            #expect(try await walk.cairn("newsletter", "release", "monthly").status == 2)
        }
    }

    /// What mail needs.
    private func mail(_ office: PostOffice) -> [String: String] {
        [
            "CAIRN_BASE_URL": "https://learn.example.org/", "CAIRN_MAIL_SERVER": "127.0.0.1:\(office.port)",
            "CAIRN_MAIL_SECURITY": "none", "CAIRN_MAIL_FROM": "Test <news@example.org>",
            "CAIRN_MAIL_TIMEOUT": "20", "CAIRN_DESK_NOTICES": "ada@example.org",
        ]
    }

    private func subscribe(_ count: Int, in walk: Walk) async throws {
        let store = try await Store.open(at: walk.library.appending(path: "cairn.sqlite").path)
        let consent = Consent(.elsewhere, at: .sample(), source: "paper", wording: "Yes, please.")
        let readers = (1...count).compactMap { MailAddress("reader\($0)@example.org") }.map {
            NewSubscriber(address: $0, consent: consent)
        }
        _ = try await store.subscribers.add(readers, to: "monthly", by: .init(name: "Ada"), at: .sample())
    }

    @Test func curatorsAreToldAndSubscribersGetTheIssueOnce() async throws {
        try await withApprovedItem { walk in
            try await PostOffice.run { office in
                try await subscribe(3, in: walk)
                func run(_ time: String) async throws -> Program.Ending {
                    try await walk.cairn("run", "newsletter", with: mail(office).merging(at(time)) { $1 })
                }
                let drafted = try await run("2026-11-03T07:00:00Z")
                #expect(drafted.status == 0, "\(drafted.errors)")
                _ = try await run("2026-11-03T08:00:00Z")
                let told = try #require(office.received.first)
                #expect(office.received.count == 1 && told.recipient == "ada@example.org")
                #expect(told.header("Subject")?.hasPrefix("Draft to look at: Monthly, issue 1") == true)
                #expect(told.message.contains("https://learn.example.org/desk/works/issues/monthly"))
                _ = try await walk.cairn("newsletter", "approve", "monthly")
                let out = try await run("2026-11-05T07:00:00Z")
                #expect(out.status == 0, "\(out.errors)")
                _ = try await run("2026-11-05T07:15:00Z")
                let readers = (1...3).map { "reader\($0)@example.org" }
                #expect(office.received.dropFirst().map(\.recipient).sorted() == readers)
                #expect(!out.errors.contains("reader") && !out.output.contains("reader"))
                let corrected = try await walk.cairn(
                    "newsletter", "correct", "monthly", "--mail", "--words", "A name was wrong.",
                    with: mail(office))
                #expect(corrected.output.contains("3 mails to be sent"), "\(corrected.errors)")
                _ = try await run("2026-11-05T08:00:00Z")
                let letters = office.received.dropFirst(4)
                #expect(letters.map(\.recipient).sorted() == readers)
                #expect(letters.allSatisfy { $0.message.contains("A name was wrong.") })
            }
        }
    }

    @Test func withoutAMailServerSubscribersAreNotForgotten() async throws {
        try await withApprovedItem { walk in
            try await subscribe(1, in: walk)
            _ = try await walk.cairn("run", "newsletter", with: at("2026-11-03T07:00:00Z"))
            _ = try await walk.cairn("newsletter", "approve", "monthly")
            let out = try await walk.cairn("run", "newsletter", with: at("2026-11-05T07:00:00Z"))
            #expect(out.status == 1)
            #expect(out.errors.contains("issue 1 of monthly goes to 1 subscriber: mail.server is not set"))
            try await PostOffice.run { office in
                // Set up three days later: nothing is mailed by itself any more.
                let late = try await walk.cairn(
                    "run", "newsletter", with: mail(office).merging(at("2026-11-08T07:00:00Z")) { $1 })
                #expect(late.status == 0 && office.received.isEmpty, "\(late.errors)")
            }
        }
    }

    /// Two machines that share a database; each has its own folder, so no lock parts them.
    @Test func schedulersInSeveralProcessesNeverPublishOrMailASlotTwice() async throws {
        try await withApprovedItem { walk in try await PostOffice.run { try await race(walk, $0) } }
    }

    private func race(_ walk: Walk, _ office: PostOffice) async throws {
        try await subscribe(5, in: walk)
        let store = walk.library.appending(path: "cairn.sqlite").path
        var walks = [walk]
        for name in ["second", "third"] {
            let home = walk.home.appending(path: name)
            try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
            let other = Walk(home: home, variables: walk.variables.merging(["CAIRN_STORE": store]) { $1 })
            // Without the database, of which parts come and go.
            try FileManager.default.createDirectory(at: other.library, withIntermediateDirectories: true)
            for name in try FileManager.default.contentsOfDirectory(atPath: walk.library.path)
            where !name.hasPrefix("cairn.sqlite") {
                try FileManager.default.copyItem(
                    at: walk.library.appending(path: name), to: other.library.appending(path: name))
            }
            walks.append(other)
        }
        for (time, what) in [("2026-11-03T07:00:00Z", "drafted"), ("2026-11-05T07:00:00Z", "going out")] {
            let counts = try await withThrowingTaskGroup(of: Int.self) { group in
                for walk in walks {
                    group.addTask {
                        let ending = try await walk.cairn(
                            "run", "newsletter", "--json", with: mail(office).merging(at(time)) { $1 })
                        #expect(ending.status == 0, "\(ending.errors)")
                        let stages = try ending.object()["stages"] as? [[String: Any]] ?? []
                        let counts = stages.first?["counts"] as? [[String: Any]] ?? []
                        return counts.first { $0["what"] as? String == what }?["number"] as? Int ?? 0
                    }
                }
                return try await group.reduce(0, +)
            }
            #expect(counts == 1, "\(what)")
            if what == "drafted" { _ = try await walk.cairn("newsletter", "approve", "monthly") }
        }
        // What one was about to send when the others ended.
        _ = try await walk.cairn(
            "run", "newsletter", with: mail(office).merging(at("2026-11-05T07:01:00Z")) { $1 })
        let recipients = office.received.map(\.recipient).sorted()
        #expect(recipients == ["ada@example.org"] + (1...5).map { "reader\($0)@example.org" })
    }

    @Test func aWorkerDoesWhatIsDueAndEndsWhenItIsTold() async throws {
        try await withApprovedItem { walk in
            let environment = walk.variables.merging([
                "PATH": "/usr/bin:/bin", "HOME": walk.home.path, "CAIRN_NOW": "2026-11-03T07:00:00Z",
                "CAIRN_ENRICH_WORDS": "0", "CAIRN_LINKS_DAYS": "0", "CAIRN_FETCH_PAUSE": "0",
            ]) { $1 }
            let ending = try await Walk.program.run(
                ["work", "--json"], environment: environment, in: walk.library
            ) { line in
                #expect(line.contains("\"by\":\"cairn work\""), "\(line)")
                #expect(line.contains("is drafted for Thu 2026-11-05"))
            }
            #expect(ending.status == 0, "\(ending.errors)")
            #expect(try await walk.cairn("work", "--every", "0").status == 64)
        }
    }

    @Test func aServerWithAScheduleDoesWhatIsDue() async throws {
        try await withApprovedItem { walk in
            let ending = try await walk.serving("--schedule", "--json", with: at("2026-11-03T07:00:00Z")) {
                _ in
                // The run is at work beside the server; its record says when it is done.
                for _ in 0..<600 {
                    let list = try await walk.cairn("run", "list", "--json").lines()
                    if list.first?["ended"] != nil { return }
                    try await Task.sleep(for: .milliseconds(50))
                }
                Issue.record("no run in time")
            }
            #expect(ending.status == 0, "\(ending.errors)")
            let record = try await walk.cairn("run", "show", "--json").object()
            #expect(record["by"] as? String == "cairn serve --schedule")
        }
    }
}
