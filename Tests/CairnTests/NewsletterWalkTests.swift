// SPDX-License-Identifier: MIT

import Foundation
import Model
import Storage
import TestSupport
import Testing

/// What a curator does with newsletters and the times at which they go out.
@Suite(.timeLimit(.minutes(10))) struct NewsletterWalkTests {
    @Test func theNextRunsAreTold() async throws {
        try await Walk.withLibrary { walk, _ in
            let runs = [
                "Thu 2026-11-05 07:00 +00:00", "Thu 2026-12-03 07:00 +00:00", "Thu 2027-01-07 07:00 +00:00",
                "Thu 2027-02-04 07:00 +00:00", "Thu 2027-03-04 07:00 +00:00",
            ]
            let listed = try await walk.cairn("newsletter", "list")
            #expect(listed.status == 0, "\(listed.errors)")
            let lines = listed.output.split(separator: "\n").map(String.init)
            #expect(lines.first == "monthly: Monthly")
            #expect(lines.dropFirst(2).map { String($0.dropFirst(4).prefix(27)) } == runs)
            let shown = try await walk.cairn("newsletter", "show", "monthly")
            #expect(shown.status == 0 && runs.allSatisfy { shown.output.contains($0) }, "\(shown.errors)")
            #expect(shown.output.contains("no issue yet"))
            let json = try await walk.cairn("newsletter", "list", "--json").json() as? [[String: Any]]
            let next = json?.first?["next_runs"] as? [[String: Any]]
            #expect(next?.count == 5)
            #expect(next?.first?["time"] as? String == "2026-11-05T07:00:00+00:00")
            #expect(next?.first?["utc"] as? String == "2026-11-05T07:00:00Z")
            #expect(next?.first?["draft"] as? String == "2026-11-03T07:00:00Z")
            // In summer the same time is an hour earlier in UTC.
            let summer = try await walk.cairn(
                "newsletter", "list", with: ["CAIRN_NOW": "2027-07-01T07:00:00Z"])
            #expect(summer.output.contains("Thu 2027-08-05 07:00 +01:00"))
            #expect(!summer.output.contains("2027-07-01"))
        }
    }

    @Test func anUnknownZoneIsRefusedByFileAndLine() async throws {
        try await Walk.withLibrary { walk, _ in
            let file = walk.library.appending(path: "curated/newsletters/monthly.md")
            let text = try String(contentsOf: file, encoding: .utf8)
            try walk.write(
                text.replacing("Europe/London", with: "Europe/Dublim"), to: "curated/newsletters/monthly.md")
            let complaint = "curated/newsletters/monthly.md:6: unknown time zone Europe/Dublim"
            let listed = try await walk.cairn("newsletter", "list")
            #expect(listed.status == 1 && listed.errors.contains(complaint), "\(listed.errors)")
            for verb in ["show", "draft"] {
                let refused = try await walk.cairn("newsletter", verb, "monthly")
                #expect(refused.status == 2 && refused.errors.contains(complaint), "\(refused.errors)")
            }
        }
    }
}

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
            #expect(out.status == 0, "\(out.errors)")
            #expect(out.output.contains("run at 07:00, approved by curator: issue 1 goes out"))
            #expect(FileManager.default.fileExists(atPath: page))
            let again = try await walk.cairn("run", "newsletter", "--json", with: at("2026-11-05T07:05:00Z"))
            let stages = try again.object()["stages"] as? [[String: Any]] ?? []
            #expect(stages.map { $0["name"] as? String } == ["issues", "publish"])
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

    /// Two machines that share a database; each has its own folder, so no lock parts them.
    @Test func schedulersInSeveralProcessesNeverPublishASlotTwice() async throws {
        try await withApprovedItem { walk in
            let store = walk.library.appending(path: "cairn.sqlite").path
            var walks = [walk]
            for name in ["second", "third"] {
                let home = walk.home.appending(path: name)
                try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
                let other = Walk(home: home, variables: walk.variables.merging(["CAIRN_STORE": store]) { $1 })
                try FileManager.default.copyItem(at: walk.library, to: other.library)
                walks.append(other)
            }
            for (time, what) in [("2026-11-03T07:00:00Z", "drafted"), ("2026-11-05T07:00:00Z", "going out")] {
                let counts = try await withThrowingTaskGroup(of: Int.self) { group in
                    for walk in walks {
                        group.addTask {
                            let ending = try await walk.cairn("run", "newsletter", "--json", with: at(time))
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
        }
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
