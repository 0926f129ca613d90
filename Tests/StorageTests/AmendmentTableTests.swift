// SPDX-License-Identifier: MIT

import Model
import Storage
import TestSupport
import Testing

@Suite struct AmendmentTableTests {
    static func amendment(_ kind: IssueAmendment.Kind, number: Int = 1, _ words: String) -> IssueAmendment {
        IssueAmendment(
            newsletter: "monthly", number: number, kind: kind, words: words,
            by: Verdict.Signature(name: "Ada", time: .sample()))
    }

    @Test(arguments: Engine.allCases)
    func whatIsSaidLaterIsKeptInOrderUntilTheIssueIsWithdrawn(engine: Engine) async throws {
        try await engine.withStore { store in
            let first = AmendmentTableTests.amendment(.correction, "A name was wrong.")
            let second = AmendmentTableTests.amendment(.withdrawal, "The story was not true.")
            await #expect(throws: StorageError.missing(kind: "issue", id: "1 of monthly")) {
                try await store.amendments.add(first)
            }
            try await store.issues.save(draft: Model.Issue.sample(items: []))
            await #expect(throws: StorageError.self) { try await store.amendments.add(first) }
            _ = try await store.issues.approve(
                "monthly", number: 1, by: Verdict.Signature(name: "Ada", time: .sample()))
            try await store.amendments.add(first)
            try await store.amendments.add(second)
            #expect(try await store.amendments.all() == [first, second])
            await #expect(throws: StorageError.failed(reason: "issue 1 of monthly is withdrawn")) {
                try await store.amendments.add(first)
            }
            #expect(try await store.issues.approved().count == 1)
        }
    }
}
