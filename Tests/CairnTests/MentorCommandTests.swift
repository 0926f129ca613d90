// SPDX-License-Identifier: MIT

import Foundation
import TestSupport
import Testing

/// Mentors and mentees by the command line.
@Suite(.timeLimit(.minutes(10))) struct MentorCommandTests {
    @Test func peopleArePairedWithoutALibrary() async throws {
        try await withTemporaryFolder { folder in
            let walk = Walk(home: folder)
            let mentors = folder.appending(path: "mentors.csv")
            try Data("person,organisation,topics,capacity\nMo,North,ai;data-use,2\nNu,South,ai,\n".utf8)
                .write(to: mentors)
            let mentees = "person,organisation,topics\nAda,North,ai\nBo,,data-use\nCy,,cake\n"
            let command = ["mentor", "pair", "--mentors", mentors.path, "--mentees", "-"]
            let ending = try await walk.cairn(arguments: command + ["--json"], reading: mentees)
            #expect(ending.status == 0, "\(ending.errors)")
            let object = try ending.object()
            let pairs = try #require(object["pairs"] as? [[String: Any]])
            #expect(pairs.compactMap { $0["mentor"] as? String } == ["Nu", "Mo"])
            #expect(pairs.compactMap { $0["topic"] as? String } == ["ai", "data-use"])
            let unpaired = try #require(object["unpaired"] as? [[String: Any]])
            #expect(unpaired.first?["reason"] as? String == "no mentor offers cake")
            #expect((object["measures"] as? [String: Any])?["paired"] as? Int == 2)
            let plain = try await walk.cairn(arguments: command, reading: mentees)
            #expect(plain.output.contains("Ada with Nu, about ai"))
            #expect(plain.output.contains("Paired: 2 of 3"))
            let wrong = try await walk.cairn(arguments: command, reading: "person\nAda\n")
            #expect(wrong.status == 2)
            #expect(wrong.errors.contains("standard input:1: the first line must name the columns"))
        }
    }

    @Test func aSheetIsMadeOfWhatIsApproved() async throws {
        try await withTemporaryFolder { folder in
            var walk = Walk(home: folder)
            let made = try await walk.cairn("init", "library", "--sample", "--quiet")
            try #require(made.status == 0, "\(made.errors)")
            let none = try await walk.cairn("mentor", "sheet", "procurement")
            #expect(none.status == 2 && none.errors.contains("nothing approved is about procurement yet"))
            let unknown = try await walk.cairn("mentor", "sheet", "cake")
            #expect(unknown.errors.contains("there is no topic cake"))
            // The demo approves items on all kinds of topics.
            let demo = try await walk.cairn("demo", "--to", folder.appending(path: "demo").path)
            #expect(demo.status == 0, "\(demo.errors)")
            walk.variables["CAIRN_STORE"] = "demo.sqlite"
            let to = folder.appending(path: "sheet")
            let sheet = try await walk.cairn("mentor", "sheet", "procurement", "--to", to.path, "--json")
            #expect(sheet.status == 0, "\(sheet.errors)")
            let items = try #require(try sheet.object()["items"] as? [String])
            #expect((1...3).contains(items.count))
            let html = try String(contentsOf: to.appending(path: "procurement.html"), encoding: .utf8)
            #expect(html.contains("<h2 id=\"questions-for-both\">"))
            let plain = try await walk.cairn("mentor", "sheet", "procurement")
            #expect(
                plain.output.contains("# Procurement: conversation sheet")
                    || plain.output.contains("conversation sheet"))
            // The published pages have the same, one a topic.
            let page = folder.appending(path: "demo/topics/procurement/conversation.html")
            #expect(FileManager.default.fileExists(atPath: page.path))
            let topic = try String(
                contentsOf: folder.appending(path: "demo/topics/procurement.html"), encoding: .utf8)
            #expect(topic.contains("href=\"procurement/conversation.html\""))
        }
    }
}
