// SPDX-License-Identifier: MIT

import Classification
import Model
import TestSupport

/// Labelled texts made of words that go with a topic and of words that go with none.
///
/// No term of the curriculum stands in them: what a model knows of them it has learned.
enum LearnedTexts {
    static let topics: [Topic.ID] = ["garden", "kitchen", "harbour", "railway"]

    static let curriculum = Curriculum.sample(
        topics.map { .sample($0, name: $0.rawValue, terms: ["\($0.rawValue) handbook"]) })

    private static let words: [[String]] = [
        ["rose", "spade", "compost", "hedge", "seedling"], ["oven", "kettle", "ladle", "pantry", "whisk"],
        ["anchor", "ferry", "quay", "tide", "mooring"],
        ["signal", "platform", "carriage", "sleeper", "timetable"],
    ]
    private static let common = [
        "people", "morning", "paper", "window", "letter", "street", "winter", "story",
    ]

    /// A text about a topic, or about none; the same number gives the same text.
    static func item(_ number: Int, about topic: Int?) -> Item {
        let own = topic.map { words[$0] } ?? common
        let text = (0..<60).map { place in
            let chance = (number &* 31 &+ place &* 17 &+ (number &* place) % 7) % 11
            return chance < 4
                ? own[(number + place) % own.count] : common[(number &* 3 + place) % common.count]
        }
        return Item.sample(
            guid: "text-\(number)", title: "\(own[number % own.count]) and \(common[number % 8])",
            body: text.joined(separator: " "))
    }

    /// So many texts, each of the next topic.
    static func examples(_ count: Int, from start: Int = 0) -> [LabelledItem] {
        (start..<start + count).map { number in
            let topic = number % topics.count
            return LabelledItem(item: item(number, about: topic), topics: [topics[topic]])
        }
    }
}
