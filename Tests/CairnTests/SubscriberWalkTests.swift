// SPDX-License-Identifier: MIT

import Foundation
import Model
import Storage
import TestSupport
import Testing

/// Looking after subscribers at the command line.
@Suite(.timeLimit(.minutes(10))) struct SubscriberWalkTests {
    static let newsletter = "digital-leaders-monthly"

    /// A library with the bundled newsletter.
    func withLibrary(_ work: @Sendable (Walk) async throws -> Void) async throws {
        try await withTemporaryFolder { folder in
            let walk = Walk(home: folder)
            let made = try await walk.cairn("init", "library", "--sample", "--quiet")
            try #require(made.status == 0, "\(made.errors)")
            try await work(walk)
        }
    }

    func json(_ ending: Program.Ending) throws -> [String: Any] { try ending.object() }

    @Test func somebodyIsAddedChosenForPausedAndLeaves() async throws {
        try await withLibrary { walk in
            let added = try await walk.cairn(
                "subscriber", "add", "Ada@example.org", "--confirmed", "--source", "paper form", "--wording",
                "Yes, send it", "--topics", "leadership,cyber-security", "--json")
            #expect(added.status == 0, "\(added.errors)")
            let ada = try added.object()
            #expect(ada["state"] as? String == "confirmed")
            #expect(ada["address"] as? String == "A…@example.org")
            #expect((ada["topics"] as? [String])?.contains("cyber-security") == true)
            #expect(try await walk.cairn("subscriber", "add", "ada@example.org", "--confirmed").status == 0)

            let chosen = try await walk.cairn(
                "subscriber", "choose", "ada@example.org", "--topics", "", "--audience", "board", "--rhythm",
                "month", "--only-unread", "--json")
            let now = try chosen.object()
            #expect(now["topics"] as? [String] == [])
            #expect(now["audience"] as? String == "board")
            #expect(now["next_mail"] as? String == "2026-12-01T00:00:00Z")
            #expect(now["only_unread"] as? Bool == true)
            let wrong = try await walk.cairn("subscriber", "choose", "ada@example.org", "--audience", "kings")
            #expect(wrong.status == 2)
            #expect(wrong.errors.contains("there is no audience kings"))

            let paused = try await walk.cairn(
                "subscriber", "pause", "ada@example.org", "--until", "2026-11-16", "--json")
            #expect(try paused.object()["paused_until"] as? String == "2026-11-16T00:00:00Z")
            #expect(try await walk.cairn("subscriber", "resume", "ada@example.org").status == 0)

            let record = try await walk.cairn("subscriber", "export", "ada@example.org")
            #expect(record.output.contains("paper form"))
            #expect(record.output.contains("Yes, send it"))

            #expect(try await walk.cairn("subscriber", "remove", "ada@example.org").status == 0)
            let back = try await walk.cairn("subscriber", "add", "ada@example.org", "--confirmed")
            #expect(back.status == 2)
            #expect(back.errors.contains("only they themselves can come back"))
            #expect(try await walk.cairn("subscriber", "erase", "ada@example.org").status == 0)
            #expect(try await walk.cairn("subscriber", "list", "--json").output == "")
            #expect(try await walk.cairn("subscriber", "erase", "ada@example.org").status == 2)
        }
    }

    @Test func aListIsAddedWholeOrNotAtAll() async throws {
        try await withLibrary { walk in
            try walk.write(
                """
                Name,Email,topics,consent_time
                Ada,ada@example.org,leadership,2026-05-01
                Bea,bea-at-example.org,,
                Cyd,cyd@example.org,knitting,
                Dee,dee@example.org,,

                """, to: "list.csv")
            let arguments = [
                "subscriber", "import", "list.csv", "--newsletter", SubscriberWalkTests.newsletter,
                "--confirmed", "--json",
            ]
            let refused = try await walk.cairn(arguments: arguments)
            #expect(refused.status == 2)
            let first = try refused.object()
            #expect(first["saved"] as? Bool == false)
            #expect(first["left_out_columns"] as? [String] == ["name"])
            let lines = try #require(first["refused"] as? [[String: Any]])
            #expect(lines.map { $0["line"] as? Int } == [3, 4])
            #expect(!refused.output.contains("bea") && !refused.errors.contains("bea"))
            #expect(try await walk.cairn("subscriber", "list", "--json").output == "")

            let saved = try await walk.cairn(arguments: arguments + ["--skip-refused"])
            #expect(saved.status == 1)
            #expect(try saved.object()["added"] as? Int == 2)
            let again = try await walk.cairn(arguments: arguments + ["--skip-refused"])
            #expect(try again.object()["known"] as? Int == 2)

            // What is exported is read again.
            let out = try await walk.cairn("subscriber", "export", "--to", "out.csv", "--json")
            #expect(try out.object()["subscribers"] as? Int == 2)
            let file = walk.library.appending(path: "out.csv")
            let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
            #expect(try await walk.cairn("subscriber", "erase", "ada@example.org").status == 0)
            let dry = try await walk.cairn(
                "subscriber", "import", "out.csv", "--newsletter", SubscriberWalkTests.newsletter,
                "--confirmed", "--dry-run", "--json")
            #expect(dry.status == 1)
            let trial = try dry.object()
            #expect(trial["known"] as? Int == 1)
            #expect((trial["refused"] as? [Any])?.count == 1, "an erased address is not brought back")
        }
    }

    @Test func whoeverIsNamedWrongIsToldSo() async throws {
        try await withLibrary { walk in
            let odd = try await walk.cairn("subscriber", "add", "ada-at-example.org", "--confirmed")
            #expect(odd.status == 64)
            #expect(odd.errors.contains("a mail address has an @"))
            let nobody = try await walk.cairn("subscriber", "remove", "ada@example.org")
            #expect(nobody.status == 2)
            #expect(!nobody.errors.contains("ada@"))
            let none = try await walk.cairn(
                "subscriber", "add", "ada@example.org", "--confirmed", "--newsletter", "none")
            #expect(none.status == 2)
            // Nobody is kept who cannot be asked.
            let unasked = try await walk.cairn("subscriber", "add", "ada@example.org")
            #expect(unasked.status == 2)
            #expect(try await walk.cairn("subscriber", "list", "--json").output == "")
            let gone = try await walk.cairn("subscriber", "import", "none.csv", "--confirmed")
            #expect(gone.status == 2)
        }
    }

    @Test func noAddressReachesALogOrWhatIsPublished() async throws {
        try await withLibrary { walk in
            try walk.write("address\nada.secret@example.org\nbea.secret@example.org\n", to: "list.csv")
            var said = ""
            for arguments in [
                ["subscriber", "import", "list.csv", "--confirmed"], ["subscriber", "list"],
                ["subscriber", "list", "--count"],
                ["subscriber", "suppress", "bea.secret@example.org", "--note", "full"],
                ["subscriber", "allow", "bea.secret@example.org"],
                ["subscriber", "pause", "ada.secret@example.org", "--until", "2026-11-16"],
                ["publish"], ["run", "--dry-run"], ["check"],
            ] {
                let ending = try await walk.cairn(arguments: arguments + ["--verbose"])
                said += ending.output + ending.errors
            }
            #expect(!said.contains(".secret"), "\(said)")
            let published = Walk.contents(of: walk.library.appending(path: "curated"))
            #expect(!published.isEmpty)
            for (path, bytes) in published {
                #expect(!String(decoding: bytes, as: UTF8.self).contains(".secret"), "\(path)")
            }
            let shown = try await walk.cairn("subscriber", "list", "--addresses")
            #expect(shown.output.contains("ada.secret@example.org"))
        }
    }

    @Test func whoeverAsksByTheFormGetsOneMailToConfirmBy() async throws {
        try await withLibrary { walk in
            let settings = [
                "CAIRN_BASE_URL": "https://learn.example.org/", "CAIRN_MAIL_SERVER": "mail.example.org",
                "CAIRN_MAIL_FROM": "News <news@example.org>",
            ]
            let ending = try await walk.serving("--verbose", with: settings) { line in
                let ports = line.split(separator: " ").compactMap { WebAddress(String($0))?.port }
                let port = try #require(ports.first)
                let form = "newsletter=\(SubscriberWalkTests.newsletter)&address=ada.secret%40example.org"
                let answer = await RawClient.send(
                    """
                    POST /subscribe HTTP/1.1\r
                    Host: 127.0.0.1:\(port)\r
                    Origin: http://127.0.0.1:\(port)\r
                    Connection: close\r
                    Content-Type: application/x-www-form-urlencoded\r
                    Content-Length: \(form.utf8.count)\r
                    \r
                    \(form)
                    """, to: port)
                #expect(answer.contains("Please look into your mail"), "\(answer)")
                let page = await RawClient.send(
                    "GET /subscribe HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nConnection: close\r\n\r\n",
                    to: port)
                #expect(page.contains("Cairn monthly"))
                #expect(page.contains("/reading/room.css"))
            }
            #expect(ending.errors.contains("POST /subscribe 200"))
            #expect(!ending.errors.contains(".secret"))
            let store = try await Store.open(at: walk.library.appending(path: "cairn.sqlite").path)
            #expect(try await store.letters.waitingCount() == 1)
            #expect(try await store.subscribers.counts().map(\.state) == [.waiting])
            // The command line asks in the same way.
            let added = try await walk.cairn("subscriber", "add", "bea@example.org", "--json", with: settings)
            #expect(try added.object()["state"] as? String == "waiting", "\(added.errors)")
            #expect(try await store.letters.waitingCount() == 2)
        }
    }
}
