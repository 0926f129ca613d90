// SPDX-License-Identifier: MIT

import Model
import TestSupport
import Testing

@Suite struct VerdictRulesTests {
    private let curriculum = Curriculum.sample()

    @Test func completeApprovalMeetsNoObjection() {
        #expect(verdict(.approve).objections(to: .sample(), in: curriculum).isEmpty)
    }

    @Test func approvalNeedsTopicReasonAndCredit() {
        let bare = LibraryItem.sample(.sample(title: " ", address: nil))
        let objections = verdict(.approve, topics: [], why: " ").objections(to: bare, in: curriculum)
        #expect(objections.count == 4)
    }

    @Test func rejectionNeedsItsReason() {
        #expect(verdict(.reject, note: "").objections(to: .sample(), in: curriculum).count == 1)
        #expect(verdict(.reject, note: "advert").objections(to: .sample(), in: curriculum).isEmpty)
    }

    @Test func unknownWordsAreNamed() {
        let odd = Verdict(
            item: "i1", decision: .hold, topics: ["nonsense"],
            fit: .init(audiences: ["martians"], stage: "later", format: "song"),
            by: .init(name: "t", time: .sample()))
        #expect(
            odd.objections(to: .sample(), in: curriculum) == [
                "there is no topic nonsense", "there is no audience martians", "there is no stage later",
                "there is no format song",
            ])
    }

    private func verdict(
        _ decision: Verdict.Decision, topics: [Topic.ID] = ["digital-strategy"], why: String = "It helps.",
        note: String = ""
    ) -> Verdict {
        Verdict(
            item: Item.sample().id, decision: decision, topics: topics, why: why, note: note,
            by: .init(name: "t", time: .sample()))
    }
}
