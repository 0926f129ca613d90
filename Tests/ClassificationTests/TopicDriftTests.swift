// SPDX-License-Identifier: MIT

import Classification
import Model
import TestSupport
import Testing

@Suite struct TopicDriftTests {
    private let curriculum = Curriculum.sample([
        .sample("kettles", name: "Kettles", terms: ["kettle"]),
        .sample("ferries", name: "Ferries", terms: ["ferry"]),
    ])

    private func month(_ month: String, kept: Int, rejected: Int, added: Int = 0) -> TopicMonth {
        TopicMonth(
            topic: "kettles", month: month,
            record: TagRecord(
                kept: kept, rejected: rejected, added: added, expected: Double(kept + rejected) * 0.8))
    }

    @Test func aClearFallOfPrecisionIsSaidInWords() {
        let months = [
            month("2026-07", kept: 18, rejected: 2), month("2026-08", kept: 18, rejected: 2),
            month("2026-09", kept: 5, rejected: 7), month("2026-10", kept: 5, rejected: 3),
        ]
        let drift = TopicDrift(of: "kettles", months: months, since: "2026-09")
        #expect(drift.precision?.before == 0.9 && drift.precision?.lately == 0.5)
        #expect(drift.recall == nil)
        #expect(
            drift.clauses == [
                "its tags are wrong more often: of the last 20 50% were kept, of 40 before 90%"
            ])
        #expect(TopicDrift(of: "ferries", months: months, since: "2026-09").isEmpty)
    }

    @Test func whatChanceMayDoIsNoDrift() {
        let few = [month("2026-08", kept: 40, rejected: 0), month("2026-09", kept: 2, rejected: 7)]
        #expect(TopicDrift(of: "kettles", months: few, since: "2026-09").isEmpty)
        let small = [month("2026-08", kept: 16, rejected: 4), month("2026-09", kept: 15, rejected: 5)]
        #expect(TopicDrift(of: "kettles", months: small, since: "2026-09").isEmpty)
        let risen = [month("2026-08", kept: 5, rejected: 15), month("2026-09", kept: 19, rejected: 1)]
        #expect(TopicDrift(of: "kettles", months: risen, since: "2026-09").isEmpty)
    }

    @Test func topicsThatAreAddedMoreOftenAreMissedMoreOften() {
        let months = [
            month("2026-08", kept: 19, rejected: 0, added: 1),
            month("2026-09", kept: 10, rejected: 0, added: 10),
        ]
        let drift = TopicDrift(of: "kettles", months: months, since: "2026-09")
        #expect(drift.precision == nil && drift.recall?.lately == 0.5)
    }

    /// Twelve early and eight late articles of each topic; all late ones speak of 2026 and of winter.
    private var articles: [(example: LabelledItem, isLate: Bool)] {
        (0..<40).map { number in
            let isLate = number >= 24
            let isKettle = number.isMultiple(of: 2)
            var body = isKettle ? "Our kettle whistles. The kettles sing." : "The ferry sails at noon."
            if isLate { body += " Winter 2026 is here." }
            if isLate, isKettle { body += " An induction hob boils the kettle." }
            return (
                LabelledItem(
                    item: .sample(guid: "\(number)", title: "A post", body: body),
                    topics: [isKettle ? "kettles" : "ferries"]), isLate
            )
        }
    }

    @Test func newWordsOfOneTopicAreNamedAndWhatIsNewEverywhereIsNot() {
        let search = NewWordSearch(articles, curriculum: curriculum)
        let words = search.words(of: "kettles")
        #expect(words.contains { $0.words == "induction hob" && $0.late == 8 && $0.early == 0 })
        #expect(!words.contains { $0.words.contains("Winter") || $0.words.contains("2026") })
        #expect(!words.contains { $0.words.lowercased().contains("kettle") })
        #expect(search.words(of: "ferries").isEmpty)
        #expect(
            words.first?.description.hasSuffix("(in 8 of 8, before in 0 of 12)") == true)
        let drift = TopicDrift(of: "kettles", months: [], since: "2026-09", newWords: words)
        #expect(drift.clauses.first?.hasPrefix("new words: \u{201C}") == true)
    }

    @Test func tooFewArticlesHaveNoNewWords() {
        let few = Array(articles.suffix(3))
        #expect(NewWordSearch(few, curriculum: curriculum).words(of: "kettles").isEmpty)
    }
}
