// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import Model
import Testing

@Suite struct HoldingsTests {
    @Test func aGoodLibraryIsReadWhole() async throws {
        try await withLibrary { library in
            let holdings = library.read()
            #expect(holdings.mistakes == [])
            #expect(holdings.themes.map(\.id) == ["start"])
            #expect(holdings.newsletters.map(\.id) == ["monthly"])
            #expect(holdings.paths.map(\.id) == ["first", "second"])
            #expect(holdings.feeds.map(\.title) == ["One", "Two"])
            #expect(holdings.listedFeeds.map(\.line) == [5, 7])
        }
    }

    @Test func aThemeHoldsWhatItsFileSays() async throws {
        let theme = try await withLibrary { $0.read().theme("start") }
        #expect(
            theme
                == Theme(
                    id: "start", title: "Start", aim: Theme.Aim(audience: "board", stage: "action"),
                    size: Theme.Size(items: 5, minutes: 30),
                    sections: [Theme.Section(title: "One", topics: ["strategy", "research"])],
                    questions: ["Why?"], opening: "Opening words."))
    }

    @Test func strandsOfANewsletterAreSpelledOutAsTopics() async throws {
        let newsletter = try #require(try await withLibrary { $0.read().newsletter("monthly") })
        #expect(newsletter.sections.map(\.topics) == [["strategy", "change"], ["research"]])
        #expect(newsletter.size == 3...8)
        #expect(newsletter.rhythm.on == "first thursday")
        #expect(newsletter.rhythm.at == "07:00")
        #expect(newsletter.policy.missed == .ask)
    }

    @Test func aPathHoldsItsStepsAndWhatComesNext() async throws {
        let path = try #require(try await withLibrary { $0.read().path("first") })
        #expect(path.minutes == 90)
        #expect(path.steps.map(\.id) == ["one", "two"])
        #expect(path.next == ["second"])
        #expect(path.introduction == "Introduction.")
    }

    @Test func modulesHoldTheirStepsAndSayWhereItemsAreNamed() async throws {
        let steps = "  - {id: one, topic: strategy, minutes: 60, words: Begin.}"
        let modules = """
            modules:
              - id: direction
                title: Direction
                steps:
                  - {id: one, topic: strategy, minutes: 60, items: [i1, i2], questions: [Why?]}
              - {id: people, title: People, before: [direction], steps: [{id: two, topic: change, minutes: 30}]}
            """
        let file = "curated/paths/first.md"
        let text = String.good(file, steps, "").replacing(
            "steps:\n\n  - {id: two, topic: change, minutes: 30}", with: modules)
        let holdings = try await withLibrary([file: text]) { $0.read() }
        #expect(holdings.mistakes == [])
        let listed = try #require(holdings.listedPaths.first)
        #expect(listed.path.modules.map(\.title) == ["Direction", "People"])
        #expect(listed.path.modules.last?.before == ["direction"])
        #expect(listed.path.steps.first?.questions == ["Why?"])
        #expect(listed.places.map(\.item) == ["i1", "i2"])
        #expect(listed.places.allSatisfy { $0.file == file && $0.line == 10 })
    }

    @Test(arguments: [
        (
            "themes/start.md", "[strategy, research]", "[strategi, research]",
            "9: no topic strategi in the curriculum"
        ),
        ("themes/start.md", "audience: board", "audience: bord", "4: no audience bord; known: board"),
        (
            "themes/start.md", "size: 5", "size: five",
            "6: size must be a whole number from 1 to 100, not five"
        ),
        ("themes/start.md", "id: start", "id: begin", "2: the id begin is not the file's name, start"),
        ("themes/start.md", "minutes: 30\n", "", "2: no minutes"),
        ("newsletters/monthly.md", "first thursday", "thursday", "5: on must be a weekday of the month"),
        ("newsletters/monthly.md", "\"07:00\"", "7am", "5: at must be a time such as \"07:00\", not 7am"),
        (
            "newsletters/monthly.md", "Europe/London", "Europe/Atlantis",
            "6: unknown time zone Europe/Atlantis"
        ),
        ("newsletters/monthly.md", "minimum: 3", "minimum: 9", "9: minimum 9 is more than size 8"),
        ("newsletters/monthly.md", "[lead]", "[led]", "11: no strand led in the curriculum"),
        ("newsletters/monthly.md", "hold", "send", "13: unapproved must be one of hold, send-approved, skip"),
        ("paths/first.md", "minutes: 30", "minutes: 20", "4: the steps take 80 minutes, but hours says 90"),
        ("paths/first.md", "[second]", "[third]", "9: no path third"),
        ("paths/first.md", "id: two", "id: one", "8: the step one stands here twice"),
    ])
    func aMistakeIsToldByFileAndLine(file: String, old: String, new: String, message: String) async throws {
        let path = "curated/" + file
        let found = try await mistakes([path: .good(path, old, new)])
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix("\(path):\(message)") == true, "\(found)")
    }

    @Test func movesAreReadWithTheirMistakes() async throws {
        let moves = """
            packs/old: packs/start
            packs/older: paths/first
            nonsense: packs/start
            """
        let holdings = try await withLibrary(["curated/moved.yaml": moves]) { $0.read() }
        #expect(holdings.moves.map(\.from) == ["packs/old", "packs/older"])
        #expect(holdings.moves.map(\.to) == ["packs/start", "paths/first"])
        #expect(holdings.mistakes.map(\.line) == [3])
    }

    @Test func aMistakeInOneFileHidesNoOther() async throws {
        let found = try await mistakes([
            "curated/themes/start.md": "no front matter",
            "curated/paths/second.md": "---\nid: [\n---\n",
            "feeds/team.opml": "<opml>",
            "curated/curriculum/lead/strategy.md": .good(
                "curated/curriculum/lead/strategy.md", "level: core", "level: basic"),
        ])
        #expect(
            found.map { $0.split(separator: ":").prefix(2).joined(separator: ":") } == [
                "curated/curriculum/lead/strategy.md:4", "curated/paths/second.md:3",
                "curated/themes/start.md:1", "feeds/team.opml:1",
            ])
    }

    @Test func withoutACurriculumTheRestIsStillRead() async throws {
        try await withLibrary(["curated/curriculum/curriculum.md": ""]) { library in
            let holdings = library.read()
            #expect(holdings.curriculum == nil)
            #expect(
                holdings.mistakes.map(\.description) == ["curated/curriculum/curriculum.md: no such file"])
            #expect(holdings.feeds.count == 2)
            #expect(holdings.themes.count == 1)
        }
    }

    @Test func oversizedAndBrokenFilesAreRefused() async throws {
        let found = try await mistakes([
            "curated/themes/big.md": String(repeating: "x", count: 1_048_577),
            "feeds/bomb.opml": "<!DOCTYPE opml [<!ENTITY a 'b'>]><opml><body/></opml>",
            "curated/themes/aliases.md":
                "---\na: &a [x]\n" + String(repeating: "b: [*a, *a, *a]\n", count: 10) + "---\n",
            "curated/themes/deep.md": "---\na: " + String(repeating: "[", count: 2000) + "\n---\n",
        ])
        #expect(
            found == [
                "curated/themes/aliases.md:2: too many YAML aliases; write the values out",
                "curated/themes/big.md: more than 1048576 bytes; not read",
                "curated/themes/deep.md:2: not YAML: nested too deeply",
                "feeds/bomb.opml:1: a document type declaration is not allowed here",
            ])
    }

    @Test func aTextThatIsNotUTF8IsToldWithItsLine() async throws {
        try await withLibrary { library in
            let file = library.themesFolder.appending(path: "latin.md")
            try Data(Array("---\nid: latin\ntitle: caf".utf8) + [0xE9, 10]).write(to: file)
            #expect(
                library.read().mistakes.map(\.description) == ["curated/themes/latin.md:3: not UTF-8 text"])
        }
    }

    @Test func moreThanFiveThousandFilesAreNotRead() async throws {
        try await withLibrary { library in
            for number in 1...5_001 {
                let file = library.themesFolder.appending(path: "t\(number).md")
                try Data().write(to: file)
            }
            let holdings = library.read()
            #expect(
                holdings.mistakes.contains {
                    $0.description
                        == "curated/themes: more than 5000 files in the library; the rest was not read"
                })
            #expect(holdings.themes.count <= 1)
        }
    }

    @Test func linksOutOfTheLibraryAreNotFollowed() async throws {
        try await withLibrary { library in
            let link = library.themesFolder.appending(path: "hosts.md")
            try FileManager.default.createSymbolicLink(
                at: link, withDestinationURL: URL(filePath: "/etc/hosts"))
            let inner = library.themesFolder.appending(path: "README.md")
            try FileManager.default.createSymbolicLink(at: inner, withDestinationURL: library.settingsFile)
            #expect(
                library.read().mistakes.map(\.description) == [
                    "curated/themes/hosts.md: a link that leads out of the library; not followed"
                ])
        }
    }
}
