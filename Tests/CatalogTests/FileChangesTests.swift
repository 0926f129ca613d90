// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import Model
import TestSupport
import Testing

/// Changes of several curated files at once.
@Suite struct FileChangesTests {
    @Test func allFilesAreChangedAndTakenBack() async throws {
        try await withTemporaryFolder { folder in
            let library = Library(folder: folder)
            let changes = [
                FileChange(file: "curated/rules/a.md", before: nil, after: "new\n"),
                FileChange(file: "curated/themes/b.md", before: nil, after: "too\n"),
            ]
            try library.apply(changes)
            #expect(try library.curatedText(of: "curated/rules/a.md") == "new\n")
            // Once more changes nothing.
            try library.apply(changes)
            try library.apply(changes.map(\.reversed))
            #expect(try library.curatedText(of: "curated/themes/b.md") == nil)
        }
    }

    @Test func nothingIsChangedWhereOneFileIsNotAsItWasSeen() async throws {
        try await withTemporaryFolder { folder in
            let library = Library(folder: folder)
            try library.apply([FileChange(file: "curated/rules/a.md", before: nil, after: "mine\n")])
            let changes = [
                FileChange(file: "curated/rules/b.md", before: nil, after: "b\n"),
                FileChange(file: "curated/rules/a.md", before: "old\n", after: "c\n"),
            ]
            #expect(throws: CatalogError.overtaken(file: "curated/rules/a.md")) { try library.apply(changes) }
            #expect(try library.curatedText(of: "curated/rules/b.md") == nil)
        }
    }

    @Test(arguments: [
        "cairn.yaml", "curated/../cairn.yaml", "/etc/passwd", "curated//a.md", "curated/.hidden", "curated",
        "curated/published/index.html", "curated/rules/a\0.md", "feeds/library.opml",
    ])
    func onlyCuratedFilesAreTouched(file: String) async throws {
        try await withTemporaryFolder { folder in
            #expect(throws: CatalogError.self) {
                try Library(folder: folder).apply([FileChange(file: file, before: nil, after: "x")])
            }
        }
    }

    @Test func noLinkLeadsOutOfTheLibrary() async throws {
        try await withTemporaryFolder { folder in
            let (inside, outside) = (folder.appending(path: "in"), folder.appending(path: "out"))
            for place in [inside, outside] {
                try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
            }
            try FileManager.default.createSymbolicLink(
                at: inside.appending(path: "curated"), withDestinationURL: outside)
            #expect(throws: CatalogError.self) {
                try Library(folder: inside).apply([FileChange(file: "curated/a.md", before: nil, after: "x")])
            }
        }
    }

    @Test(arguments: [
        "a rule", "true", "no", "12", "with: colon", "end:", "a # comment", "“quoted” \"twice\"", "- dash",
        "it's",
        "back\\slash", "{braces}", "[list, of]", "*star", "@at", " spaces ", "Überblick, ja", "100 %", "a&b",
        "!bang",
    ])
    func aRuleIsReadAsItWasWritten(words: String) throws {
        let holdings = Library(folder: URL(filePath: "/nowhere")).read()
        let trimmed = words.trimmingCharacters(in: .whitespaces)
        let rule = Rule(
            id: "r", title: trimmed,
            condition: .init(
                feeds: [], words: .init(any: [trimmed, "x"], all: ["y"], none: ["z"], place: .title),
                licences: [.ccBy]),
            consequence: .init(rejection: trimmed), paused: trimmed, why: "Because.\n\n- a list")
        let text = Library.text(of: rule, holdings)
        #expect(try Library.rule(in: text, named: "curated/rules/r.md", holdings) == rule, "\(text)")
    }
}
