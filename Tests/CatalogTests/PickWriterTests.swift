// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import Model
import TestSupport
import Testing

/// Items that curators choose for packs and paths, in their files.
@Suite struct PickWriterTests {
    private static let theme = """
        ---
        id: t
        sections:
          - title: One
            topics: [a, b]
          # A remark.
          - topics: [c]
            items:
              - i1
              - i2
            title: Two
        questions: [Why?]
        ---
        Opening.

        """

    @Test func aSectionGetsItemsAndLosesThem() throws {
        let one = try PickWriter.text(Self.theme, section: 0, items: ["x", "y"], file: "t.md")
        #expect(
            one == Self.theme.replacing("[a, b]\n", with: "[a, b]\n    closed: true\n    items: [x, y]\n"))
        #expect(try PickWriter.text(one, section: 0, items: nil, file: "t.md") == Self.theme)
        let two = try PickWriter.text(Self.theme, section: 1, items: ["z"], file: "t.md")
        #expect(
            two
                == Self.theme.replacing("items:\n      - i1\n      - i2\n", with: "items: [z]\n")
                .replacing("title: Two\n", with: "title: Two\n    closed: true\n"))
        #expect(throws: CatalogError.self) {
            try PickWriter.text(Self.theme, section: 2, items: ["z"], file: "t.md")
        }
        #expect(throws: CatalogError.self) {
            try PickWriter.text(
                "---\nsections: [{title: One}]\n---\n", section: 0, items: ["z"], file: "t.md")
        }
    }

    /// Every theme and every path of this repo takes items and gives them back, byte for byte.
    @Test func ourOwnFilesTakeItemsAndGiveThemBack() async throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let ours = Library(folder: root)
        let holdings = ours.read()
        try await withTemporaryFolder { folder in
            let copy = Library(folder: folder)
            try FileManager.default.createDirectory(
                at: folder.appending(path: "curated"), withIntermediateDirectories: true)
            for place in ["curated/curriculum", "curated/themes", "curated/paths"] {
                try FileManager.default.copyItem(at: ours.resolve(place), to: copy.resolve(place))
            }
            var changes: [FileChange] = []
            for theme in holdings.themes {
                let file = "curated/themes/\(theme.id).md"
                let text = try copy.curatedText(of: file) ?? ""
                let new = try PickWriter.text(
                    text, section: theme.sections.count - 1, items: ["i1", "i2"], file: file)
                #expect(
                    try PickWriter.text(new, section: theme.sections.count - 1, items: nil, file: file)
                        == text
                )
                changes.append(FileChange(file: file, before: text, after: new))
            }
            for path in holdings.paths {
                let file = "curated/paths/\(path.id).md"
                let text = try copy.curatedText(of: file) ?? ""
                let step = try #require(path.steps.first { $0.items.isEmpty })
                let new = try PickWriter.text(text, step: step.id, items: ["i3"], file: file)
                #expect(try PickWriter.text(new, step: step.id, items: [], file: file) == text)
                changes.append(FileChange(file: file, before: text, after: new))
            }
            try copy.apply(changes)
            let read = copy.read()
            #expect(read.mistakes.filter { !$0.file.hasPrefix("feeds/") } == [])
            #expect(read.themes.allSatisfy { $0.sections.last?.picked == ["i1", "i2"] })
            #expect(read.paths.allSatisfy { $0.steps.contains { $0.items == ["i3"] } })
        }
    }
}
