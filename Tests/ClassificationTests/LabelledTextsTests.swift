// SPDX-License-Identifier: MIT

import Classification
import Foundation
import Model
import TestSupport
import Testing

/// The classifier's numbers on twenty short texts of ours; the floors may only rise.
@Suite struct LabelledTextsTests {
    private struct Labelled: Decodable {
        let id: String
        let title: String
        let text: String
        let topics: [Topic.ID]

        var item: Item { .sample(guid: id, title: title, body: text) }
    }

    private let classifier: Classifier
    private let texts: [Labelled]

    init() throws {
        classifier = Classifier(curriculum: try CuratedTerms.curriculum())
        texts = try CuratedTerms.fixture("labelled.jsonl").split(separator: "\n").map {
            try JSONDecoder().decode(Labelled.self, from: Data($0.utf8))
        }
    }

    @Test func precisionAndRecallStayAboveTheirFloors() {
        var right = 0
        var given = 0
        for text in texts {
            let tags = Set(classifier.tags(for: text.item).map(\.topic))
            right += tags.intersection(text.topics).count
            given += tags.count
        }
        let wanted = texts.reduce(0) { $0 + $1.topics.count }
        #expect(Double(right) / Double(given) >= 0.85, "precision: \(right) of \(given)")
        #expect(Double(right) / Double(wanted) >= 0.9, "recall: \(right) of \(wanted)")
    }

    @Test func textsAboutNoTopicStayUnsorted() {
        for text in texts where text.topics.isEmpty {
            #expect(classifier.tags(for: text.item).isEmpty, "\(text.id)")
        }
    }

    @Test func everyTagQuotesItsItem() {
        for text in texts {
            for tag in classifier.suggestions(for: text.item) {
                #expect(!tag.evidence.isEmpty && tag.model == classifier.model)
                for evidence in tag.evidence {
                    #expect((evidence.place == .title ? text.title : text.text).contains(evidence.words))
                }
            }
        }
    }

    @Test func sameInputGivesTheSameBytes() throws {
        let again = Classifier(curriculum: try CuratedTerms.curriculum())
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        for text in texts {
            let first = try encoder.encode(classifier.suggestions(for: text.item))
            #expect(try encoder.encode(again.suggestions(for: text.item)) == first)
        }
    }

    @Test func curriculumIsWhole() throws {
        let topics = try CuratedTerms.curriculum().topics
        #expect(topics.count == 60)
        #expect(topics.allSatisfy { $0.vocabulary.terms.count > 5 })
    }
}
