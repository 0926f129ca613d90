// SPDX-License-Identifier: MIT

import Classification
import Model
import TestSupport
import Testing

@Suite struct WordMemoryTests {
    private let items = [
        ("en", "Kettles whistle"), ("de", "Häuser am Hafen"), ("en", "The kettle whistled"), ("xx", "Ночь"),
    ]
    .enumerated().map { number, text in
        Item(
            identity: .init(feed: "f", guid: "\(number)", address: nil, title: text.1, text: ""),
            title: text.1, address: nil,
            text: ItemText(body: "\(text.1) in the pantry, kettle by kettle.", language: text.0))
    }

    @Test func whatIsRememberedChangesNoTag() throws {
        let model = try ModelTrainer(curriculum: LearnedTexts.curriculum)
            .model(from: LearnedTexts.examples(60))
        let classifier = Classifier(curriculum: LearnedTexts.curriculum, learned: model)
        var memory = WordMemory()
        for item in items + LearnedTexts.examples(6).map(\.item) + items {
            let alone = classifier.prediction(for: item)
            let remembered = classifier.prediction(for: item, remembering: &memory)
            #expect(remembered.tags == alone.tags)
            #expect(remembered.suggestions.map(\.topic) == alone.suggestions.map(\.topic))
            #expect(remembered.suggestions.map(\.confidence) == alone.suggestions.map(\.confidence))
            #expect(alone.suggestions.allSatisfy { !$0.evidence.isEmpty })
        }
    }
}
