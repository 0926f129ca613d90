// SPDX-License-Identifier: MIT

import Foundation
import TestSupport
import Testing

/// Sets of a library from sign-up to calendar.
@Suite(.timeLimit(.minutes(10))) struct SetWalkTests {
    private static let programme = """
        ---
        id: spring
        title: Spring sets
        time_zone: Europe/London
        offers:
          - {id: leeds-general, place: Leeds, focus: general, date: 2027-02-05, slots: ["10:00-12:00"], facilitator: Bea}
          - {id: york-outcomes, place: York, focus: outcomes, date: 2027-02-05, slots: ["10:00-12:00", "13:00-15:00"]}
        resources: [{kind: facilitator-and-room, per: place, capacity_per_slot: 1}]
        focus_to_topics: {general: [data-strategy], outcomes: [data-strategy]}
        holidays: [2027-03-08/2027-03-12]
        ---

        Join a set this spring.
        """
    private static let mail = [
        "CAIRN_MAIL_SERVER": "127.0.0.1:9", "CAIRN_MAIL_FROM": "Cairn <cairn@example.org>",
        "CAIRN_MAIL_SECURITY": "none", "CAIRN_BASE_URL": "https://learn.example.org/",
    ]

    private func withLibrary(_ work: @Sendable (Walk) async throws -> Void) async throws {
        try await withTemporaryFolder { folder in
            let walk = Walk(home: folder, variables: SetWalkTests.mail)
            let made = try await walk.cairn("init", "library", "--sample", "--quiet")
            try #require(made.status == 0, "\(made.errors)")
            try walk.write(SetWalkTests.programme, to: "curated/sets/spring.md")
            let opened = try await walk.cairn("set", "open", "spring", "--until", "2027-01-15")
            try #require(opened.status == 0, "\(opened.errors)")
            try await work(walk)
        }
    }

    private func join(_ walk: Walk) async throws {
        let rows = (1...6).map { "Person \($0),Org \($0),leeds-general,p\($0)@example.org" }
        let list =
            "person,organisation,choices,address\n" + rows.joined(separator: "\n")
            + "\nEve,,york-outcomes@13:00-15:00,\n"
        let joined = try await walk.cairn(
            arguments: ["set", "join", "spring", "--people", "-"], reading: list)
        #expect(joined.status == 0, "\(joined.errors)")
    }

    @Test func peopleSignUpAreAllocatedToldAndInvited() async throws {
        try await withLibrary { walk in
            try await join(walk)
            let allocated = try await walk.cairn("set", "allocate", "spring", "--json")
            #expect(allocated.status == 0, "\(allocated.errors)")
            let measures = try #require(try allocated.object()["measures"] as? [String: Any])
            #expect(measures["placed"] as? Int == 6)
            let trial = try await walk.cairn("set", "confirm", "spring", "--dry-run")
            #expect(trial.output.contains("1 set would be closed; 1 person without a place; 6 mails"))
            let confirmed = try await walk.cairn("set", "confirm", "spring", "--json")
            #expect(confirmed.status == 0, "\(confirmed.errors)")
            let result = try confirmed.object()
            #expect(result["letters"] as? Int == 6)
            #expect((result["without_address"] as? [String])?.count == 1)
            let set = try #require((result["sets"] as? [[String: Any]])?.first)
            let id = try #require(set["id"] as? String)
            let dates = (set["sessions"] as? [[String: Any]])?.compactMap { $0["date"] as? String }
            #expect(dates?.prefix(2) == ["2027-02-05", "2027-03-05"])
            #expect(try await walk.cairn("set", "confirm", "spring").status == 2)

            // A second round leaves the set alone, and says why its offer is no choice any more.
            _ = try await walk.cairn("set", "join", "spring", "--name", "Late", "--choices", "leeds-general")
            let again = try await walk.cairn("set", "allocate", "spring")
            #expect(again.output.contains("leeds-general@10:00-12:00 is complete and closed"))
            let shown = try await walk.cairn("set", "show", "spring", "--set", id)
            #expect(shown.output.contains("Person 6"))
            try await checkCalendar(of: id, walk)
            try await checkLife(of: id, walk)
        }
    }

    private func checkLife(of id: String, _ walk: Walk) async throws {
        let problem = try await walk.cairn(
            "set", "problem", "spring", id, "1", "Nobody owns our data", "--topics", "data-sharing")
        #expect(problem.status == 0, "\(problem.errors)")
        let action = try await walk.cairn(
            "set", "action", "spring", id, "--session", "1", "--what", "Ask", "--who", "Person 1", "--until",
            "2027-03-01", "--json")
        let number = try #require(try action.object()["number"] as? Int)
        let learned = try await walk.cairn(
            "set", "learn", "spring", id, "--tried", "a", "--happened", "b", "--learned", "c", "--next", "d")
        #expect(learned.status == 0, "\(learned.errors)")
        let log = try await walk.cairn("set", "log", "spring", id, "--json")
        let object = try log.object()
        #expect(object["read_about"] as? [String] == ["data-sharing", "data-strategy"])
        #expect(object["deleted_on"] as? String == "2028-01-19")
        let done = try await walk.cairn(
            "set", "action", "spring", id, "--done", "\(number)", "--outcome", "Yes", "--size", "deep")
        #expect(done.output.contains("ended (deep): Yes"))
        let early = try await walk.cairn("set", "share", "1", "--to", "public", "--approver", "Bea")
        #expect(early.errors.contains("it must be partner-agreed first"))
        let agreed = try await walk.cairn("set", "share", "1", "--to", "partner-agreed", "--approver", "Bea")
        #expect(agreed.output.contains("partner-agreed, agreed by Bea"))
        try await checkPack(of: id, walk)
        #expect(try await walk.cairn("set", "keep", "spring", id, "--until", "2026-10-01").status == 0)
        let run = try await walk.cairn("run")
        #expect(run.output.contains("sets: sets deleted on their day 1"), "\(run.errors)")
        #expect(try await walk.cairn("set", "log", "spring", id).status == 2)
    }

    private func checkCalendar(of id: String, _ walk: Walk) async throws {
        let before = try await walk.cairn("set", "export", "spring", "--set", id)
        #expect(before.output.components(separatedBy: "BEGIN:VEVENT").count == 7)
        #expect(!before.output.contains("Person"))
        let moved = try await walk.cairn("set", "session", "spring", id, "2", "--date", "2027-03-19")
        #expect(moved.status == 0, "\(moved.errors)")
        let after = try await walk.cairn("set", "export", "spring", "--set", id)
        #expect(after.output.contains("DTSTART:20270319T100000Z"))
        #expect(after.output.components(separatedBy: "SEQUENCE:1").count == 2)
        let list = try await walk.cairn("set", "export", "spring", "--format", "csv")
        #expect(list.output.contains("Person 1,Org 1,p1@example.org"))
    }

    private func checkPack(of id: String, _ walk: Walk) async throws {
        let folder = walk.home.appending(path: "session").path
        let pack = ["set", "pack", "spring", id, "1", "--to"]
        let nothing = try await walk.cairn(arguments: pack + [folder])
        #expect(nothing.errors.contains("no approved item is about what the set brings"))
        let open = try await walk.cairn(
            arguments: pack + [walk.library.appending(path: "curated/published/set").path])
        #expect(open.errors.contains("which readers see"))
    }

    @Test func whatIsReadIsSettledAndStays() async throws {
        try await withLibrary { walk in
            // The demo approves items on all kinds of topics.
            let demo = try await walk.cairn("demo", "--to", walk.home.appending(path: "demo").path)
            #expect(demo.status == 0, "\(demo.errors)")
            var walk = walk
            walk.variables["CAIRN_STORE"] = "demo.sqlite"
            for topic in ["digital-leadership", "procurement"] {
                try #require(try await walk.cairn("topic", "show", topic).status == 0)
            }
            try walk.write(
                SetWalkTests.programme.replacing(
                    "[data-strategy]", with: "[digital-leadership, procurement]"),
                to: "curated/sets/spring.md")
            #expect(try await walk.cairn("set", "open", "spring").status == 0)
            try await join(walk)
            _ = try await walk.cairn("set", "allocate", "spring")
            let confirmed = try await walk.cairn("set", "confirm", "spring", "--no-mail", "--json")
            let set = try #require(
                (try confirmed.object()["sets"] as? [[String: Any]])?.first?["id"] as? String)
            _ = try await walk.cairn(
                "set", "action", "spring", set, "--session", "1", "--what", "Ask the board", "--who",
                "Person 1")
            let folder = walk.home.appending(path: "session").path
            let first = try await walk.cairn("set", "pack", "spring", set, "2", "--to", folder, "--json")
            #expect(first.status == 0, "\(first.errors)")
            let items = try #require(try first.object()["items"] as? [String])
            #expect(!items.isEmpty)
            let text = try String(contentsOfFile: folder + "/members.md", encoding: .utf8)
            #expect(text.contains("**Person 1**: Ask the board"))

            // What is brought afterwards changes nothing of what is read, until it is wanted anew.
            _ = try await walk.cairn(
                "set", "problem", "spring", set, "2", "Our suppliers", "--topics", "procurement")
            let again = try await walk.cairn("set", "pack", "spring", set, "2", "--to", folder, "--json")
            #expect(try again.object()["items"] as? [String] == items)
            let anew = try await walk.cairn(
                "set", "pack", "spring", set, "2", "--again", "--items", "1", "--to", folder, "--json")
            #expect((try anew.object()["items"] as? [String])?.count == 1)
            #expect((try anew.object()["removed"] as? [String])?.isEmpty == false)

            // So many days before as the programme says, a run settles what is next by itself.
            let early = try await walk.cairn("run", with: ["CAIRN_NOW": "2027-01-28T09:00:00Z"])
            #expect(!early.output.contains("packs settled"), "\(early.errors)")
            let due = try await walk.cairn("run", with: ["CAIRN_NOW": "2027-01-29T09:00:00Z"])
            #expect(due.output.contains("packs settled 1"), "\(due.errors)")

            // What was learned is asked for once, shortly before its day.
            let soon = try await walk.cairn("run", with: ["CAIRN_NOW": "2027-02-16T09:00:00Z"])
            #expect(!soon.output.contains("reminders"), "\(soon.errors)")
            let asked = try await walk.cairn("run", with: ["CAIRN_NOW": "2027-02-17T09:00:00Z"])
            #expect(asked.output.contains("reminders of what was learned 6"), "\(asked.errors)")
            let once = try await walk.cairn("run", with: ["CAIRN_NOW": "2027-02-18T09:00:00Z"])
            #expect(!once.output.contains("reminders"), "\(once.errors)")
            let log = try await walk.cairn(
                "set", "log", "spring", set, "--json", with: ["CAIRN_NOW": "2027-02-18T09:00:00Z"])
            #expect(try log.object()["share_by"] as? String == "2027-02-19")
        }
    }

    @Test func locksLeavingAndErasing() async throws {
        try await withLibrary { walk in
            try await join(walk)
            let locked = try await walk.cairn(
                "set", "lock", "spring", "Eve", "leeds-general@10:00-12:00", "--json")
            #expect(try locked.object()["lock"] as? String == "leeds-general@10:00-12:00")
            _ = try await walk.cairn("set", "leave", "spring", "Person 6")
            let allocated = try await walk.cairn("set", "allocate", "spring")
            #expect(allocated.output.contains("Eve, locked"))
            #expect(!allocated.output.contains("Person 6"))
            #expect(try await walk.cairn("set", "erase", "spring", "Person 1").status == 0)
            #expect(try await walk.cairn("set", "lock", "spring", "Person 1").status == 2)
            let small = try await walk.cairn("set", "erase", "spring", "Person 2")
            #expect(small.status == 0)
            let confirm = try await walk.cairn("set", "confirm", "spring")
            #expect(confirm.errors.contains("is too small now"))
        }
    }

    @Test func aWrongProgrammeIsNamedByCheckAndStopsNothingElse() async throws {
        try await withLibrary { walk in
            try walk.write(
                SetWalkTests.programme.replacing("[data-strategy]", with: "[no-such-topic]"),
                to: "curated/sets/spring.md")
            let check = try await walk.cairn("check")
            #expect(check.status == 1)
            #expect(
                check.output.contains("curated/sets/spring.md:9: no topic no-such-topic in the curriculum"))
            let list = try await walk.cairn("set", "allocate", "spring")
            #expect(list.status == 2)
            #expect(list.errors.contains("no topic no-such-topic"))
        }
    }
}
