// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import Model
import TestSupport
import Testing

/// Files of topics that are changed and made by the desk.
@Suite struct TopicWriterTests {
    private static let file = "curated/curriculum/leadership/strategy.md"
    private static let text = """
        ---
        id: strategy
        name: Strategy
        # A remark that stays.
        level: core
        terms:
          - digital strategy
          - a plan
        outcomes:
          - write a plan
        questions: [What will you stop?]
        ---
        A clear choice.

        More on it.

        """

    @Test func onlyTheTermsAreReplaced() throws {
        let words = Topic.Vocabulary(terms: ["AI: plans", "strategy"], weakTerms: ["yes"])
        let changed = try TopicWriter.text(Self.text, with: words, file: Self.file)
        let expected = Self.text.replacing(
            "terms:\n  - digital strategy\n  - a plan\n",
            with: "terms: [\"AI: plans\", strategy]\nweak_terms: [\"yes\"]\n")
        #expect(changed == expected)
        let again = try TopicWriter.text(changed, with: .init(terms: ["one"]), file: Self.file)
        #expect(
            again == expected.replacing("[\"AI: plans\", strategy]\nweak_terms: [\"yes\"]", with: "[one]"))
    }

    @Test func aTopicIsRetired() throws {
        let changed = try TopicWriter.text(Self.text, replacedBy: "plans", file: Self.file)
        #expect(
            changed.contains(
                "questions: [What will you stop?]\nstatus: deprecated\nreplaced_by: plans\n---\nA clear"))
        let again = try TopicWriter.text(changed, replacedBy: "others", file: Self.file)
        #expect(again == changed.replacing("plans\n---", with: "others\n---"))
    }

    @Test func whatIsNoTopicIsAMistake() {
        #expect(throws: CatalogError.self) {
            try TopicWriter.text("no front matter", with: .init(terms: ["x"]), file: Self.file)
        }
    }

    /// Every topic of this repo's own curriculum comes out of a rewritten file as it went in.
    @Test func everyTopicOfOursSurvivesANewFile() async throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let ours = Library(folder: root)
        let curriculum = try #require(ours.read().curriculum)
        try await withTemporaryFolder { folder in
            let copy = Library(folder: folder)
            try FileManager.default.createDirectory(
                at: folder.appending(path: "curated"), withIntermediateDirectories: true)
            try FileManager.default.copyItem(at: ours.curriculumFolder, to: copy.curriculumFolder)
            var changes: [FileChange] = []
            for topic in curriculum.topics {
                let file = try #require(try TopicWriter.file(of: topic, in: copy))
                let text = try copy.curatedText(of: file) ?? ""
                changes.append(
                    FileChange(
                        file: file, before: text,
                        after: try TopicWriter.text(text, with: topic.vocabulary, file: file)))
            }
            try copy.apply(changes)
            let holdings = copy.read()
            #expect(holdings.mistakes == [])
            #expect(holdings.curriculum?.topics == curriculum.topics)
        }
    }
}
