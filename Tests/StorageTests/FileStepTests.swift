// SPDX-License-Identifier: MIT

import Foundation
import Model
import Storage
import TestSupport
import Testing

/// What people changed in curated files, step by step.
@Suite struct FileStepTests {
    private let author = AuditEntry.Author(name: "Ada")

    @Test(arguments: Engine.allCases)
    func stepsAreKeptWithTheirFilesAndTakenBackOnce(engine: Engine) async throws {
        try await engine.withStore { store in
            let changes = [
                FileChange(file: "curated/rules/a.md", before: nil, after: "A"),
                FileChange(file: "curated/rules/b.md", before: "old", after: nil),
            ]
            let first = try await store.fileSteps.begin(changes, "two rules", by: author, at: .sample())
            let second = try await store.fileSteps.begin(
                [FileChange(file: "curated/themes/c.md", before: "x", after: "y")], "a theme", by: author,
                at: .sample())
            #expect(first == 1 && second == 2)
            let rules = try await store.fileSteps.steps(under: "curated/rules/")
            #expect(rules.map(\.changes) == [changes])
            #expect(try await store.fileSteps.steps().map(\.what) == ["a theme", "two rules"])
            try await store.fileSteps.noteUndone(rules[0], by: author, at: .sample())
            #expect(try await store.fileSteps.find(1)?.undone == .sample())
            try await store.fileSteps.drop(second, by: author, at: .sample())
            #expect(try await store.fileSteps.find(2) == nil)
            let lines = try await store.audit.newest(9).map { "\($0.action) \($0.subject)" }
            #expect(
                lines == [
                    "could not be written files/step-2", "taken back: two rules files/step-1",
                    "a theme files/step-2",
                    "two rules files/step-1",
                ])
        }
    }
}
